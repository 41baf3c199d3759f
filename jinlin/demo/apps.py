"""Which Django app is this?"""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "jinlin.demo"

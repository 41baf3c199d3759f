"""Which Django app is this?"""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "jinlin.web"

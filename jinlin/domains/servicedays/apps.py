"""Which Django app is this?"""

from django.apps import AppConfig


class ServicedaysConfig(AppConfig):
    name = "jinlin.domains.servicedays"

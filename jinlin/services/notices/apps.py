"""Which Django app is this?"""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "jinlin.services.notices"

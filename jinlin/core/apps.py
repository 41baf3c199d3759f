"""Which Django app is this?"""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "jinlin.core"

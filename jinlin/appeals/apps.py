"""Which Django app is this?"""

from django.apps import AppConfig


class AppealsConfig(AppConfig):
    name = "jinlin.appeals"

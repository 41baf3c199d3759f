"""Which Django app is this?"""

from django.apps import AppConfig


class ReceptionsConfig(AppConfig):
    name = "jinlin.receptions"

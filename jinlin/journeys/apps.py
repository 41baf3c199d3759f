"""Which Django app is this?"""

from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "jinlin.journeys"

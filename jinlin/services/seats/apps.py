"""Which Django app is this?"""

from django.apps import AppConfig


class SeatsConfig(AppConfig):
    name = "jinlin.services.seats"

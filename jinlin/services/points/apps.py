"""Which Django app is this?"""

from django.apps import AppConfig


class PointsConfig(AppConfig):
    name = "jinlin.services.points"

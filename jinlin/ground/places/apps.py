"""Which Django app is this?"""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "jinlin.ground.places"

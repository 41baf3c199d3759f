"""Which Django app is this?"""

from django.apps import AppConfig


class IdentitiesConfig(AppConfig):
    name = "jinlin.ground.identities"

"""Which Django app is this?"""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "jinlin.ground.people"

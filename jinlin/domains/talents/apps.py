"""Which Django app is this?"""

from django.apps import AppConfig


class TalentsConfig(AppConfig):
    name = "jinlin.domains.talents"

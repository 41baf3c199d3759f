"""Which Django app is this?"""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "jinlin.domains.visits"

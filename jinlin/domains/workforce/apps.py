"""Which Django app is this?"""

from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    name = "jinlin.domains.workforce"

"""Which Django app is this?"""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "jinlin.domains.casework"

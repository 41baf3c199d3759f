"""Which Django app is this?"""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "jinlin.insight"

"""Which Django app is this?"""

from django.apps import AppConfig


class MetricsConfig(AppConfig):
    name = "jinlin.metrics"

"""Which Django app is this?"""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "jinlin.domains.training"

"""Which Django app is this?"""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "jinlin.domains.consultations"

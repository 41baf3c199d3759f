"""Which Django app is this?"""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "jinlin.services.documents"

"""Which Django app is this?"""

from django import forms
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShellConfig(AppConfig):
    name = "jinlin.shell"

    def ready(self) -> None:
        """An empty field is asked for in the house's words, not in those of a programmer."""
        forms.Field.default_error_messages["required"] = _("Please fill this in.")

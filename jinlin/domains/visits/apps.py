"""Which Django app is this?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VisitsConfig(AppConfig):
    name = "jinlin.domains.visits"
    verbose_name = _("Door visits")

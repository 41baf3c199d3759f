"""Which Django app is this?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "jinlin.services.notices"
    verbose_name = _("Messages")

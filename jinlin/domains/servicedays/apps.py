"""Which Django app is this?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServicedaysConfig(AppConfig):
    name = "jinlin.domains.servicedays"
    verbose_name = _("Service days")

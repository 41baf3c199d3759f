"""Which Django app is this?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IdentitiesConfig(AppConfig):
    name = "jinlin.ground.identities"
    verbose_name = _("Signing in from elsewhere")

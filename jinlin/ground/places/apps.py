"""Which Django app is this?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    name = "jinlin.ground.places"
    verbose_name = _("Places and stations")

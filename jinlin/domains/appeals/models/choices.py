"""How did an appeal come, under which name, and does it count?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    ONLINE = "online", _("Online")
    STATION = "station", _("Station")
    RECEPTION = "reception", _("Reception day")
    DOOR = "door", _("Door knock")
    COUNTER = "counter", _("Counter")
    HOTLINE = "hotline", _("Hotline")
    IMPORT = "import", _("Handed in as a file")


class Identity(models.TextChoices):
    NAMED = "named", _("With my name")
    HIDDEN = "hidden", _("Keep my identity from the handling unit")
    ANONYMOUS = "anonymous", _("Anonymous")


class Exclusion(models.TextChoices):
    """Whether an appeal counts in the rates."""

    NONE = "none", _("counts")
    ASKED = "asked", _("exclusion asked")
    GRANTED = "granted", _("left out")
    REFUSED = "refused", _("stays in")

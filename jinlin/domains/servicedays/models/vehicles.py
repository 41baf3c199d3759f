"""Which of the five vehicles stops where, and when?"""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow
from jinlin.domains.servicedays.models.series import READERS
from jinlin.ground.places.models import Organisation, Place
from jinlin.services.seats.models import Unit


class VehicleKind(models.TextChoices):
    """五车进社区."""

    HAIR = "hair", _("Haircut vehicle")
    REPAIR = "repair", _("Repair vehicle")
    CLINIC = "clinic", _("Clinic vehicle")
    LAW = "law", _("Law vehicle")
    ERRANDS = "errands", _("Errands vehicle")


class Vehicle(CountyRow):
    """One vehicle of a county, with whoever drives it (a unit's face, never a name)."""

    kind = models.CharField(_("kind of vehicle"), max_length=7, choices=VehicleKind)
    name = models.CharField(_("name"), max_length=40)
    driver = models.CharField(_("driven by"), max_length=60)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("organised by")
    )
    is_open = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("vehicle")
        verbose_name_plural = _("vehicles")
        constraints = [
            models.UniqueConstraint(fields=["county", "name"], name="service_vehicle_once")
        ]

    def __str__(self) -> str:
        return self.name


class StopRows(models.QuerySet["Stop"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.is_system else self.filter(within(actor.codes(*READERS)))


class Stop(CountyRow):
    """A vehicle stands at a place from one moment to another, with seats that can be booked; it is
    never at two places at once.
    """

    follows_its_place = True

    vehicle = models.ForeignKey(Vehicle, models.PROTECT, related_name="stops")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    spot = models.CharField(_("where exactly"), max_length=60)
    arrives_at = models.DateTimeField(_("arrives"))
    leaves_at = models.DateTimeField(_("leaves"))
    on = models.DateField()
    unit = models.OneToOneField(Unit, models.PROTECT, null=True, related_name="+")
    cancelled_on = models.DateField(null=True, blank=True)

    objects = StopRows.as_manager()

    class Meta:
        verbose_name = _("stop of a vehicle")
        verbose_name_plural = _("stops of vehicles")
        constraints = [
            models.UniqueConstraint(
                fields=["vehicle", "arrives_at"],
                condition=Q(cancelled_on=None),
                name="service_stop_once",
            ),
            models.CheckConstraint(
                condition=Q(leaves_at__gt=F("arrives_at")), name="service_stop_leaves_after"
            ),
        ]
        indexes = [models.Index(fields=["place_code", "on", "id"], name="service_stop_place")]

    def __str__(self) -> str:
        return f"{self.vehicle} {self.on}"

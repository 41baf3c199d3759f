"""Who helps with an appeal?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.rows import CountyRow
from jinlin.domains.appeals.models.appeal import Appeal
from jinlin.ground.places.models import Organisation


class PartState(models.TextChoices):
    ASKED = "asked", _("not answered yet")
    ANSWERED = "answered", _("answered")
    SILENT = "silent", _("silent, on record")
    RELEASED = "released", _("released")


class Part(CountyRow):
    """What one helping unit is asked to do for an appeal that another leads, with its own term and
    reply. A unit is asked at most one thing at a time.
    """

    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="parts")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("unit"))
    task = models.TextField(_("task"))
    state = models.CharField(max_length=8, choices=PartState.choices, default=PartState.ASKED)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(_("due"))
    due_on = models.DateField()
    reply = models.TextField(_("reply"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("asked_at", "id")
        verbose_name = _("part")
        verbose_name_plural = _("parts")
        constraints = [
            models.UniqueConstraint(
                fields=["appeal", "unit"],
                condition=Q(state="asked"),
                name="part_asked_once_per_unit",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | ~Q(reply=""), name="part_answered_with_reply"
            ),
        ]
        indexes = [models.Index(fields=["unit", "state", "due_at"], name="part_unit")]

    def __str__(self) -> str:
        return f"{self.appeal_id} {self.unit_id}"

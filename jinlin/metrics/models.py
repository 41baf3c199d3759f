"""What is stored of a report that somebody signs?"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.errors import NotHere
from jinlin.core.rows import CountyRow
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Place
from jinlin.metrics.releases import Choice, Release, Threshold

__all__ = ["Choice", "Release", "Report", "ReportRows", "Threshold"]

WRITERS = (Role.CLERK, Role.LEAD, Role.SUPERVISOR)
LONGEST_WORDS = 10_000


class ReportRows(models.QuerySet["Report"]):
    def for_desk(self, actor: Actor) -> Self:
        """Those of the places that this person looks after."""
        return self.filter(within(actor.codes(*WRITERS)))

    visible_to = for_desk

    def held(self, pk: object) -> "Report":
        """The row as it is now, locked. Raises NotHere when it is gone."""
        row = self.select_for_update(of=("self",)).select_related("place").filter(pk=pk).first()
        if row is None:
            raise NotHere
        return row


class Report(CountyRow):
    """What a place says of one month: the figures as they were counted on a day, and words.

    One for each place and month. Until it is signed it can be counted anew and its words changed;
    from then on it stays as it is, whatever is corrected later, and is a numbered paper.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    month = models.CharField(_("month"), max_length=7)  # 2026-10
    counted_at = models.DateTimeField(_("counted at"))
    lines = models.JSONField(default=list)  # reporting.Line as mappings
    words = models.TextField(_("words of the report"), max_length=LONGEST_WORDS, blank=True)
    version = models.PositiveIntegerField(default=1)
    drawn_up_by = models.UUIDField(null=True)
    signed_at = models.DateTimeField(_("signed at"), null=True)
    signed_by = models.UUIDField(null=True)

    objects = ReportRows.as_manager()

    class Meta:
        verbose_name = _("monthly report")
        verbose_name_plural = _("monthly reports")
        constraints = [
            models.UniqueConstraint(fields=["place", "month"], name="report_of_a_month_once"),
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="report_signed_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "place_code", "-month", "id"], name="reports_of_a_place")
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.month}"

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None

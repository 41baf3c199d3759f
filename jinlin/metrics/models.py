"""What is stored of a report that somebody signs?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core import spoken
from jinlin.core.rows import CountyRow
from jinlin.ground.places.models import Place
from jinlin.metrics import periods
from jinlin.metrics.papers.rows import ScopedRows
from jinlin.metrics.releases import Choice, Release, Threshold

__all__ = ["Choice", "Release", "Report", "ReportRows", "Threshold"]

LONGEST_WORDS = 10_000


class ReportRows(ScopedRows["Report"]):
    pass


class Report(CountyRow):
    """What a place says of one month or year: the figures as they were counted on a day, and words.

    One for each place and period. Until it is signed it can be counted anew and its words changed;
    from then on it stays as it is, whatever is corrected later, and is a numbered paper.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    month = models.CharField(_("month"), max_length=7)  # 2026-10, or 2026
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
        return f"{self.place} {self.period}"

    @property
    def period(self) -> str:
        return spoken.period(self.month)

    @property
    def is_of_year(self) -> bool:
        return periods.is_year(self.month)

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None

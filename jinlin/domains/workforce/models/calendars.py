"""On which days is the exam of a year, and by which secret address are the register's days read?"""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.feeds import SecretAddress
from jinlin.core.rows import MovingRow, MovingRows
from jinlin.ground.places.models import CODE_LENGTHS


class ExamDayRows(MovingRows["ExamDay"]):
    def standing(self) -> Self:
        return self.exclude(state=ExamDay.State.STRUCK)

    def national(self) -> Self:
        return self.filter(county="")

    def holding_at(self, codes: Iterable[str]) -> Self:
        """The state's days, and those of these counties and prefectures and of what lies above."""
        above = {code[:length] for code in codes for length in CODE_LENGTHS.values() if length <= 6}
        return self.filter(Q(county="") | Q(county__in=above))


class ExamDay(MovingRow):
    """One day of the exam of a year. Without a county it is the state's reference data, the same in
    the whole country and changed by no registrar; else it is a county's or prefecture's own (its
    code is the `county`), with a history.

    Until a registrar compared it with the notice (`confirmed_on`) it is shown as not confirmed yet.
    """

    class State(models.TextChoices):
        NAMED = "named", _("To be confirmed")
        CONFIRMED = "confirmed", _("Confirmed")
        STRUCK = "struck", _("Struck out")

    class What(models.TextChoices):
        OPENS = "opens", _("Registration for the exam opens")
        CLOSES = "closes", _("Last day to register for the exam")
        EXAM = "exam", _("Exam of social workers")
        RESULTS = "results", _("Results of the exam")

    # Filled by the database too: a version that does not know them goes on beside this one.
    county = models.CharField(max_length=6, blank=True, default="", db_default="", editable=False)
    state = models.CharField(
        max_length=9, choices=State.choices, default=State.NAMED, db_default=State.NAMED
    )
    version = models.PositiveIntegerField(default=0, db_default=0)
    what = models.CharField(_("what happens"), max_length=7, choices=What.choices)
    on = models.DateField(_("day"))
    source = models.CharField(_("according to"), max_length=120, blank=True)
    confirmed_on = models.DateField(_("compared with the notice"), null=True, blank=True)
    confirmed_by = models.UUIDField(null=True, blank=True, editable=False)

    objects = ExamDayRows.as_manager()

    class Meta:
        ordering = ("-on", "what", "county")
        verbose_name = _("day of the exam")
        verbose_name_plural = _("days of the exam")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "what", "on"],
                condition=~Q(state="struck"),
                name="exam_day_once_for_each",
            )
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.get_what_display()}"

    @property
    def title(self) -> str:
        """What happens, and whether somebody compared the day with the notice."""
        if self.confirmed_on:
            return str(self.get_what_display())
        return _("%(what)s (not confirmed yet)") % {"what": self.get_what_display()}


class RegisterFeed(SecretAddress):
    """One person's secret address of the register's days that concern them."""

    class Meta(SecretAddress.Meta):
        verbose_name = _("address of the register's days")
        verbose_name_plural = _("addresses of the register's days")

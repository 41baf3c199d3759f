"""By which published rules does service earn points, and how long do they last?"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.rows import CountyNumbers, CountyRow
from jinlin.services.points.deadlines import NOTICE_DAYS, Terms


class What(models.TextChoices):
    """What kind of service earns by a rule."""

    SERVICE = "service", _("Any service of a volunteer")
    DAY = "day", _("Service on a service day")
    HELP = "help", _("A small help to a neighbour")


class EarningRule(CountyRow):
    """What one kind of service earns, from a day on until the next row of that kind. It is public
    from the day it was written, and is not rewritten: another day has another row.
    """

    what = models.CharField(_("what earns"), max_length=7, choices=What, default=What.SERVICE)
    valid_from = models.DateField(_("valid from"))
    points = models.PositiveSmallIntegerField(_("points"), default=1)
    per_minutes = models.PositiveSmallIntegerField(_("for so many minutes"), default=60)
    cap_activity = models.PositiveIntegerField(_("at most for one activity"), default=0)
    cap_month = models.PositiveIntegerField(_("at most in one month"), default=0)
    words = models.CharField(_("for readers"), max_length=200, blank=True)
    published_on = models.DateField()
    published_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("rule of earning points")
        verbose_name_plural = _("rules of earning points")
        ordering = ["-valid_from", "what"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "what", "valid_from"], name="points_rule_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(points__gte=1, per_minutes__gte=1), name="points_rule_earns"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.valid_from}"

    @property
    def terms(self) -> Terms:
        return Terms(self.points, self.per_minutes, self.cap_activity, self.cap_month)

    @classmethod
    def of(cls, county: str, what: str, day: date) -> Self | None:
        """The rule for this kind of service on a day, else that for any service; None: it earns
        nothing.
        """
        rows = cls.objects.filter(county=county, valid_from__lte=day).order_by("-valid_from")
        return rows.filter(what=what).first() or rows.filter(what=What.SERVICE).first()


class PointsRule(CountyNumbers):
    """A county's numbers for its ledger and its stores from a day on, until the next row. Without a
    row the defaults hold: points stay until the end of the year after they were earned.
    """

    lasting_months = models.PositiveSmallIntegerField(
        _("months that points last (0: for ever)"), default=12
    )
    at_year_end = models.BooleanField(_("until the end of that year"), default=True)
    notice_days = models.PositiveSmallIntegerField(
        _("days before the end that it is announced"), default=NOTICE_DAYS
    )
    pick_up_days = models.PositiveSmallIntegerField(_("days to pick up an order"), default=14)

    class Meta:
        verbose_name = _("numbers for points")
        verbose_name_plural = _("numbers for points")
        constraints = [
            models.UniqueConstraint(fields=["county", "valid_from"], name="points_numbers_once"),
            models.CheckConstraint(
                condition=Q(notice_days__gte=1, pick_up_days__gte=1),
                name="points_numbers_leave_time",
            ),
        ]

"""By which numbers does a county handle wishes? Reference data, dated."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.rows import CountyRow


class WishRule(CountyRow):
    """A county's numbers for wishes from one day on, until the next row.

    A county without a row goes by the defaults.
    """

    valid_from = models.DateField(_("valid from"))
    cap = models.PositiveIntegerField(_("at most, in yuan"), default=500)
    screen_days = models.PositiveSmallIntegerField(_("days to read a new wish"), default=3)
    answer_days = models.PositiveSmallIntegerField(_("days to answer a question"), default=7)
    claim_days = models.PositiveSmallIntegerField(
        _("days unclaimed until it goes one level up"), default=15
    )
    fulfil_days = models.PositiveSmallIntegerField(_("days to fulfil a claimed wish"), default=14)
    confirm_days = models.PositiveSmallIntegerField(_("days to say that it arrived"), default=7)

    class Meta:
        verbose_name = _("rule for wishes")
        verbose_name_plural = _("rules for wishes")
        constraints = [
            models.UniqueConstraint(fields=["county", "valid_from"], name="wish_rule_once_a_day"),
            models.CheckConstraint(condition=Q(cap__gte=1), name="wish_rule_allows_something"),
        ]

    def __str__(self) -> str:
        return f"{self.county} {self.valid_from}"

    @classmethod
    def of(cls, county: str, day: date) -> Self:
        """The row in force on a day, or the defaults (not saved)."""
        return cls.objects.filter(county=county, valid_from__lte=day).order_by(
            "-valid_from"
        ).first() or cls(county=county, valid_from=day)

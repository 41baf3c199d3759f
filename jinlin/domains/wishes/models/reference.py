"""By which numbers does a county handle wishes? Reference data, dated."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.rows import CountyNumbers


class WishRule(CountyNumbers):
    """A county's numbers for wishes from one day on, until the next row.

    A county without a row goes by the defaults.
    """

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

"""Which numbers and samples does a county set for its pacts?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.rows import CountyNumbers, CountyRow
from jinlin.domains.pacts.models.pact import LONGEST_CLAUSE

COMMENT_DAYS, DRAFT_DAYS, REVIEW_MONTHS = 7, 60, 12


class PactRule(CountyNumbers):
    """The county's numbers for pacts, from a day on. Without a row the defaults hold."""

    comment_days = models.PositiveSmallIntegerField(
        _("days for comments, at least"), default=COMMENT_DAYS
    )
    draft_days = models.PositiveSmallIntegerField(
        _("days for the next step on a draft"), default=DRAFT_DAYS
    )
    review_months = models.PositiveSmallIntegerField(
        _("months until the next review"), default=REVIEW_MONTHS
    )

    class Meta:
        verbose_name = _("numbers for pacts")
        verbose_name_plural = _("numbers for pacts")
        constraints = [
            models.UniqueConstraint(fields=["county", "valid_from"], name="pact_rule_once_a_day"),
            models.CheckConstraint(
                condition=Q(comment_days__gte=1, draft_days__gte=1, review_months__gte=1),
                name="pact_rule_leaves_time",
            ),
        ]


class Sample(CountyRow):
    """A clause that a county offers to whoever drafts a pact, under a heading."""

    heading = models.CharField(_("heading"), max_length=20)
    text = models.CharField(_("clause"), max_length=LONGEST_CLAUSE)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_offered = models.BooleanField(_("offered"), default=True)

    class Meta:
        verbose_name = _("sample clause")
        verbose_name_plural = _("sample clauses")
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return f"{self.heading}: {self.text[:30]}"

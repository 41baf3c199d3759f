"""What is stored of a project's money: what it may cost, who gives it, what was spent and why?

Amounts are in whole yuan.
"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.rows import CountyRow
from jinlin.domains.projects.models.plan import Stage
from jinlin.domains.projects.models.project import Activity, Project


class Line(CountyRow):
    """One line of a project's budget: for what, and at most how much."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="lines")
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("for what"), max_length=40)
    amount = models.PositiveBigIntegerField(_("at most yuan"))

    class Meta:
        verbose_name = _("line of a budget")
        verbose_name_plural = _("lines of a budget")
        ordering = ["order", "id"]
        indexes = [models.Index(fields=["project", "order"], name="project_lines")]

    def __str__(self) -> str:
        return self.title


class Source(models.TextChoices):
    FISCAL = "fiscal", _("Government budget")
    PARTY = "party", _("Party dues and Party-building funds")
    LOTTERY = "lottery", _("Welfare lottery fund")
    DONATION = "donation", _("Donations")
    ENTERPRISE = "enterprise", _("Enterprises")
    OWN = "own", _("The unit's own money")


class Funder(CountyRow):
    """Who promised how much for a project."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="funders")
    order = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(_("source of money"), max_length=10, choices=Source.choices)
    name = models.CharField(_("funded by"), max_length=60, blank=True)
    amount = models.PositiveBigIntegerField(_("yuan promised"), default=0)

    class Meta:
        verbose_name = _("source of a project's money")
        verbose_name_plural = _("sources of a project's money")
        ordering = ["order", "id"]
        indexes = [models.Index(fields=["project", "order"], name="project_funders")]

    def __str__(self) -> str:
        return self.name or str(self.get_source_display())


class SpendingState(models.TextChoices):
    BOOKED = "booked", _("Booked as spent")
    ASKED = "asked", _("Beyond its line, waits for approval")
    REFUSED = "refused", _("Beyond its line, refused")
    TAKEN_BACK = "taken_back", _("Taken back by the unit")


class SpendingRows(models.QuerySet["Spending"]):
    def booked(self) -> Self:
        return self.filter(state=SpendingState.BOOKED)

    def for_desk(self, actor: Actor) -> Self:
        return self.filter(project__in=Project.objects.for_desk(actor).values("pk"))

    def visible_to(self, actor: Actor) -> Self:
        """Vouchers are read at the desk only."""
        return self.for_desk(actor)


class Spending(CountyRow):
    """Money was spent, on one line, with its voucher. Its parts say who gave it; together they are
    the amount, whatever is not given by anybody named standing in a part without a funder.

    Only what is booked counts. What goes beyond its line is booked only once somebody approved it
    by name. A mistake is taken back and stays readable.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="spendings")
    line = models.ForeignKey(Line, models.PROTECT, related_name="spendings")
    stage = models.ForeignKey(Stage, models.PROTECT, null=True, blank=True, related_name="+")
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="+")
    what = models.CharField(_("what was bought"), max_length=100)
    amount = models.PositiveBigIntegerField(_("yuan"))
    spent_on = models.DateField(_("day of the payment"))
    place_code = models.CharField(max_length=18)
    without_voucher = models.CharField(_("why there is no voucher"), max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=SpendingState.choices)
    beyond = models.PositiveBigIntegerField(default=0)  # yuan above what the line had left
    reason = models.CharField(_("why it goes beyond the line"), max_length=200, blank=True)
    decided_by = models.UUIDField(null=True)
    decided_name = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_because = models.CharField(max_length=200, blank=True)
    written_by = models.UUIDField(null=True)
    written_at = models.DateTimeField()

    objects = SpendingRows.as_manager()

    class Meta:
        verbose_name = _("spending of a project")
        verbose_name_plural = _("spendings of projects")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="spending_is_something"),
            models.CheckConstraint(
                condition=~Q(state=SpendingState.BOOKED, beyond__gt=0) | ~Q(decided_name=""),
                name="spending_beyond_is_approved_by_name",
            ),
        ]
        indexes = [
            models.Index(fields=["project", "spent_on", "id"], name="project_spendings"),
            models.Index(fields=["county", "spent_on"], name="project_spending_day"),
        ]

    def __str__(self) -> str:
        return self.what


class Part(CountyRow):
    """So much of a spending came from this funder; from nobody named, where there is none."""

    spending = models.ForeignKey(Spending, models.CASCADE, related_name="parts")
    funder = models.ForeignKey(Funder, models.PROTECT, null=True, blank=True, related_name="+")
    amount = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["spending", "funder"],
                condition=Q(funder__isnull=False),
                name="spending_part_once",
            ),
            models.UniqueConstraint(
                fields=["spending"], condition=Q(funder=None), name="spending_rest_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="spending_part_is_something"),
        ]

    def __str__(self) -> str:
        return f"{self.amount}"

"""Which groups, checklists and numbers does a county keep for its rounds?"""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.append_only import AppendOnlyRow
from jinlin.core.rows import CountyNumbers, CountyRow
from jinlin.domains.visits.deadlines import HOLD_DAYS, TRIES
from jinlin.ground.people.models import GroupInNeed


class VisitRule(CountyNumbers):
    """The county's numbers for visits, from a day on. Without a row the defaults hold."""

    tries = models.PositiveSmallIntegerField(
        _("times nobody is home before it goes up"), default=TRIES
    )
    hold_days = models.PositiveSmallIntegerField(
        _("days that a form waits for the one before it"), default=HOLD_DAYS
    )

    class Meta:
        verbose_name = _("numbers for visits")
        verbose_name_plural = _("numbers for visits")
        constraints = [
            models.UniqueConstraint(fields=["county", "valid_from"], name="visit_rule_once_a_day"),
            models.CheckConstraint(
                condition=Q(tries__gte=1, hold_days__gte=1), name="visit_rule_is_sensible"
            ),
        ]


class TargetGroup(CountyRow):
    """A group in need that the county's rounds go to, and how heavily it weighs in the order of a
    list. Without any row every group in use is offered, each with weight 1.
    """

    group = models.ForeignKey(
        GroupInNeed, models.PROTECT, related_name="+", verbose_name=_("group")
    )
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    is_offered = models.BooleanField(_("offered"), default=True)

    class Meta:
        verbose_name = _("target group of visits")
        verbose_name_plural = _("target groups of visits")
        constraints = [
            models.UniqueConstraint(fields=["county", "group"], name="target_group_once")
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.weight}"


class Checklist(CountyRow):
    """What is asked at doors, under a name. Its questions stand in its versions."""

    title = models.CharField(_("name"), max_length=60)
    is_offered = models.BooleanField(_("offered"), default=True)
    number = models.PositiveSmallIntegerField(default=0)  # of the last version

    class Meta:
        verbose_name = _("checklist")
        verbose_name_plural = _("checklists")

    def __str__(self) -> str:
        return self.title


class ChecklistVersion(AppendOnlyRow):
    """The questions of a checklist as they were published; a change is the next version.

    `questions` is a list in its order, each with key, kind, text, options and when it is asked.
    """

    checklist = models.ForeignKey(Checklist, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    questions: Any = models.JSONField()
    published_on = models.DateField()
    published_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("version of a checklist")
        verbose_name_plural = _("versions of checklists")
        constraints = [
            models.UniqueConstraint(fields=["checklist", "number"], name="checklist_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.checklist_id} {self.number}"

    @property
    def label(self) -> str:
        """How a form names the version that it was asked by."""
        return f"{self.checklist_id}:{self.number}"

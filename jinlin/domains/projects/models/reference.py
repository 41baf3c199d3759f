"""Which kinds of service and which numbers of days does a county set for its projects?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jinlin.core.rows import CountyNumbers, CountyRow


class ServiceKind(CountyRow):
    """A kind of service that the county's projects offer. One that is no longer offered stays for
    the projects that have it.
    """

    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=20)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_offered = models.BooleanField(_("offered"), default=True)

    class Meta:
        verbose_name = _("kind of service")
        verbose_name_plural = _("kinds of service")
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["county", "code"], name="project_kind_once")]

    def __str__(self) -> str:
        return self.name


class ProjectRule(CountyNumbers):
    """The county's days for projects and tasks, from a day on. Without a row the defaults hold."""

    draft_days = models.PositiveSmallIntegerField(_("days to write a proposal"), default=60)
    review_days = models.PositiveSmallIntegerField(_("days to review a proposal"), default=10)
    decide_days = models.PositiveSmallIntegerField(_("days to decide on it"), default=10)
    evaluate_days = models.PositiveSmallIntegerField(_("days to evaluate a project"), default=20)
    answer_days = models.PositiveSmallIntegerField(_("days to answer a supervision"), default=3)
    soon_days = models.PositiveSmallIntegerField(
        _("days before its deadline that a task turns amber"), default=14
    )
    silent_days = models.PositiveSmallIntegerField(
        _("days without a report after which it turns amber"), default=31
    )
    take_days = models.PositiveSmallIntegerField(_("days to take a task on"), default=7)
    judge_days = models.PositiveSmallIntegerField(_("days to judge completion"), default=10)

    class Meta:
        verbose_name = _("days for projects and tasks")
        verbose_name_plural = _("days for projects and tasks")
        constraints = [
            models.UniqueConstraint(fields=["county", "valid_from"], name="project_rule_once_a_day")
        ]

"""Which kinds of service and which numbers of days does a county set for its projects?"""

from typing import Self

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


class Aspect(models.TextChoices):
    """What an evaluation looks at (MZ/T 059-2014: plan, work, management, effect)."""

    DESIGN = "design", _("Need and design")
    DOING = "doing", _("How it was carried out")
    MANAGING = "managing", _("Team, money and records")
    EFFECT = "effect", _("What it reached")


class EvaluationPoint(CountyRow):
    """One thing that an evaluation gives points for, and how many at most. The form of an
    evaluation is all that are offered; without a row the usual ones hold.
    """

    code = models.CharField(_("code"), max_length=20)
    aspect = models.CharField(_("aspect"), max_length=8, choices=Aspect.choices)
    name = models.CharField(_("what is judged"), max_length=60)
    most = models.PositiveSmallIntegerField(_("points at most"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_offered = models.BooleanField(_("offered"), default=True)

    class Meta:
        verbose_name = _("point of an evaluation")
        verbose_name_plural = _("points of an evaluation")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["county", "code"], name="evaluation_point_once"),
            models.CheckConstraint(condition=models.Q(most__gte=1), name="evaluation_point_counts"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, county: str) -> list[Self]:
        """Those that the county offers; the usual ones where it has set none."""
        rows = list(cls.objects.filter(county=county))
        if rows:
            return [row for row in rows if row.is_offered]
        named = enumerate(USUAL_POINTS, 1)
        return [
            cls(county=county, order=n, code=code, aspect=aspect, name=name, most=most)
            for n, (code, aspect, name, most) in named
        ]


USUAL_POINTS = (
    ("need", Aspect.DESIGN, "需求调查真实，服务对象明确", 10),
    ("design", Aspect.DESIGN, "目标、指标和分阶段计划可行", 10),
    ("progress", Aspect.DOING, "按计划开展活动，变更有说明", 15),
    ("method", Aspect.DOING, "专业方法运用恰当，志愿者参与到位", 10),
    ("team", Aspect.MANAGING, "持证社工带队，分工和督导落实", 10),
    ("money", Aspect.MANAGING, "经费专款专用，凭证齐全", 10),
    ("records", Aspect.MANAGING, "服务记录完整，保护个人信息", 5),
    ("goals", Aspect.EFFECT, "指标达到目标", 15),
    ("content", Aspect.EFFECT, "服务对象和居民满意", 10),
    ("lasting", Aspect.EFFECT, "成效可持续、可推广", 5),
)


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
    excellent_from = models.PositiveSmallIntegerField(
        _("excellent from so many percent of the points"), default=90, db_default=90
    )
    good_from = models.PositiveSmallIntegerField(
        _("good from so many percent of the points"), default=80, db_default=80
    )
    passed_from = models.PositiveSmallIntegerField(
        _("passed from so many percent of the points"), default=60, db_default=60
    )

    class Meta:
        verbose_name = _("days for projects and tasks")
        verbose_name_plural = _("days for projects and tasks")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "valid_from"], name="project_rule_once_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    excellent_from__gte=models.F("good_from"),
                    good_from__gte=models.F("passed_from"),
                ),
                name="project_grades_rise",
            ),
        ]

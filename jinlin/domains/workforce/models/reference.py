"""By which levels, fields, rules and policies does a county keep its register? Dated data."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.rows import CountyNumbers, CountyRow
from jinlin.ground.places.models import CODE_LENGTHS


class Level(models.IntegerChoices):
    """Of the qualification, the higher number the higher."""

    ASSISTANT = 1, _("Assistant social worker")
    SOCIAL_WORKER = 2, _("Qualified social worker")
    SENIOR = 3, _("Senior social worker")


class Degrees(models.IntegerChoices):
    """Of schooling, the higher number the higher."""

    LOWER = 1, _("Middle school or less")
    SECONDARY = 2, _("Secondary school")
    COLLEGE = 3, _("College")
    BACHELOR = 4, _("Bachelor")
    MASTER = 5, _("Master")
    DOCTOR = 6, _("Doctor")


class WorkClass(models.TextChoices):
    SERVICE = "service", _("Social services")
    MANAGEMENT = "management", _("Management of social work")
    RESEARCH = "research", _("Teaching and research")


class Sector(models.Model):
    """One field of social work (信访, 医疗 …). `other_names` are further words for it in rosters,
    with commas.
    """

    code = models.SlugField(_("Identifier"), max_length=32, primary_key=True)
    name = models.CharField(_("Name of the field"), max_length=40)
    other_names = models.CharField(_("Other words for it"), max_length=200, blank=True)
    is_open = models.BooleanField(_("In use"), default=True)
    order = models.PositiveSmallIntegerField(_("Order"), default=0)

    class Meta:
        ordering = ("order", "code")
        verbose_name = _("field of social work")
        verbose_name_plural = _("fields of social work")

    def __str__(self) -> str:
        return self.name


class ExamRule(models.Model):
    """From a year on: with this schooling, so many years of practice are needed to sit for a level.

    `after`: counted from holding that level. The rules of a year are those of the latest `year`
    until then, all together.
    """

    year = models.PositiveSmallIntegerField(_("Exam year from"))
    level = models.PositiveSmallIntegerField(_("Level to sit for"), choices=Level.choices)
    degree = models.PositiveSmallIntegerField(_("Schooling"), choices=Degrees.choices)
    is_social_work = models.BooleanField(_("In social work"), default=False)
    after = models.PositiveSmallIntegerField(
        _("After holding"), choices=Level.choices, null=True, blank=True
    )
    years = models.PositiveSmallIntegerField(_("Years of practice"))
    source = models.CharField(_("Where it is written"), max_length=120, blank=True)

    class Meta:
        ordering = ("year", "level", "degree", "is_social_work")
        verbose_name = _("exam rule")
        verbose_name_plural = _("exam rules")
        constraints = [
            models.UniqueConstraint(
                fields=["year", "level", "degree", "is_social_work"], name="exam_rule_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.get_level_display()} {self.get_degree_display()}"


class WorkforceRule(CountyNumbers):
    """A county's numbers from one day on, until the next row; a county without a row goes by the
    defaults, which are the national ones.
    """

    register_within = models.PositiveSmallIntegerField(
        _("months after passing to register in"), default=12
    )
    cycle_years = models.PositiveSmallIntegerField(_("years a registration holds"), default=3)
    renew_months = models.PositiveSmallIntegerField(
        _("months before its end to renew in"), default=3
    )
    remind_days = models.PositiveSmallIntegerField(
        _("days before its end in which a registration is listed"),
        default=90,
        db_default=90,
    )
    hours_assistant = models.PositiveSmallIntegerField(
        _("hours of education per cycle, assistants"), default=72
    )
    hours_others = models.PositiveSmallIntegerField(
        _("hours of education per cycle, others"), default=90
    )
    notice_days = models.PositiveSmallIntegerField(_("working days of public notice"), default=5)
    step_days = models.PositiveSmallIntegerField(_("working days for each step"), default=10)
    answer_days = models.PositiveSmallIntegerField(
        _("working days to answer a question"), default=10
    )
    pass_mark = models.PositiveSmallIntegerField(
        _("points from which a subject of the exam is passed"), default=60, db_default=60
    )

    class Meta:
        verbose_name = _("rule of the register")
        verbose_name_plural = _("rules of the register")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "valid_from"], name="workforce_rule_once_a_day"
            )
        ]


class PolicyRows(models.QuerySet["Policy"]):
    def on(self, day: date) -> Self:
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)

    def at(self, county: str) -> Self:
        """Those of the county and of the places above it."""
        above = [county[:length] for length in CODE_LENGTHS.values() if length <= len(county)]
        return self.filter(place_code__in=above)


class Policy(CountyRow):
    """What a place pays to those who hold a level: once, or each month for so many months.

    Amounts are in yuan. With `is_difference`, a later level is paid what is missing to the higher
    amount: the higher, never the sum. `second_level`: who makes the second review.
    """

    class Kind(models.TextChoices):
        ONCE = "once", _("Once")
        MONTHLY = "monthly", _("Each month")

    class Second(models.TextChoices):
        COUNTY = "county", _("The county's lead")
        PREFECTURE = "prefecture", _("The prefecture's registrar")

    name = models.CharField(_("name"), max_length=80)
    place_code = models.CharField(_("place"), max_length=6)
    level = models.PositiveSmallIntegerField(_("Qualification level"), choices=Level.choices)
    kind = models.CharField(_("how it is paid"), max_length=8, choices=Kind.choices)
    amount = models.PositiveIntegerField(_("yuan"))
    months = models.PositiveSmallIntegerField(_("for how many months"), default=0)
    needs_registration = models.BooleanField(_("only while registered"), default=True)
    needs_post = models.BooleanField(_("only with a post in the county"), default=True)
    needs_appraisal = models.BooleanField(_("only with a good appraisal"), default=False)
    is_difference = models.BooleanField(_("a later level is paid the difference"), default=True)
    second_level = models.CharField(
        _("second review by"), max_length=10, choices=Second.choices, default=Second.COUNTY
    )
    yearly_budget = models.PositiveIntegerField(_("yuan a year"), default=0)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("last day"), null=True, blank=True)

    objects = PolicyRows.as_manager()

    class Meta:
        ordering = ("place_code", "level", "valid_from")
        verbose_name = _("subsidy policy")
        verbose_name_plural = _("subsidy policies")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=1), name="policy_pays_something"),
            models.CheckConstraint(
                condition=Q(kind="once", months=0) | Q(kind="monthly", months__gte=1),
                name="policy_monthly_says_how_long",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="policy_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name

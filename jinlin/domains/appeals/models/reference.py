"""By which classes, terms and rules does a county handle appeals? Reference data, dated."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.editions import Kept
from jinlin.core.rows import CountyNumbers, CountyRow
from jinlin.domains.appeals.deadlines import GRADES, Grade, Rule, Step, Term, Unit


class Category(models.Model):
    """One class of the county's class tree: two digits, then four.

    A code keeps its meaning for ever; an outdated class is no longer offered.
    """

    kept_as = "appeals"

    code = models.CharField(_("code"), max_length=6, primary_key=True)
    name = models.CharField(_("name"), max_length=40)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent"),
    )
    grade = models.CharField(
        _("usual grade"), max_length=10, choices=list(GRADES.items()), default=Grade.ORDINARY
    )
    is_offered = models.BooleanField(_("offered"), default=True)

    class Meta:
        ordering = ("code",)
        verbose_name = _("class of appeals")
        verbose_name_plural = _("classes of appeals")

    def __str__(self) -> str:
        return self.name


class DeadlinePolicy(CountyRow):
    """One dated rule of a county: the term for a step, a grade and a class ("" for all).

    Rules are never rewritten: an old one ends, a new one begins.
    """

    kept_as = "appeals"

    step = models.CharField(
        _("step"), max_length=10, choices=[(Step.RESPOND, _("Respond")), (Step.FINISH, _("Finish"))]
    )
    grade = models.CharField(_("grade"), max_length=10, choices=list(GRADES.items()))
    category_code = models.CharField(_("class code"), max_length=6, blank=True)
    amount = models.PositiveSmallIntegerField(_("amount"))
    unit = models.CharField(
        _("unit"),
        max_length=10,
        choices=[
            (Unit.HOURS, _("hours")),
            (Unit.DAYS, _("days")),
            (Unit.WORKDAYS, _("working days")),
        ],
    )
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        ordering = ("county", "step", "grade", "category_code", "valid_from")
        verbose_name = _("deadline policy")
        verbose_name_plural = _("deadline policies")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=1), name="deadline_policy_grants_something"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")),
                name="deadline_policy_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        which = f"{self.get_step_display()} {self.get_grade_display()} {self.category_code}"
        return f"{which} {self.amount} {self.get_unit_display()}"

    @property
    def rule(self) -> Rule:
        term = Term(self.amount, Unit(self.unit))
        return Rule(
            Step(self.step),
            Grade(self.grade),
            self.category_code,
            term,
            self.valid_from,
            self.valid_to,
        )


class CountyRule(CountyNumbers):
    """A county's numbers for appeals from one day on, until the next row.

    A county without a row goes by the defaults.
    """

    kept_as = "appeals"

    judge_days = models.PositiveSmallIntegerField(_("days to judge"), default=7)
    call_back_percent = models.PositiveSmallIntegerField(_("called back, percent"), default=30)
    call_tries = models.PositiveSmallIntegerField(
        _("days on which a drawn one is called until silence counts"), default=3
    )
    call_days = models.PositiveSmallIntegerField(
        _("days after the days to judge in which a drawn one is still called"), default=7
    )
    returns_limit = models.PositiveSmallIntegerField(
        _("returns before the supervisor decides"), default=3
    )
    reopen_days = models.PositiveSmallIntegerField(
        _("days after closing in which the resident may reopen"), default=15, db_default=15
    )
    first_escalation_hours = models.PositiveSmallIntegerField(
        _("hours late until the lead sees it"), default=0
    )
    second_escalation_hours = models.PositiveSmallIntegerField(
        _("hours late until the supervisor sees it"), default=24
    )

    class Meta:
        verbose_name = _("county rule")
        verbose_name_plural = _("county rules")
        constraints = [
            models.UniqueConstraint(fields=["county", "valid_from"], name="county_rule_once_a_day"),
            models.CheckConstraint(
                condition=Q(call_back_percent__lte=100), name="county_rule_percent"
            ),
            models.CheckConstraint(
                condition=Q(call_tries__gte=1), name="county_rule_calls_at_least_once"
            ),
        ]

    @classmethod
    def of(cls, county: str, day: date) -> "CountyRule":
        """The row in force on a day, or the defaults (not saved)."""
        in_force = [rule for rule in _RULES.now().get(county, ()) if rule.valid_from <= day]
        return in_force[0] if in_force else cls(county=county, valid_from=day)


class ScriptRows(models.QuerySet["ScriptQuestion"]):
    def script_in(self, county: str, category: str) -> Self:
        """Those for this class or for every class, in their order."""
        classes = ["", *(category[:length] for length in (2, 4, 6) if length <= len(category))]
        rows = self.filter(county=county, category_code__in=classes, is_asked=True)
        return rows.order_by("order", "pk")


class ScriptQuestion(CountyRow):
    """What whoever calls a resident back asks beside the three answers that count: of every class
    (`category_code` ""), or of one. A county without a row asks what the house asks.

    Answers are kept with the question's own words, so that it may be changed.
    """

    text = models.CharField(_("words of the question"), max_length=120)
    is_yes_or_no = models.BooleanField(_("answered by yes or no"), default=True)
    category_code = models.CharField(_("class code"), max_length=6, blank=True)
    order = models.PositiveSmallIntegerField(_("place in the order"), default=1)
    is_asked = models.BooleanField(_("still asked"), default=True)

    objects = ScriptRows.as_manager()

    class Meta:
        ordering = ("county", "order", "id")
        verbose_name = _("question of a call-back")
        verbose_name_plural = _("questions of call-backs")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "category_code", "text"], name="script_question_once"
            )
        ]

    def __str__(self) -> str:
        return self.text


def terms_of(county: str) -> tuple[Rule, ...]:
    """The county's terms, of all days."""
    return _TERMS.now().get(county, ())


def _read_terms() -> dict[str, tuple[Rule, ...]]:
    found: dict[str, tuple[Rule, ...]] = {}
    for policy in DeadlinePolicy.objects.all():
        found[policy.county] = (*found.get(policy.county, ()), policy.rule)
    return found


def _read_rules() -> dict[str, tuple[CountyRule, ...]]:
    found: dict[str, tuple[CountyRule, ...]] = {}
    for rule in CountyRule.objects.order_by("-valid_from"):
        found[rule.county] = (*found.get(rule.county, ()), rule)
    return found


_TERMS = Kept("appeals", _read_terms)
_RULES: Kept[dict[str, tuple[CountyRule, ...]]] = Kept("appeals", _read_rules)

"""Which forms burden the people who fill them in?

Whoever works with a form may say so with one tap. What is kept tells of the form, never of the
person: their role and county, nothing that leads back to them.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Generic, Self, TypeVar

from django.db import models
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, county_of, within
from jinlin.core.errors import Unusable, require
from jinlin.core.figures.measures import Measure, Shape, Window
from jinlin.core.rows import CountyRow
from jinlin.core.text import tidy
from jinlin.core.time import clock

Row = TypeVar("Row", bound=models.Model)
READERS = ("lead", "supervisor", "system_admin")
LONGEST_WORDS = 500


class Reason(models.TextChoices):
    KNOWN = "known", _("It asks what we know already")
    TOO_MANY = "too_many", _("Too many fields")
    TWICE = "twice", _("The same is asked twice")
    OTHER = "other", _("Something else")


class CountyWide(models.QuerySet[Row], Generic[Row]):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever may read them reads those of their whole county: a smaller circle would point at
        a person.
        """
        return (
            self.filter(within((county_of(code) for code in actor.codes(*READERS)), "county"))
            if actor.looks_after(*READERS)
            else self.none()
        )


class Burdens(CountyWide["Burden"]):
    pass


class Burden(CountyRow):
    """Somebody with this role in this county said that a form burdens them, and why.

    Who it was is not stored. Never changed.
    """

    path = models.CharField(
        max_length=200
    )  # the address without what stands for one matter or person
    form = models.CharField(max_length=100)
    reason = models.CharField(_("What burdens?"), max_length=8, choices=Reason.choices)
    words = models.TextField(_("In your words"), blank=True)
    role = models.CharField(max_length=20)
    on = models.DateField()

    objects = Burdens.as_manager()

    class Meta:
        verbose_name = _("burden")
        verbose_name_plural = _("burdens")
        indexes = [
            models.Index(fields=["county", "on", "id"], name="burden_day"),
            models.Index(fields=["county", "form"], name="burden_form"),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.reason}"

    @property
    def name(self) -> Any:
        return self.get_reason_display()


@dataclass(frozen=True)
class Counted:
    """How often one form was said to burden, by reason, in the last `days`."""

    form: str
    times: int
    reasons: dict[str, int]


def say(*, actor: Actor, path: str, form: str, reason: str, words: str = "") -> Burden:
    """The form's burden is on record, without the person.

    Raises Unusable for an unknown reason, or for 'something else' without words.
    """
    require(actor.is_staff)
    if reason not in Reason.values:
        raise Unusable(_("Please choose what burdens you."), field="reason")
    words = tidy(words)
    if len(words) > LONGEST_WORDS:
        raise Unusable(_("Please say it in at most 500 characters."), field="words")
    if reason == Reason.OTHER and not words:
        raise Unusable(_("Please say in a few words what it is."), field="words")
    grant = actor.grants[0]
    return Burden.objects.create(
        county=county_of(grant.codes[0]),
        path=path[:200],
        form=form[:100],
        reason=reason,
        words=words,
        role=grant.role,
        on=clock.today(),
    )


def by_form(actor: Actor, *, days: int = 90) -> list[Counted]:
    """The forms that burden, the worst first: one statement."""
    rows = Burden.objects.visible_to(actor).filter(on__gt=clock.today() - timedelta(days=days))
    found: dict[str, dict[str, int]] = {}
    for form, reason, times in (
        rows.order_by().values_list("form", "reason").annotate(times=Count("pk"))
    ):
        found.setdefault(form, {})[reason] = times
    counted = [Counted(form, sum(reasons.values()), reasons) for form, reasons in found.items()]
    return sorted(counted, key=lambda each: (-each.times, each.form))


def of_county(rows: "QuerySet[Any]", window: Window) -> "QuerySet[Any]":
    """Those of the whole county in these days, also for a place inside it."""
    rows = rows.filter(within([county_of(window.place_code)], "county"), on__lte=window.as_of)
    return rows.filter(on__gte=window.since) if window.since else rows


def in_days(window: Window) -> "QuerySet[Any]":
    return of_county(Burden.objects.all(), window)


MEASURES = [
    Measure(
        key="desk.burdens",
        name=_("Forms that burden"),
        question=_("How often did staff say that a form burdens them?"),
        shape=Shape.COUNT,
        unit=_("times"),
        rows=in_days,
        denominator=_("what staff of the whole county said in the box under a form in the period"),
        exclusions=_(
            "none; it is counted for the county only, so that nobody is known by their place"
        ),
        day_field="on",
        place_field="county",
    )
]

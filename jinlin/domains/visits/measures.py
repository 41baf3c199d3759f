"""Which figures do visits offer?"""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import within
from jinlin.core.figures.measures import Measure, Opening, Shape, Window, between
from jinlin.domains.visits.models import Door, Finding, FindingKind, Outcome, Round, Visit


def doors_planned(window: Window) -> "QuerySet[Any]":
    """Doors that were laid out in the window, of rounds that set out by its end."""
    going = Round.objects.filter(set_out_on__lte=window.as_of)
    return Door.objects.filter(
        within([window.place_code]), between("planned_on", window), round__in=going
    )


def reached(window: Window) -> Q:
    """A form that counts says by the window's end that somebody opened."""
    visits = Visit.objects.standing().filter(outcome=Outcome.VISITED, happened_on__lte=window.as_of)
    return Q(pk__in=visits.values("door"))


def visits(window: Window) -> "QuerySet[Any]":
    return Visit.objects.standing().filter(
        within([window.place_code]), between("happened_on", window), outcome=Outcome.VISITED
    )


def findings(window: Window) -> "QuerySet[Any]":
    return Finding.objects.filter(within([window.place_code]), between("found_on", window))


def dangers(window: Window) -> "QuerySet[Any]":
    return findings(window).filter(kind=FindingKind.URGENT)


def done(window: Window) -> Q:
    return Q(done_on__lte=window.as_of)


MEASURES = [
    Measure(
        key="visits.covered_rate",
        name=_("Doors visited"),
        question=_("Of the doors on the lists, at how many did somebody open?"),
        shape=Shape.RATE,
        unit="%",
        rows=doors_planned,
        met=reached,
        denominator=_("doors laid out in the period, of rounds that set out by its last day"),
        numerator=_("those with a form by then that says a visit was made"),
        exclusions=_("forms set aside where two clashed"),
        day_field="planned_on",
    ),
    Measure(
        key="visits.made",
        name=_("Visits at doors"),
        question=_("How many visits were made at doors?"),
        shape=Shape.COUNT,
        unit=_("visits"),
        rows=visits,
        denominator=_("forms that count and say that somebody opened, by the day of the visit"),
        exclusions=_("forms set aside where two clashed"),
        day_field="happened_on",
    ),
    Measure(
        key="visits.found",
        name=_("Things found at doors"),
        question=_("How much was found at doors that somebody had to do something about?"),
        shape=Shape.COUNT,
        unit=_("things"),
        rows=findings,
        denominator=_("all findings of the period: matters, wishes, needs of care, dangers"),
        exclusions=_("none"),
        day_field="found_on",
        counts_people=True,
    ),
    Measure(
        key="visits.done_rate",
        name=_("Findings seen to"),
        question=_("Of what was found at doors, how much was passed on or seen to?"),
        shape=Shape.RATE,
        unit="%",
        rows=findings,
        met=done,
        denominator=_("all findings of the period"),
        numerator=_("those passed on, seen to, or with a reason why not, by its last day"),
        exclusions=_("none"),
        day_field="found_on",
    ),
    Measure(
        key="visits.dangers",
        name=_("Dangers found at doors"),
        question=_("How often was somebody found in danger?"),
        shape=Shape.COUNT,
        unit=_("dangers"),
        rows=dangers,
        denominator=_("findings of danger to life or to a child"),
        exclusions=_("none"),
        day_field="found_on",
        counts_people=True,
    ),
]

OPENINGS = {
    "visits.door": Opening("visits:door", ("household__place",)),
    "visits.visit": Opening("", ("door__household__place",)),
    "visits.finding": Opening("", ("door__household__place",)),
}

"""Which figures do households in need offer?"""

from typing import Any

from django.db.models import Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import within
from jinlin.core.figures.measures import Measure, Opening, Shape, Window
from jinlin.ground.people.models import CareRole, Household, linked, needs_at_home


def in_need(window: Window) -> "QuerySet[Any]":
    """Households of which somebody belonged to a group in need at the end of the last day, each
    with the day since when.
    """
    since = Subquery(needs_at_home(window.as_of).values("since")[:1])
    return (
        Household.objects.filter(within([window.place_code]))
        .in_need(window.as_of)
        .annotate(in_need_since=since)
    )


def covered(window: Window) -> Q:
    """A party member, a social worker and a volunteer looked after the household at the end of the
    last day.
    """
    every = Q()
    for role in CareRole.values:
        every &= Q(linked(role, window.as_of))
    return every


MEASURES = [
    Measure(
        key="people.care.covered",
        name=_("Households in need with all three carers"),
        question=_(
            "Of the households in need, how many have a party member, a social worker and a "
            "volunteer who look after them?"
        ),
        shape=Shape.RATE,
        unit="%",
        rows=in_need,
        met=covered,
        denominator=_("households in which somebody belonged to a group in need on the last day"),
        numerator=_(
            "of these, those that a party member, a social worker and a volunteer looked after on "
            "that day"
        ),
        exclusions=_("none"),
        day_field="in_need_since",
        counts_people=True,
    ),
]

OPENINGS = {"people.household": Opening("people:household", ("place",))}

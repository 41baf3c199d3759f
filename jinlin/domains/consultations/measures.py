"""Which figures do consultations offer?"""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import within
from jinlin.core.figures.measures import Measure, Opening, Shape, Window, between
from jinlin.domains.consultations.lifecycle import MeetingState, VoteState
from jinlin.domains.consultations.models import (
    ActionItem,
    Meeting,
    Resolution,
    Topic,
    Vote,
)


def topics(window: Window) -> "QuerySet[Any]":
    return Topic.objects.filter(within([window.place_code]), between("raised_on", window))


def meetings(window: Window) -> "QuerySet[Any]":
    held = (MeetingState.HELD, MeetingState.SIGNED)
    rows = Meeting.objects.filter(within([window.place_code]), between("on", window))
    return rows.filter(state__in=held)


def votes(window: Window) -> "QuerySet[Any]":
    """The votes whose result was published in the period. Of who voted nothing is counted one by
    one: a figure opens to its rows.
    """
    rows = Vote.objects.filter(within([window.place_code]), between("published_on", window))
    return rows.filter(state=VoteState.PUBLISHED)


def resolutions(window: Window) -> "QuerySet[Any]":
    return Resolution.objects.filter(
        within([window.place_code]), between("decided_on", window), is_reopened=False
    )


def items_due(window: Window) -> "QuerySet[Any]":
    rows = ActionItem.objects.filter(within([window.place_code]), between("due_on", window))
    return rows.filter(resolution__is_reopened=False)


def ended(window: Window) -> Q:
    """Its topic was carried out and told of by the window's last day."""
    return Q(topic__ended_on__lte=window.as_of)


MEASURES = [
    Measure(
        key="consultations.topics",
        name=_("Topics raised"),
        question=_("How many topics did neighbours and communities raise?"),
        shape=Shape.COUNT,
        unit=_("topics"),
        rows=topics,
        denominator=_("all topics raised in the period, also those not taken up"),
        exclusions=_("none"),
        day_field="raised_on",
        is_public=True,
    ),
    Measure(
        key="consultations.meetings",
        name=_("Consultation meetings held"),
        question=_("How often did neighbours sit together?"),
        shape=Shape.COUNT,
        unit=_("meetings"),
        rows=meetings,
        denominator=_("meetings that began and ended, on days of the period"),
        exclusions=_("meetings called off"),
        day_field="on",
        is_public=True,
    ),
    Measure(
        key="consultations.turnout",
        name=_("Votes with over half taking part"),
        question=_("In how many votes did over half of those who may vote take part?"),
        shape=Shape.RATE,
        unit="%",
        rows=votes,
        met=lambda _window: Q(eligible__lt=F("took_part") * 2),
        denominator=_("votes whose result was published in the period"),
        numerator=_("those in which over half of all on the roll took part"),
        exclusions=_("votes declared void; until a result is published a vote does not count"),
        day_field="published_on",
    ),
    Measure(
        key="consultations.voters",
        name=_("Votes cast"),
        question=_("How often did somebody vote?"),
        shape=Shape.SUM,
        unit=_("votes"),
        rows=votes,
        value_field="took_part",
        denominator=_("all who took part in votes whose result was published in the period"),
        exclusions=_("votes declared void"),
        day_field="published_on",
    ),
    Measure(
        key="consultations.kept_rate",
        name=_("Resolutions kept in time"),
        question=_("Of what was agreed to be done, how much was done by its day?"),
        shape=Shape.RATE,
        unit="%",
        rows=items_due,
        met=lambda _window: Q(state="done", ended_on__lte=F("due_on")),
        denominator=_("action items of resolutions in force that were due in the period"),
        numerator=_("those done on their day or before"),
        exclusions=_("items of resolutions that an objection opened again"),
        day_field="due_on",
    ),
    Measure(
        key="consultations.ended_rate",
        name=_("Resolutions with an end"),
        question=_("Of what was decided, how much was carried out and told of?"),
        shape=Shape.RATE,
        unit="%",
        rows=resolutions,
        met=ended,
        denominator=_("resolutions of the period that no objection opened again"),
        numerator=_("those whose topic had ended by its last day: all items ended, and told of"),
        exclusions=_("none"),
        day_field="decided_on",
    ),
]
OPENINGS = {
    "consultations.topic": Opening("consultations:desk_topic", ("place",)),
    "consultations.meeting": Opening("consultations:desk_meeting", ("place",)),
    "consultations.vote": Opening("consultations:desk_vote", ("place",)),
    "consultations.resolution": Opening("", ("topic__place",)),
    "consultations.actionitem": Opening("consultations:desk_item", ("topic__place",)),
}

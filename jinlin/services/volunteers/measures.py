"""Which figures do volunteers offer?"""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import within
from jinlin.core.figures.measures import Measure, Opening, Shape, Shown, Window, between
from jinlin.services.volunteers.lifecycle import COUNTED
from jinlin.services.volunteers.models import Activity, ServiceRecord, Team, Trust, Volunteer


def teams(window: Window) -> "QuerySet[Any]":
    """Teams that stood at the end of the last day."""
    standing = Q(ended_on=None) | Q(ended_on__gt=window.as_of)
    return Team.objects.filter(within([window.place_code]), standing, founded_on__lte=window.as_of)


def activities(window: Window) -> "QuerySet[Any]":
    return Activity.objects.filter(within([window.place_code]), between("held_on", window))


def records(window: Window) -> "QuerySet[Any]":
    return ServiceRecord.objects.filter(
        within([window.place_code]),
        between("served_on", window),
        state__in=COUNTED,
        recorded_on__lte=window.as_of,
    )


def of_trust(trust: Trust) -> Callable[[Window], "QuerySet[Any]"]:
    """The same, of one class of trust."""
    return lambda window: records(window).filter(trust=trust)


def served(window: Window) -> "QuerySet[Any]":
    """Each person once, however often they served."""
    rows = records(window).filter(volunteer=OuterRef("pk"))
    return Volunteer.objects.filter(Exists(rows))


def verified(window: Window) -> Q:
    return Q(verified_on__lte=window.as_of)


def witnessed(_window: Window) -> Q:
    return Q(trust=Trust.WITNESSED)


def afterwards(_window: Window) -> Q:
    return Q(trust=Trust.BACKFILLED)


_RECORDS: dict[str, Any] = {
    "rows": records,
    "denominator": _("service records of the period that count, recorded by the last day"),
    "day_field": "served_on",
}
IN_HOURS = Shown(pgettext_lazy("duration", "hours"), 60)  # of minutes
_MINUTES: dict[str, Any] = {
    **_RECORDS,
    "shape": Shape.SUM,
    "unit": _("minutes"),
    "shown": IN_HOURS,
    "value_field": "minutes",
    "numerator": _("their minutes, from beginning to end: travel is no service"),
    "exclusions": _("refused, struck out and still to be approved"),
    "is_public": True,
}
MEASURES = [
    Measure(
        key="volunteers.teams",
        name=_("Volunteer teams"),
        question=_("How many teams of volunteers are there?"),
        shape=Shape.COUNT,
        unit=pgettext_lazy("unit", "teams"),
        rows=teams,
        denominator=_("teams that were founded and had not ended by the last day"),
        exclusions=_("none"),
        day_field="founded_on",
        published="volunteer_teams",
    ),
    Measure(
        key="volunteers.activities",
        name=_("Activities of volunteers"),
        question=_("How many activities did volunteers hold?"),
        shape=Shape.COUNT,
        unit=_("sessions"),
        rows=activities,
        denominator=_("activities of the period whose hours are recorded"),
        exclusions=_("cancelled ones, and those whose hours nobody recorded yet"),
        day_field="held_on",
        published="volunteer_activities",
    ),
    Measure(
        key="volunteers.services",
        name=_("Services of volunteers"),
        question=_("How often did volunteers serve?"),
        shape=Shape.COUNT,
        unit=_("person-times"),
        exclusions=_("refused, struck out and still to be approved"),
        **_RECORDS,
    ),
    Measure(
        key="volunteers.hours",
        name=_("Hours of volunteers"),
        question=_("How long did volunteers serve?"),
        **_MINUTES,
    ),
    Measure(
        key="volunteers.hours_witnessed",
        name=_("Hours seen by two"),
        question=_("How long did volunteers serve, seen by two independently?"),
        **{**_MINUTES, "rows": of_trust(Trust.WITNESSED)},
    ),
    Measure(
        key="volunteers.hours_confirmed",
        name=_("Hours seen by the person in charge"),
        question=_("How long did volunteers serve, seen by the person in charge?"),
        **{**_MINUTES, "rows": of_trust(Trust.CONFIRMED)},
    ),
    Measure(
        key="volunteers.hours_afterwards",
        name=_("Hours written afterwards"),
        question=_("How many hours of volunteers were written afterwards?"),
        **{**_MINUTES, "rows": of_trust(Trust.BACKFILLED)},
    ),
    Measure(
        key="volunteers.people",
        name=_("People who served"),
        question=_("How many people served as volunteers, each counted once?"),
        shape=Shape.COUNT,
        unit=_("people"),
        rows=served,
        denominator=_("volunteers with at least one record of the period that counts"),
        exclusions=_("none"),
        day_field="joined_on",
    ),
    Measure(
        key="volunteers.verified_rate",
        name=_("Checked by the volunteer"),
        question=_("Of the services recorded, how many did the volunteer check?"),
        shape=Shape.RATE,
        unit="%",
        met=verified,
        numerator=_("those that the volunteer called right by the last day"),
        exclusions=_("refused, struck out and still to be approved"),
        **_RECORDS,
    ),
    Measure(
        key="volunteers.witnessed_rate",
        name=_("Seen by two"),
        question=_("Of the services recorded, how many did two see independently?"),
        shape=Shape.RATE,
        unit="%",
        met=witnessed,
        numerator=_("those with the own scan in and out and the person in charge"),
        exclusions=_("refused, struck out and still to be approved"),
        **_RECORDS,
    ),
    Measure(
        key="volunteers.afterwards_rate",
        name=_("Written afterwards"),
        question=_("Of the services recorded, how many were written afterwards?"),
        shape=Shape.RATE,
        unit="%",
        met=afterwards,
        numerator=_("those that a second person approved afterwards"),
        exclusions=_("refused, struck out and still to be approved"),
        **_RECORDS,
    ),
]

OPENINGS = {
    "volunteers.team": Opening("volunteers:team"),
    "volunteers.activity": Opening("volunteers:activity"),
    "volunteers.servicerecord": Opening("volunteers:record", ("volunteer__person",)),
    "volunteers.volunteer": Opening("volunteers:one", ("person", "place")),
}

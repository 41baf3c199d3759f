"""Which figures do service days offer?

Person-times are counted by tallies: each says for how many people, so the figure's rows are the
people, one for each number up to the tally's.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import within
from jinlin.core.figures.measures import Measure, Opening, Shape, Window, between
from jinlin.domains.servicedays.lifecycle import HelpState, State
from jinlin.domains.servicedays.models import HelpAsk, Series, Session, Tally


def held(window: Window) -> "QuerySet[Any]":
    return Session.objects.filter(within([window.place_code]), between("held_on", window))


def served(window: Window) -> "QuerySet[Any]":
    return Tally.objects.standing().filter(
        within([window.place_code]),
        between("on", window),
        session__held_on__lte=window.as_of,
    )


def helped(window: Window) -> "QuerySet[Any]":
    return HelpAsk.objects.filter(
        within([window.place_code]), between("done_on", window), state=HelpState.DONE
    )


def series(window: Window) -> "QuerySet[Any]":
    """Series that met on the last day or later."""
    lasting = Q(valid_until=None) | Q(valid_until__gte=window.as_of)
    return Series.objects.filter(within([window.place_code]), lasting, valid_from__lte=window.as_of)


def complete(window: Window) -> Q:
    """三定三有 of what the series itself says, and a next day that is laid out."""
    essentials = ~Q(duty="") & ~Q(venue="") & ~Q(carrier="") & ~Q(incentive="")
    ahead = Session.objects.filter(series=OuterRef("pk"), on__gte=window.as_of)
    ahead = ahead.exclude(state=State.CANCELLED)
    return essentials & Q(team__isnull=False, in_charge__isnull=False) & Q(Exists(ahead))


MEASURES = [
    Measure(
        key="servicedays.sessions",
        name=_("Service days held"),
        question=_("How many service days were held?"),
        shape=Shape.COUNT,
        unit=_("sessions"),
        rows=held,
        denominator=_("days of the period that were begun and closed"),
        exclusions=_("days that were cancelled, that nobody began, or that are not closed yet"),
        day_field="held_on",
        published="service_days.sessions",
    ),
    Measure(
        key="servicedays.beneficiaries",
        name=_("People served on service days"),
        question=_("How many person-times were served on service days?"),
        shape=Shape.SUM,
        unit=_("person-times"),
        rows=served,
        value_field="people",
        denominator=_("counts that were taken on days of the period that are closed"),
        numerator=_("the people of these counts: who had two services is counted twice"),
        exclusions=_("helpers, people who only came by, and counts that were taken back"),
        day_field="on",
        published="service_days.beneficiaries",
    ),
    Measure(
        key="servicedays.helps",
        name=_("Small helps given"),
        question=_("How often did a neighbour get a small help between the days?"),
        shape=Shape.COUNT,
        unit=_("helps"),
        rows=helped,
        denominator=_("small helps that were given in the period"),
        exclusions=_("those that were declined, withdrawn or not given yet"),
        day_field="done_on",
    ),
    Measure(
        key="servicedays.completeness",
        name=_("Service days with all six settled"),
        question=_(
            "In how many neighbourhoods are time, people, duty, venue, carrier and "
            "incentive settled?"
        ),
        shape=Shape.RATE,
        unit="%",
        rows=series,
        met=complete,
        denominator=_("series of service days that last on the last day"),
        numerator=_(
            "those with team, person in charge, duty, venue, carrier, incentive and a next day"
        ),
        exclusions=_("none"),
        day_field="valid_from",
    ),
]

OPENINGS = {
    "servicedays.session": Opening("servicedays:session", ("series__place",)),
    "servicedays.tally": Opening("servicedays:tally", ("session__series__place",)),
    "servicedays.series": Opening("servicedays:series_one"),
    "servicedays.helpask": Opening("servicedays:help_one"),
}

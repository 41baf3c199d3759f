"""Which figures do places offer?"""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import within
from jinlin.core.figures.measures import Measure, Opening, Shape, Window
from jinlin.ground.places.models import Level, Place, Station


def neighbourhoods(window: Window) -> "QuerySet[Any]":
    valid = Q(valid_from__lte=window.as_of) & (Q(valid_to=None) | Q(valid_to__gt=window.as_of))
    return Place.objects.filter(
        within([window.place_code], "code"), valid, level=Level.NEIGHBOURHOOD
    )


def stations(window: Window) -> "QuerySet[Any]":
    in_service = Q(opened_on__lte=window.as_of) & (
        Q(closed_on=None) | Q(closed_on__gt=window.as_of)
    )
    return Station.objects.filter(within([window.place_code]), in_service)


MEASURES = [
    Measure(
        key="places.neighbourhoods",
        name=_("Neighbourhoods"),
        question=_("In how many neighbourhoods do the four micros work?"),
        shape=Shape.COUNT,
        unit=_("neighbourhoods"),
        rows=neighbourhoods,
        denominator=_("neighbourhoods on the place tree that were valid on the last day"),
        exclusions=_("none"),
        day_field="valid_from",
        place_field="code",
        published="neighbourhoods",
    ),
    Measure(
        key="places.stations",
        name=_("Stations"),
        question=_("How many consultation stations are open?"),
        shape=Shape.COUNT,
        unit=pgettext_lazy("unit", "stations"),
        rows=stations,
        denominator=_("stations that were in service on the last day"),
        exclusions=_("none"),
        day_field="opened_on",
        published="stations",
    ),
]

OPENINGS = {"places.station": Opening("", ("place",))}

"""Which place, unit or station below here is meant by a few words?"""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.db.models.functions import Length

from jinlin.core.actor import within
from jinlin.ground.places.models import Organisation, Place, Station

Row = TypeVar("Row", bound=Model)
MOST = 30  # of each kind


@dataclass(frozen=True)
class Below:
    """What was found, the larger places first; of each kind so many at most. `is_cut`: there are
    more.
    """

    places: list[Place]
    units: list[Organisation]
    stations: list[Station]
    is_cut: bool


def below(here: Place, text: str) -> Below:
    """Everything in use inside this place whose name, or whose place's name, has every word: three
    statements.
    """
    words = text.split()
    inside = Place.objects.present().filter(within(here.codes, "code")).exclude(pk=here.pk)
    places = _named(inside.select_related("parent"), words, "parent").order_by(
        Length("code"), "code"
    )
    units = _named(Organisation.objects.open().inside(here.codes), words, "place")
    units = units.select_related("place").order_by("kind", "name", "pk")
    stations = _named(Station.objects.open().inside(here.codes), words, "place")
    stations = stations.select_related("place", "organisation").order_by("place_code", "name", "pk")
    found = _few(places), _few(units), _few(stations)
    is_cut = any(len(rows) > MOST for rows in found)
    return Below(found[0][:MOST], found[1][:MOST], found[2][:MOST], is_cut)


def _few(rows: QuerySet[Row]) -> list[Row]:
    """One more than is shown says whether there are more."""
    return list(rows[: MOST + 1])


def _named(rows: QuerySet[Row], words: list[str], around: str) -> QuerySet[Row]:
    for word in words:
        rows = rows.filter(Q(name__icontains=word) | Q(**{f"{around}__name__icontains": word}))
    return rows

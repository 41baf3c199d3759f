"""Which homes are meant by a few words, and which lie near?"""

from django.db.models import Case, Q, QuerySet, When
from django.db.models.functions import Length

from jinlin.ground.places.models import Place, called
from jinlin.ground.places.points import Point, kilometres, point_of
from jinlin.ground.places.queries import HOMES, LONGEST_SEARCH, present

NEAR_KM = 5.0
MOST_FORMER = 30  # names of before in which a word may stand


def find(text: str, county: str = "", limit: int = 20, *, first: str = "") -> list[Place]:
    """Homes meant by a few words: every word stands in the name of the place, its community or its
    town. Neighbourhoods come first; before them what lies in the county that is named `first`.
    """
    rows = Place.objects.present().filter(level__in=HOMES).select_related("parent__parent")
    rows = rows.filter(county=county) if county else rows
    rows = rows.order_by(Case(When(county=first, then=0), default=1))
    return homes_called(text, rows, limit) if text.split() else []


def homes_called(text: str, rows: "QuerySet[Place]", limit: int) -> list[Place]:
    """Those of these homes that the words mean; where none is called so now, those that were:
    people go on saying the old name.
    """
    words = text[:LONGEST_SEARCH]
    ordered = rows.order_by(*rows.query.order_by, Length("code").desc(), "code")
    found = list(ordered.filter(called(words, above=True))[:limit])
    if found or not words.split():
        return found
    return list(ordered.filter(*(_was_called(word) for word in words.split()))[:limit])


def _was_called(word: str) -> Q:
    """The word stands in a name of now, or in one from which a place went on."""
    former = Place.objects.exclude(successor=None).filter(called(word))
    rows = former.select_related("successor__successor").order_by("code")
    now = {present(each).pk for each in rows[:MOST_FORMER]}
    once = Q(pk__in=now) | Q(parent__in=now) | Q(parent__parent__in=now)
    return called(word, above=True) | once


def near(point: Point, limit: int = 8) -> list[Place]:
    """The homes that lie nearest, of those that somebody pinned on the map, within NEAR_KM."""
    pinned = Place.objects.present().filter(level__in=HOMES).exclude(lies_at="")
    found = [
        (kilometres(point, at), key)
        for key, text in pinned.values_list("pk", "lies_at")
        if (at := point_of(text))
    ]
    nearest = [key for far, key in sorted(found) if far <= NEAR_KM][:limit]
    rows = Place.objects.select_related("parent__parent").in_bulk(nearest)
    return [rows[key] for key in nearest]


def stands_in_place_called(text: str) -> Q:
    """Of rows with a place: those whose place, or the one it lies in, is called so."""
    return Q(place__in=Place.objects.filter(called(text, above=True)))

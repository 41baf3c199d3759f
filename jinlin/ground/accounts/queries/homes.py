"""For which places may this member of staff take things in,
and which one is meant by a few words?
"""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from jinlin.core.actor import Actor, within
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.finding import homes_called
from jinlin.ground.places.models import Place
from jinlin.ground.places.queries import HOMES

FEW = 12  # so many can be shown at once, without a search


def registrable(actor: Actor) -> QuerySet[Place]:
    """The present places at or below which this actor may register, from the county down."""
    return (
        Place.objects.present()
        .filter(within(actor.codes(Role.CLERK, Role.LEAD), "code"))
        .select_related("parent__parent")
    )


def counties_kept(actor: Actor) -> list[tuple[str, str]]:
    """The whole counties that the actor keeps as system administrator: code and name."""
    rows = (
        Place.objects.present()
        .filter(within(actor.codes(Role.SYSTEM_ADMIN), "code"), level="county")
        .order_by("code")
    )
    return [(place.code, place.name) for place in rows]


def homes(actor: Actor, words: str = "", *, limit: int = FEW) -> list[Place]:
    """Neighbourhoods first, then communities; every word stands in the name of the place, its
    community or its town.
    """
    return homes_called(words, registrable(actor).filter(level__in=HOMES), limit)


def offered_homes(
    actor: Actor, words: str, *, chosen: str = "", levels: Collection[str] = ()
) -> dict[str, Any]:
    """What parts/homes.html shows: the one chosen before (of these levels, when any are named),
    then those found; without words all of them, when they are few.
    """
    found = homes(actor, words, limit=FEW + 1)
    known = registrable(actor).filter(**{"level__in": levels} if levels else {})
    own = known.filter(code=chosen).first() if chosen.isascii() and chosen.isdigit() else None
    too_many = not words and len(found) > FEW
    offered = [] if too_many else found[:FEW]
    return {
        "places": [*([own] if own and own not in offered else []), *offered],
        "chosen": chosen,
        "words": words,
        "more": len(found) > FEW,
        "ask": too_many,
    }

"""For which places may this member of staff take things in,
and which one is meant by a few words?
"""

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from jinlin.core.actor import Actor, within
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Place
from jinlin.ground.places.queries import HOMES, LONGEST_SEARCH

FEW = 12  # so many can be shown at once, without a search


def registrable(actor: Actor) -> QuerySet[Place]:
    """The present places at or below which this actor may register, from the county down."""
    return (
        Place.objects.present()
        .filter(within(actor.codes(Role.CLERK, Role.LEAD), "code"))
        .select_related("parent__parent")
    )


def homes(actor: Actor, words: str = "", *, limit: int = FEW) -> list[Place]:
    """Neighbourhoods first, then communities; every word stands in the name of the place, its
    community or its town.
    """
    rows = registrable(actor).filter(level__in=HOMES)
    for word in words[:LONGEST_SEARCH].split():
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(parent__name__icontains=word)
            | Q(parent__parent__name__icontains=word)
        )
    return list(rows.order_by(Length("code").desc(), "code")[:limit])

"""For whom does it wait that households in need lack somebody who looks after them?

One line a person, however many households: for whoever may give them into care in the place, of the
nearest unit that governs it, the same that is told once a week.
"""

from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import (
    DateTimeField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Substr

from jinlin.core.actor import Actor, within
from jinlin.core.time import clock
from jinlin.ground.accounts.models import User
from jinlin.ground.people.models import WRITERS, Household, HouseholdRows
from jinlin.ground.places.models import CODE_LENGTHS, GOVERNING, Organisation
from jinlin.shell.one_list import Source

AWAY = timedelta(days=7)  # nothing of it is late: it stands behind what has a day of this week
MOST = 1_000  # so many are counted


def waiting(actor: Actor) -> Source:
    """One line while there is such a household; it says how many there are."""
    theirs = _theirs(actor)
    some = Household.objects.filter(pk__in=theirs.order_by().values("pk")[:MOST]).order_by()
    counted = Func(F("pk"), function="COUNT", output_field=IntegerField())
    there = Value(clock.end_of(clock.today() + AWAY), output_field=DateTimeField())
    own = User.objects.filter(Q(pk=actor.user_id)).annotate(there=there)
    number = Subquery(some.annotate(number=counted).values("number"))
    return Source(
        own.filter(Exists(theirs)) if actor.looks_after(*WRITERS) else own.none(),
        ("there", "id"),
        list,
        "people/care/waiting.html",
        shown=own.annotate(households=number),
    )


def _theirs(actor: Actor) -> HouseholdRows:
    """Those of an actor's places that no unit nearer to them governs."""
    where = [_nearest(code) for code in actor.codes(*WRITERS)]
    return Household.objects.lacking().filter(reduce(or_, where, Q(pk__in=[])))


def _nearest(code: str) -> Q:
    lengths = [length for length in CODE_LENGTHS.values() if length > len(code)]
    parts: list[Any] = [Substr(OuterRef("place_code"), 1, length) for length in lengths]
    units = Organisation.objects.open().filter(kind__in=GOVERNING, place_code__gt=code)
    return within([code]) & ~Q(Exists(units.filter(place_code__in=parts)))

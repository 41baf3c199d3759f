"""Whom may somebody bring along: who lives with them?"""

from django.db.models import Exists, OuterRef

from jinlin.core.actor import Actor
from jinlin.ground.people.models import Membership, Person


def family_of(actor: Actor, county: str) -> list[Person]:
    """The others who live in the home of whoever is signed in, as the county knows it."""
    if actor.user_id is None:
        return []
    mine = Membership.objects.filter(person__user_id=actor.user_id, until=None)
    shared = Membership.objects.filter(
        person=OuterRef("pk"), until=None, household__in=mine.values("household")
    )
    rows = Person.objects.filter(Exists(shared), county=county).exclude(user_id=actor.user_id)
    return list(rows.order_by("entered_at", "pk"))

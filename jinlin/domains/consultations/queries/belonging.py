"""Is a topic somebody's own: do they live in its community?

Neighbours support a topic, each household once. Whose home is not known is taken at their word;
who is known to live in another community supports it only by saying what ties them to the place.
"""

from typing import Any

from jinlin.core.actor import Actor
from jinlin.domains.consultations.models import Topic
from jinlin.domains.consultations.models.topics import COMMUNITY_DIGITS
from jinlin.ground.people.models import Membership, Person
from jinlin.ground.places.queries import whole


def lives_elsewhere(topic: Topic, person: Person) -> bool:
    """Known to live in another community, and in none that was merged with this one."""
    return _lives_elsewhere(topic, person=person)


def reads_from_elsewhere(topic: Topic, actor: Actor) -> bool:
    """The same of whoever reads the page."""
    whose = {"person__user": actor.user_id, "person__county": topic.county}
    return actor.is_signed_in and _lives_elsewhere(topic, **whose)


def supporter_called(topic: Topic, name: str) -> Person | None:
    """Who supports it under this name, without an account or a number: names lie encrypted, each
    for itself, so that those of the one topic are read.
    """
    rows = topic.supports.filter(person__user=None).select_related("person").order_by("pk")
    people = (each.person for each in rows)
    return next((each for each in people if each.name == name and not each.phone), None)


def _lives_elsewhere(topic: Topic, **whose: Any) -> bool:
    rows = Membership.objects.filter(until=None, **whose)
    homes = list(rows.values_list("household__place_code", flat=True))
    here = tuple(whole(topic.place_code[:COMMUNITY_DIGITS])) if homes else ()
    return bool(homes) and not any(code.startswith(here) for code in homes)

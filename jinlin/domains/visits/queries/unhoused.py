"""Who belongs to a round's groups and has no household, so that no door was laid out for them?"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from jinlin.core.actor import Actor
from jinlin.domains.visits.models import Round
from jinlin.ground.people.models import Membership, Need, Person
from jinlin.ground.people.models.persons import PersonRows

ORDER = ("entered_at", "id")


@dataclass(frozen=True)
class Unhoused:
    """One person of this page, and of which of the round's groups they are."""

    person: Person
    groups: list[str]


def unhoused(round_: Round, actor: Actor) -> PersonRows:
    """Those of whom this actor knows: a person without a household stands at no place."""
    here = Membership.objects.filter(person=OuterRef("pk"), until=None)
    wanted: Any = Need.objects.filter(
        person=OuterRef("pk"), until=None, group__in=round_.groups.values("pk")
    )
    rows = Person.objects.visible_to(actor).filter(county=round_.county)
    return rows.filter(Exists(wanted), ~Exists(here))


def shown(round_: Round, persons: list[Person]) -> list[Unhoused]:
    """With their groups: one statement for all."""
    needs = Need.objects.filter(
        person__in=persons, until=None, group__in=round_.groups.values("pk")
    ).select_related("group")
    found: dict[Any, list[str]] = {each.pk: [] for each in persons}
    for need in needs.order_by("group__order", "group"):
        found[need.person_id].append(need.group.name)
    return [Unhoused(each, found[each.pk]) for each in persons]

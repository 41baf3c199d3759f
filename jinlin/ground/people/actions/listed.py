"""How does a county come to know many people at once, from a list that a registrar answers for?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import require
from jinlin.core.search import fill
from jinlin.core.search.rows import label_of
from jinlin.core.secrets.fields import match_key
from jinlin.ground.people.models import Person
from jinlin.ground.people.numbers import birth_year_of
from jinlin.ground.people.permissions import can_vouch


@dataclass(frozen=True)
class Listed:
    """One line of a list: a citizen id that is right, a name, and perhaps a phone."""

    name: str
    citizen_id: str
    phone: str = ""

    @property
    def citizen_key(self) -> str:
        return match_key(self.citizen_id, "citizen_id")

    @property
    def phone_key(self) -> str:
        return match_key(self.phone, "phone") if self.phone else ""


@transaction.atomic
def know_listed(
    county: str, listed: Sequence[Listed], *, actor: Actor
) -> dict[str, tuple[Person, bool]]:
    """The county knows all of them: by citizen key the person, and whether a phone was new.

    What is known already is never overwritten. A phone that is another's is kept without its key.
    """
    require(can_vouch(actor, county))
    by_key = {each.citizen_key: each for each in listed}
    try:
        with transaction.atomic():
            return _entered(county, by_key, actor)
    except IntegrityError:  # somebody else entered one of them in this moment: now they are known
        return _entered(county, by_key, actor)


def _entered(
    county: str, by_key: dict[str, Listed], actor: Actor
) -> dict[str, tuple[Person, bool]]:
    rows = Person.objects.filter(county=county).select_for_update(of=("self",))
    found = {person.citizen_key: person for person in rows.filter(citizen_key__in=list(by_key))}
    phones = {each.phone_key for each in by_key.values() if each.phone}
    taken = set(
        Person.objects.filter(county=county, phone_key__in=phones).values_list(
            "phone_key", flat=True
        )
    )
    filled = {
        key for key, person in found.items() if _fill_phone(person, by_key[key], taken, actor)
    }
    new = []
    for key, each in by_key.items():
        if key not in found:
            new.append(
                Person(county=county, **_fields_of(each, key, taken), entered_by=actor.user_id)
            )
            taken.add(each.phone_key)
    Person.objects.bulk_create(new)
    made = Person.objects.filter(pk__in=[person.pk for person in new])
    fill(made, label_of(Person), lambda person: (person.name,), is_keyed=True)
    for person in new:
        timeline.record(person, "entered", actor=actor, audience="staff")
    return {
        **{key: (person, key in filled) for key, person in found.items()},
        **{person.citizen_key: (person, bool(person.phone)) for person in new},
    }


def _fields_of(each: Listed, key: str, taken: set[str]) -> dict[str, Any]:
    return {
        "name": each.name,
        "citizen_id": each.citizen_id,
        "citizen_key": key,
        "birth_year": birth_year_of(each.citizen_id),
        "phone": each.phone,
        "phone_key": "" if each.phone_key in taken else each.phone_key,
    }


def _fill_phone(person: Person, each: Listed, taken: set[str], actor: Actor) -> bool:
    """Whether a phone that was not known is now."""
    fresh = {"name": each.name} if not person.name else {}
    if each.phone and not person.phone:
        fresh |= {
            "phone": each.phone,
            "phone_key": "" if each.phone_key in taken else each.phone_key,
        }
        taken.add(each.phone_key)
    if not fresh:
        return False
    for name, value in fresh.items():
        setattr(person, name, value)
    person.save(update_fields=list(fresh))
    timeline.record(
        person, "filled_in", actor=actor, audience="staff", data={"fields": sorted(fresh)}
    )
    return "phone" in fresh

"""Who are the residents of the demo, and who takes up what comes in for their place?"""

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from jinlin.core.actor import ANONYMOUS, Actor
from jinlin.demo.county import RESIDENT_PHONE, County, resident
from jinlin.demo.memory import Known
from jinlin.demo.names import full_name
from jinlin.demo.plan import SEED
from jinlin.ground.accounts.actors import without_grants
from jinlin.ground.accounts.models import User
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import OrganisationKind, Place


@dataclass
class Resident:
    """The person as the county knows them, and the actor they are when signed in."""

    person: Person
    actor: Actor
    phone: str


FIRST = "350526"  # the county of the resident whose number the demo prints


class Neighbours:
    """Residents by number; the first one of the first county is the one who can sign in to the
    demo. No other county knows that number.
    """

    def __init__(self, county: County) -> None:
        self.county = county
        self.apart = 0 if county.place.code == FIRST else int(county.place.code)
        self.people = Known(Person.objects.select_related("user"))
        self.clerks: dict[str, Actor] = {}  # by the code of a place

    def resident(self, number: int) -> Resident:
        phone = f"199{int(RESIDENT_PHONE[3:]) + self.apart + number:08d}"
        if number not in self.people:
            user, actor = resident(phone)
            known = people.know(
                self.county.place.code,
                name=full_name(Random(SEED + number)),
                phone=phone,
                user=user,
                actor=actor,
            )
            if known.user_id == user.pk:
                known.user = user
            self.people[number] = known
        person = self.people[number]
        return Resident(person, without_grants(person.user), phone)

    def actor_of(self, user: User | None) -> Actor:
        """Who somebody is when signed in with this account."""
        return without_grants(user) if user else ANONYMOUS

    def clerk(self, place: Place) -> Actor:
        """Whoever takes up what comes in for this place: of its community, else of its town, else
        of the county's hotline.
        """
        if place.code not in self.clerks:
            found = self._at(
                place, {OrganisationKind.COMMUNITY_COMMITTEE, OrganisationKind.TOWN_GOVERNMENT}
            )
            self.clerks[place.code] = found or self.county.clerk
        return self.clerks[place.code]

    def _at(self, place: Place, kinds: Iterable[str]) -> Actor | None:
        serving = [
            (len(unit.place_code), key)
            for key, unit in self.county.units.items()
            if unit.kind in kinds and place.code.startswith(unit.place_code)
        ]
        return self.county.workers[max(serving)[1]] if serving else None

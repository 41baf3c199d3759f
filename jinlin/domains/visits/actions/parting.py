"""What if two households live behind one door?"""

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.time import clock
from jinlin.domains.visits.actions.planning import weights_of
from jinlin.domains.visits.actions.steps import keep
from jinlin.domains.visits.models import Door
from jinlin.domains.visits.permissions import GOES_ON, can_keep
from jinlin.ground.people import actions as people
from jinlin.ground.people.actions import NewMember
from jinlin.ground.people.models import Household, Membership, Person


@transaction.atomic
def part(door: Door, member: NewMember, *, actor: Actor) -> Door:
    """The second household stands at the same address with a door of its own in the round, on the
    same list; whoever was of the first one until now lives in the second from today on.

    Raises NotNow when nobody would be left behind the first door, or when it has a door already.
    """
    door = Door.objects.held(door)
    require(can_keep(actor, door))
    if not GOES_ON.holds(door):
        raise NotNow(str(GOES_ON.otherwise))
    if not member.groups:
        raise Unusable(_("Please choose at least one group."), field="groups")
    home = _second_home(door.household, member, actor)
    if door.round.doors.filter(household=home).exists():
        raise NotNow(_("This household has a door of its own in the round already."))
    weights = weights_of(door.county)
    second = Door.objects.create(
        county=door.county,
        round=door.round,
        household=home,
        place_code=door.place_code,
        visitor=door.visitor,
        risk=sum(weights.get(group.pk, 1) for group in member.groups),
        due_at=door.due_at,
        planned_on=clock.today(),
    )
    second.groups.set(member.groups)
    keep(door, "part", actor=actor)
    keep(second, "parted", actor=actor)
    return second


def _second_home(first: Household, member: NewMember, actor: Actor) -> Household:
    """The household of this person, at the first one's address."""
    person = people.know(
        first.county,
        name=member.name,
        phone=member.phone,
        citizen_id=member.citizen_id,
        actor=actor,
    )
    if _lives_in(first, person):
        if not first.memberships.filter(until=None).exclude(person=person).exists():
            raise NotNow(_("Nobody else lives behind this door: it stays one household."))
        people.settle(person, first.place, address=first.address, actor=actor)
    return people.register_household(first.place, member, address=first.address, actor=actor)


def _lives_in(home: Household, person: Person) -> bool:
    return Membership.objects.filter(household=home, person=person, until=None).exists()

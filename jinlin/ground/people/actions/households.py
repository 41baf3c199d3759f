"""How does a household in need come on record, and who looks into it?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.text import tidy
from jinlin.ground.people.actions.persons import LONGEST_REASON, consent, know, note_need, settle
from jinlin.ground.people.models import (
    GroupInNeed,
    Household,
    Membership,
    Person,
    Purpose,
    Relation,
)
from jinlin.ground.people.permissions import (
    can_add_member,
    can_look_in,
    can_register_household,
    can_see_household_clear,
)
from jinlin.ground.people.queries.care import consenting
from jinlin.ground.places.models import Place

CARE_WORDING = "2026-1"  # of the sentence that is read out before somebody agrees to be cared for


@dataclass(frozen=True)
class NewMember:
    """What is told about one who lives in a household, and who agreed to keep a record of it."""

    name: str
    phone: str = ""
    citizen_id: str = ""
    groups: Sequence[GroupInNeed] = ()
    relation: str = Relation.SELF
    given_by: str = ""


@transaction.atomic
def register_household(
    place: Place, member: NewMember, *, address: str = "", actor: Actor
) -> Household:
    """The household of this person stands at the place, with their groups in need and their consent
    to care. One that stood there already goes on.
    """
    require(can_register_household(actor, place))
    if not member.groups:
        raise Unusable(_("Please choose the group in need."), field="groups")
    person = _known(place.county_code, member, actor=actor)
    home = Household.objects.filter(
        memberships__person=person, memberships__until=None, place_code=place.code
    ).first()
    home = home or settle(person, place, address=address, actor=actor)
    if tidy(address) and not home.address:
        home.address = tidy(address)[:200]
        home.save(update_fields=["address"])
    _care_for(person, member, actor=actor)
    return home


@transaction.atomic
def add_member(household: Household, member: NewMember, *, actor: Actor) -> Person:
    """This person lives in the household from today on, with the needs and the consent told."""
    household = Household.objects.locked(household.pk)
    require(can_add_member(actor, household))
    person = _known(household.county, member, actor=actor)
    if not Membership.objects.filter(household=household, person=person, until=None).exists():
        settle(person, household.place, household=household, actor=actor)
    _care_for(person, member, actor=actor)
    return person


@transaction.atomic
def see_household_clear(household: Household, *, why: str, actor: Actor) -> Household:
    """The actor sees the address, names and phones at the desk unmasked, and it is kept who looked,
    when and why.
    """
    require(can_see_household_clear(actor, household))
    why = tidy(why)
    if not why or len(why) > LONGEST_REASON:
        raise Unusable(
            _("Please say in at most 200 characters why you need to see this."), field="why"
        )
    timeline.look(household, actor=actor, what="identity", why=why)
    return household


@transaction.atomic
def look_in(household: Household, *, actor: Actor) -> Household:
    """Whoever looks after the household sees the address, and the names and phones of those who
    agreed to it; each look is kept with each of them.
    """
    require(can_look_in(actor, household))
    members = [
        each.person for each in household.memberships.filter(until=None).select_related("person")
    ]
    agreed = (
        consenting(members) if Household.objects.in_need().filter(pk=household.pk).exists() else []
    )
    if not agreed:
        raise NotNow(
            _(
                "Nobody here agrees at present that you see where they live. Please ask the clerk "
                "of the community."
            )
        )
    own = household.care_links.open().kept_by(actor.user_id).first()
    for person in agreed:
        timeline.look(person, actor=actor, what="care", why=own.get_role_display() if own else "")
    return household


def _known(county: str, member: NewMember, *, actor: Actor) -> Person:
    if not tidy(member.name):
        raise Unusable(_("Please enter the name."), field="name")
    return know(
        county, name=member.name, phone=member.phone, citizen_id=member.citizen_id, actor=actor
    )


def _care_for(person: Person, member: NewMember, *, actor: Actor) -> None:
    """The consent first: without it nothing of what is needed is kept."""
    if not consenting([person]):
        consent(
            person,
            given_by=member.given_by,
            relation=member.relation,
            purpose=Purpose.CARE,
            version=CARE_WORDING,
            actor=actor,
        )
    for group in member.groups:
        note_need(person, group, actor=actor)

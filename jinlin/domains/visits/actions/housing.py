"""How does somebody without a household get a door in a round?"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, NotNow, Unusable, require
from jinlin.core.text import needed
from jinlin.domains.visits.actions.planning import lay_out
from jinlin.domains.visits.actions.steps import keep
from jinlin.domains.visits.lifecycle import ENDED
from jinlin.domains.visits.models import Door, Round
from jinlin.domains.visits.permissions import can_keep
from jinlin.domains.visits.queries.unhoused import unhoused
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Place

LONGEST_ADDRESS = 200


@dataclass(frozen=True)
class Whereabouts:
    """Where somebody is to be found: the place, and what a visitor looks for there."""

    place: Place
    address: str


@transaction.atomic
def bring_in(round_: Round, person: Person, where: Whereabouts, *, actor: Actor) -> Door:
    """The person lives where they are to be found, in a household of their own from today on, and
    it has a door in the round on the list of whoever knocks there.

    Raises NotNow when they have a household by now, or the round is over.
    """
    round_ = Round.objects.held(round_)
    require(can_keep(actor, round_))
    if round_.state in ENDED:
        raise NotNow(_("The round is over."))
    if not where.place.code.startswith(round_.place_code):
        raise Unusable(_("Please choose a place of this round."), field="place")
    address = needed(
        where.address,
        field="address",
        words=_("Please say where they are to be found."),
        limit=LONGEST_ADDRESS,
    )
    person = _held(round_, person, actor)
    home = people.settle(person, where.place, address=address, actor=actor)
    lay_out(round_)
    door = Door.objects.held(Door(pk=round_.doors.values_list("pk", flat=True).get(household=home)))
    keep(door, "bring_in", actor=actor)
    return door


def _held(round_: Round, person: Person, actor: Actor) -> Person:
    """The person, locked: two who bring them in at once make one home."""
    held = Person.objects.select_for_update().filter(pk=person.pk).first()
    if held is None or not Person.objects.visible_to(actor).filter(pk=held.pk).exists():
        raise NotHere
    if not unhoused(round_, actor).filter(pk=held.pk).exists():
        raise NotNow(_("They have a household by now, or are in none of the round's groups."))
    return held

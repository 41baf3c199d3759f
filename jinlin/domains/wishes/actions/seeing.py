"""Who saw what is private about a wish? Each look is on record."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, require
from jinlin.core.text import tidy
from jinlin.domains.wishes.models import Claim, Wish
from jinlin.domains.wishes.permissions import can_see_address, can_see_contacts
from jinlin.ground.people.models import Membership


@transaction.atomic
def see_address(wish: Wish, *, actor: Actor) -> str:
    """Whoever took it on sees where to bring it, because the person agreed; the look is on record.

    Raises NotHere when no address is known.
    """
    require(can_see_address(actor, wish))
    home = (
        Membership.objects.filter(person_id=wish.for_person_id, until=None)
        .select_related("household")
        .first()
    )
    if home is None or not home.household.address:
        raise NotHere(_("No address is known. Please call the station."))
    timeline.look(wish, actor=actor, what="address", why=str(_("to bring it home")))
    return home.household.address


@transaction.atomic
def see_claimer(claim: Claim, *, actor: Actor, why: str = "") -> Claim:
    """Name and phone of whoever took it on are seen clear; the look is on record."""
    require(can_see_contacts(actor, claim))
    timeline.look(claim.wish, actor=actor, what="claimer", why=tidy(why)[:200])
    return claim

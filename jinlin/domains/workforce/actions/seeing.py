"""Who saw somebody's name and numbers unmasked, and why?"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotAllowed, require
from jinlin.core.text import needed
from jinlin.domains.workforce.models import Professional
from jinlin.domains.workforce.permissions import can_see_clear
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Place

LONGEST_REASON = 200
WHY = _("Please say in at most 200 characters why you need to see this.")


@transaction.atomic
def see_clear(one: Professional, *, why: str, actor: Actor) -> Professional:
    """The actor sees name and numbers unmasked, and it is kept who looked, when and why."""
    require(can_see_clear(actor, one))
    why = needed(why, field="why", words=WHY, limit=LONGEST_REASON)
    timeline.look(one, actor=actor, what="identity", why=why)
    return one


@transaction.atomic
def see_register_clear(actor: Actor, *, why: str) -> list[Place]:
    """The actor takes the registers that they keep with them unmasked, and it is kept who, when
    and why, with each of their places.
    """
    places = list(Place.objects.present().filter(code__in=actor.codes(Role.REGISTRAR)))
    if not places:
        raise NotAllowed
    why = needed(why, field="why", words=WHY, limit=LONGEST_REASON)
    for place in places:
        timeline.look(place, actor=actor, what="register", why=why)
    return places

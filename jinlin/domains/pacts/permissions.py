"""Who may do what with a pact?

Whoever looks after the place keeps its pact; whoever is signed in has a say. What nobody granted
is not allowed.
"""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.rules import Rules, When
from jinlin.domains.pacts.lifecycle import LIFECYCLE
from jinlin.domains.pacts.models import Pact
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Place

SCOPE = "pacts:write"


def can_draft(actor: Actor, place: Place) -> bool:
    return actor.is_system or actor.holds(Role.CLERK, Role.LEAD, at=place.code)


def is_keeper(actor: Actor, pact: Pact) -> bool:
    """Whoever looks after its place."""
    return actor.is_system or actor.holds(Role.CLERK, Role.LEAD, at=pact.place_code)


def can_keep(actor: Actor, pact: Pact) -> bool:
    return is_keeper(actor, pact)


def can_decide(actor: Actor, pact: Pact) -> bool:
    """Enter what a meeting decided: the lead answers for the numbers."""
    return actor.is_system or actor.holds(Role.LEAD, at=pact.place_code)


def can_comment(actor: Actor, pact: Pact) -> bool:
    """Whoever is signed in; whoever keeps it, for somebody at the station."""
    may_write = actor.scopes is None or SCOPE in actor.scopes
    return may_write and (actor.is_signed_in or is_keeper(actor, pact))


def can_read_internal(actor: Actor, pact: Pact) -> bool:
    is_looking_on = is_keeper(actor, pact) or actor.holds(Role.SUPERVISOR, at=pact.place_code)
    return actor.is_staff and is_looking_on


MAY: dict[str, Callable[[Actor, Pact], bool]] = {
    "publish": can_keep,
    "consolidate": can_keep,
    "ask_again": can_keep,
    "put_to_vote": can_keep,
    "adopt": can_decide,
    "turn_down": can_decide,
    "amend": can_keep,
    "draft_anew": can_keep,
    "review": can_keep,
    "repeal": can_decide,
    "keep_old": can_keep,
    "drop": can_keep,
}


# Beyond its state: whoever spoke is answered before the vote; a draft goes back to the text that
# holds, or to nothing where none does.
WHEN: dict[str, tuple[When[Pact], ...]] = {
    "put_to_vote": (
        When(
            lambda pact: not pact.unanswered,
            _("Some comments are not answered yet. Everybody who spoke gets an answer first."),
        ),
    ),
    "drop": (When(lambda pact: pact.holds is None, _("A text holds here: keep that one.")),),
    "keep_old": (When(lambda pact: pact.holds is not None, _("No text holds here yet.")),),
}

RULES = Rules(LIFECYCLE, MAY, WHEN, scope=SCOPE)

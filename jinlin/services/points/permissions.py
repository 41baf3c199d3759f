"""Who may do what with points and stores?

The store is kept by its store keeper, or by whoever leads the place; no administrator of the system
touches a point. Whoever proposed a reversal does not decide on it, and nobody decides on their own
points.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.rules import Rules, When, is_the_house
from jinlin.core.time import clock
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.models import Person
from jinlin.ground.people.queries import speaks_for
from jinlin.services.points.lifecycle import LIFECYCLE, REVERSAL_LIFECYCLE
from jinlin.services.points.models import KEEPERS, READERS, Account, Order, Reversal

SCOPE = "points:write"
OVER = _("The days to pick it up are over; the points are given back.")


def is_keeper(actor: Actor, row: Any) -> bool:
    """Keeps the store that a row belongs to."""
    return actor.is_system or actor.holds(*KEEPERS, at=row.place_code)


def is_reader(actor: Actor, row: Any) -> bool:
    return actor.is_system or actor.holds(*READERS, at=row.place_code)


def is_own(actor: Actor, account: Account) -> bool:
    """The account of whoever acts, or of somebody whose mandate they hold."""
    return speaks_for(actor, account.person)


def can_open_account(actor: Actor, person: Person, place_code: str) -> bool:
    return actor.is_system or speaks_for(actor, person) or actor.holds(*READERS, at=place_code)


def can_earn(actor: Actor) -> bool:
    """Nobody gives points by hand: the house does, from what was recorded."""
    return actor.is_system


def can_order(actor: Actor, account: Account) -> bool:
    return is_own(actor, account)


def can_serve(actor: Actor, row: Any) -> bool:
    """Order and hand out at the counter of this store."""
    return is_keeper(actor, row)


def can_hand_out(actor: Actor, order: Order) -> bool:
    return is_keeper(actor, order)


def can_cancel(actor: Actor, order: Order) -> bool:
    return is_keeper(actor, order) or is_own(actor, order.account)


def can_stock(actor: Actor, row: Any) -> bool:
    return is_keeper(actor, row)


def can_open_store(actor: Actor, place_code: str) -> bool:
    return actor.is_system or actor.holds(Role.LEAD, at=place_code)


def can_set_rules(actor: Actor, county: str) -> bool:
    """The lead of the whole county."""
    return actor.is_system or actor.holds(Role.LEAD, at=county)


def can_propose(actor: Actor, row: Any) -> bool:
    return actor.is_system or actor.holds(*KEEPERS, Role.CLERK, at=row.place_code)


def can_decide(actor: Actor, reversal: Reversal) -> bool:
    """The lead, about what somebody else proposed and about other people's points."""
    if actor.user_id is None or not actor.holds(Role.LEAD, at=reversal.place_code):
        return False
    transfer = reversal.transfer
    people = {transfer.debit.person, transfer.credit.person} - {None}
    is_about_them = any(person and person.user_id == actor.user_id for person in people)
    return reversal.proposed_by != actor.user_id and not is_about_them


ORDER_MAY: dict[str, Callable[[Actor, Order], bool]] = {
    "hand_out": can_hand_out,
    "cancel": can_cancel,
    "lapse": is_the_house,
}
REVERSAL_MAY: dict[str, Callable[[Actor, Reversal], bool]] = {
    "approve": can_decide,
    "refuse": can_decide,
}
ORDER_RULES: Rules[Order] = Rules(
    LIFECYCLE,
    ORDER_MAY,
    {"hand_out": [When(lambda order: order.due_at >= clock.now(), OVER)]},
    scope=SCOPE,
)
REVERSAL_RULES: Rules[Reversal] = Rules(REVERSAL_LIFECYCLE, REVERSAL_MAY, scope=SCOPE)

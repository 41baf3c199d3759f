"""Which wishes wait for this member of staff now, most urgent first?"""

from functools import reduce
from operator import or_

from django.db.models import Q

from jinlin.core.actor import Actor, within
from jinlin.core.time import clock
from jinlin.domains.wishes.lifecycle import State
from jinlin.domains.wishes.models import Wish, WishRows
from jinlin.domains.wishes.queries.board import WITH
from jinlin.ground.accounts.roles import Role


def waiting_for(actor: Actor) -> WishRows:
    """What they have to read, what nobody took on and their level looks for, and what is late in
    other hands.
    """
    return shown().filter(reduce(or_, _reasons(actor))).order_by("due_at", "id")


def parts_waiting_for(actor: Actor) -> tuple[WishRows, ...]:
    """The same, in parts of which an index gives each in order of its due day."""
    return tuple(shown().filter(reason) for reason in _reasons(actor))


def shown() -> WishRows:
    """With all that a line of the list shows."""
    return Wish.objects.select_related(*WITH).defer("text")


def _reasons(actor: Actor) -> list[Q]:
    return [_to_read(actor), _to_find_somebody(actor), *_late(actor)]


def _own(actor: Actor) -> Q:
    """Of the actor's units, for those who work for some; of their whole place otherwise."""
    units = actor.organisations()
    return Q(unit_id__in=units) if units else Q()


def _to_read(actor: Actor) -> Q:
    return within(actor.codes(Role.CLERK, Role.LEAD)) & _own(actor) & Q(state=State.POSTED)


def _to_find_somebody(actor: Actor) -> Q:
    """Raised to the unit that they lead."""
    return within(actor.codes(Role.LEAD)) & _own(actor) & Q(state=State.PUBLISHED, level__gte=1)


def _late(actor: Actor) -> list[Q]:
    """The house opens it again or notes the silence by itself; until it does, whoever looks after
    the place may ask.
    """
    theirs = within(actor.codes(Role.CLERK, Role.LEAD)) & _own(actor) & Q(due_at__lt=clock.now())
    return [theirs & Q(state=state) for state in (State.ASKED, State.CLAIMED)]

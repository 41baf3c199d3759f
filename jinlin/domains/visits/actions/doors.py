"""How does a door change hands, go up, or is settled without a visit?"""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import Unusable, require
from jinlin.core.text import needed
from jinlin.core.time import clock
from jinlin.domains.visits.actions.applying import reach
from jinlin.domains.visits.actions.planning import LONGEST_REASON, could_go, visitors_at
from jinlin.domains.visits.actions.steps import keep, tell_of_list
from jinlin.domains.visits.models import Door, FormState, Outcome, Round
from jinlin.domains.visits.permissions import DOOR_RULES, can_keep
from jinlin.ground.accounts.models import User


@transaction.atomic
def give(door: Door, *, visitor: User, actor: Actor) -> Door:
    """The door is on this visitor's list."""
    door = DOOR_RULES.begin(door, "give", actor)
    if visitor.pk not in could_go(door):
        raise Unusable(_("This person does not knock at doors here."), field="visitor")
    door.visitor = visitor
    keep(door, "give", actor=actor, visitor=str(visitor))
    if visitor.pk not in dict(visitors_at(door.place_code)) and visitor.pk != actor.user_id:
        tell_of_list(door.round, visitor.pk, doors=1)
    return door


@transaction.atomic
def take_over(door: Door, *, reason: str, actor: Actor) -> Door:
    """The door is on the list of whoever takes it over."""
    door = DOOR_RULES.begin(door, "take_over", actor)
    reason = needed(reason, field="reason", limit=LONGEST_REASON)
    former, door.visitor = door.visitor_id, User.objects.get(pk=str(actor.user_id))
    keep(door, "take_over", actor=actor, visitor=actor.name, reason=reason, former=former)
    return door


@transaction.atomic
def split(round_: Round, *, giver: UUID | None, to: Sequence[User], actor: Actor) -> int:
    """The doors that one visitor (or nobody) still has to try are shared out among these, place by
    place so that neighbours stay together; how many changed hands.
    """
    round_ = Round.objects.held(round_)
    require(can_keep(actor, round_))
    if not to:
        raise Unusable(_("Please choose who takes doors over."), field="to")
    rows = round_.doors.to_do().filter(visitor=giver).order_by("place_code", "pk")
    doors = list(rows.select_related("household__place").select_for_update(of=("self",)))
    moved = 0
    for number, door in enumerate(doors):
        visitor = to[number * len(to) // len(doors)]
        if visitor.pk == door.visitor_id:
            continue
        if visitor.pk not in dict(visitors_at(door.place_code)):
            raise Unusable(
                _("%(name)s does not knock at doors in %(place)s.")
                % {"name": visitor, "place": door.household.place.name},
                field="to",
            )
        door.visitor = visitor
        keep(door, "give", actor=actor, visitor=str(visitor))
        moved += 1
    return moved


@transaction.atomic
def try_again(door: Door, *, reason: str, actor: Actor) -> Door:
    """The door is to be tried again, counted from the beginning."""
    door = DOOR_RULES.begin(door, "try_again", actor)
    reason = needed(reason, field="reason", limit=LONGEST_REASON)
    door.tries, door.raised_at, door.reached_on = 0, None, None
    keep(door, "try_again", actor=actor, reason=reason)
    return door


@transaction.atomic
def take_back(door: Door, *, reason: str, actor: Actor) -> Door:
    """The household lives there: the forms that said otherwise are kept and count no longer. The
    door is as the forms say that still count, or to be tried.
    """
    door = DOOR_RULES.begin(door, "take_back", actor)
    reason = needed(reason, field="reason", limit=LONGEST_REASON)
    wrong = door.visits.standing().filter(outcome=Outcome.MOVED)
    door.attempts = max(door.attempts - wrong.update(standing=FormState.SET_ASIDE), 0)
    door.raised_at, door.reached_on = None, None
    keep(door, "take_back", actor=actor, reason=reason)
    known = door.visits.standing().exclude(outcome=Outcome.NOT_HOME)
    if before := known.order_by("-applied_as").first():
        reach(before, door, actor=SYSTEM)
    return door


@transaction.atomic
def put_right(door: Door, *, reason: str, actor: Actor) -> Door:
    """It is on record beside a closed round that the household had not moved away; its state, its
    forms and the numbers of the round stay as they were reported.
    """
    door = DOOR_RULES.begin(door, "put_right", actor)
    reason = needed(reason, field="reason", limit=LONGEST_REASON)
    door.put_right_on = clock.today()
    keep(door, "put_right", actor=actor, reason=reason)
    return door


@transaction.atomic
def settle(door: Door, *, reason: str, actor: Actor) -> Door:
    """It is known how this household is, without a visit."""
    door = DOOR_RULES.begin(door, "settle", actor)
    reason = needed(reason, field="reason", limit=LONGEST_REASON)
    keep(door, "settle", actor=actor, reason=reason)
    return door

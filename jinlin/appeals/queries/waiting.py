"""Which appeals wait for this member of staff now, most urgent first, and what is the likely move?"""

from dataclasses import dataclass

from django.db.models import Q

from jinlin.accounts.roles import Role
from jinlin.appeals.lifecycle import LIFECYCLE, UNANSWERED, State
from jinlin.appeals.models import Appeal, AppealQuerySet
from jinlin.appeals.queries.board import SHOWN
from jinlin.core.actor import Actor, within
from jinlin.core.lifecycle import Move

LIKELY = {State.REPORTED: "accept", State.ACCEPTED: "hand_over", State.IN_HAND: "finish"}


@dataclass(frozen=True)
class Waiting:
    """One line of the list: the appeal and the one most likely move."""

    appeal: Appeal
    move: Move | None


def waiting_for(actor: Actor) -> AppealQuerySet:
    """To take up or send on, for those who look after a place; to answer, for the unit that has it; what was reopened again, for lead and supervisor."""
    own = actor.organisations()
    intake = within(actor.codes(Role.CLERK, Role.LEAD)) & Q(state__in=(State.REPORTED, State.ACCEPTED))
    if own:
        intake &= Q(unit_id__in=own)
    in_hand = Q(unit_id__in=actor.organisations(Role.HANDLER, Role.CLERK, Role.LEAD), state=State.IN_HAND)
    escalated = within(actor.codes(Role.LEAD, Role.SUPERVISOR)) & Q(is_escalated=True, state__in=UNANSWERED)
    rows = Appeal.objects.for_desk(actor).filter(intake | in_hand | escalated)
    return rows.select_related(*SHOWN).defer("text", "track_key").order_by("due_at", "id")


def line(appeal: Appeal) -> Waiting:
    name = LIKELY.get(State(appeal.state))
    return Waiting(appeal, LIFECYCLE.moves[name] if name else None)

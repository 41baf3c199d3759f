"""Which appeals wait for this member of staff now, most urgent first,
and what is the likely move?
"""

from functools import reduce
from operator import or_

from django.db.models import Q

from jinlin.core.actor import Actor, within
from jinlin.core.lifecycle import Move
from jinlin.core.search.led import ReadBy
from jinlin.domains.appeals.lifecycle import AT_WORK, ESCALATED, LIFECYCLE, State
from jinlin.domains.appeals.models import Appeal, AppealQuerySet, Exclusion, Part, PartState
from jinlin.domains.appeals.models.indexes import LATE_ENOUGH
from jinlin.domains.appeals.permissions import CALLERS, can_be_called_by
from jinlin.domains.appeals.queries.board import SHOWN
from jinlin.domains.appeals.queries.reading import of_one_state, rising
from jinlin.ground.accounts.roles import Role

LIKELY = {
    State.REPORTED: "accept",
    State.ACCEPTED: "hand_over",
    State.IN_HAND: "finish",
    State.WAITING: "resume",
    State.FINISHED: "call_back",
}


def waiting_for(actor: Actor) -> AppealQuerySet:
    """Everything in which the next step is this actor's, most urgent first,
    whatever their roles.
    """
    rows = Appeal.objects.filter(reduce(or_, _reasons(actor)))
    return rows.order_by("due_at", "id")


def parts_waiting_for(actor: Actor) -> tuple[AppealQuerySet, ...]:
    """The same, in parts of which an index gives each in order of its due day."""
    rows = shown()
    return tuple(rows.filter(reason) for reason in _reasons(actor))


def shown() -> AppealQuerySet:
    """With all that a line of the list shows."""
    return Appeal.objects.select_related(*SHOWN, "reporter").defer("text", "track_key")


def _reasons(actor: Actor) -> list[Q]:
    """Why it may be this actor's: to take up, to answer, to decide, to call."""
    return [*_to_take_up(actor), *_to_answer(actor), *_to_decide(actor), *_to_call(actor)]


def _to_take_up(actor: Actor) -> list[Q]:
    """To accept or send on, for those who look after a place."""
    own = actor.organisations()
    intake = within(actor.codes(Role.CLERK, Role.LEAD)) & Q(is_contested=False, ended_at=None)
    intake = intake & Q(unit_id__in=own) if own else intake
    return [intake & Q(state=state) for state in (State.REPORTED, State.ACCEPTED)]


def _to_answer(actor: Actor) -> list[Q]:
    """In hand at the actor's units, or a part of another unit's appeal that is theirs to answer."""
    own = actor.organisations(Role.HANDLER, Role.CLERK, Role.LEAD)
    open_ones = Part.objects.filter(unit_id__in=own, state=PartState.ASKED)
    parts = open_ones.filter(ReadBy.index("part_unit")).values("appeal")
    return [
        *(Q(state=state, unit_id__in=own) for state in sorted(AT_WORK)),
        Q(state__in=AT_WORK, pk__in=parts) if own else Q(pk__in=[]),
    ]


def _to_call(actor: Actor) -> list[Q]:
    """Finished and drawn, of each place by itself: what else has finished in the county is not
    looked at.
    """
    places = of_one_state(actor.codes(*CALLERS))
    return [can_be_called_by(actor) & place for place in places]


def _to_decide(actor: Actor) -> list[Q]:
    """More time, exclusions, and what is late or was reopened or returned too often: the lead sees
    it first, then the supervisor too. Of each place by itself.
    """
    codes, led = actor.codes(Role.LEAD, Role.SUPERVISOR), actor.codes(Role.LEAD)
    rises = Q(ended_at=None, state__in=ESCALATED)
    return [
        *(place & Q(is_extension_asked=True) for place in rising(codes, "asks_time")),
        *(place & rises & Q(is_escalated=True) for place in rising(codes, "pressing")),
        *(place & rises & LATE_ENOUGH for place in rising(led, "rising")),
        within(actor.codes(Role.SUPERVISOR)) & Q(exclusion=Exclusion.ASKED),
    ]


def likely(appeal: Appeal, actor: Actor) -> Move | None:
    """The likely move: what is awaited from this actor comes before what the state suggests."""
    name = _likely(appeal, actor)
    return LIFECYCLE.moves[name] if name else None


def _likely(appeal: Appeal, actor: Actor) -> str | None:
    own = appeal.unit_id in actor.organisations()
    if (
        not own
        and appeal.exclusion == Exclusion.ASKED
        and actor.holds(Role.SUPERVISOR, at=appeal.county)
    ):
        return "grant_exclusion"
    if (
        not own
        and appeal.is_extension_asked
        and actor.holds(Role.LEAD, Role.SUPERVISOR, at=appeal.place_code)
    ):
        return "grant_extension"
    if appeal.is_contested and actor.holds(Role.SUPERVISOR, at=appeal.place_code):
        return "assign"
    if appeal.state == State.IN_HAND and not own:
        presses = actor.holds(Role.SUPERVISOR, at=appeal.place_code)
        return "supervise" if presses or not appeal.parts_open else "answer_part"
    return LIKELY.get(State(appeal.state))

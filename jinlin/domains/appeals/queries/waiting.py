"""Which appeals wait for this member of staff now, most urgent first,
and what is the likely move?
"""

from django.db.models import Q

from jinlin.core.actor import Actor, within
from jinlin.core.lifecycle import Move
from jinlin.core.time import clock
from jinlin.domains.appeals.lifecycle import AT_WORK, ESCALATED, LIFECYCLE, State
from jinlin.domains.appeals.models import (
    Appeal,
    AppealQuerySet,
    CallBack,
    Exclusion,
    Part,
    PartState,
    Round,
)
from jinlin.domains.appeals.permissions import HELPED
from jinlin.domains.appeals.queries.board import SHOWN
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
    rows = Appeal.objects.for_desk(actor).filter(
        _to_take_up(actor) | _to_answer(actor) | _to_decide(actor) | _to_call_back(actor)
    )
    return rows.select_related(*SHOWN).defer("text", "track_key").order_by("due_at", "id")


def _to_take_up(actor: Actor) -> Q:
    """To accept or send on, for those who look after a place."""
    own = actor.organisations()
    intake = within(actor.codes(Role.CLERK, Role.LEAD)) & Q(
        state__in=(State.REPORTED, State.ACCEPTED), is_contested=False
    )
    return intake & Q(unit_id__in=own) if own else intake


def _to_answer(actor: Actor) -> Q:
    """In hand at the actor's units, or a part of another unit's appeal that is theirs to answer."""
    own = actor.organisations(Role.HANDLER, Role.CLERK, Role.LEAD)
    parts = Part.objects.filter(unit_id__in=own, state=PartState.ASKED).values("appeal")
    return Q(state__in=AT_WORK) & (Q(unit_id__in=own) | Q(pk__in=parts))


def _to_decide(actor: Actor) -> Q:
    """More time, exclusions, and what is late or was reopened or returned too often: the lead sees
    it first, then the supervisor too.
    """
    by_place = within(actor.codes(Role.LEAD, Role.SUPERVISOR))
    late = within(actor.codes(Role.LEAD)) & Q(lateness__gte=1, state__in=ESCALATED)
    exclusion = within(actor.codes(Role.SUPERVISOR)) & Q(exclusion=Exclusion.ASKED)
    return (
        (by_place & Q(is_extension_asked=True))
        | (by_place & Q(is_escalated=True, state__in=ESCALATED))
        | late
        | exclusion
    )


def _to_call_back(actor: Actor) -> Q:
    """Drawn to be called back, with tries left and none today, for those who look after the place
    and neither handled it nor helped.
    """
    called_today = CallBack.objects.filter(called_on=clock.today()).values("round")
    drawn = (
        Round.objects.filter(calls_left__gt=0, judged_at=None, ended_on=None)
        .exclude(pk__in=called_today)
        .values("appeal")
    )
    own = actor.organisations()
    by_place = within(actor.codes(Role.CLERK, Role.LEAD)) & ~Q(unit_id__in=own)
    helped = Part.objects.filter(unit_id__in=own, state__in=HELPED).values("appeal")
    return by_place & Q(state=State.FINISHED, pk__in=drawn) & ~Q(pk__in=helped)


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

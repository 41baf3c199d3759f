"""Does every state, with every move, for everybody, do exactly what the table and the README say?"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

import pytest
from django.db import transaction

from jinlin.appeals import actions
from jinlin.appeals.actions import Verdict
from jinlin.appeals.lifecycle import ENDED, LIFECYCLE, OPEN, State
from jinlin.appeals.models import Appeal
from jinlin.appeals.permissions import MAY
from jinlin.appeals.queries.buttons import moves_open_to
from jinlin.appeals.tests.cast import Cast, accepted, closed, finished, in_hand, now_of, person, reported
from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotAllowed, NotNow, Refusal
from jinlin.people import actions as people
from jinlin.people.models import Mandate

S = State
# Written by hand from the README, not from the code: who may make a move on an appeal of the resident in the clerk's community.
INTAKE = {"clerk", "second_clerk", "lead"}
MAY_MAKE = {
    "accept": INTAKE,
    "answer_at_once": INTAKE,
    "hand_over": INTAKE,
    "reject": INTAKE,
    "judge": {"resident", "acting"},
    "withdraw": {"resident", "acting"},
    "close": {"lead", "supervisor"},
}
OPEN_IN = {
    "accept": {S.REPORTED},
    "answer_at_once": {S.REPORTED, S.ACCEPTED},
    "hand_over": {S.ACCEPTED},
    "finish": {S.IN_HAND},
    "judge": {S.FINISHED},
    "close": {S.FINISHED},
    "reopen": {S.FINISHED, S.CLOSED},
    "reject": {S.REPORTED},
    "withdraw": {S.REPORTED, S.ACCEPTED, S.IN_HAND},
    "add_information": {S.REPORTED, S.ACCEPTED, S.IN_HAND, S.FINISHED},
}
BECOMES = {
    "accept": S.ACCEPTED,
    "answer_at_once": S.FINISHED,
    "hand_over": S.IN_HAND,
    "finish": S.FINISHED,
    "judge": S.CLOSED,  # judged as solved below
    "close": S.CLOSED,
    "reopen": S.IN_HAND,
    "reject": S.REJECTED,
    "withdraw": S.WITHDRAWN,
}
ROLES = (
    *("resident", "acting", "neighbour", "clerk", "second_clerk", "lead", "handler", "supervisor", "town_outsider", "county_outsider"),
    *("system_admin", "security_admin", "audit_admin"),
)


@dataclass(frozen=True)
class Stage:
    cast: Cast
    appeal: Appeal
    acting: Actor

    def actor(self, role: str) -> Actor:
        return self.acting if role == "acting" else getattr(self.cast.actors, role)


@pytest.fixture(params=list(State))
def stage(request, cast: Cast) -> Stage:
    """An appeal in one state, with a clerk of the far town who acts for the resident."""
    appeal = in_state(cast, request.param)
    assert appeal.state == request.param
    acting = cast.actors.town_outsider
    mandate(cast, acting)
    return Stage(cast, appeal, acting)


def mandate(cast: Cast, actor: Actor) -> None:
    resident = person(cast)
    consent = people.consent(resident, given_by="", relation="self", purpose="acting", version="1", actor=SYSTEM)
    Mandate.objects.create(
        county=resident.county,
        person=resident,
        user_id=actor.user_id,
        reason="没有手机",
        consent=consent,
        starts_at=consent.given_at,
        ends_at=consent.given_at.replace(year=consent.given_at.year + 1),
        days=30,
    )


def in_state(cast: Cast, state: State) -> Appeal:
    ways: dict[State, Callable[[], Appeal]] = {
        State.REPORTED: lambda: reported(cast),
        State.ACCEPTED: lambda: accepted(cast),
        State.IN_HAND: lambda: in_hand(cast),
        State.FINISHED: lambda: finished(cast),
        State.CLOSED: lambda: closed(cast),
        State.REJECTED: lambda: actions.reject(
            reported(cast), actor=cast.actors.clerk, reason="法院已判", basis="诉讼事项", instead="上一级法院"
        ),
        State.WITHDRAWN: lambda: actions.withdraw(reported(cast), actor=cast.actors.resident, reason="自己修好了"),
    }
    return ways[state]()


def may(role: str, move: str, appeal: Appeal) -> bool:
    """By the README. The unit is the community until it is handed to the bureau; the acting clerk of the far town stands in for the resident only."""
    unit = {"handler"} if appeal.state in {S.IN_HAND, S.FINISHED, S.CLOSED} else {"clerk"}
    resident = {"resident", "acting"}
    if move == "finish":
        return role in unit
    if move == "add_information":
        return role in INTAKE | unit | resident
    if move == "reopen":
        return role == "supervisor" or (appeal.state == S.CLOSED and role in resident)
    return role in MAY_MAKE[move]


def make(move: str, appeal: Appeal, actor: Actor, cast: Cast) -> Appeal:
    words = {
        "accept": {"category": cast.categories.repair},
        "answer_at_once": {"reply": "今天下午三点来修。"},
        "hand_over": {"unit": cast.units.bureau},
        "finish": {"reply": "修好了。"},
        "judge": {"verdict": Verdict(answered=True, solved=True, satisfied=False)},
        "reject": {"reason": "法院已判", "basis": "诉讼事项", "instead": "上一级法院"},
        "add_information": {"text": "还有一盏也坏了。"},
    }.get(move, {"reason": "说明原因。"})
    return getattr(actions, move)(appeal, actor=actor, **words)


@pytest.mark.parametrize("role", ROLES)
def test_every_move_does_what_the_table_says(stage: Stage, role: str) -> None:
    actor = stage.actor("town_outsider" if role == "town_outsider" else role)
    if role == "town_outsider":
        actor = replace(actor, user_id=stage.cast.actors.county_outsider.user_id)  # the same grants without the mandate
    for move in LIFECYCLE.moves:
        outcome, after = attempt(stage, move, actor)
        assert (move, outcome) == (move, expected(stage.appeal, move, role))
        if outcome == "done":
            assert (move, after) == (move, BECOMES.get(move, stage.appeal.state))


def attempt(stage: Stage, move: str, actor: Actor) -> tuple[str, str]:
    """What came of a move, which is then taken back."""
    outcome, after = "", ""
    with suppress(Refusal), transaction.atomic():
        try:
            after = make(move, now_of(stage.appeal), actor, stage.cast).state
            outcome = "done"
        except NotNow:
            outcome = "not now"
        except NotAllowed:
            outcome = "not allowed"
        raise Refusal
    return outcome, after


def expected(appeal: Appeal, move: str, role: str) -> str:
    if not may(role, move, appeal):
        return "not allowed"
    return "done" if appeal.state in OPEN_IN[move] else "not now"


@pytest.mark.parametrize("role", ROLES)
def test_buttons_are_exactly_the_moves_that_would_be_done(stage: Stage, role: str) -> None:
    if role == "town_outsider":
        return
    offered = {move.name for move in moves_open_to(stage.actor(role), now_of(stage.appeal))}
    assert offered == {move for move in LIFECYCLE.moves if expected(stage.appeal, move, role) == "done"}


def test_every_move_has_a_rule_of_who_may_and_every_state_a_place() -> None:
    assert set(MAY) == set(LIFECYCLE.moves) == set(OPEN_IN)
    assert LIFECYCLE.ends() == {State.REJECTED, State.WITHDRAWN}
    assert set(State) == OPEN | ENDED

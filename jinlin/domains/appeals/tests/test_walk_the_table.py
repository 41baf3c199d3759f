"""Does every state, with every move, for everybody, do exactly what the table and the README say?

Everything expected here is written by hand from the README, not from the code.
"""

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotAllowed, NotNow
from jinlin.core.rows import as_read
from jinlin.core.tests.standing import standing
from jinlin.core.tests.walking import buttons, tried
from jinlin.core.time import clock
from jinlin.domains.appeals import actions, queries
from jinlin.domains.appeals.actions import Verdict
from jinlin.domains.appeals.lifecycle import ENDED, LIFECYCLE, OPEN, State
from jinlin.domains.appeals.models import Appeal, Part, Round
from jinlin.domains.appeals.permissions import MAY, WHEN
from jinlin.domains.appeals.queries.buttons import moves_open_to
from jinlin.domains.appeals.tests.cast import (
    Cast,
    accepted,
    closed,
    days_on,
    finished,
    helper,
    in_hand,
    joint,
    now_of,
    person,
    reported,
    returned,
    waiting,
)
from jinlin.domains.appeals.tests.stages import (
    answered,
    asked_exclusion,
    asked_time,
    decided_finally,
    excluded,
    has_repeats,
    kept,
    kept_in,
    merged_by_resident,
    rejected,
    supervised,
    withdrawn,
)
from jinlin.domains.appeals.tests.table_of_moves import (
    ADMINISTRATORS,
    BECOMES,
    BY_THE_HOUSE,
    HINDERS,
    INTAKE,
    NEEDS,
    OF_INTAKE,
    OPEN_IN,
    RESIDENT,
    ROLES,
    S,
)
from jinlin.ground.accounts.actions import grant_role
from jinlin.ground.accounts.models import User
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import Mandate

ANSWERS = {type(None): "done", NotNow: "not now", NotAllowed: "not allowed"}


@dataclass(frozen=True)
class Stage:
    """An appeal in one state; `facts` is what else is true of it.

    `main` is another one in hand, with which it could be merged; the colleague is a second handler.
    """

    cast: Cast
    appeal: Appeal
    main: Appeal
    colleague: User
    facts: frozenset[str]
    actors: dict[str, Actor]


PLAIN: dict[State, Callable[[Cast], Appeal]] = {
    S.REPORTED: reported,
    S.ACCEPTED: accepted,
    S.IN_HAND: in_hand,
    S.WAITING: waiting,
    S.FINISHED: finished,
    S.CLOSED: closed,
    S.REJECTED: rejected,
    S.WITHDRAWN: withdrawn,
    S.MERGED: merged_by_resident,
}
# name -> how it comes about, how many days later it is looked at, what is true of it
SPECIAL: dict[str, tuple[Callable[[Cast], Appeal], int, set[str]]] = {
    "reported, late": (reported, 12, {"late"}),
    "in hand, late": (in_hand, 12, {"late"}),
    "merged, late": (merged_by_resident, 12, {"late"}),
    "waiting, past its review": (waiting, 12, set()),
    "with a helper": (joint, 0, {"helped"}),
    "with a late helper": (joint, 4, {"helped", "helper late"}),
    "with a helper that answered": (answered, 0, {"answered"}),
    "with repeats": (has_repeats, 0, {"has repeats"}),
    "more time asked": (asked_time, 0, {"time asked"}),
    "more time asked, late": (asked_time, 12, {"time asked", "late"}),
    "under supervision": (supervised, 0, {"supervised"}),
    "kept by the handler": (kept, 0, {"kept"}),
    "returned twice": (lambda cast: returned(cast, 2), 0, set()),
    "returned three times": (lambda cast: returned(cast, 3), 0, {"contested"}),
    "decided finally": (decided_finally, 0, {"final"}),
    "exclusion asked": (asked_exclusion, 0, {"exclusion asked"}),
    "excluded": (excluded, 0, {"excluded"}),
    "exclusion refused": (kept_in, 0, {"exclusion refused"}),
}


@pytest.fixture(scope="module", params=[*PLAIN, *SPECIAL], ids=str)
def standing_stage(
    request: pytest.FixtureRequest, standing_cast: Cast, django_db_blocker: Any
) -> Iterator[Stage]:
    """Each is made once for all tests that undo what they did in it, one after the other."""
    with standing(django_db_blocker):
        yield from staged(request.param, copy.deepcopy(standing_cast))


def staged(name: str, cast: Cast) -> Iterator[Stage]:
    build, later, facts = SPECIAL.get(name, (PLAIN.get(name), 0, set()))
    appeal, acting = build(cast), cast.actors.town_outsider
    assert name in SPECIAL or appeal.state == name
    mandate(cast, acting)
    roles = [
        role
        for role in ROLES
        if hasattr(cast.actors, role) and not (name in SPECIAL and role in ADMINISTRATORS)
    ]
    actors = {role: getattr(cast.actors, role) for role in roles}
    unmandated = replace(
        acting, user_id=cast.actors.county_outsider.user_id
    )  # the same grants without the mandate
    main, fellow = in_hand(cast, reporter=person(cast, "neighbour")), colleague(cast)
    with clock.set_to(clock.now() + timedelta(days=later)):
        yield Stage(
            cast,
            appeal,
            main,
            fellow,
            frozenset(facts),
            actors | {"acting": acting, "town_outsider": unmandated, "helper": helper(cast)},
        )


@pytest.fixture
def stage(standing_stage: Stage, db: None) -> Stage:
    return copy.deepcopy(standing_stage)


def mandate(cast: Cast, actor: Actor) -> None:
    resident = person(cast)
    consent = people.consent(
        resident, given_by="", relation="self", purpose="acting", version="1", actor=SYSTEM
    )
    ends_at = consent.given_at + timedelta(days=365)
    Mandate.objects.create(
        county=resident.county,
        person=resident,
        user_id=actor.user_id,
        reason="没有手机",
        consent=consent,
        starts_at=consent.given_at,
        ends_at=ends_at,
        days=30,
    )


def unit_of(stage: Stage) -> set[str]:
    """The bureau once it was handed over, else the community.

    What is rejected or withdrawn here never left the community.
    """
    at_bureau = {S.IN_HAND, S.WAITING, S.FINISHED, S.CLOSED, S.MERGED}
    return {"handler"} if stage.appeal.state in at_bureau else {"clerk"}


def who_may(move: str, stage: Stage) -> set[str]:
    unit, state = unit_of(stage), stage.appeal.state
    if move in OF_INTAKE:
        return INTAKE
    if move in {"finish", "return_", "ask_extension", "pause", "resume", "answer_supervision"}:
        return unit
    if move in {"note_silence", "release", "ask_exclusion"}:
        return INTAKE | unit
    if move in {"judge", "withdraw", "hurry"}:
        return RESIDENT
    if move in {"assign", "supervise", "grant_exclusion", "refuse_exclusion"}:
        return {"supervisor"}
    return {
        "close": {"lead", "supervisor"},
        "grant_extension": {"lead", "supervisor"},
        "refuse_extension": {"lead", "supervisor"},
        "call_back": (INTAKE | {"supervisor"}) - unit,
        "reopen": {"supervisor"} | (RESIDENT if state == S.CLOSED else set()),
        "add_information": INTAKE | unit | RESIDENT,
        "convene": INTAKE | (unit if state == S.IN_HAND else set()),
        "take_on": set() if "kept" in stage.facts else unit,
        "pass_on": {"handler"} if "kept" in stage.facts else set(),
        "answer_part": {"helper"} if stage.facts & {"helped", "answered"} else set(),
    }[move]


def expected(stage: Stage, move: str, role: str) -> str:
    if role not in who_may(move, stage):
        return "not allowed"
    is_open = stage.appeal.state in OPEN_IN[move] and NEEDS.get(move, set()) <= stage.facts
    return "done" if is_open and not HINDERS.get(move, set()) & stage.facts else "not now"


def words_of(move: str, stage: Stage, appeal: Appeal) -> dict[str, Any]:
    if move == "merge":
        return {"main": now_of(stage.main)}
    if move in {"answer_part", "note_silence", "release"}:
        return words_about(appeal.parts.first() or Part(unit_id=uuid4()))[move]
    solved = Verdict(answered=True, solved=True, satisfied=False)
    return {
        "accept": {"category": stage.cast.categories.repair},
        "answer_at_once": {"reply": "今天下午三点来修。"},
        "hand_over": {"unit": stage.cast.units.bureau},
        "finish": {"reply": "修好了。"},
        "judge": {"verdict": solved},
        "reject": {"reason": "法院已判", "basis": "诉讼事项", "instead": "上一级法院"},
        "add_information": {"text": "还有一盏也坏了。"},
        "convene": {
            "helper": stage.cast.units.other_town,
            "task": "请协助。",
            "due_on": days_on(1),
            "lead": None if appeal.state == S.IN_HAND else stage.cast.units.bureau,
        },
        "split": {"text": "另外下水道也堵了。", "reason": "是两件事。"},
        "assign": {"unit": stage.cast.units.bureau, "reason": "归它管。"},
        "take_back": {},
        "reassign": {"unit": stage.cast.units.other_town, "reason": "不归它管。"},
        "ask_extension": {"days": 2, "reason": "等材料。"},
        "pause": {"whom": "resident", "reason": "等居民在家。", "review_on": days_on(2)},
        "resume": {},
        "call_back": {"verdict": solved},
        "hurry": {},
        "supervise": {"order": "请速办。", "due_on": days_on(1)},
        "answer_supervision": {"answer": "已办。"},
        "take_on": {},
        "pass_on": {"to": stage.colleague},
    }.get(move, {"reason": "说明原因。"})


def words_about(part: Part) -> dict[str, dict[str, Any]]:
    return {
        "answer_part": {"part": part, "reply": "办好了。"},
        "note_silence": {"part": part},
        "release": {"part": part, "reason": "不需要了。"},
    }


def colleague(cast: Cast) -> User:
    """A second handler of the bureau."""
    user = User.objects.create(username="colleague", county="350526", name="同事")
    grant_role(user, role="handler", at=cast.units.bureau, actor=SYSTEM)
    return user


def attempt(stage: Stage, move: str, actor: Actor) -> tuple[str, str]:
    """What came of a move, which is then taken back."""
    appeal = now_of(stage.appeal)

    def done() -> Appeal:
        left = getattr(actions, move)(appeal, actor=actor, **words_of(move, stage, appeal))
        moved = now_of(appeal)
        if left.pk == moved.pk:  # a program is shown the row that the verb left
            assert columns(as_read(left)) == columns(moved)
        return moved

    found = tried(done, then=lambda moved: assert_sound(moved, stage.cast))
    return ANSWERS[type(found.refusal)], found.state


def columns(appeal: Appeal) -> dict[str, Any]:
    return {field.attname: getattr(appeal, field.attname) for field in appeal._meta.concrete_fields}


def assert_sound(appeal: Appeal, cast: Cast) -> None:
    """What must always hold: the trail is whole and can be read, one round is in work while it is
    open, its owner and its due moment are the appeal's.
    """
    trail = timeline.trail(appeal)
    assert appeal.version == len(trail) == len(queries.story(appeal, actor=cast.actors.clerk))
    rounds = list(Round.objects.filter(appeal=appeal, ended_on=None, reopened_on=None))
    assert len(rounds) == (appeal.is_open and appeal.state != S.REPORTED)
    for work in rounds:
        assert work.unit_id == appeal.unit_id
        if appeal.state in {S.ACCEPTED, S.IN_HAND, S.MERGED}:
            assert work.due_at == appeal.due_at
    assert appeal.parts_open == appeal.parts.filter(state="asked").count()
    assert (
        appeal.is_extension_asked == appeal.askings.filter(kind="extension", state="asked").exists()
    )
    assert appeal.is_supervised == appeal.supervisions.filter(answered_at=None).exists()
    assert appeal.pauses.filter(ended_at=None).count() == (appeal.state == S.WAITING)


def test_the_house_itself_makes_no_move_that_is_a_persons(cast: Cast) -> None:
    appeal = now_of(in_hand(cast))
    assert {move for move, may in MAY.items() if may(SYSTEM, appeal)} == BY_THE_HOUSE | {
        *(
            "accept",
            "answer_at_once",
            "hand_over",
            "reject",
            "split",
            "merge",
            "unmerge",
            "convene",
            "note_silence",
            "release",
        ),
        *("finish", "close", "reopen", "add_information", "ask_exclusion"),
    }


def test_a_program_that_may_only_read_is_offered_nothing(cast: Cast) -> None:
    appeal = now_of(accepted(cast))
    reader = replace(cast.actors.clerk, scopes=frozenset({"appeals:read"}))
    writer = replace(cast.actors.clerk, scopes=frozenset({"appeals:read", "appeals:write"}))
    assert moves_open_to(reader, appeal) == []
    assert moves_open_to(writer, appeal) == moves_open_to(cast.actors.clerk, appeal)


def test_buttons_cost_no_more_with_three_helpers_than_with_one(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    appeal = joint(cast)
    row = now_of(appeal)
    with django_assert_num_queries(3):  # helpers, reporter, the mandates of who speaks for them
        moves_open_to(cast.actors.clerk, row)
    for unit in (cast.units.town, cast.units.other_town):
        appeal = actions.convene(
            appeal, actor=cast.actors.handler, helper=unit, task="请协助。", due_on=days_on(2)
        )
    row = now_of(appeal)
    with django_assert_num_queries(3):
        moves_open_to(cast.actors.clerk, row)


def test_every_move_has_a_rule_of_who_may_and_every_state_a_place() -> None:
    assert set(MAY) == set(LIFECYCLE.moves) == set(OPEN_IN) | BY_THE_HOUSE
    assert {move.name for move in LIFECYCLE.moves.values() if not move.by_hand} == BY_THE_HOUSE
    assert set(WHEN) == (set(NEEDS) | set(HINDERS)) - {
        "answer_part"
    }  # a part is its unit's: that is a question of who
    assert LIFECYCLE.ends() == {State.REJECTED, State.WITHDRAWN}
    assert OPEN | ENDED == set(State) == set(PLAIN)


def test_every_move_does_what_the_table_says(stage: Stage) -> None:
    for role in stage.actors:
        for move in OPEN_IN:
            outcome, after = attempt(stage, move, stage.actors[role])
            assert (role, move, outcome) == (role, move, expected(stage, move, role))
            if outcome == "done":
                assert (move, after) == (move, BECOMES.get(move, stage.appeal.state))


def test_buttons_are_exactly_the_moves_that_would_be_done(
    stage: Stage, django_assert_max_num_queries: Any
) -> None:
    for role, actor in stage.actors.items():
        appeal = now_of(stage.appeal)
        with django_assert_max_num_queries(
            8
        ):  # parts, repeats, reporter, what they did to it, the mandate for each resident's move,
            # what happened last and whether the unit read it
            offered = buttons(moves_open_to, appeal, {role: actor})
        assert offered == {
            role: {move for move in OPEN_IN if expected(stage, move, role) == "done"}
        }

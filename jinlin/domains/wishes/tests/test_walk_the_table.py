"""Does every state, with every move, for everybody, do exactly what the table and the README say?

Everything expected here is written by hand from the README, not from the code.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import uuid4

import pytest

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.errors import Refusal
from jinlin.core.tests.walking import tried
from jinlin.core.time import clock
from jinlin.domains.wishes import actions
from jinlin.domains.wishes.actions import Agreed, Record
from jinlin.domains.wishes.lifecycle import ENDED, LIFECYCLE, OPEN, State
from jinlin.domains.wishes.models import Wish
from jinlin.domains.wishes.permissions import MAY, RULES, can_make
from jinlin.domains.wishes.queries.matters import moves_open_to
from jinlin.domains.wishes.tests.cast import (
    Cast,
    asked,
    claimed,
    confirmed,
    now_of,
    pledge,
    posted,
    published,
    shown,
)

S = State
OPEN_IN = {
    "publish": {S.POSTED},
    "ask_back": {S.POSTED},
    "answer_back": {S.ASKED},
    "agree": {S.POSTED, S.ASKED},
    "reword": {S.PUBLISHED, S.CLAIMED},
    "decline": {S.POSTED, S.ASKED, S.PUBLISHED},
    "transfer": {S.POSTED, S.ASKED, S.PUBLISHED},
    "claim": {S.PUBLISHED},
    "share": {S.CLAIMED},
    "step_out": {S.CLAIMED},
    "give_back": {S.CLAIMED},
    "release": {S.CLAIMED},
    "run_out": {S.CLAIMED},
    "raise_": {S.PUBLISHED},
    "fulfil": {S.CLAIMED},
    "confirm": {S.FULFILLED},
    "dispute": {S.FULFILLED},
    "lapse": {S.FULFILLED},
    "thank": {S.FULFILLED, S.CONFIRMED, S.LAPSED},
    "remark": {S.POSTED, S.ASKED, S.PUBLISHED, S.CLAIMED, S.FULFILLED},
    "withdraw": {S.POSTED, S.ASKED, S.PUBLISHED, S.CLAIMED},
}
BECOMES = {
    "publish": S.PUBLISHED,
    "ask_back": S.ASKED,
    "answer_back": S.POSTED,
    "decline": S.DECLINED,
    "transfer": S.TRANSFERRED,
    "claim": S.CLAIMED,
    "give_back": S.PUBLISHED,
    "release": S.PUBLISHED,
    "run_out": S.PUBLISHED,
    "fulfil": S.FULFILLED,
    "confirm": S.CONFIRMED,
    "dispute": S.CLAIMED,
    "lapse": S.LAPSED,
    "withdraw": S.WITHDRAWN,
}
BY_THE_HOUSE = {"run_out", "raise_", "lapse"}
NO_BUTTON = BY_THE_HOUSE | {"transfer"}
KEEPERS = {"clerk", "lead", "town_lead"}
ANYBODY = {
    "resident",
    "neighbour",
    "sharer",
    "stranger",
    *KEEPERS,
    "supervisor",
    "enterprise",
    "other_clerk",
    "abroad_clerk",
    "system_admin",
}
WHO = {
    **dict.fromkeys(("publish", "ask_back", "reword", "decline", "transfer", "release"), KEEPERS),
    "answer_back": {"resident"},  # said by her online, so nobody wrote it down for her
    "agree": {"resident", *KEEPERS},
    "claim": ANYBODY - {"resident"},
    "share": ANYBODY - {"resident", "neighbour", "sharer"},
    "step_out": {"sharer"},
    "give_back": {"neighbour"},
    "fulfil": {"neighbour", *KEEPERS},
    **{name: {"resident"} for name in ("confirm", "dispute", "thank", "withdraw")},
    "remark": {"resident", "neighbour", "sharer", *KEEPERS},
    **{name: set() for name in BY_THE_HOUSE},
}
CLAIMED_STATES = {S.CLAIMED, S.FULFILLED}
NAMES = sorted(ANYBODY)


def lapsed(cast: Cast) -> Wish:
    wish = shared_and_fulfilled(cast)
    with clock.set_to(past(wish)):
        return actions.lapse(wish)


def past(wish: Wish) -> Any:
    return clock.start_of_next(clock.local_day(wish.due_at))


def shared(cast: Cast, **told: Any) -> Wish:
    return actions.share(
        claimed(cast, **told),
        actor=cast.actors.sharer,
        pledge=pledge("周志强", phone="13900000003", brings="一对枕头"),
    )


def shared_and_fulfilled(cast: Cast) -> Wish:
    return actions.fulfil(
        shared(cast), actor=cast.actors.neighbour, record=Record(clock.today(), "一床棉被。")
    )


def declined(cast: Cast) -> Wish:
    return actions.decline(
        posted(cast), actor=cast.actors.clerk, reason="已有救助", instead="民政办"
    )


def withdrawn(cast: Cast) -> Wish:
    return actions.withdraw(posted(cast), actor=cast.actors.resident, reason="买到了")


def transferred(cast: Cast) -> Wish:
    return actions.to_appeal(
        posted(cast), actor=cast.actors.clerk, appeal_id=uuid4(), appeal_number="261124-ABCDE"
    )


STAGES: dict[State, Callable[[Cast], Wish]] = {
    S.POSTED: posted,
    S.ASKED: asked,
    S.PUBLISHED: published,
    S.CLAIMED: shared,
    S.FULFILLED: shared_and_fulfilled,
    S.CONFIRMED: confirmed,
    S.LAPSED: lapsed,
    S.DECLINED: declined,
    S.WITHDRAWN: withdrawn,
    S.TRANSFERRED: transferred,
}


def make(name: str, wish: Wish, actor: Any) -> Wish:
    """The move, with words that would be accepted."""
    if name in BY_THE_HOUSE:
        with clock.set_to(past(wish)):
            return getattr(actions, name)(wish)
    words: dict[str, Any] = {
        "publish": {"shown": shown()},
        "reword": {"shown": shown(title="一床八斤的被子")},
        "ask_back": {"question": "多大的？"},
        "answer_back": {"answer": "一米八的床。"},
        "agree": {"agreed": Agreed("family", "王小明")},
        "decline": {"reason": "已有救助", "instead": "民政办"},
        "transfer": {"appeal_id": uuid4(), "appeal_number": "261124-ABCDE"},
        "claim": {"pledge": pledge()},
        "share": {"pledge": pledge(brings="一只枕头")},
        "release": {"reason": "联系不上"},
        "fulfil": {"record": Record(clock.today(), "一床棉被。")},
        "dispute": {"reason": "没有见到"},
        "thank": {"words": "谢谢"},
        "remark": {"text": "下午在家。"},
        "withdraw": {"reason": "买到了"},
    }.get(name, {})
    verb = actions.to_appeal if name == "transfer" else getattr(actions, name)
    return verb(wish, actor=actor, **words)


def answer(name: str, wish: Wish, actor: Any) -> int:
    """200 where it led to the state of the table, 403 or 409."""

    def leads_on(moved: Wish) -> None:
        assert moved.state == BECOMES.get(name, wish.state)

    return tried(lambda: make(name, wish, actor), then=leads_on).status


def is_theirs(name: str, who: str, state: State) -> bool:
    """Claim and joining in are nobody's right while there is nothing claimed; the rest does not
    depend on the state.
    """
    if (
        name in {"give_back", "step_out", "fulfil", "remark", "share"}
        and state not in CLAIMED_STATES
    ):
        if name == "share":
            return who in ANYBODY - {"resident"}
        return who in WHO[name] - {"neighbour", "sharer"}
    return who in WHO[name]


@pytest.mark.parametrize("state", list(State))
def test_every_move_for_everybody_in(state, cast):
    wish = STAGES[state](cast)
    assert wish.state == state
    # the consent is on record in every stage; see below
    by_hand = [name for name in OPEN_IN if name not in BY_THE_HOUSE | {"agree"}]
    answers = {
        (name, who): answer(name, now_of(wish), getattr(cast.actors, who))
        for name in by_hand
        for who in NAMES
    }
    answers |= {(name, "house"): answer(name, now_of(wish), SYSTEM) for name in BY_THE_HOUSE}
    assert answers == {
        (name, who): _expected(name, who, state) for name in by_hand for who in NAMES
    } | {(name, "house"): 200 if state in OPEN_IN[name] else 409 for name in BY_THE_HOUSE}


def _expected(name: str, who: str, state: State) -> int:
    if not is_theirs(name, who, state):
        return 403
    return 200 if state in OPEN_IN[name] else 409


@pytest.mark.parametrize("state", list(State))
def test_the_buttons_are_exactly_what_would_be_done_in(state, cast):
    wish = STAGES[state](cast)
    listed = [name for name in LIFECYCLE.moves if name not in NO_BUTTON | {"agree"}]
    for who in NAMES:
        expected = [name for name in listed if _expected(name, who, state) == 200]
        actor = getattr(cast.actors, who)
        assert (who, [move.name for move in moves_open_to(actor, now_of(wish))]) == (who, expected)


def test_the_consent_is_noted_once_and_for_whoever_may(cast):
    for who in NAMES:
        wish = posted(cast, agree=False)
        expected = (
            200 if who in KEEPERS else 403
        )  # the resident said it for grandmother: people knows that she cannot consent for her
        assert (who, answer("agree", wish, getattr(cast.actors, who))) == (who, expected)
    noted = posted(cast)
    assert answer("agree", noted, cast.actors.clerk) == 409
    assert not can_make(cast.actors.clerk, noted, "agree")


def test_every_move_has_its_row_here(cast):
    assert set(OPEN_IN) == set(LIFECYCLE.moves) == set(WHO) == set(MAY)
    assert set(State) == OPEN | ENDED


def test_a_program_that_may_only_read_finds_no_buttons(cast):
    from dataclasses import replace

    reader = replace(cast.actors.clerk, scopes=frozenset({"wishes:read"}))
    writer = replace(cast.actors.clerk, scopes=frozenset({"wishes:read", "wishes:write"}))
    wish = posted(cast)
    assert RULES.open_to(reader, wish) == []
    assert [move.name for move in RULES.open_to(writer, wish)] == [
        "publish",
        "ask_back",
        "decline",
        "remark",
    ]


def test_nobody_screens_or_claims_their_own(cast):
    own = actions.post(
        actions.Post(
            place=cast.places.neighbourhood,
            kind="thing",
            text="一把伞",
            for_person=_person_of_clerk(cast),
            agreed=Agreed(),
        ),
        actor=cast.actors.clerk,
    )
    assert [answer(name, own, cast.actors.clerk) for name in ("publish", "decline")] == [403, 403]
    on_wall = actions.publish(own, actor=cast.actors.lead, shown=shown())
    assert answer("claim", on_wall, cast.actors.clerk) == 403


def test_whoever_handed_it_over_cannot_also_say_that_it_arrived(cast):
    """The resident said it for grandmother and would take it on too:
    that is refused at the claim.
    """
    wish = published(cast)
    assert answer("claim", wish, cast.actors.resident) == 403


def test_a_refused_move_changes_nothing(cast):
    wish = published(cast)
    before = [entry.verb for entry in timeline.trail(wish)]
    for name in ("publish", "confirm", "fulfil"):
        with suppress(Refusal):
            make(name, now_of(wish), cast.actors.stranger)
    assert ([entry.verb for entry in timeline.trail(wish)], now_of(wish).version) == (
        before,
        wish.version,
    )


def _person_of_clerk(cast: Cast) -> Any:
    from jinlin.domains.wishes.tests.cast import COUNTY
    from jinlin.ground.people import actions as people

    return people.know(COUNTY, name="郑秀云", user=cast.users.clerk, actor=cast.actors.clerk)

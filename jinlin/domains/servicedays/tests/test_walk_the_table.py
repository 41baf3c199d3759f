"""Every move of a day and of a small help in every state by everybody, against tables written by
hand from the README.
"""

from datetime import timedelta

import pytest

from jinlin.core.actor import ANONYMOUS, SYSTEM
from jinlin.core.tests.tables import (
    ends,
    expected_buttons,
    expected_ends,
    shape,
    shape_by_hand,
)
from jinlin.core.tests.walking import may_make
from jinlin.core.time import clock
from jinlin.domains.servicedays import actions
from jinlin.domains.servicedays.lifecycle import HELP_LIFECYCLE, LIFECYCLE, HelpState, State
from jinlin.domains.servicedays.permissions import HELP_RULES, RULES
from jinlin.domains.servicedays.tests.cast import (
    FRIDAY,
    MONDAY,
    asked,
    at,
    cast_of_dehua,
    held,
    opened,
    planned,
)

HOSTS = {"clerk", "second_clerk", "lead", "organiser", "house"}
MOVERS = {"lead", "organiser", "house"}
ASKER, TAKER = "resident", "neighbour"
EVERYBODY = {
    *("clerk", "second_clerk", "lead", "organiser", "handler", "supervisor", "town_outsider"),
    *("county_outsider", "system_admin", "security_admin", "audit_admin", "resident"),
    *("neighbour", "anonymous", "house"),
}
S, H = State, HelpState
DAYS = {  # open in, becomes, who may
    "open_": ({S.PLANNED}, S.OPEN, HOSTS),
    "hold": ({S.OPEN}, S.HELD, HOSTS),
    "reschedule": ({S.PLANNED}, None, MOVERS),
    "cancel": ({S.PLANNED}, S.CANCELLED, MOVERS),
    "lapse": ({S.PLANNED}, S.CANCELLED, {"house"}),
}


def helps(state):
    """Only where somebody has taken it on is there a volunteer whose step it could be."""
    taker = {TAKER} if state in {H.TAKEN, H.DONE, H.WITHDRAWN} else set()
    return {
        "release": ({H.ASKED}, H.OFFERED, HOSTS),
        "decline": ({H.ASKED}, H.DECLINED, HOSTS),
        "take": ({H.OFFERED}, H.TAKEN, {TAKER}),
        "give_back": ({H.TAKEN}, H.OFFERED, HOSTS | taker),
        "finish": ({H.TAKEN}, H.DONE, HOSTS | {ASKER} | taker),
        "withdraw": ({H.ASKED, H.OFFERED, H.TAKEN}, H.WITHDRAWN, HOSTS | {ASKER}),
    }


def cancelled(cast):
    with at(10, day=MONDAY):
        return actions.cancel(planned(cast), reason="台风", actor=cast.actors.organiser)


def offered(cast):
    with at(10, day=MONDAY):
        return actions.release(asked(cast), text="换一支灯管", actor=cast.actors.organiser)


def taken(cast):
    row = offered(cast)
    with at(11, day=MONDAY):
        return actions.take(row, actor=cast.actors.neighbour)


def done(cast):
    row = taken(cast)
    with at(12, day=MONDAY):
        return actions.finish(row, actor=cast.actors.resident)


def declined(cast):
    with at(10, day=MONDAY):
        return actions.decline(asked(cast), reason="请找物业", actor=cast.actors.clerk)


def withdrawn(cast):
    row = taken(cast)
    with at(12, day=MONDAY):
        return actions.withdraw(row, actor=cast.actors.resident)


STAGES = {S.PLANNED: planned, S.OPEN: opened, S.HELD: held, S.CANCELLED: cancelled}
HELP_STAGES = {
    H.ASKED: asked,
    H.OFFERED: offered,
    H.TAKEN: taken,
    H.DONE: done,
    H.DECLINED: declined,
    H.WITHDRAWN: withdrawn,
}
VERBS = {
    "open_": lambda row, actor: actions.open_(row, actor=actor),
    "hold": lambda row, actor: actions.hold(row, actor=actor),
    "reschedule": lambda row, actor: actions.reschedule(
        row,
        starts_at=clock.at(FRIDAY + timedelta(days=1), 9),
        ends_at=clock.at(FRIDAY + timedelta(days=1), 11),
        reason="停电",
        actor=actor,
    ),
    "cancel": lambda row, actor: actions.cancel(row, reason="台风", actor=actor),
}
HELP_VERBS = {
    "release": lambda row, actor: actions.release(row, text="换一支灯管", actor=actor),
    "decline": lambda row, actor: actions.decline(row, reason="请找物业", actor=actor),
    "take": lambda row, actor: actions.take(row, actor=actor),
    "give_back": lambda row, actor: actions.give_back(row, reason="临时有事", actor=actor),
    "finish": lambda row, actor: actions.finish(row, actor=actor),
    "withdraw": lambda row, actor: actions.withdraw(row, actor=actor),
}


def everybody(cast):
    named = {**vars(cast.actors), "anonymous": ANONYMOUS, "house": SYSTEM}
    assert set(named) == EVERYBODY
    return named


def test_the_tables_have_exactly_these_moves_and_states():
    assert shape(LIFECYCLE) == shape_by_hand(DAYS)
    assert shape(HELP_LIFECYCLE) == shape_by_hand(helps(H.TAKEN))
    assert (set(STAGES), set(HELP_STAGES)) == (set(S), set(H))


@pytest.mark.parametrize("state", S)
def test_a_day_moves_for_whoever_may_and_for_nobody_else(db, state):
    cast = cast_of_dehua()
    row, callers = STAGES[state](cast), everybody(cast)
    with at(9, 30):  # within two hours of its beginning, and after it
        assert may_make(RULES, row, callers) == expected_buttons(DAYS, state, callers)
        assert ends(row, VERBS, callers) == expected_ends(DAYS, state, VERBS, callers)


@pytest.mark.parametrize("state", H)
def test_a_small_help_moves_for_whoever_may_and_for_nobody_else(db, state):
    cast = cast_of_dehua()
    row, callers, table = HELP_STAGES[state](cast), everybody(cast), helps(state)
    with at(13, day=MONDAY):
        assert may_make(HELP_RULES, row, callers) == expected_buttons(table, state, callers)
        assert ends(row, HELP_VERBS, callers) == expected_ends(table, state, HELP_VERBS, callers)


def test_only_the_house_notes_that_a_day_was_not_held(cast):
    row = planned(cast)
    with at(23):
        assert ends(
            row, {"lapse": lambda each, _house: actions.lapse(each)}, {"house": SYSTEM}
        ) == {("lapse", "house"): S.CANCELLED}

"""Does every state, with every move, for everybody, do exactly what the tables and the README say?

Everything expected here is written by hand from the README, not from the code.
"""

from datetime import date
from functools import partial
from uuid import uuid4

import pytest

from jinlin.core import timeline
from jinlin.core.actor import ANONYMOUS, SYSTEM
from jinlin.core.errors import NotAllowed, NotNow
from jinlin.core.tests.walking import may_make, tried
from jinlin.domains.receptions import actions
from jinlin.domains.receptions.actions import Chair
from jinlin.domains.receptions.lifecycle import (
    BOOKING_LIFECYCLE,
    CONVERSATION_LIFECYCLE,
    LIFECYCLE,
    BookingState,
    ConversationState,
    State,
)
from jinlin.domains.receptions.models import Part, Sitting
from jinlin.domains.receptions.permissions import BOOKING_RULES, CONVERSATION_RULES, RULES
from jinlin.domains.receptions.tests.cast import (
    FRIDAY,
    MONDAY,
    SAID,
    answered,
    arrived,
    at,
    begun,
    booked,
    called,
    confirmed,
    disputed,
    held,
    lapsed,
    now_of,
    opened,
    passed_on,
    planned,
    referred,
    settled,
    withdrawn,
)

HOSTS = {"clerk", "lead"}
EVERYBODY = {
    *("resident", "neighbour", "clerk", "lead", "sitter", "manager_of_property", "supervisor"),
    *("town_outsider", "county_outsider", "system_admin", "anonymous", "house"),
}

S, B, C = State, BookingState, ConversationState
SESSION_MOVES = {  # open in, becomes, who may
    "open_": ({S.PLANNED}, S.OPEN, HOSTS),
    "substitute": ({S.PLANNED, S.OPEN}, None, HOSTS | {"sitter", "manager_of_property"}),
    "note_presence": ({S.OPEN}, None, HOSTS),
    "close": ({S.OPEN}, S.HELD, HOSTS),
    "reschedule": ({S.PLANNED}, None, {"lead"}),
    "cancel": ({S.PLANNED}, S.CANCELLED, {"lead"}),
    "lapse": ({S.PLANNED}, S.CANCELLED, set()),
    "confirm_day": ({S.PLANNED}, None, set()),
}
BOOKING_MOVES = {
    "arrive": ({B.BOOKED, B.MISSED}, B.ARRIVED, HOSTS),
    "call": ({B.ARRIVED, B.CALLED}, B.CALLED, HOSTS),
    "talk": ({B.ARRIVED, B.CALLED}, B.TALKED, HOSTS),
    "miss": ({B.BOOKED, B.ARRIVED, B.CALLED}, B.MISSED, HOSTS),
    "cancel": ({B.BOOKED, B.ARRIVED}, B.CANCELLED, HOSTS | {"resident"}),
    "drop": ({B.BOOKED, B.ARRIVED, B.CALLED}, B.CANCELLED, set()),
    "shift": ({B.BOOKED}, None, set()),
}
CONVERSATION_MOVES = {
    "answer": ({C.OPEN}, C.ANSWERED, HOSTS),
    "refer": ({C.OPEN}, C.OUTSIDE, HOSTS),
    "pass_on": ({C.OPEN, C.DISPUTED}, C.PASSED_ON, HOSTS),
    "confirm": ({C.ANSWERED}, C.CONFIRMED, HOSTS | {"resident"}),
    "dispute": ({C.ANSWERED}, C.DISPUTED, HOSTS | {"resident"}),
    "lapse": ({C.ANSWERED}, C.LAPSED, set()),
    "promise_anew": ({C.PASSED_ON}, None, set()),
    "settle": ({C.PASSED_ON}, C.SETTLED, set()),
    "reopen": ({C.SETTLED}, C.PASSED_ON, set()),
    "withdraw": ({C.OPEN, C.ANSWERED, C.DISPUTED, C.PASSED_ON}, C.WITHDRAWN, {"resident"}),
}


def cancelled(cast):
    with at(MONDAY):
        return actions.cancel(planned(cast), reason="台风", actor=cast.actors.lead)


def missed(cast):
    booking = called(cast)
    with at(FRIDAY, 15, 8):
        return actions.miss(booking, actor=cast.actors.clerk)


def given_up(cast):
    booking = arrived(cast)
    with at(FRIDAY, 15, 8):
        return actions.cancel_booking(booking, actor=cast.actors.clerk)


def heard(cast):
    return now_of(begun(cast).booking)


def in_open_session(cast):
    booking = booked(cast)
    opened(cast)
    return now_of(booking)


SESSIONS = {S.PLANNED: planned, S.OPEN: opened, S.HELD: held, S.CANCELLED: cancelled}
BOOKINGS = {
    B.BOOKED: in_open_session,
    B.ARRIVED: arrived,
    B.CALLED: called,
    B.TALKED: heard,
    B.MISSED: missed,
    B.CANCELLED: given_up,
}
CONVERSATIONS = {
    C.OPEN: begun,
    C.ANSWERED: answered,
    C.OUTSIDE: referred,
    C.PASSED_ON: passed_on,
    C.DISPUTED: disputed,
    C.CONFIRMED: confirmed,
    C.LAPSED: lapsed,
    C.SETTLED: settled,
    C.WITHDRAWN: withdrawn,
}


def substitute(session, actor):
    """The sitter and the property's manager each for their own seat, everybody else for the
    property's.
    """
    seat = Sitting.objects.filter(
        session=session, part=Part.DEPARTMENT if actor.face == "德化县城市管理局" else Part.PROPERTY
    ).first()
    return actions.substitute(
        session,
        sitting=seat.pk,
        chair=Chair(Part.PROPERTY, title="物业客服主管"),
        reason="出差",
        actor=actor,
    )


SESSION_VERBS = {
    "open_": lambda row, actor: actions.open_(row, actor=actor),
    "substitute": substitute,
    "note_presence": lambda row, actor: actions.note_presence(row, present=[], actor=actor),
    "close": lambda row, actor: actions.close(row, actor=actor),
    "reschedule": lambda row, actor: actions.reschedule(
        row, on=date(2025, 4, 26), reason="场地维修", actor=actor
    ),
    "cancel": lambda row, actor: actions.cancel(row, reason="台风", actor=actor),
}
BOOKING_VERBS = {
    "arrive": lambda row, actor: actions.arrive(row, actor=actor),
    "call": lambda row, actor: actions.call(row, actor=actor),
    "talk": lambda row, actor: actions.begin(row, text=SAID, actor=actor),
    "miss": lambda row, actor: actions.miss(row, actor=actor),
    "cancel": lambda row, actor: actions.cancel_booking(row, actor=actor),
}
CONVERSATION_VERBS = {
    "answer": lambda row, actor: actions.answer(row, answer="周一修好", actor=actor),
    "refer": lambda row, actor: actions.refer(row, instead="请找法院", actor=actor),
    "pass_on": lambda row, actor: actions.pass_on(
        row, appeal_id=uuid4(), appeal_number="250418-XXXXX", due_on=date(2025, 5, 1), actor=actor
    ),
    "confirm": lambda row, actor: actions.confirm(row, how="paper", actor=actor),
    "dispute": lambda row, actor: actions.dispute(row, how="paper", actor=actor),
    "promise_anew": lambda row, actor: actions.promise_anew(
        row, due_on=date(2025, 5, 1), actor=actor
    ),
    "settle": lambda row, actor: actions.settle(row, is_solved=True, actor=actor),
    "reopen": lambda row, actor: actions.reopen(row, due_on=date(2025, 5, 1), actor=actor),
    "withdraw": lambda row, actor: actions.withdraw(row, reason="不用了", actor=actor),
}
TABLES = {
    "session": (LIFECYCLE, RULES, SESSION_MOVES, SESSIONS, SESSION_VERBS),
    "booking": (BOOKING_LIFECYCLE, BOOKING_RULES, BOOKING_MOVES, BOOKINGS, BOOKING_VERBS),
    "conversation": (
        CONVERSATION_LIFECYCLE,
        CONVERSATION_RULES,
        CONVERSATION_MOVES,
        CONVERSATIONS,
        CONVERSATION_VERBS,
    ),
}
CASES = [(kind, state) for kind, table in TABLES.items() for state in table[3]]


def who_may(move, state, who):
    """Whoever answered (in this cast the clerk) does not speak for the resident about it."""
    is_over = state in {C.ANSWERED, C.CONFIRMED, C.DISPUTED, C.LAPSED}
    return who - {"clerk"} if move in {"confirm", "dispute"} and is_over else who


def everybody(cast):
    named = {**vars(cast.actors), "anonymous": ANONYMOUS, "house": SYSTEM}
    assert set(named) == EVERYBODY
    return named


@pytest.mark.parametrize("kind", TABLES)
def test_the_table_has_exactly_these_moves(kind):
    lifecycle, _rules, moves, stages, _verbs = TABLES[kind]
    assert {name: (set(move.sources), move.to) for name, move in lifecycle.moves.items()} == {
        name: (sources, to) for name, (sources, to, _who) in moves.items()
    }
    assert set(stages) == set(lifecycle.states)


@pytest.mark.parametrize(("kind", "state"), CASES)
def test_everybody_finds_exactly_their_moves_as_buttons(cast, kind, state):
    _lifecycle, rules, moves, stages, _verbs = TABLES[kind]
    row = stages[state](cast)
    assert may_make(rules, row, everybody(cast)) == {
        name: {
            move
            for move, (sources, _to, who) in moves.items()
            if state in sources and (name in who_may(move, state, who) or name == "house")
        }
        for name in EVERYBODY
    }


@pytest.mark.parametrize(("kind", "state"), CASES)
def test_every_move_does_what_the_table_says_or_changes_nothing(cast, kind, state):
    _lifecycle, _rules, moves, stages, verbs = TABLES[kind]
    row, callers, answers = stages[state](cast), everybody(cast), {}
    with at(FRIDAY, 15, 40):
        for move, verb in verbs.items():
            for name, actor in callers.items():
                answers[move, name] = _answer(row, partial(verb, actor=actor))
    assert answers == {
        (move, name): _expected(move, moves[move], state, name)
        for move in verbs
        for name in callers
    }


def _expected(move, told, state, name):
    sources, to, who = told
    if name not in who_may(move, state, who) and name != "house":
        return NotAllowed
    return (to or state) if state in sources else NotNow


def _answer(row, verb):
    """The state that it led to, with one entry for the version, or the kind of the no."""
    before = now_of(row)

    def stands(after):
        assert after.version == before.version + 1 == len(list(timeline.trail(row)))

    found = tried(lambda: _moved(verb, row), then=stands)
    assert now_of(row).version == before.version
    return type(found.refusal) if found.refusal else found.state


def _moved(verb, row):
    """The row that was walked, as it stands after the verb, whatever the verb gives back."""
    done = verb(now_of(row))
    assert type(done).objects.filter(pk=done.pk).exists()
    return now_of(row)


@pytest.mark.parametrize(("kind", "state"), CASES)
def test_outsiders_do_not_even_see_it(cast, kind, state):
    row = TABLES[kind][3][state](cast)
    rows = type(row).objects.filter(pk=row.pk)
    sees = {name for name, actor in everybody(cast).items() if rows.visible_to(actor).exists()}
    own = set() if kind == "session" else {"resident"}
    assert sees == HOSTS | own | {"sitter", "manager_of_property", "supervisor", "house"}

"""Two who want the same, the same moment: who wins, and what does the other see?"""

from collections import Counter
from datetime import date
from functools import partial

import pytest
from django.db import IntegrityError, connection

from jinlin.core import timeline
from jinlin.core.errors import NotNow, Stale
from jinlin.core.tests.databases import together
from jinlin.domains.receptions import actions
from jinlin.domains.receptions.models import Booking, Session
from jinlin.domains.receptions.tests.cast import (
    FRIDAY,
    MONDAY,
    at,
    called,
    cast_of_dehua,
    now_of,
    opened,
    person,
    planned,
    slot,
    walked_in,
)
from jinlin.ground.places.tests.parallel import shared_house

__all__ = ["shared_house"]
LAST = 5


@pytest.fixture
def everybody(shared_house):
    return cast_of_dehua()


def book(cast, session, name, number=LAST):
    with at(MONDAY):
        return actions.book(
            session,
            person=person(cast, name),
            topic="repair",
            slot_at=slot(number),
            actor=getattr(cast.actors, name),
        )


def kinds(outcomes):
    return Counter(type(outcome).__name__ for outcome in outcomes)


def test_the_last_appointment_goes_to_one_of_two_at_once_and_the_other_is_told(everybody):
    session = planned(everybody)
    outcomes = together(
        *(partial(book, everybody, session, name) for name in ("resident", "neighbour") * 4)
    )
    assert kinds(outcomes) == {"Booking": 1, "NotNow": 7}
    assert Booking.objects.count() == now_of(session).last_number == 1
    assert {type(outcome) for outcome in outcomes} == {Booking, NotNow}


def write(session, who, number):
    """A booking written past the verb, as a second program would that does not know the queue's
    lock.
    """
    with at(MONDAY):
        told = {
            "slot_at": slot(LAST),
            "person": who,
            "topic": "repair",
            "booked_at": slot(0),
            "booked_on": FRIDAY,
        }
        return Booking.objects.create(
            county=session.county,
            session=session,
            place_code=session.place_code,
            number=number,
            **told,
        )


def test_past_the_lock_the_constraint_still_lets_one_through(everybody):
    session, people = (
        planned(everybody),
        [person(everybody, name) for name in ("resident", "neighbour")],
    )
    outcomes = together(
        *(partial(write, session, who, number) for number, who in enumerate(people, 1))
    )
    assert {type(outcome) for outcome in outcomes} == {Booking, IntegrityError}


@pytest.mark.postgres
@pytest.mark.skipif(
    connection.vendor != "postgresql",
    reason="a constraint is taken away only where its absence can be undone",
)
def test_without_lock_and_constraint_both_have_the_last_appointment(everybody):
    """The control: it is the lock and the constraint that keep the second out, and nothing else."""
    session, people = (
        planned(everybody),
        [person(everybody, name) for name in ("resident", "neighbour")],
    )
    guard = next(
        each for each in Booking._meta.constraints if each.name == "booking_time_is_one_persons"
    )
    with connection.schema_editor() as editor:
        editor.remove_constraint(Booking, guard)
    try:
        outcomes = together(
            *(partial(write, session, who, number) for number, who in enumerate(people, 1))
        )
        assert kinds(outcomes) == {"Booking": 2}
        assert Booking.objects.filter(slot_at=slot(LAST)).count() == 2
    finally:
        Booking.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Booking, guard)


def test_numbers_follow_each_other_without_a_gap_however_many_come_at_once(everybody):
    session = opened(everybody)
    came = together(*(partial(walked_in, everybody, minute) for minute in range(12)))
    assert kinds(came) == {"Booking": 12}
    assert sorted(Booking.objects.values_list("number", flat=True)) == list(range(1, 13))
    assert now_of(session).last_number == 12
    assert list(timeline.verify()) == []


def test_two_who_call_the_next_at_once_each_call_another(everybody):
    session = opened(everybody)
    for minute in range(4):
        walked_in(everybody, minute)
    with at(FRIDAY, 15, 30):
        outcomes = together(*(partial(call_next, everybody, session) for _host in range(6)))
    assert kinds(outcomes) == {"Booking": 4, "NotNow": 2}
    assert sorted(outcome.number for outcome in outcomes if isinstance(outcome, Booking)) == [
        1,
        2,
        3,
        4,
    ]


def call_next(cast, session):
    with at(FRIDAY, 15, 30):
        return actions.call_next(session, actor=cast.actors.clerk)


def test_of_two_who_write_down_the_same_conversation_one_is_told(everybody):
    booking = called(everybody)
    outcomes = together(*(partial(begin, everybody, now_of(booking)) for _clerk in range(4)))
    assert kinds(outcomes) == {"Conversation": 1, "Stale": 3}
    assert {type(outcome) for outcome in outcomes if isinstance(outcome, Exception)} == {Stale}


def begin(cast, booking):
    with at(FRIDAY, 15, 10):
        return actions.begin(booking, text="电梯坏了", actor=cast.actors.clerk)


def test_laid_out_eight_times_at_once_there_is_one_session_a_week(everybody):
    outcomes = together(*(partial(planned, everybody) for _worker in range(8)))
    assert kinds(outcomes) == {"Session": 8}
    assert list(Session.objects.values_list("on", "number")) == [(FRIDAY, 1)]


def test_of_the_sessions_of_a_series_moved_onto_one_day_at_once_one_takes_place_then(everybody):
    free = date(2025, 5, 20)
    planned(everybody, until=date(2025, 5, 16))
    sessions = list(Session.objects.filter(series=everybody.series))

    def move(session):
        with at(MONDAY):
            return actions.reschedule(session, on=free, reason="停电", actor=everybody.actors.lead)

    outcomes = together(*(partial(move, each) for each in sessions))
    assert len(sessions) > 2
    assert kinds(outcomes) == {"Session": 1, "Unusable": len(sessions) - 1}

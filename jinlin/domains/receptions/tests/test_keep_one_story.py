"""Is the trail whole whatever happens on a reception day, and what is refused?"""

from datetime import date, timedelta

import pytest

from jinlin.core import timeline
from jinlin.core.errors import NotAllowed, NotNow, Stale, Unusable
from jinlin.domains.receptions import actions
from jinlin.domains.receptions.actions import Chair
from jinlin.domains.receptions.lifecycle import BookingState, State
from jinlin.domains.receptions.models import Part, Session, Sitting, SittingState
from jinlin.domains.receptions.tests.cast import (
    ANSWER,
    FRIDAY,
    MONDAY,
    SAID,
    answered,
    arrived,
    at,
    begun,
    booked,
    called,
    held,
    now_of,
    opened,
    person,
    planned,
    settled,
    slot,
    walked_in,
)

NEXT = FRIDAY + timedelta(weeks=1)


def verbs(row):
    return [entry.verb for entry in timeline.trail(row)]


def test_version_is_the_number_of_entries_of_all_three(cast):
    conversation = settled(cast)
    booking, session = now_of(conversation.booking), now_of(conversation.session)
    assert verbs(session) == ["lay_out", "open_"]
    assert verbs(booking) == ["book", "arrive", "call", "talk"]
    assert verbs(conversation) == ["begin", "pass_on", "settle"]
    assert [row.version for row in (session, booking, conversation)] == [2, 4, 3]


def test_the_queue_does_not_make_an_open_form_of_the_session_stale(cast):
    session = opened(cast)
    walked_in(cast)
    with at(FRIDAY, 15, 30):
        assert (
            actions.note_presence(session, present=[], actor=cast.actors.clerk).version
            == session.version + 1
        )
        with pytest.raises(Stale):
            actions.close(session, actor=cast.actors.clerk)


def test_a_session_opens_on_its_day_and_not_before(cast):
    session = planned(cast)
    with at(MONDAY), pytest.raises(NotNow):
        actions.open_(session, actor=cast.actors.clerk)


def test_it_does_not_close_while_a_conversation_has_no_outcome(cast):
    conversation = begun(cast)
    session = now_of(conversation.session)
    with at(FRIDAY, 17), pytest.raises(NotNow):
        actions.close(session, actor=cast.actors.clerk)
    assert now_of(session).state == State.OPEN


def test_closing_notes_who_did_not_come(cast):
    booked(cast)
    answered(cast, "neighbour", 1)
    session = held(cast)
    assert [(row.number, row.state) for row in session.bookings.order_by("number")] == [
        (1, BookingState.MISSED),
        (2, BookingState.TALKED),
    ]
    assert set(session.sittings.values_list("state", flat=True)) == {SittingState.ABSENT}
    assert session.held_on == FRIDAY


def test_an_appointment_keeps_its_turn_and_a_walk_in_waits_from_when_they_came(cast):
    arrived(cast, number=2)  # 15:30, here since 15:01
    walked_in(cast, 5)
    walked_in(cast, 40)
    with at(FRIDAY, 15, 45):
        assert [call(cast).number for _turn in range(3)] == [2, 1, 3]
        with pytest.raises(NotNow):
            call(cast)


def call(cast):
    return actions.call_next(now_of(Session.objects.get()), actor=cast.actors.clerk)


def test_who_missed_their_call_waits_again_from_when_they_came(cast):
    booking = called(cast)
    with at(FRIDAY, 15, 10):
        booking = actions.miss(booking, actor=cast.actors.clerk)
    with at(FRIDAY, 16):
        booking = actions.arrive(booking, actor=cast.actors.clerk)
        assert (booking.state, booking.turn_at) == (BookingState.ARRIVED, slot(4))


@pytest.mark.parametrize("number", [-1, 6, 7])
def test_only_times_that_are_offered_can_be_booked(cast, number):
    session, told = (
        planned(cast),
        {"person": person(cast), "topic": "repair", "actor": cast.actors.resident},
    )
    with at(MONDAY), pytest.raises(Unusable) as refused:
        actions.book(session, slot_at=slot(0) + timedelta(minutes=15 * number), **told)
    assert refused.value.field == "slot_at"


def test_somebody_else_cannot_book_for_a_resident_and_one_appointment_is_enough(cast):
    session, told = planned(cast), {"person": person(cast), "topic": "repair"}
    with at(MONDAY):
        with pytest.raises(NotAllowed):
            actions.book(session, slot_at=slot(0), actor=cast.actors.neighbour, **told)
        actions.book(session, slot_at=slot(0), actor=cast.actors.clerk, **told)
        with pytest.raises(NotNow):
            actions.book(session, slot_at=slot(1), actor=cast.actors.resident, **told)


def test_a_session_that_has_begun_is_not_booked_any_more(cast):
    session = planned(cast)
    told = {
        "person": person(cast),
        "topic": "repair",
        "slot_at": slot(5),
        "actor": cast.actors.resident,
    }
    with at(FRIDAY, 15, 1), pytest.raises(NotNow):
        actions.book(session, **told)


def test_a_cancelled_time_is_free_again_and_its_number_stays_used(cast):
    first = booked(cast)
    with at(MONDAY):
        actions.cancel_booking(first, actor=cast.actors.resident)
    second = booked(cast, "neighbour")
    assert (first.slot_at, first.number) == (second.slot_at, second.number - 1)


def test_who_was_cancelled_takes_the_next_free_time_with_one_tap(cast):
    planned(cast, until=NEXT)
    booking = booked(cast)
    with at(MONDAY):
        with pytest.raises(NotNow):
            actions.book_next(booking, actor=cast.actors.resident)
        actions.cancel(now_of(booking.session), reason="台风", actor=cast.actors.lead)
        again = actions.book_next(now_of(booking), actor=cast.actors.resident)
    assert (again.session.on, again.topic, again.state) == (
        NEXT,
        booking.topic,
        BookingState.BOOKED,
    )
    assert verbs(now_of(booking)) == ["book", "drop"]


def test_a_moved_session_keeps_its_bookings_in_their_order(cast):
    first, second = booked(cast), booked(cast, "neighbour", 1)
    with at(MONDAY):
        session = actions.reschedule(
            now_of(first.session), on=date(2025, 4, 19), reason="会客厅停电", actor=cast.actors.lead
        )
    assert [now_of(row).slot_at - row.slot_at for row in (first, second)] == [timedelta(days=1)] * 2
    assert (session.laid_on, session.on, session.number, session.calendar_sequence) == (
        FRIDAY,
        date(2025, 4, 19),
        1,
        1,
    )
    assert verbs(now_of(second)) == ["book", "shift"]


@pytest.mark.parametrize("minutes", [15, -15, 30, -45])
def test_moved_by_the_length_of_an_appointment_no_two_ever_hold_one_time(cast, minutes):
    for number, name in enumerate(("resident", "neighbour")):
        booked(cast, name, number)
    session = planned(cast)
    begin, end = (
        moment + timedelta(minutes=minutes) for moment in (session.starts_at, session.ends_at)
    )
    with at(MONDAY):
        told = {"from_time": begin.time(), "to_time": end.time(), "reason": "改时间"}
        session = actions.reschedule(session, on=FRIDAY, actor=cast.actors.lead, **told)
    assert sorted(session.bookings.values_list("slot_at", flat=True)) == session.slots[:2]


@pytest.mark.parametrize(
    ("on", "hours"),
    [
        (date(2025, 4, 11), ()),
        (date(2025, 5, 1), ()),
        (NEXT, ()),
        (date(2025, 4, 19), (15, 16)),
        (date(2025, 4, 19), (17, 16)),
    ],
)
def test_a_session_moves_only_where_it_can_be_held(cast, on, hours):
    """Over, a public holiday, a day that the series has already, too short for its appointments,
    ending before it begins.
    """
    session = planned(cast, until=NEXT)
    times = {
        name: clock_time(hour) for name, hour in zip(("from_time", "to_time"), hours, strict=False)
    }
    with at(MONDAY), pytest.raises(Unusable):
        actions.reschedule(session, on=on, reason="改期", actor=cast.actors.lead, **times)
    assert now_of(session).on == FRIDAY


def clock_time(hour):
    return slot(0).replace(hour=hour).time()


@pytest.mark.parametrize("reason", ["", " \n", "\u202e\x00"])
def test_nothing_is_cancelled_without_a_reason_for_everybody(cast, reason):
    session = planned(cast)
    with at(MONDAY), pytest.raises(Unusable) as refused:
        actions.cancel(session, reason=reason, actor=cast.actors.lead)
    assert (refused.value.field, now_of(session).state) == ("reason", State.PLANNED)


def test_a_substitute_sits_instead_and_cannot_be_named_twice_for_the_same_seat(cast):
    session = planned(cast)
    seat = Sitting.objects.get(session=session, part=Part.DEPARTMENT)
    chair = Chair(
        Part.PROPERTY, cast.units.bureau, title="副主任"
    )  # the part is the seat's, whatever is said
    with at(MONDAY):
        session = actions.substitute(
            session, sitting=seat.pk, chair=chair, reason="出差", actor=cast.actors.sitter
        )
        come = Sitting.objects.get(substitute_for=seat)
        assert (now_of(seat).state, come.state, come.part, come.order) == (
            "replaced",
            "expected",
            Part.DEPARTMENT,
            seat.order,
        )
        with pytest.raises(NotNow):
            actions.substitute(
                session, sitting=seat.pk, chair=chair, reason="出差", actor=cast.actors.clerk
            )
        again = actions.substitute(
            session, sitting=come.pk, chair=chair, reason="也出差", actor=cast.actors.clerk
        )
    assert again.calendar_sequence == 2


def test_nobody_names_a_substitute_for_another_units_seat(cast):
    session = planned(cast)
    seat = Sitting.objects.get(session=session, part=Part.OWNERS)
    with at(MONDAY), pytest.raises(NotAllowed):
        actions.substitute(
            session,
            sitting=seat.pk,
            chair=Chair(Part.OWNERS, title="他人"),
            reason="抢",
            actor=cast.actors.sitter,
        )


def test_staff_only_note_what_is_signed_and_the_link_speaks_for_one_conversation(cast):
    booked(cast, "neighbour", 1)
    conversation, other = answered(cast), answered(cast, "neighbour", 1)
    holder = actions.holds_link(conversation.pk)
    with at(FRIDAY, 16):
        with pytest.raises(NotAllowed):
            actions.confirm(conversation, how="portal", actor=cast.actors.clerk)
        with pytest.raises(NotAllowed):
            actions.confirm(other, how="sms", actor=holder)
        assert actions.confirm(conversation, how="sms", actor=holder).is_solved is True
        assert actions.confirm(other, how="paper", actor=cast.actors.lead).confirmed_how == "paper"


def test_a_conversation_is_recorded_in_one_form_with_its_outcome(cast):
    booking = called(cast)
    sitting = Sitting.objects.get(session=booking.session, part=Part.PROPERTY)
    form = {
        "text": SAID,
        "topic": "parking",
        "outcome": "answered",
        "answer": ANSWER,
        "answered_by": str(sitting.pk),
    }
    with at(FRIDAY, 15, 20):
        conversation = actions.record(booking, actor=cast.actors.clerk, **form)
    assert (
        conversation.state,
        conversation.topic,
        conversation.answered_by,
        conversation.due_on,
    ) == (
        "answered",
        "parking",
        sitting,
        FRIDAY,
    )


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"outcome": "answered", "answer": " "}, "answer"),
        ({"outcome": "outside"}, "answer"),
        ({"outcome": "", "answer": ANSWER}, "outcome"),
        ({"outcome": "answered", "answer": ANSWER, "text": ""}, "text"),
        ({"outcome": "answered", "answer": ANSWER, "topic": "?"}, "topic"),
    ],
)
def test_a_form_that_is_refused_leaves_the_booking_as_it_was(cast, form, field):
    booking = called(cast)
    with at(FRIDAY, 15, 20), pytest.raises(Unusable) as refused:
        actions.record(booking, actor=cast.actors.clerk, **{"text": SAID, **form})
    assert (refused.value.field, now_of(booking).state) == (field, BookingState.CALLED)

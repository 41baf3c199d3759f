"""On which days does a series meet, over holidays, year ends and changes?"""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotAllowed, Unusable
from jinlin.core.time import calendar, clock
from jinlin.core.time.workdays import WorkCalendar
from jinlin.domains.receptions import actions, jobs
from jinlin.domains.receptions.actions import Chair, Terms
from jinlin.domains.receptions.deadlines import meetings, slots
from jinlin.domains.receptions.models import Part, ReceptionRule, ScheduledSeat, Session, Sitting
from jinlin.domains.receptions.tests.cast import COUNTY, FRIDAY, MONDAY, at, booked, now_of, planned

FRIDAYS, SATURDAY = 4, 5
NATIONAL_WEEK = frozenset(date(2026, 10, day) for day in range(1, 8))
KNOWN = WorkCalendar(
    days_off=NATIONAL_WEEK | {date(2027, 1, 1)},
    makeup=frozenset({date(2026, 10, 10)}),
    years=frozenset({2026}),
)


def days(weekday, first, last, work=KNOWN):
    return [(each.on, each.provisional) for each in meetings(weekday, first, last, calendar=work)]


def test_the_friday_of_the_national_week_is_left_out_and_the_next_year_is_provisional():
    found = days(FRIDAYS, date(2026, 9, 25), date(2026, 10, 16))
    assert found == [
        (date(2026, 9, 25), False),
        (date(2026, 10, 9), False),
        (date(2026, 10, 16), False),
    ]
    assert days(FRIDAYS, date(2026, 12, 25), date(2027, 1, 15)) == [
        (date(2026, 12, 25), False),
        (date(2027, 1, 8), True),
        (date(2027, 1, 15), True),
    ]


def test_a_saturday_series_meets_on_saturdays_worked_or_not():
    assert [day for day, _provisional in days(SATURDAY, date(2026, 10, 1), date(2026, 10, 17))] == [
        date(2026, 10, 10),
        date(2026, 10, 17),
    ]


@given(
    st.integers(0, 6),
    st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    st.integers(-10, 400),
    st.frozensets(st.dates(date(2026, 1, 1), date(2028, 12, 31)), max_size=40),
)
def test_every_such_weekday_between_the_two_is_there_once_unless_it_is_off(
    weekday, first, length, off
):
    last = first + timedelta(days=length)
    expected = [
        day
        for number in range(length + 1)
        if (day := first + timedelta(days=number)).weekday() == weekday and day not in off
    ]
    assert [
        each.on for each in meetings(weekday, first, last, calendar=WorkCalendar(days_off=off))
    ] == expected


@given(st.integers(5, 120), st.integers(0, 40), st.integers(1, 400))
def test_appointments_follow_each_other_and_end_in_time(minutes, seats, length):
    begin = clock.at(FRIDAY, 15)
    end = begin + timedelta(minutes=length)
    found = slots(begin, end, minutes=minutes, seats=seats)
    assert len(found) == min(seats, length // minutes)
    assert all(
        slot == begin + timedelta(minutes=minutes * number) for number, slot in enumerate(found)
    )
    assert all(slot + timedelta(minutes=minutes) <= end for slot in found)


def test_a_session_has_the_series_times_and_everybody_on_the_roster(cast):
    session = planned(cast)
    assert (
        session.number,
        session.on,
        f"{session.starts_at:%H:%M}",
        f"{session.ends_at:%H:%M}",
    ) == (1, FRIDAY, "07:00", "09:30")
    assert [sitting.part for sitting in session.sittings.all()] == list(Part.values)


def test_laid_out_twice_nothing_is_there_twice(cast):
    planned(cast, until=date(2025, 5, 16))
    planned(cast, until=date(2025, 5, 16))
    assert list(Session.objects.order_by("on").values_list("on", "number")) == [
        (FRIDAY, 1),
        (date(2025, 4, 25), 2),
        (date(2025, 5, 9), 3),  # 2 May is a public holiday
        (date(2025, 5, 16), 4),
    ]


def test_a_moved_session_is_not_laid_out_again_and_stands_in_for_the_day_it_moved_to(cast):
    session = planned(cast)
    with at(MONDAY):
        actions.reschedule(session, on=date(2025, 4, 25), reason="停电", actor=cast.actors.lead)
        assert actions.lay_out(cast.series, until=date(2025, 4, 25), actor=SYSTEM) == []
    assert list(Session.objects.values_list("laid_on", "on")) == [(FRIDAY, date(2025, 4, 25))]


def test_a_cancelled_session_is_not_laid_out_again(cast):
    session = planned(cast)
    with at(MONDAY):
        actions.cancel(session, reason="台风", actor=cast.actors.lead)
        assert actions.lay_out(cast.series, until=FRIDAY, actor=SYSTEM) == []


def test_a_series_ends_and_what_is_laid_out_stands(cast):
    planned(cast)
    with at(MONDAY):
        actions.end_series(cast.series, on=FRIDAY, actor=cast.actors.lead)
        assert actions.lay_out(cast.series, until=date(2025, 6, 1), actor=SYSTEM) == []
        with pytest.raises(Unusable):
            actions.end_series(cast.series, on=date(2020, 1, 1), actor=cast.actors.lead)
    assert Session.objects.count() == 1


def test_only_the_lead_of_the_place_sets_a_series_up(cast):
    terms = Terms(name="接待日", room="会客厅")
    for name in ("clerk", "sitter", "supervisor", "town_outsider", "resident", "system_admin"):
        with pytest.raises(NotAllowed):
            actions.set_up(cast.places.neighbourhood, terms=terms, actor=getattr(cast.actors, name))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": " "}, "name"),
        ({"room": ""}, "room"),
        ({"weekday": 7}, "weekday"),
        ({"seats": 11}, "seats"),
        ({"minutes_each": 4}, "minutes_each"),
        ({"to_time": time(15)}, "to_time"),
    ],
)
def test_terms_that_do_not_fit_together_are_refused(cast, changed, field):
    told = {"name": "接待日", "room": "会客厅", **changed}
    with at(MONDAY), pytest.raises(Unusable) as refused:
        actions.change_series(cast.series, terms=Terms(**told), actor=cast.actors.lead)
    assert refused.value.field == field


def test_changed_terms_hold_for_what_is_laid_out_from_then_on(cast):
    planned(cast)
    with at(MONDAY):
        actions.change_series(
            cast.series,
            terms=Terms(name="接待日", room="会客厅", seats=3, minutes_each=20),
            actor=cast.actors.lead,
        )
        actions.lay_out(cast.series, until=date(2025, 4, 25), actor=SYSTEM)
    assert list(Session.objects.order_by("on").values_list("seats", "minutes_each")) == [
        (6, 15),
        (3, 20),
    ]


def test_a_seat_on_the_roster_joins_and_leaves_the_sessions_ahead(cast):
    session = planned(cast)
    with at(MONDAY):
        seat = actions.seat(
            cast.series, chair=Chair(Part.EXPERT, title="心理咨询师"), actor=cast.actors.lead
        )
        assert [each.face for each in session.sittings.filter(part=Part.EXPERT)] == [
            "律师",
            "心理咨询师",
        ]
        actions.unseat(seat, actor=cast.actors.lead)
    assert [each.face for each in session.sittings.filter(part=Part.EXPERT)] == ["律师"]
    assert not ScheduledSeat.objects.filter(title="心理咨询师").exists()


def test_the_job_lays_out_as_many_weeks_as_the_county_wants_and_is_safe_to_run_twice(cast):
    ReceptionRule.objects.create(county=COUNTY, valid_from=MONDAY, weeks_ahead=2)
    with at(MONDAY):
        assert [jobs.lay_out(), jobs.lay_out()] == [2, 0]
    assert list(Session.objects.order_by("on").values_list("on", flat=True)) == [
        FRIDAY,
        date(2025, 4, 25),
    ]


@pytest.fixture
def unpublished(cast):
    """It is December 2026, and the days off of 2027 are not known yet."""
    with at(date(2026, 12, 21)):
        return actions.lay_out(cast.series, until=date(2027, 1, 8), actor=SYSTEM)


def test_when_the_year_is_published_days_stand_or_fall(cast, unpublished):
    assert [(each.on, each.is_provisional) for each in unpublished] == [
        (date(2026, 12, 25), False),
        (date(2027, 1, 1), True),
        (date(2027, 1, 8), True),
    ]
    with at(date(2026, 12, 22)):
        calendar.publish_year(2027, [date(2027, 1, 1)], [], actor=SYSTEM)
        assert [actions.settle_days(), actions.settle_days()] == [2, 0]
    new_year, after = (now_of(each) for each in unpublished[1:])
    assert (new_year.state, new_year.is_provisional, after.state, after.is_provisional) == (
        "cancelled",
        False,
        "planned",
        False,
    )
    assert [entry.verb for entry in timeline.trail(after)] == ["lay_out", "confirm_day"]


def test_a_day_off_that_is_declared_later_cancels_its_session_and_none_that_was_moved_there(cast):
    calendar.publish_year(2027, [], [], actor=SYSTEM)
    with at(date(2026, 12, 21)):
        rows = actions.lay_out(cast.series, until=date(2027, 1, 8), actor=SYSTEM)
        second = date(2027, 1, 9)
        actions.reschedule(rows[2], actor=cast.actors.lead, on=second, reason="换到周六")
        calendar.publish_year(2027, [date(2027, 1, 1), second], [], actor=SYSTEM)
        assert [actions.settle_days(), actions.settle_days()] == [1, 0]
    assert [now_of(each).state for each in rows] == ["planned", "cancelled", "planned"]


def test_what_nobody_opened_is_on_record_as_not_held_and_whoever_booked_is_free_again(cast):
    booking = booked(cast)
    with at(FRIDAY + timedelta(days=3), 23):
        assert jobs.lapse_unopened() == 0
    with at(FRIDAY + timedelta(days=4), 0):
        assert [jobs.lapse_unopened(), jobs.lapse_unopened()] == [1, 0]
    assert (now_of(booking.session).state, now_of(booking).state) == ("cancelled", "cancelled")


def test_eighty_seven_neighbourhoods_are_laid_out_with_the_same_number_of_statements_each(
    cast, django_assert_num_queries
):
    """One series costs what it costs, however many sessions of it are there already."""
    planned(cast, until=date(2025, 6, 6))
    with at(MONDAY), django_assert_num_queries(6):
        actions.lay_out(cast.series, until=date(2025, 6, 6), actor=SYSTEM)
    assert Sitting.objects.count() == 7 * Session.objects.count()

"""Is every day off covered once, in turn, and is nobody on duty twice at a time?"""

from datetime import date, timedelta
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinlin.core import timeline
from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.tests.databases import together
from jinlin.core.time import calendar, clock
from jinlin.core.time.workdays import WorkCalendar
from jinlin.ground.accounts import rosters
from jinlin.ground.accounts.actions import plan_days_off, put_on_duty, swap, take_off
from jinlin.ground.accounts.models import Shift
from jinlin.ground.accounts.queries import on_duty, plan_of, the_night, tonight_for
from jinlin.ground.places.tests.parallel import shared_house

__all__ = ["shared_house"]

GOLDEN_WEEK = date(2026, 9, 28), date(2026, 10, 11)
FRIDAY = date(2026, 9, 25)


@pytest.fixture
def september():
    with clock.set_to(clock.at(date(2026, 9, 1), 10)):
        yield


@pytest.fixture
def lead(hire, town, september):
    return hire("lead", "lead", town)


@pytest.fixture
def four(hire, town, september):
    return [hire(name, "clerk", town).user for name in ("anna", "bei", "chen", "dan")]


def own_calendar(off, makeup):
    return WorkCalendar(frozenset(off), frozenset(makeup), frozenset({2026}))


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
weekends = days.filter(lambda day: day.weekday() >= 5)


@given(
    st.sets(days, max_size=30),
    st.sets(weekends, max_size=8),
    days,
    st.integers(0, 92),
    st.integers(2, 6),
)
def test_every_day_off_is_covered_once_and_nobody_has_two_in_a_row(
    off, makeup, first, length, size
):
    last = first + timedelta(days=length)
    known = own_calendar(off - makeup, makeup)
    wanted = [first + timedelta(days=n) for n in range(length + 1)]
    expected = [
        day for day in wanted if day in off - makeup or (day.weekday() >= 5 and day not in makeup)
    ]
    found = rosters.turns(rosters.days_off(first, last, calendar=known), range(size), fixed={})
    assert list(found) == expected
    assert [person for person in found.values() if person is None] == []
    assert [pair for pair in pairwise(found.values()) if pair[0] == pair[1]] == []
    shares = [list(found.values()).count(person) for person in range(size)]
    assert max(shares) - min(shares) <= 1


@given(
    st.lists(days, min_size=1, max_size=30, unique=True).map(sorted), st.integers(3, 5), st.data()
)
def test_what_somebody_has_already_stays_and_the_busy_are_left_alone(wanted, size, data):
    fixed = data.draw(st.dictionaries(st.sampled_from(wanted), st.integers(0, size - 1)))
    busy = data.draw(st.sets(st.tuples(st.sampled_from(wanted), st.integers(0, size - 1))))
    found = rosters.turns(wanted, range(size), fixed=fixed, busy=busy)
    assert set(found) == set(wanted) - set(fixed)
    assert [turn for turn in found.items() if turn in busy] == []
    uncovered = {day for day, person in found.items() if person is None}
    assert uncovered == {
        day for day in found if all((day, person) in busy for person in range(size))
    }


def test_the_national_day_is_planned_from_the_published_calendar_and_only_once(lead, four, town):
    calendar.seed()
    first, last = GOLDEN_WEEK
    for _time in range(2):
        plan_days_off(town, people=four, first=first, last=last, actor=lead.actor)
    shifts = list(Shift.objects.order_by("starts_at"))
    known = calendar.calendar()
    assert [shift.day for shift in shifts] == rosters.days_off(first, last, calendar=known)
    assert [shift.kind == "holiday" for shift in shifts] == [
        shift.day in known.days_off for shift in shifts
    ]
    assert [a.day for a, b in pairwise(shifts) if a.user_id == b.user_id] == []
    assert [entry.verb for entry in timeline.trail(shifts[0])] == ["put_on_duty"]


def test_a_year_that_is_not_published_is_named(lead, four, town):
    assert plan_of(
        town, people=four, first=date(2026, 12, 30), last=date(2027, 1, 2)
    ).unpublished == [2026, 2027]


def test_a_plan_stands_whole_or_not_at_all(lead, four, town):
    anna = four[0]
    put_on_duty(anna, at=town, kind="night", day=date(2026, 9, 25), actor=lead.actor)
    put_on_duty(anna, at=town, kind="night", day=date(2026, 9, 26), actor=lead.actor)
    with pytest.raises(Unusable):
        plan_days_off(
            town, people=[anna], first=date(2026, 9, 19), last=date(2026, 9, 27), actor=lead.actor
        )
    assert Shift.objects.count() == 2


def test_overlaps_are_refused_and_the_next_night_is_not_one(lead, four, town):
    put = partial(put_on_duty, four[0], at=town, kind="night", actor=lead.actor)
    put(day=FRIDAY)
    with pytest.raises(NotNow):
        put(day=FRIDAY)
    put_on_duty(
        four[0], at=town, kind="weekend", day=FRIDAY + timedelta(days=1), actor=lead.actor
    )  # begins as the night ends
    with pytest.raises(NotNow):
        put(day=FRIDAY + timedelta(days=1))
    put(day=FRIDAY + timedelta(days=2))


def test_only_the_lead_of_the_place_plans_and_only_who_works_there_is_put_on_duty(
    lead, four, town, hire, county
):
    stranger = hire(
        "stranger", "clerk", next(place for place in county.children.all() if place.pk != town.pk)
    )
    with pytest.raises(NotAllowed):
        put_on_duty(four[0], at=town, kind="night", day=FRIDAY, actor=stranger.actor)
    with pytest.raises(NotAllowed):
        put_on_duty(
            four[0], at=town, kind="night", day=FRIDAY, actor=hire("clerk", "clerk", town).actor
        )
    with pytest.raises(Unusable) as no:
        put_on_duty(stranger.user, at=town, kind="night", day=FRIDAY, actor=lead.actor)
    assert no.value.field == "user"


def test_a_swap_exchanges_the_two_people_and_an_overlap_stops_it(lead, four, town):
    anna, bei, *_others = four
    friday = put_on_duty(anna, at=town, kind="night", day=FRIDAY, actor=lead.actor)
    sunday = put_on_duty(
        bei, at=town, kind="night", day=FRIDAY + timedelta(days=2), actor=lead.actor
    )
    swap(friday, other=sunday, actor=lead.actor, reason="家里有事")
    assert [Shift.objects.get(pk=shift.pk).user for shift in (friday, sunday)] == [bei, anna]
    put_on_duty(anna, at=town, kind="night", day=FRIDAY, actor=lead.actor)
    with pytest.raises(NotNow):
        swap(
            Shift.objects.get(pk=friday.pk), other=Shift.objects.get(pk=sunday.pk), actor=lead.actor
        )


def test_two_who_are_on_duty_at_the_same_start_can_swap(lead, four, town, unit):
    shifts = [
        put_on_duty(user, at=town, kind="night", day=FRIDAY, actor=lead.actor) for user in four[:2]
    ]
    swap(shifts[0], other=shifts[1], actor=lead.actor)
    assert [Shift.objects.get(pk=shift.pk).user for shift in shifts] == four[:2][::-1]


def test_taking_off_needs_a_reason_and_frees_the_time(lead, four, town):
    shift = put_on_duty(four[0], at=town, kind="night", day=FRIDAY, actor=lead.actor)
    with pytest.raises(Unusable):
        take_off(shift, actor=lead.actor, reason=" ")
    take_off(shift, actor=lead.actor, reason="生病")
    assert [entry.internal for entry in timeline.trail(shift)] == ["", "生病"]
    with pytest.raises(NotNow):
        take_off(shift, actor=lead.actor, reason="生病")
    put_on_duty(four[0], at=town, kind="night", day=FRIDAY, actor=lead.actor)


def test_on_duty_tonight_is_the_nearest_and_a_unit_s_own_before_its_place_s(
    lead, four, town, hire, county
):
    boss = hire("boss", "lead", county)
    far = hire("far", "clerk", county)
    today = clock.today()
    put_on_duty(far.user, at=county, kind="night", day=today, actor=boss.actor)
    assert tonight_for(lead.actor).user == far.user
    put_on_duty(four[0], at=town, kind="night", day=today, actor=lead.actor)
    assert tonight_for(lead.actor).user == four[0]
    assert [shift.user for shift in on_duty(town.code, the_night(clock.now()))] == [
        four[0],
        far.user,
    ]
    assert list(on_duty(town.code, clock.now())) == []  # ten in the morning


def test_of_eight_who_put_the_same_person_on_duty_at_once_one_does(shared_house):
    from jinlin.core.actor import SYSTEM
    from jinlin.ground.accounts.actions import add_staff, grant_role
    from jinlin.ground.places.init import build_county
    from jinlin.ground.places.models import Place

    build_county("350526")
    town = Place.objects.present().get(name="浔中镇")
    user, _password = add_staff("350526", username="anna", name="安娜", actor=SYSTEM)
    grant_role(user, role="clerk", at=town, actor=SYSTEM)
    day = clock.today() + timedelta(days=1)
    kinds = ["night", "holiday"] * 4
    outcomes = together(
        *(partial(put_on_duty, user, at=town, kind=kind, day=day, actor=SYSTEM) for kind in kinds)
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NotNow"] * 7 + ["Shift"]
    assert Shift.objects.count() == 1

"""Is what is promised what the policy and the calendar say?"""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinlin.core.actor import SYSTEM
from jinlin.core.tests.databases import together
from jinlin.core.time import calendar, clock
from jinlin.core.time.workdays import WorkCalendar
from jinlin.domains.appeals import actions, deadlines
from jinlin.domains.appeals.deadlines import Grade, Rule, Step, Term, Unit
from jinlin.domains.appeals.models import DeadlinePolicy, Round
from jinlin.domains.appeals.tests.cast import COUNTY, accepted, cast_of_dehua, now_of, reported
from jinlin.ground.places.tests.parallel import shared_house

__all__ = ["shared_house"]

SPRING = WorkCalendar(
    days_off=frozenset(date(2025, 1, 28) + timedelta(days=n) for n in range(8)),
    makeup=frozenset({date(2025, 1, 26), date(2025, 2, 8)}),
    years=frozenset({2025}),
)


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("term", "start", "expected", "provisional"),
    [
        (Term(2, Unit.HOURS), (2025, 4, 18, 23, 30), (2025, 4, 19, 1, 30, 0), False),
        (Term(7, Unit.DAYS), (2025, 4, 18, 9, 0), (2025, 4, 25, 23, 59, 59), False),
        (Term(7, Unit.DAYS), (2025, 12, 28, 9, 0), (2026, 1, 4, 23, 59, 59), False),
        (
            Term(1, Unit.WORKDAYS),
            (2025, 4, 18, 9, 0),
            (2025, 4, 21, 23, 59, 59),
            False,
        ),  # Friday: Monday
        (
            Term(1, Unit.WORKDAYS),
            (2025, 1, 25, 9, 0),
            (2025, 1, 26, 23, 59, 59),
            False,
        ),  # Saturday: a Sunday that is worked
        (
            Term(2, Unit.WORKDAYS),
            (2025, 1, 27, 9, 0),
            (2025, 2, 6, 23, 59, 59),
            False,
        ),  # over Spring Festival
        (
            Term(4, Unit.WORKDAYS),
            (2025, 2, 5, 9, 0),
            (2025, 2, 10, 23, 59, 59),
            False,
        ),  # a Saturday that is worked counts
        (
            Term(3, Unit.WORKDAYS),
            (2025, 12, 30, 9, 0),
            (2026, 1, 2, 23, 59, 59),
            True,
        ),  # 2026 unknown: provisional
    ],
)
def test_a_term_ends_when_a_clerk_would_say(term, start, expected, provisional):
    due = deadlines.due(term, datetime(*start, tzinfo=clock.CHINA), calendar=SPRING)
    assert (due.at, due.provisional) == (datetime(*expected, tzinfo=clock.CHINA), provisional)


moments = st.integers(0, 427 * 24 * 60).map(
    lambda minutes: clock.at(date(2024, 12, 1)) + timedelta(minutes=minutes)
)


@pytest.mark.one_engine
@given(moments, st.integers(1, 40), st.sampled_from(list(Unit)))
def test_more_is_never_sooner_and_never_in_the_past(start, amount, unit):
    due, later = (
        deadlines.due(Term(n, unit), start, calendar=SPRING).at for n in (amount, amount + 1)
    )
    assert start < due < later


@pytest.mark.one_engine
@given(moments, st.integers(1, 40))
def test_the_zone_of_the_server_does_not_matter(start, amount):
    for unit in Unit:
        term = Term(amount, unit)
        from_utc = deadlines.due(
            term, start.astimezone(datetime.now().astimezone().tzinfo), calendar=SPRING
        )
        assert from_utc.at == deadlines.due(term, start, calendar=SPRING).at


def test_the_narrowest_class_then_the_latest_rule_wins():
    def rule(category, amount, begins):
        return Rule(Step.FINISH, Grade.ORDINARY, category, Term(amount, Unit.DAYS), begins)

    rules = [
        rule("", 7, date(2024, 1, 1)),
        rule("02", 5, date(2024, 1, 1)),
        rule("0202", 3, date(2024, 1, 1)),
        rule("0202", 2, date(2025, 1, 1)),
    ]

    def term(category, day):
        return deadlines.term(
            rules, step=Step.FINISH, grade=Grade.ORDINARY, category=category, day=day
        ).amount

    assert [term(c, date(2025, 5, 1)) for c in ("0101", "0201", "0202")] == [7, 5, 2]
    assert [term(c, date(2024, 5, 1)) for c in ("0101", "0201", "0202")] == [7, 5, 3]
    assert term("0101", date(2023, 5, 1)) == deadlines.USUAL[Step.FINISH, Grade.ORDINARY].amount


def test_a_provisional_deadline_becomes_exact_when_the_year_is_published(cast):
    DeadlinePolicy.objects.create(
        county=COUNTY,
        step="finish",
        grade="ordinary",
        amount=3,
        unit="workdays",
        valid_from=date(2020, 1, 1),
    )
    calendar.publish_year(2026, off=[], makeup=[], actor=SYSTEM)
    with clock.set_to(clock.at(date(2026, 12, 30), 9)):
        appeal = actions.accept(reported(cast), actor=cast.actors.clerk)
        assert (appeal.due_provisional, clock.local_day(appeal.due_at)) == (True, date(2027, 1, 4))
        assert actions.recompute_provisional() == 0
        calendar.publish_year(
            2027, off=[date(2027, 1, 1), date(2027, 1, 4)], makeup=[], actor=SYSTEM
        )
        assert actions.recompute_provisional() == 1
        assert actions.recompute_provisional() == 0
    now = now_of(appeal)
    assert (now.due_provisional, clock.local_day(now.due_at)) == (False, date(2027, 1, 6))
    assert Round.objects.get(appeal=appeal).due_at == now.due_at


def test_a_day_off_that_is_declared_later_moves_the_promises_that_reach_it(cast):
    DeadlinePolicy.objects.create(
        county=COUNTY,
        step="finish",
        grade="ordinary",
        amount=3,
        unit="workdays",
        valid_from=date(2020, 1, 1),
    )
    calendar.publish_year(2027, off=[], makeup=[], actor=SYSTEM)
    with clock.set_to(clock.at(date(2027, 3, 1), 9)):  # a Monday
        moved = actions.accept(reported(cast), actor=cast.actors.clerk)
        first = reported(cast)
        assert actions.follow_calendar() == 0
        calendar.publish_year(2027, off=[date(2027, 3, 3)], makeup=[], actor=SYSTEM)
        assert (actions.follow_calendar(), actions.follow_calendar()) == (1, 0)
        before = now_of(moved).due_at
        calendar.publish_year(2027, off=[], makeup=[], actor=SYSTEM)
        assert actions.follow_calendar() == 1
    assert clock.local_day(before) == date(2027, 3, 5)
    assert clock.local_day(now_of(moved).due_at) == date(2027, 3, 4)
    assert Round.objects.get(appeal=moved).due_at == now_of(moved).due_at
    assert clock.local_day(now_of(first).due_at) == date(2027, 3, 2)  # reached none of the days


def test_run_in_parallel_each_deadline_is_counted_again_once(shared_house):
    everybody = cast_of_dehua()
    DeadlinePolicy.objects.create(
        county=COUNTY,
        step="finish",
        grade="ordinary",
        amount=3,
        unit="workdays",
        valid_from=date(2020, 1, 1),
    )
    calendar.publish_year(2026, off=[], makeup=[], actor=SYSTEM)
    with clock.set_to(clock.at(date(2026, 12, 30), 9)):
        rows = [accepted(everybody) for _each in range(6)]
    calendar.publish_year(2027, off=[date(2027, 1, 1)], makeup=[], actor=SYSTEM)
    assert sum(together(*(actions.recompute_provisional for _each in range(4)))) == 6
    assert {clock.local_day(now_of(row).due_at) for row in rows} == {date(2027, 1, 5)}


def test_a_response_that_crosses_an_unpublished_year_is_counted_again_too(cast):
    calendar.publish_year(2026, off=[], makeup=[], actor=SYSTEM)
    with clock.set_to(clock.at(date(2026, 12, 31), 9)):
        appeal = reported(cast)
    calendar.publish_year(2027, off=[date(2027, 1, 1)], makeup=[], actor=SYSTEM)
    assert actions.recompute_provisional() == 1
    now = now_of(appeal)
    assert (clock.local_day(now.due_at), now.respond_by, now.due_provisional) == (
        date(2027, 1, 4),
        now.due_at,
        False,
    )

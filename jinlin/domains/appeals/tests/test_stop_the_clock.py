"""Does a stopped clock cost nobody any time, and give nobody any?"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotNow, Unusable
from jinlin.core.figures.answers import answer
from jinlin.core.figures.measures import Window
from jinlin.core.time import calendar, clock
from jinlin.core.time.workdays import WorkCalendar
from jinlin.domains.appeals import actions, deadlines
from jinlin.domains.appeals.deadlines import Due, Grade, Term, Unit
from jinlin.domains.appeals.measures import MEASURES
from jinlin.domains.appeals.models import DeadlinePolicy
from jinlin.domains.appeals.queries import waiting_for
from jinlin.domains.appeals.tests.cast import COUNTY, days_on, in_hand, now_of, reported, waiting

YEARS = WorkCalendar(
    days_off=frozenset(
        {
            date(2025, 1, 1),
            *(date(2025, 1, 28) + timedelta(days=n) for n in range(8)),
            date(2026, 1, 1),
            date(2026, 1, 2),
        }
    ),
    makeup=frozenset({date(2025, 1, 26), date(2025, 2, 8), date(2026, 1, 4)}),
    years=frozenset({2024, 2025, 2026}),
)
MONDAY = date(2026, 4, 13)
FIRST, LAST = datetime(2024, 12, 1), datetime(2026, 1, 20)  # noqa: DTZ001 - hypothesis adds the zone
moments = st.datetimes(min_value=FIRST, max_value=LAST, timezones=st.just(clock.CHINA))
terms = st.builds(Term, st.integers(1, 30), st.sampled_from(list(Unit)))
spans = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=40))


def stop_and_go(due: Due, stopped: datetime, resumed: datetime) -> Due:
    """The clock stood from one moment to the other."""
    return deadlines.resumed(
        deadlines.left(due.at, stopped, due.unit, calendar=YEARS), resumed, calendar=YEARS
    )


def moment_within(data: st.DataObject, start: datetime, end: datetime) -> datetime:
    return start + timedelta(
        microseconds=data.draw(st.integers(0, (end - start) // timedelta(microseconds=1)))
    )


@pytest.mark.one_engine
@given(moments, terms, st.data())
def test_stopping_and_going_on_at_the_same_moment_changes_nothing(start, term, data):
    due = deadlines.due(term, start, calendar=YEARS)
    moment = moment_within(data, start, due.at)
    assert stop_and_go(due, moment, moment).at == due.at


@pytest.mark.one_engine
@given(moments, terms, spans, spans, st.data())
def test_a_longer_stop_never_gives_an_earlier_end_and_none_gives_less_than_promised(
    start, term, one, more, data
):
    due = deadlines.due(term, start, calendar=YEARS)
    moment = moment_within(data, start, due.at)
    shorter, longer = (stop_and_go(due, moment, moment + span).at for span in (one, one + more))
    assert due.at <= shorter <= longer


@pytest.mark.one_engine
@given(moments, st.integers(1, 400), st.lists(st.tuples(st.floats(0, 1), spans), max_size=4))
def test_hours_run_exactly_as_long_as_was_promised_whatever_the_stops(start, hours, stops):
    due, ran, running_since = (
        deadlines.due(Term(hours, Unit.HOURS), start, calendar=YEARS),
        timedelta(0),
        start,
    )
    for share, span in stops:
        stopped = running_since + (due.at - running_since) * share
        ran += stopped - running_since
        running_since = stopped + span
        due = stop_and_go(due, stopped, running_since)
    assert ran + (due.at - running_since) == timedelta(hours=hours)


@pytest.mark.one_engine
@given(
    moments,
    st.integers(1, 30),
    st.sampled_from([Unit.DAYS, Unit.WORKDAYS]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40)), max_size=4),
)
def test_days_run_as_many_as_were_promised_whatever_the_stops(start, amount, unit, stops):
    """A day that has begun runs to its end: stopped and resumed, nobody loses it; at most one is
    won for each stop that ends on a day off.
    """

    def run(a: datetime, b: datetime) -> int:
        first, last = clock.local_day(a), clock.local_day(b)
        return (last - first).days if unit == Unit.DAYS else YEARS.workdays_between(first, last)

    due, ran, running_since, given_back = (
        deadlines.due(Term(amount, unit), start, calendar=YEARS),
        0,
        start,
        0,
    )
    for share, days in stops:
        stopped = running_since + (due.at - running_since) * share
        ran += run(running_since, stopped)
        running_since = stopped + timedelta(days=days)
        spent = (
            stopped < due.at
            and run(stopped, due.at) == 0
            and unit == Unit.WORKDAYS
            and not YEARS.is_workday(clock.local_day(running_since))
        )
        given_back += spent
        due = stop_and_go(due, stopped, running_since)
    assert ran + run(running_since, due.at) == amount + given_back


@pytest.mark.one_engine
@given(
    moments,
    terms,
    spans,
    st.sampled_from([UTC, ZoneInfo("America/New_York"), ZoneInfo("Pacific/Kiritimati")]),
)
def test_the_zone_of_the_server_does_not_matter(start, term, span, zone):
    due = deadlines.due(term, start, calendar=YEARS)
    elsewhere = Due(due.at.astimezone(zone), due.provisional, due.unit)
    assert (
        stop_and_go(elsewhere, start.astimezone(zone), (start + span).astimezone(zone)).at
        == stop_and_go(due, start, start + span).at
    )


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("term", "start", "stopped", "resumed", "expected"),
    [
        # Two hours, one spent before midnight in China, the other after it; a server on UTC is
        # still on the day before.
        (
            Term(2, Unit.HOURS),
            (2025, 4, 18, 22, 30, 0),
            (2025, 4, 18, 23, 30, 0),
            (2025, 4, 19, 0, 10, 1),
            (2025, 4, 19, 1, 10, 1),
        ),
        # Seven days, stopped just before and resumed just after midnight in China: one day later.
        (
            Term(7, Unit.DAYS),
            (2025, 4, 1, 9, 0, 0),
            (2025, 4, 3, 23, 59, 59),
            (2025, 4, 4, 0, 0, 1),
            (2025, 4, 9, 23, 59, 59),
        ),
        # Over a Sunday that is worked and the eight days of Spring Festival.
        (
            Term(3, Unit.WORKDAYS),
            (2025, 1, 24, 9, 0, 0),
            (2025, 1, 25, 9, 0, 0),
            (2025, 1, 26, 9, 0, 0),
            (2025, 2, 6, 23, 59, 59),
        ),
        # On its last day, a Friday; resumed on a Saturday that is off: what is left of a working
        # day is left for Monday.
        (
            Term(1, Unit.WORKDAYS),
            (2025, 4, 17, 9, 0, 0),
            (2025, 4, 18, 15, 0, 0),
            (2025, 4, 19, 9, 0, 0),
            (2025, 4, 21, 23, 59, 59),
        ),
        # ... and on a Saturday that is worked: for that Saturday.
        (
            Term(1, Unit.WORKDAYS),
            (2025, 2, 6, 9, 0, 0),
            (2025, 2, 7, 15, 0, 0),
            (2025, 2, 8, 9, 0, 0),
            (2025, 2, 8, 23, 59, 59),
        ),
        # Over the end of a year; the Sunday after New Year is worked.
        (
            Term(3, Unit.WORKDAYS),
            (2025, 12, 29, 9, 0, 0),
            (2025, 12, 30, 9, 0, 0),
            (2025, 12, 31, 9, 0, 0),
            (2026, 1, 5, 23, 59, 59),
        ),
        (
            Term(3, Unit.DAYS),
            (2025, 12, 29, 9, 0, 0),
            (2025, 12, 30, 9, 0, 0),
            (2025, 12, 31, 9, 0, 0),
            (2026, 1, 2, 23, 59, 59),
        ),
    ],
)
def test_a_stopped_term_ends_when_a_clerk_would_say(term, start, stopped, resumed, expected):
    start, stopped, resumed, expected = (
        datetime(*each, tzinfo=clock.CHINA) for each in (start, stopped, resumed, expected)
    )
    assert stop_and_go(deadlines.due(term, start, calendar=YEARS), stopped, resumed).at == expected


def test_the_appeal_waits_until_somebody_looks_again_and_then_has_what_was_left(cast):
    with clock.set_to(clock.at(MONDAY, 9)):
        before = in_hand(cast)
        words = {"whom": "resident", "reason": "等居民在家。", "review_on": days_on(20)}
        appeal = actions.pause(before, actor=cast.actors.handler, **words)
        assert (appeal.due_at, appeal.rounds.get().due_at) == (
            clock.end_of(days_on(20)),
            before.due_at,
        )
        assert (appeal.pauses.get().left_amount, appeal.pauses.get().left_unit) == (7, "days")
        assert list(waiting_for(cast.actors.handler)) == [appeal]
    with clock.set_to(clock.at(MONDAY + timedelta(days=10), 9)):
        appeal = actions.resume(appeal, actor=cast.actors.handler, note="居民回来了。")
        assert (appeal.due_at, appeal.rounds.get().due_at) == (clock.end_of(days_on(7)),) * 2
        assert appeal.pauses.get().ended_at == clock.now()


@pytest.mark.parametrize("grade", [Grade.URGENT, Grade.ORDINARY])
def test_stopped_and_resumed_at_the_same_moment_the_appeal_is_due_as_before(cast, grade):
    moment = clock.at(MONDAY, 9).replace(microsecond=123_457)
    with clock.set_to(moment):
        appeal = actions.accept(reported(cast), actor=cast.actors.clerk, grade=grade)
        before = actions.hand_over(appeal, actor=cast.actors.clerk, unit=cast.units.bureau)
    with clock.set_to(moment + timedelta(minutes=30, microseconds=7)):
        appeal = actions.pause(
            before,
            actor=cast.actors.handler,
            whom="outside",
            reason="等停电。",
            review_on=days_on(1),
        )
        appeal = actions.resume(appeal, actor=cast.actors.handler)
        assert appeal.due_at == before.due_at
    with clock.set_to(moment + timedelta(minutes=40)):
        appeal = actions.pause(
            appeal,
            actor=cast.actors.handler,
            whom="outside",
            reason="等停电。",
            review_on=days_on(1),
        )
    with clock.set_to(moment + timedelta(minutes=55)):
        appeal = actions.resume(appeal, actor=cast.actors.handler)
    assert appeal.due_at == before.due_at + (
        timedelta(minutes=15) if grade == Grade.URGENT else timedelta(0)
    )


def test_not_once_the_limit_has_passed_and_not_without_a_reason_or_a_later_day(cast):
    appeal = in_hand(cast)
    words = {
        "actor": cast.actors.handler,
        "whom": "outside",
        "reason": "等停电。",
        "review_on": days_on(30),
    }
    with clock.set_to(appeal.due_at + timedelta(seconds=1)), pytest.raises(NotNow):
        actions.pause(appeal, **words)
    for wrong, field in (
        ({"reason": " "}, "reason"),
        ({"whom": "nobody"}, "reason"),
        ({"review_on": days_on(0)}, "review_on"),
    ):
        with pytest.raises(Unusable) as refused:
            actions.pause(appeal, **(words | wrong))
        assert refused.value.field == field


def test_a_provisional_term_keeps_its_working_days_over_a_stop(cast):
    DeadlinePolicy.objects.create(
        county=COUNTY,
        step="finish",
        grade="ordinary",
        amount=5,
        unit="workdays",
        valid_from=date(2020, 1, 1),
    )
    calendar.publish_year(2026, off=[], makeup=[], actor=SYSTEM)
    with clock.set_to(clock.at(date(2026, 12, 29), 9)):
        appeal = in_hand(cast)
        appeal = actions.pause(
            appeal,
            actor=cast.actors.handler,
            whom="outside",
            reason="等停电。",
            review_on=date(2027, 1, 20),
        )
        assert (appeal.due_provisional, appeal.pauses.get().left_amount) == (False, 5)
        calendar.publish_year(2027, off=[date(2027, 1, 11)], makeup=[], actor=SYSTEM)
        assert actions.recompute_provisional() == 0
    with clock.set_to(clock.at(date(2027, 1, 6), 9)):
        appeal = actions.resume(appeal, actor=cast.actors.handler)
    assert (clock.local_day(appeal.due_at), appeal.due_provisional) == (date(2027, 1, 14), False)


def test_a_term_stopped_after_its_year_was_published_is_counted_again_first(cast):
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
        appeal = in_hand(cast)
        calendar.publish_year(
            2027, off=[date(2027, 1, 1), date(2027, 1, 4)], makeup=[], actor=SYSTEM
        )
        appeal = actions.pause(
            appeal,
            actor=cast.actors.handler,
            whom="outside",
            reason="等停电。",
            review_on=date(2027, 1, 20),
        )
    assert appeal.pauses.get().left_amount == 3


def test_a_resumed_provisional_term_becomes_exact_from_where_it_was_resumed(cast):
    DeadlinePolicy.objects.create(
        county=COUNTY,
        step="finish",
        grade="ordinary",
        amount=5,
        unit="workdays",
        valid_from=date(2020, 1, 1),
    )
    calendar.publish_year(2026, off=[], makeup=[], actor=SYSTEM)
    with clock.set_to(clock.at(date(2026, 12, 21), 9)):
        appeal = in_hand(cast)
    with clock.set_to(clock.at(date(2026, 12, 23), 9)):
        appeal = actions.pause(
            appeal,
            actor=cast.actors.handler,
            whom="outside",
            reason="等停电。",
            review_on=date(2026, 12, 30),
        )
    with clock.set_to(clock.at(date(2026, 12, 30), 9)):
        appeal = actions.resume(appeal, actor=cast.actors.handler)
        assert (clock.local_day(appeal.due_at), appeal.due_provisional) == (date(2027, 1, 4), True)
        calendar.publish_year(2027, off=[date(2027, 1, 1)], makeup=[], actor=SYSTEM)
        assert actions.recompute_provisional() == 1
    assert clock.local_day(now_of(appeal).due_at) == date(2027, 1, 5)


def on_time(day: date) -> tuple[int, int]:
    measure = next(measure for measure in MEASURES if measure.key == "appeals.on_time")
    found = answer(measure, Window(COUNTY, day))
    return found.numerator, found.denominator


@pytest.mark.parametrize(
    ("day", "counted"), [(4, (0, 0)), (8, (0, 0)), (11, (0, 0)), (13, (0, 0)), (19, (0, 1))]
)
def test_a_standing_clock_is_not_late_in_the_figures_on_any_day(cast, day, counted):
    """Seven days from Monday; stopped on Wednesday, resumed nine days later with five left, and not
    answered then.
    """
    with clock.set_to(clock.at(MONDAY, 9)):
        appeal = in_hand(cast)
    with clock.set_to(clock.at(MONDAY + timedelta(days=2), 9)):
        appeal = actions.pause(
            appeal,
            actor=cast.actors.handler,
            whom="outside",
            reason="等停电。",
            review_on=days_on(30),
        )
    if day < 11:
        assert on_time(MONDAY + timedelta(days=day)) == counted  # as seen then
    with clock.set_to(clock.at(MONDAY + timedelta(days=11), 9)):
        appeal = actions.resume(appeal, actor=cast.actors.handler)
    assert on_time(MONDAY + timedelta(days=day)) == counted  # and as seen afterwards


def test_withdrawn_while_the_clock_stands_breaks_no_promise(cast):
    with clock.set_to(clock.at(MONDAY, 9)):
        appeal = waiting(cast)
    with clock.set_to(clock.at(MONDAY + timedelta(days=30), 9)):
        appeal = actions.withdraw(appeal, actor=cast.actors.resident, reason="自己修好了")
        assert appeal.pauses.get().ended_at == clock.now()
    assert on_time(MONDAY + timedelta(days=90)) == (0, 0)

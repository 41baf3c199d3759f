"""Does a month that is over cost no full count, and say exactly what a full count says?"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from jinlin.core.figures import answers, rollup
from jinlin.core.figures.measures import Window
from jinlin.core.figures.rollup import past
from jinlin.core.figures.rollup.past import Past, PastCell
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.core.time.months import month_of
from jinlin.domains.appeals.tests.cast import (
    COUNTY,
    Cast,
    finished,
)
from jinlin.metrics.jobs import roll_up
from jinlin.metrics.spans import held_against
from jinlin.metrics.tests.months_before import (
    APPEALS,
    COMMUNITY,
    LATER,
    STATES,
    TOWN,
    differing,
    told_over_months,
)

standing_cast, cast = once_a_file(told_over_months)


@pytest.fixture
def uncounted(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From its call on, whoever counts in full fails."""

    def closed_off() -> None:
        for name in ("answer", "by_month", "by_place"):
            monkeypatch.setattr(answers, name, lambda *_asked: pytest.fail("counted in full"))

    return closed_off


def test_a_past_month_is_read_and_not_counted(
    cast: Cast, uncounted: Callable[[], None], django_assert_max_num_queries: Any
) -> None:
    with clock.set_to(clock.at(LATER, 9)):
        roll_up()
        assert differing() == []
        first, last = month_of(held_against(LATER)[0].day)
        whole = {each.key: answers.answer(each, Window(COUNTY, last, first)) for each in APPEALS}
        town, community = Window(TOWN, last, first), Window(COMMUNITY, last, first)
        inside = [answers.by_place(each, town, 12) for each in STATES]
        own = {each.key: answers.answer(each, community) for each in APPEALS}
        uncounted()
        assert [rollup.by_place(each, town, 12) for each in STATES] == inside
        assert rollup.figures(APPEALS, community) == own
        with django_assert_max_num_queries(2 + 2 + 2):
            # twice the marked days and the sums: of now and of then; the values of handling times
            assert rollup.figures(APPEALS, Window(COUNTY, last, first)) == whole
        assert whole["appeals.closed_loop_rate"].denominator > 0


def test_the_month_that_ended_a_minute_ago_was_counted_in_the_evening(
    cast: Cast, uncounted: Callable[[], None]
) -> None:
    with clock.set_to(clock.at(LATER, 23, 50)):
        for _turn in range(3):
            roll_up()
    with clock.set_to(clock.at(LATER, 23, 55)):
        finished(cast)  # its day is marked
    with clock.set_to(clock.at(LATER + timedelta(days=1), 0, 1)):
        assert differing() == []
        asked = [
            Window(COUNTY, each.day, each.day.replace(day=1))
            for each in held_against(clock.today())[:3]
        ]
        uncounted()
        found = rollup.figures_of(APPEALS, asked)
        assert found[asked[0]]["appeals.received"].numerator > 0
        assert all(len(each) == len(APPEALS) for each in found.values())


def test_a_night_that_turns_something_leaves_the_past_as_it_was(cast: Cast) -> None:
    with clock.set_to(clock.at(LATER - timedelta(days=2), 9)):
        roll_up()
        turns = dict(Past.objects.filter(stood=date(2025, 5, 31)).values_list("pk", "turn"))
    with clock.set_to(clock.at(LATER - timedelta(days=1), 9)):
        roll_up()
        assert dict(Past.objects.filter(stood=date(2025, 5, 31)).values_list("pk", "turn")) == turns
        assert differing() == []


def test_a_state_that_was_overtaken_is_thrown_away(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = past.counts

    def overtaken(*told: Any, **how: Any) -> Any:
        cells = list(counts(*told, **how))
        Past.objects.update(turn=99)
        return cells

    with clock.set_to(clock.at(LATER, 9)):
        with monkeypatch.context() as patched:
            patched.setattr(past, "counts", overtaken)
            roll_up()
        assert not PastCell.objects.exists()
        assert differing(measures=STATES[:3]) == []


def test_a_state_that_nobody_asks_for_any_more_goes(cast: Cast) -> None:
    with clock.set_to(clock.at(LATER - timedelta(days=1), 9)):
        roll_up()
    with clock.set_to(clock.at(LATER, 9)):
        roll_up()
        assert set(Past.objects.values_list("stood", flat=True)) == {
            each.day for each in held_against(LATER)
        }


@pytest.mark.one_engine
def test_a_state_is_held_by_days_where_it_is_young_and_by_months_before():
    stood = date(2025, 6, 30)
    assert past.spread([date(2025, 4, 1)], stood) == {date(2025, 4, 1)}
    assert past.spread([date(2025, 2, 14)], stood) == {
        date(2025, 2, 1) + timedelta(days=each) for each in range(28)
    }
    assert past.fits(Window(COUNTY, stood, date(2025, 4, 9)))
    assert past.fits(Window(COUNTY, stood, date(2025, 3, 1)))
    assert not past.fits(Window(COUNTY, stood, date(2025, 3, 2)))

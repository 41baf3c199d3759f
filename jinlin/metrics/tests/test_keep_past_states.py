"""Does a month that is over cost no full count, and say exactly what a full count says, whatever
was put right since?
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from jinlin.core.figures import answers, rollup
from jinlin.core.figures.measures import Measure, Window
from jinlin.core.figures.rollup import Mark, past
from jinlin.core.figures.rollup.asking import is_of_its_days
from jinlin.core.figures.rollup.past import Past, PastCell
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.core.time.months import month_of
from jinlin.domains.appeals.models import Appeal, Pause, Round
from jinlin.domains.appeals.tests.cast import (
    COUNTY,
    Cast,
    cast_of_dehua,
    closed,
    finished,
    in_hand,
    merged,
    reported,
    waiting,
)
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.jobs import roll_up
from jinlin.metrics.spans import held_against
from jinlin.metrics.tests.test_roll_up import anything_happens

TOWN, COMMUNITY, NEIGHBOURHOOD = "350526100", "350526100001", "350526100001001"
BEGUN = date(2025, 3, 3)
LATER = date(2025, 6, 30)  # the day that is looked back from
APPEALS = [each for each in MEASURES.values() if each.watched and each.key.startswith("appeals.")]
STATES = [each for each in APPEALS if not is_of_its_days(each)]

standing_cast, cast = once_a_file(cast_of_dehua)


def windows() -> Iterator[Window]:
    for stood in held_against(clock.today())[:3]:
        first = stood.since or stood.day.replace(day=1)
        for place in (COUNTY, TOWN, COMMUNITY, NEIGHBOURHOOD, "3505"):
            yield Window(place, stood.day, first)
    yield Window(COUNTY, stood.day, stood.day - timedelta(days=40))  # its months are not told apart
    yield Window(COUNTY, held_against(clock.today())[0].day)


def differing(measures: list[Measure] = STATES) -> list[Any]:
    """What is read of past days and is not what a full count says."""
    ended = Window(COUNTY, held_against(clock.today())[0].day)
    inside = Window(TOWN, ended.as_of, ended.as_of.replace(day=1))
    found: list[Any] = []
    for window in windows():
        read = rollup.figures(measures, window)
        found += [(window, m.key) for m in measures if read[m.key] != answers.answer(m, window)]
    months = rollup.by_months(measures, ended)
    for each in measures:
        if months[each.key] != answers.by_month(each, ended):
            found.append((ended, each.key, "by month"))
        if rollup.by_place(each, ended, 9) != answers.by_place(each, ended, 9):
            found.append((ended, each.key, "by place"))
        if rollup.by_place(each, inside, 12) != answers.by_place(each, inside, 12):
            found.append((inside, each.key, "by community"))
    return found


def told_over_months(cast: Cast) -> None:
    """Something of every kind in each of the months before."""
    for days in (0, 20, 45, 75, 105):
        for stage in (reported, in_hand, waiting, merged, finished, closed):
            with clock.set_to(clock.at(BEGUN + timedelta(days=days), 9)):
                stage(cast)


@pytest.fixture
def uncounted(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From its call on, whoever counts in full fails."""

    def closed_off() -> None:
        for name in ("answer", "by_month", "by_place"):
            monkeypatch.setattr(answers, name, lambda *_asked: pytest.fail("counted in full"))

    return closed_off


@pytest.mark.parametrize("seed", range(2))
def test_whatever_happens_the_past_is_what_a_full_count_says(cast: Cast, seed: int) -> None:
    chance, moment = Random(seed), clock.at(BEGUN, 9)
    for _step in range(24):
        moment += timedelta(hours=chance.choice((1, 26, 60, 24 * 9, 24 * 16)))
        with clock.set_to(moment):
            anything_happens(cast, chance)
            if chance.random() < 0.4:
                roll_up()
    with clock.set_to(moment):
        some = chance.sample(STATES, 6)
        assert differing(some) == []
        roll_up()
        assert differing(some) == []
        assert PastCell.objects.exists()
        assert Mark.objects.count() == 0


def test_a_past_month_is_read_and_not_counted(
    cast: Cast, uncounted: Callable[[], None], django_assert_max_num_queries: Any
) -> None:
    told_over_months(cast)
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


@pytest.mark.parametrize("done", ["left out", "moved", "deleted", "judged", "reported late"])
def test_what_is_put_right_later_is_counted_again(cast: Cast, done: str) -> None:
    told_over_months(cast)
    with clock.set_to(clock.at(LATER, 9)):
        for _turn in range(3):  # so many of the states
            roll_up()
        day = BEGUN + timedelta(days=75)
        appeals, rounds = Appeal.objects.filter(reported_on=day), Round.objects.all()
        if done == "left out":
            appeals.update(excluded_on=day + timedelta(days=3))
        elif done == "moved":
            appeals.update(place_code="350526101")
            rounds.filter(appeal__in=appeals).update(place_code="350526101")
        elif done == "deleted":
            Pause.objects.all().delete()
            rounds.filter(started_on__lte=day).delete()
        elif done == "judged":
            rounds.exclude(finished_on=None).update(judged_on=day, is_solved=True)
        else:
            Appeal.objects.filter(reported_on=LATER - timedelta(days=14)).update(reported_on=day)
        assert Mark.objects.exists()
        assert differing() == []
        roll_up()
        assert Mark.objects.count() == 0
        assert differing() == []


def test_the_month_that_ended_a_minute_ago_was_counted_in_the_evening(
    cast: Cast, uncounted: Callable[[], None]
) -> None:
    told_over_months(cast)
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
    told_over_months(cast)
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
    told_over_months(cast)
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
        assert differing(STATES[:3]) == []


def test_a_state_that_nobody_asks_for_any_more_goes(cast: Cast) -> None:
    told_over_months(cast)
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

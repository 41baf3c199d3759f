"""Is a day that only turned at midnight read from what the evening counted, and never a moment
longer than that is right?
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from unittest.mock import patch

import pytest

from jinlin.core.figures import answers, rollup
from jinlin.core.figures.measures import Window
from jinlin.core.figures.rollup import Mark, Rolled, ahead, cells, fresh
from jinlin.core.figures.rollup.ahead import AheadBelow, AheadCell
from jinlin.core.figures.rollup.asking import basis_of
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.appeals.models import Appeal, Round
from jinlin.domains.appeals.tests.cast import COUNTY, Cast, cast_of_dehua, closed, in_hand
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.jobs import roll_up
from jinlin.metrics.tests.full_counts import FullCounts
from jinlin.metrics.tests.test_roll_up import anything_happens

MONDAY = date(2025, 4, 14)
EVENING, LAST_NIGHT = 23, 60
TOWN, OTHER_TOWN, COMMUNITY = "350526100", "350526101", "350526100001"
NEIGHBOURHOOD = "350526100001001"
BESIDE_EACH_OTHER = ((COUNTY, 9), (TOWN, 12), (COMMUNITY, 15))
APPEALS = list(
    {
        basis_of(each): each
        for each in MEASURES.values()
        if each.key.startswith("appeals.") and each.watched
    }.values()
)

standing_cast, cast = once_a_file(cast_of_dehua)


def differing() -> list[Any]:
    """What a page would say otherwise than a full count."""
    today, found = clock.today(), []
    with FullCounts().kept(), rollup.one_reading():
        for place in (COUNTY, TOWN, OTHER_TOWN, COMMUNITY, NEIGHBOURHOOD, "3505"):
            spans = [Window(place, today), Window(place, today, today - timedelta(days=9))]
            for window, said in rollup.figures_of(APPEALS, spans).items():
                found += [
                    (each.key, window)
                    for each in APPEALS
                    if said[each.key] != answers.answer(each, window)
                ]
        for place, below in BESIDE_EACH_OTHER:
            window = Window(place, today)
            months = rollup.by_months(APPEALS, window)
            for each in APPEALS:
                if months[each.key] != answers.by_month(each, window):
                    found.append((each.key, "by month", window))
                by_place = answers.by_place(each, window, below)
                if rollup.by_place(each, window, below) != by_place:
                    found.append((each.key, "by place", window))
    return found


def at(days: int, hour: int, minute: int = 0) -> datetime:
    return clock.at(MONDAY + timedelta(days=days), hour, minute)


def put_off(days: int, **which: Any) -> None:
    """They are due on this day, at nine."""
    due = at(days, 9)
    ours = Appeal.objects.filter(**which)
    Round.objects.filter(appeal__in=ours).update(due_on=due.date(), due_at=due)
    ours.update(respond_by=due, due_at=due)


@pytest.fixture
def due_tomorrow(cast: Cast) -> Cast:
    """Of three days something turns with the end of the thirtieth."""
    for day in range(3):
        with clock.set_to(at(day, 9)):
            in_hand(cast)
            closed(cast)
    put_off(31)
    return cast


@contextmanager
def counted() -> Iterator[set[date]]:
    """The days that pages count as they are asked for."""
    days: set[date] = set()
    tallied = fresh.tallied

    def watching(measure: Any, window: Window, asked: Any, **more: Any) -> Any:
        days.update(asked)
        return tallied(measure, window, asked, **more)

    with patch.object(fresh, "tallied", watching):
        yield days


def of_every_place() -> None:
    today = clock.today()
    with rollup.one_reading():
        for place in (COUNTY, TOWN, COMMUNITY, NEIGHBOURHOOD):
            rollup.figures(APPEALS, Window(place, today))
            rollup.by_months(APPEALS, Window(place, today))
        for place, below in BESIDE_EACH_OTHER:
            rollup.by_place(APPEALS[0], Window(place, today), below)


def test_after_midnight_what_only_turned_is_read(due_tomorrow: Cast, cast: Cast) -> None:
    with clock.set_to(at(30, 23, 50)):
        roll_up()
    with clock.set_to(at(31, 0, 1)):
        assert Mark.objects.filter(since=clock.today()).exists()
        assert AheadBelow.objects.filter(place_code=COMMUNITY).exists()
        assert cast.places.neighbourhood.code == NEIGHBOURHOOD
        with counted() as days:
            of_every_place()
        assert days == set()
        assert differing() == []
        roll_up()
        assert not AheadCell.objects.exists()
        assert not AheadBelow.objects.exists()
        assert differing() == []


def test_a_day_that_changed_since_is_counted(due_tomorrow: Cast) -> None:
    with clock.set_to(at(30, 23, 50)):
        roll_up()
        put_off(45, reported_on=MONDAY)
    with clock.set_to(at(31, 0, 1)):
        with counted() as days:
            of_every_place()
        assert MONDAY in days
        assert days < set(Mark.objects.values_list("day", flat=True))
        assert differing() == []
        with patch.object(fresh, "_changed", lambda *_asked: set()):  # as if nothing had
            assert differing()


def test_a_change_that_was_counted_before_midnight_is_counted_ahead_too(
    due_tomorrow: Cast,
) -> None:
    with clock.set_to(at(30, 23, 50)):
        roll_up()
        put_off(45, reported_on=MONDAY)
        kept = list(AheadCell.objects.values_list("pk", flat=True))
    with clock.set_to(at(30, 23, 51)):
        roll_up()
        assert not AheadCell.objects.filter(pk__in=kept).exists()
    with clock.set_to(at(31, 0, 1)):
        with counted() as days:
            of_every_place()
        assert days == set()
        assert differing() == []


def test_what_is_kept_goes_with_a_count_that_keeps_nothing(due_tomorrow: Cast) -> None:
    """A clock that was put back, or a worker that began before the evening."""
    with clock.set_to(at(30, 23, 50)):
        roll_up()
    put_off(45, reported_on=MONDAY)
    with clock.set_to(at(30, 12)):
        roll_up()
    with clock.set_to(at(31, 0, 1)):
        Rolled.objects.update(ahead=clock.today())  # by a worker that was slower still
        assert differing() == []


def test_a_quiet_minute_counts_nothing_again(due_tomorrow: Cast) -> None:
    with clock.set_to(at(30, 23, 50)):
        roll_up()
    kept = set(AheadCell.objects.values_list("pk", flat=True))
    with clock.set_to(at(30, 23, 51)):
        roll_up()
    assert kept == set(AheadCell.objects.values_list("pk", flat=True)) != set()


def test_a_day_that_was_marked_and_not_counted_is_counted_in_the_next_minute(
    due_tomorrow: Cast,
) -> None:
    with clock.set_to(at(30, 23, 50)):
        with pytest.raises(Killed), killed_at(cells, "_roll"):
            roll_up()
        assert Mark.objects.filter(since=MONDAY + timedelta(days=31)).exists()
        assert not AheadCell.objects.exists()
        assert differing() == []
    with clock.set_to(at(31, 0, 1)):
        assert differing() == []
    with clock.set_to(at(30, 23, 51)):
        roll_up()
        assert AheadCell.objects.exists()


class Killed(Exception):
    """The worker went in the middle."""


@contextmanager
def killed_at(where: Any, name: str, after: int = 0) -> Iterator[None]:
    """The worker is killed when it has come there so many times."""
    act, left = getattr(where, name), [after]

    def going(*told: Any, **more: Any) -> Any:
        if not left[0]:
            raise Killed
        left[0] -= 1
        return act(*told, **more)

    with patch.object(where, name, going):
        yield


PLACES_TO_BE_KILLED = (
    (cells, "mark_ahead"),
    (cells, "_roll"),
    (cells, "counts"),
    (cells, "written"),
    (ahead, "write"),
    (cells, "_done"),
)


def worker_runs(chance: Random) -> None:
    """To its end, or as far as it comes."""
    if chance.random() < 0.7:
        roll_up()
        return
    where, name = chance.choice(PLACES_TO_BE_KILLED)
    try:
        with killed_at(where, name, after=chance.choice((0, 1, 5, 20))):
            roll_up()
    except Killed:
        pass


def something_happens(cast: Cast, chance: Random, tomorrow: int) -> None:
    """An action, a term that will be over tomorrow or later, another place, or a row that goes."""
    kind, appeal = chance.random(), chance.choice(list(Appeal.objects.order_by("pk")))
    if kind < 0.25:
        anything_happens(cast, chance)
    elif kind < 0.75:
        put_off(tomorrow + chance.choice((0, 0, 0, 1, 5)), reported_on=appeal.reported_on)
    elif kind < 0.85:
        town = chance.choice((TOWN, OTHER_TOWN, COUNTY))
        Appeal.objects.filter(pk=appeal.pk).update(place_code=town)
    elif kind < 0.95:
        Round.objects.filter(appeal=appeal).update(finished_on=None)
    else:
        county = chance.choice((COUNTY, "350525"))
        Appeal.objects.filter(pk=appeal.pk).update(county=county, place_code=county)


def moments(chance: Random) -> Iterator[tuple[int, datetime]]:
    """Of nights in a row, each with the number of the day that is to come: before midnight, and
    after it, sometimes by a clock that goes back, sometimes with days in between.
    """
    day = 12
    for _night in range(3):
        evening = sorted(chance.sample(range(40, 60), 4))
        yield from ((day + 1, at(day, 23, minute)) for minute in evening)
        if chance.random() < 0.2:
            yield day + 1, at(day, 12)
        after = sorted(chance.sample(range(20), 3))
        yield from ((day + 2, at(day + 1, 0, minute)) for minute in after)
        day += chance.choice((1, 1, 1, 2, 9))


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_around_midnight_a_page_says_what_a_full_count_says(
    cast: Cast, seed: int
) -> None:
    chance = Random(seed)
    for day in range(8):
        with clock.set_to(at(day, 9)):
            anything_happens(cast, chance)
            in_hand(cast)
    for tomorrow, moment in moments(chance):
        with clock.set_to(moment):
            if moment.hour == EVENING or chance.random() < 0.3:
                something_happens(cast, chance, tomorrow)
            if chance.random() < 0.8:
                worker_runs(chance)
            assert differing() == [], moment
    with clock.set_to(at(LAST_NIGHT, 23, 50)):
        put_off(LAST_NIGHT + 1)
        roll_up()
    with clock.set_to(at(LAST_NIGHT + 1, 0, 1)):
        with counted() as days:
            of_every_place()
        assert days == set()
        assert differing() == []

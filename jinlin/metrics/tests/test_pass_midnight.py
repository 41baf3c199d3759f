"""Is a day that is over counted without counting everything, and without a mistake?"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from jinlin.core.figures import answers, rollup
from jinlin.core.figures.measures import Window
from jinlin.core.figures.rollup import cells
from jinlin.core.time import clock
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests import cast as appeals
from jinlin.domains.receptions.tests import cast as receptions
from jinlin.domains.wishes.models import Wish
from jinlin.domains.wishes.tests import cast as wishes
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.jobs import roll_up

COUNTY = "350526"
MONDAY = date(2025, 4, 14)
WHOLE = [measure for measure in MEASURES.values() if measure.watched]


def of(domain: str) -> list[Any]:
    return [measure for measure in WHOLE if measure.key.startswith(f"{domain}.")]


def differing(domain: str) -> list[str]:
    window, asked = Window(COUNTY, clock.today()), of(domain)
    found = rollup.figures(asked, window)
    return [each.key for each in asked if found[each.key] != answers.answer(each, window)]


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """Which days each count takes in: None is all of them."""
    taken: list[Any] = []
    counted = cells.counts

    def watching(measure: Any, window: Window, days: Any) -> Any:
        taken.append(days)
        return counted(measure, window, days)

    monkeypatch.setattr(cells, "counts", watching)
    return taken


def night_after_night(domain: str, first: date, nights: int, counts: list[Any]) -> None:
    """Each night is counted anew in part, and is what a full count says, in the same minute and in
    the one after."""
    with clock.set_to(clock.at(first, 22)):
        roll_up()
        assert differing(domain) == []
    counts.clear()
    for night in range(1, nights):
        with clock.set_to(clock.at(first + timedelta(days=night - 1), 23, 50)):
            roll_up()
        with clock.set_to(clock.at(first + timedelta(days=night), 0, 1)):
            assert set(rollup.Rolled.objects.values_list("ahead", flat=True)) == {clock.today()}
            assert differing(domain) == []
            roll_up()
            assert differing(domain) == []
            assert rollup.Rolled.objects.exclude(as_of=clock.today()).count() == 0
    assert counts
    assert None not in counts


@pytest.mark.django_db
def test_appeals_become_late_by_themselves(counts: list[Any]) -> None:
    cast = appeals.cast_of_dehua()
    stages = (
        appeals.reported,
        appeals.accepted,
        appeals.in_hand,
        appeals.waiting,
        appeals.finished,
        appeals.closed,
    )
    for days, stage in enumerate(stages):
        with clock.set_to(clock.at(MONDAY + timedelta(days=days % 3), 9)):
            stage(cast)
    with clock.set_to(clock.at(MONDAY + timedelta(days=3), 9)):
        before = answers.answer(MEASURES["appeals.on_time"], Window(COUNTY, clock.today()))
    night_after_night("appeals", MONDAY + timedelta(days=14), 12, counts)
    with clock.set_to(clock.at(MONDAY + timedelta(days=26), 9)):
        after = answers.answer(MEASURES["appeals.on_time"], Window(COUNTY, clock.today()))
    assert after.denominator > before.denominator  # something did become late


@pytest.mark.django_db
def test_a_minute_after_midnight_nothing_is_counted_in_full(monkeypatch):
    cast = appeals.cast_of_dehua()
    with clock.set_to(clock.at(MONDAY, 9)):
        held = appeals.in_hand(cast)
    assert held.due_at is not None
    evening = clock.at(clock.local_day(held.due_at), 23, 50)
    with clock.set_to(evening):
        roll_up()
    with clock.set_to(evening + timedelta(minutes=5)):
        appeals.in_hand(cast)  # told after the last count: its own day is marked
    window = Window(COUNTY, clock.local_day(evening) + timedelta(days=1))
    with clock.set_to(evening + timedelta(minutes=11)):
        whole = {each.key: answers.answer(each, window) for each in of("appeals")}
        months = {each.key: answers.by_month(each, window) for each in of("appeals")}
        with monkeypatch.context() as patched:
            for name in ("answer", "by_month", "by_place"):
                patched.setattr(answers, name, lambda *_asked: pytest.fail("counted in full"))
            found = rollup.figures(of("appeals"), window)
            by_month = {each.key: rollup.by_month(each, window) for each in of("appeals")}
    assert found == whole
    assert by_month == months
    assert whole["appeals.received"].numerator == 2


@pytest.mark.django_db
def test_wishes_become_due_by_themselves(counts: list[Any]) -> None:
    with clock.set_to(clock.at(MONDAY, 9)):
        cast = wishes.cast_of_dehua()
        for stage in (wishes.posted, wishes.published, wishes.claimed, wishes.fulfilled):
            stage(cast)
        promised = Wish.objects.exclude(promised_on=None).latest("promised_on").promised_on
    assert promised is not None
    night_after_night("wishes", promised - timedelta(days=3), 6, counts)


@pytest.mark.django_db
def test_conversations_become_due_by_themselves(counts: list[Any]) -> None:
    cast = receptions.cast_of_dehua()
    talk = receptions.referred(cast)
    first = talk.received_on
    night_after_night("receptions", first, (talk.due_on - first).days + 3, counts)


@pytest.mark.django_db
def test_after_a_long_sleep_everything_is_counted_anew(counts: list[Any]) -> None:
    cast = appeals.cast_of_dehua()
    with clock.set_to(clock.at(MONDAY, 9)):
        appeals.in_hand(cast)
        roll_up()
    counts.clear()
    with clock.set_to(clock.at(MONDAY + timedelta(days=8), 9)):
        roll_up()
        assert differing("appeals") == []
    assert counts
    assert set(counts) == {None}


@pytest.mark.django_db
def test_a_quiet_night_counts_only_what_stands_differently(counts: list[Any]) -> None:
    cast = appeals.cast_of_dehua()
    for days in range(10):
        with clock.set_to(clock.at(MONDAY + timedelta(days=days), 9)):
            appeals.closed(cast)
    with clock.set_to(clock.at(MONDAY + timedelta(days=30), 9)):
        roll_up()
    due = clock.at(MONDAY + timedelta(days=31), 9)
    Appeal.objects.filter(reported_on=MONDAY).update(respond_by=due)
    with clock.set_to(clock.at(MONDAY + timedelta(days=30), 10)):
        roll_up()
    counts.clear()
    with clock.set_to(clock.at(MONDAY + timedelta(days=31), 0, 1)):
        roll_up()
    touched = {day for days in counts for day in days}
    assert touched <= {MONDAY + timedelta(days=days) for days in range(3)}
    assert MONDAY in touched

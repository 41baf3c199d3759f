"""Are a town, its communities and their neighbourhoods read and not counted, and is what lies
packed together what was counted?
"""

from array import array
from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import Max

from jinlin.core.figures import answers, rollup
from jinlin.core.figures.measures import Window
from jinlin.core.figures.rollup import asking
from jinlin.core.figures.rollup.asking import Found
from jinlin.core.figures.rollup.cells import BelowCell, Rolled
from jinlin.core.figures.rollup.packing import Packed, pack
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.appeals.models import Round
from jinlin.domains.appeals.tests.cast import Cast, cast_of_dehua, finished, reported
from jinlin.metrics.jobs import roll_up
from jinlin.metrics.tests.full_counts import counted_in_full
from jinlin.metrics.tests.test_roll_up import (
    COMMUNITY,
    NEIGHBOURHOOD,
    STAGES,
    TOWN,
    WATCHED,
)

MONDAY = date(2025, 4, 14)
INSIDE = (COMMUNITY, NEIGHBOURHOOD)

standing_cast, cast = once_a_file(cast_of_dehua)


def test_a_town_and_its_communities_are_read_and_not_counted(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    for stage in STAGES:
        stage(cast)
    roll_up()
    today = clock.today()
    appeals = [each for each in WATCHED if each.key.startswith("appeals.")]
    windows = [Window(place, today) for place in (TOWN, COMMUNITY, NEIGHBOURHOOD)]
    whole = {each: counted_in_full(appeals, each) for each in windows}
    inside = [answers.by_place(each, windows[0], 12) for each in appeals]
    assert whole[windows[2]]["appeals.received"].numerator > 0
    for name in ("answer", "by_month", "by_place"):
        monkeypatch.setattr(answers, name, lambda *_asked: pytest.fail("counted in full"))
    for window in windows:
        assert rollup.figures(appeals, window) == whole[window]
    with django_assert_num_queries(1 + 1):  # the marked days; what is packed, of all together
        rollup.figures(appeals, windows[1])
    assert [rollup.by_place(each, windows[0], 12) for each in appeals] == inside


def test_only_the_communities_in_which_something_changed_are_written_again(cast: Cast) -> None:
    with clock.set_to(clock.at(MONDAY, 9)):
        for stage in STAGES:
            stage(cast)
        finished(cast)
        roll_up()
        before = BelowCell.objects.aggregate(last=Max("pk"))["last"]
        reported(cast, place=cast.places.far_neighbourhood)
        roll_up()
        written = BelowCell.objects.filter(pk__gt=before).values_list("place_code", flat=True)
    assert set(written) == {cast.places.far_neighbourhood.code[:12]}


def test_days_that_nobody_tells_apart_are_not_read_one_by_one(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for month in range(3):
        with clock.set_to(clock.at(MONDAY.replace(month=4 + month), 9)):
            reported(cast)
            finished(cast)
    with clock.set_to(clock.at(MONDAY.replace(month=7), 9)):
        roll_up()
        appeals = [each for each in WATCHED if each.key.startswith("appeals.")]
        window = Window(COMMUNITY, clock.today())
        whole = {each: counted_in_full(appeals, Window(each, clock.today())) for each in INSIDE}
        months = [answers.by_month(each, window) for each in appeals]
        read: list[date] = []
        days = Packed.each_day
        monkeypatch.setattr(
            Packed, "each_day", lambda self, *a, **k: read.append(self.first) or days(self, *a, **k)
        )
        for code in INSIDE:
            assert rollup.figures(appeals, Window(code, clock.today())) == whole[code]
        assert [rollup.by_month(each, window) for each in appeals] == months
        assert not read
        begun = MONDAY.replace(month=5)
        since = Window(COMMUNITY, clock.today(), begun)
        assert rollup.figures(appeals, since) == counted_in_full(appeals, since)
        assert set(read) == {begun.replace(day=1)}


def test_each_day_by_which_rounds_are_counted_has_an_index_that_names_the_place() -> None:
    """A day that counts anew is then looked at in one community, and not in all of its county."""
    window = Window(COMMUNITY, MONDAY)
    days = {each.day_field for each in WATCHED if answers.rows(each, window).model is Round}
    assert {"finished_on", "judged_on"} <= days
    indexes = [index.fields for index in Round._meta.indexes]
    assert [day for day in sorted(days) if ["county", day, "place_code"] not in indexes] == []


def test_what_is_packed_comes_back_as_it_was() -> None:
    first = date(2025, 4, 1)
    code, last = "350526100001", first + timedelta(days=29)
    found = [
        Found(15, code, first, 3, 2, None),
        Found(15, f"{code}001", last, 70_000, 0, None),
        Found(15, f"{code}002", first, 2, 2, array("I", [15, 4_000_000])),
        Found(15, f"{code}002", last, 1, 1, array("I", [7])),
    ]
    held = Packed(code, first, pack(first, reversed(found)))
    assert held.last == last
    back = list(held.each_day(code, apart=True))
    assert [each[:5] for each in back] == [each[:5] for each in found]
    assert [list(each.values or ()) for each in back] == [[], [], [15, 4_000_000], [7]]
    assert list(held.each_day(code, apart=False)) == back
    assert list(held.each_day(f"{code}002", apart=True)) == back[2:]
    whole = [(*each[1:5], list(each.values or ())) for each in held.whole(code, apart=True)]
    assert whole == [
        (code, first, 3, 2, []),
        (f"{code}001", first, 70_000, 0, []),
        (f"{code}002", first, 3, 3, [15, 4_000_000, 7]),
    ]
    [one] = held.whole(code, apart=False)
    assert (*one[1:5], list(one.values or ())) == (code, first, 70_006, 5, [15, 4_000_000, 7])
    [only] = held.whole(f"{code}002", apart=True)
    assert (only.place, list(only.values or ())) == (f"{code}002", [15, 4_000_000, 7])
    assert list(held.whole(f"{code}003", apart=True)) == []


def test_a_community_as_a_whole_has_each_day_once() -> None:
    first = date(2025, 4, 1)
    code, day = "350526100001", first + timedelta(days=29)
    found = [
        Found(15, code, first, 3, 2, None),
        Found(15, f"{code}001", first, 4, 1, None),
        Found(15, f"{code}001", day, 70_000, 0, None),
        Found(15, f"{code}002", day, 2, 2, None),
    ]
    days = [(code, first, 7, 3), (code, day, 70_002, 2)]
    held = Packed(code, first, pack(first, found))
    assert [each[1:5] for each in held.each_day(code, apart=False)] == days
    assert [each[1:5] for each in held.whole(code, apart=False)] == [(code, first, 70_009, 5)]
    nothing = Packed(code, first, pack(first, []))
    assert list(nothing.each_day(code, apart=False)) == list(nothing.whole(code, apart=True)) == []


def test_what_was_written_in_another_form_answers_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported(cast)
    roll_up()
    before = set(Rolled.objects.values_list("basis", flat=True))
    monkeypatch.setattr(asking, "FORM", "another")
    asking.basis_of.cache_clear()
    try:
        window = Window(COMMUNITY, clock.today())
        assert rollup.figures(WATCHED, window) == counted_in_full(WATCHED, window)
        roll_up()
        assert before.isdisjoint(Rolled.objects.values_list("basis", flat=True))
    finally:
        asking.basis_of.cache_clear()

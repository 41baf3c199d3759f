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
from jinlin.core.figures.rollup import below
from jinlin.core.figures.rollup.asking import Found
from jinlin.core.figures.rollup.cells import BelowCell
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
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


def test_what_is_packed_comes_back_as_it_was() -> None:
    first = date(2025, 4, 1)
    found = [
        Found(15, "350526100001", first, 3, 2, None),
        Found(15, "350526100001001", first + timedelta(days=29), 70_000, 0, None),
        Found(15, "350526100001002", first, 2, 2, array("I", [15, 4_000_000])),
    ]
    packed = below.pack(first, found)
    back = list(below.unpack("350526100001", first, packed))
    assert [each[:5] for each in back] == [each[:5] for each in found]
    assert [list(each.values or ()) for each in back] == [[], [], [15, 4_000_000]]
    assert list(below.together("350526100001", first, packed)) == back


def test_a_community_as_a_whole_has_each_day_once() -> None:
    first = date(2025, 4, 1)
    code, day = "350526100001", first + timedelta(days=29)
    found = [
        Found(15, code, first, 3, 2, None),
        Found(15, f"{code}001", first, 4, 1, None),
        Found(15, f"{code}001", day, 70_000, 0, None),
        Found(15, f"{code}002", day, 2, 2, None),
    ]
    whole = [(code, first, 7, 3), (code, day, 70_002, 2)]
    assert [each[1:5] for each in below.together(code, first, below.pack(first, found))] == whole
    assert list(below.together(code, first, below.pack(first, []))) == []

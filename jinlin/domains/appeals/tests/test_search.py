"""Does the board find what stands in an appeal, as people type it, and only what is theirs?"""

import pytest
from django.apps import apps

from jinlin.core import search
from jinlin.core.actor import SYSTEM
from jinlin.core.search import Sought
from jinlin.domains.appeals import actions, queries
from jinlin.domains.appeals.actions import Report
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.queries import Filters
from jinlin.domains.appeals.tests.cast import Cast

TEXT = "３号楼２单元的路灯坏了，ＷＩＦＩ也断了。Call 138 0000 0001"


@pytest.fixture
def appeal(cast: Cast) -> Appeal:
    return actions.report(
        Report(cast.places.neighbourhood, TEXT, spot="东门  保安亭"), actor=SYSTEM
    )


def found(cast: Cast, text: str, who: str = "clerk") -> list[Appeal]:
    return list(queries.board(getattr(cast.actors, who), Filters(state="all", text=text)))


@pytest.mark.parametrize(
    "typed",
    [
        "路灯",
        "灯",
        "了",
        "路灯坏了",
        "3号楼",
        "３号楼 wifi",
        "WiFi",
        "call",
        "13800000001",
        "138 0000",
        "保安亭",
        "东门保安亭",
        "坏了，wifi",
        "，路灯，",
    ],
)
def test_a_part_is_found_however_it_is_typed(cast: Cast, appeal: Appeal, typed: str) -> None:
    assert found(cast, typed) == [appeal]


def test_number_and_place_are_found(cast: Cast, appeal: Appeal) -> None:
    half = appeal.number.replace("-", "").lower()[2:]
    assert [
        found(cast, typed) for typed in (appeal.number, half, cast.places.neighbourhood.name)
    ] == [[appeal]] * 3


@pytest.mark.parametrize(
    "typed", ["灯路", "坏灯", "水管", "路灯 水管", "3号楼3单元", "坏了东门", "138000000010"]
)
def test_what_does_not_stand_there_is_not_found(cast: Cast, appeal: Appeal, typed: str) -> None:
    assert found(cast, typed) == []


def test_without_a_word_everything_stands_there(cast: Cast, appeal: Appeal) -> None:
    assert [found(cast, typed) for typed in ("", "  ", "，！")] == [[appeal]] * 3


def test_nobody_finds_what_they_may_not_see(cast: Cast, appeal: Appeal) -> None:
    others = ("handler", "town_outsider", "county_outsider", "system_admin", "neighbour")
    assert [found(cast, "路灯", who) for who in others] == [[]] * len(others)


def test_a_migration_takes_in_what_was_there_and_may_run_twice(cast: Cast, appeal: Appeal) -> None:
    Sought.objects.all().delete()
    assert found(cast, "路灯") == []
    for _time in range(2):
        filled = search.fill(
            apps.get_model("appeals", "Appeal").objects.all(),
            "appeals.appeal",
            lambda row: row.search_words()[""],
        )
        assert filled == 1
    assert (found(cast, "路灯"), Sought.objects.filter(row_id=appeal.pk).count()) == ([appeal], 1)


def test_what_is_forgotten_or_sealed_is_found_by_nothing(cast: Cast, appeal: Appeal) -> None:
    search.forget(appeal)
    assert found(cast, "路灯") == []
    appeal.is_sealed = True  # type: ignore[attr-defined]
    search.index(appeal)
    assert not Sought.objects.filter(row_id=appeal.pk).exists()


def test_changed_words_are_found_and_the_old_ones_not(cast: Cast, appeal: Appeal) -> None:
    appeal.text = "水管爆了"
    appeal.title = appeal.spot = ""
    search.index(appeal)
    assert (found(cast, "水管"), found(cast, "路灯")) == ([appeal], [])

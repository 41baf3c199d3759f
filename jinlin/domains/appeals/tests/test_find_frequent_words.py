"""Is a word that stands in very many matters found as exactly as a rare one, by reading on?"""

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jinlin.core import counting, paging
from jinlin.core.search import Sought, frequency, matching
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.queries import Filters, board
from jinlin.domains.appeals.queries.board import ORDERS
from jinlin.domains.appeals.tests.cast import Cast, at_desk, person, reported
from jinlin.ground.people.models import Person

TYPED = (
    "路灯",
    "灯",
    "路灯坏了三天",
    "3幢 台阶",
    "二",
    "第1",
    "没有",
    "路灯 没有",
    "灯路",
    "_",
    "100%",
)
ALL = -1  # not even as few as none: every word is frequent


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    frequency.forget_frequencies()
    yield
    frequency.forget_frequencies()


@pytest.fixture
def appeals(cast: Cast) -> list[Appeal]:
    """Five, of which two are withdrawn."""
    made = [
        reported(cast, text=f"3幢楼下第{number}盏路灯坏了三天，看不见台阶") for number in range(5)
    ]
    for appeal in made[:2]:
        actions.withdraw(appeal, actor=cast.actors.resident, reason="修好了")
    return made


def pages(cast: Cast, filters: Filters, who: str = "clerk") -> list[list[Appeal]]:
    """Page by page, two rows each."""
    rows, order = board(getattr(cast.actors, who), filters), ORDERS[filters.order]
    read = [paging.page(rows, order=order, size=2)]
    while read[-1].next:
        read.append(paging.page(rows, order=order, size=2, after=read[-1].next))
    return [each.rows for each in read]


@pytest.mark.parametrize("who", ["clerk", "supervisor", "handler", "county_outsider"])
@pytest.mark.parametrize("state", ["all", "open", "withdrawn"])
def test_both_ways_give_the_same_pages(
    cast: Cast, appeals: list[Appeal], monkeypatch: pytest.MonkeyPatch, state: str, who: str
) -> None:
    wanted = [Filters(state=state, order=order, text=each) for each in TYPED for order in ORDERS]
    collected = [pages(cast, filters, who) for filters in wanted]
    frequency.forget_frequencies()
    monkeypatch.setattr(frequency, "FEW", ALL)
    assert [pages(cast, filters, who) for filters in wanted] == collected
    if who == "clerk" and state == "all":
        assert [sum(map(len, each)) for each in collected[:: len(ORDERS)]] == [
            *(5, 5, 5, 5, 0, 1, 0, 0, 0, 5, 0)
        ]


def test_names_that_lie_encrypted_are_found_both_ways(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("resident", "neighbour"):
        person(cast, name)

    def found() -> list[list[Person]]:
        typed = [person.name for person in Person.objects.order_by("pk")] + ["没有", "陈", "林"]
        return [
            list(Person.objects.filter(matching(Person, each)).order_by("pk")) for each in typed
        ]

    collected = found()
    assert any(collected)
    frequency.forget_frequencies()
    monkeypatch.setattr(frequency, "FEW", ALL)
    assert found() == collected


def test_what_is_forgotten_is_found_neither_way(
    cast: Cast, appeals: list[Appeal], monkeypatch: pytest.MonkeyPatch
) -> None:
    Sought.objects.filter(row_id=appeals[0].pk).delete()
    monkeypatch.setattr(frequency, "FEW", ALL)
    assert set(Appeal.objects.filter(matching(Appeal, "路灯"))) == set(appeals[1:])


@pytest.mark.usefixtures("appeals")
@pytest.mark.parametrize(
    ("typed", "is_frequent"),
    [
        ("路灯", True),
        ("灯", True),
        ("路灯 三天", True),
        ("第1", False),
        ("路灯 第1", False),
        ("没有", False),
    ],
)
def test_the_database_knows_which_words_are_frequent(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, typed: str, is_frequent: bool
) -> None:
    monkeypatch.setattr(frequency, "FEW", 4)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    sql = str(Appeal.objects.filter(matching(Appeal, typed)).query)
    assert (
        '"words"' in sql.partition("WHERE")[2] and "core_sought_signs" not in sql
    ) is is_frequent


@pytest.mark.usefixtures("appeals")
@pytest.mark.parametrize("few", [frequency.FEW, ALL])
def test_a_page_is_one_statement_and_one_that_asks_how_frequent_within_a_minute(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(frequency, "FEW", few)

    def statements() -> int:
        with CaptureQueriesContext(connection) as sent:
            rows = board(cast.actors.clerk, Filters(state="all", order="newest", text="路灯"))
            assert len(paging.page(rows, order=ORDERS["newest"]).rows) == 5
        return len(sent)

    assert (statements(), statements()) == (2, 1)


@pytest.mark.usefixtures("appeals")
@pytest.mark.parametrize(
    ("looked", "numbers"),
    [(counting.LOOKED, ["3", "3", "2", "5"]), (2, ["2+", "2+", "2", "2+"])],
)
def test_the_tabs_of_a_frequent_word_say_how_many_of_the_rows_that_were_looked_at(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, looked: int, numbers: list[str]
) -> None:
    monkeypatch.setattr(frequency, "FEW", ALL)
    monkeypatch.setattr(counting, "LOOKED", looked)
    page = at_desk(cast.users.clerk).get("/desk/appeals/?state=all&order=newest&q=路灯")
    assert re.findall(r"<small>([^<]*)</small></a>", page.content.decode()) == numbers

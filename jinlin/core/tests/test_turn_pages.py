"""Does turning pages show every row once, whatever arrives meanwhile?"""

from datetime import date, timedelta
from itertools import product

import pytest
from django.db import connection, models
from django.db.models.functions import Length
from django.test.utils import CaptureQueriesContext

from jinlin.core.errors import Unusable
from jinlin.core.paging import Page, chunks, page
from jinlin.core.tests.models import Matter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("matter_table")]

DAY = date(2026, 4, 1)
ORDERS = [
    ("-on", "grade", "id"),
    ("on", "grade", "id"),
    ("-on", "-grade", "-id"),
    ("grade", "-on", "-pk"),
    ("id",),
]


def record(days: int, grades: int = 3) -> None:
    Matter.objects.bulk_create(
        Matter(county="350526", place_code="350526100", on=DAY + timedelta(days=day), grade=grade)
        for day, grade in product(range(days), range(grades))
    )


def turn_all(order: tuple[str, ...], size: int) -> list[Page[Matter]]:
    pages = [page(Matter.objects.all(), order=order, size=size)]
    while pages[-1].next:
        pages.append(page(Matter.objects.all(), order=order, after=pages[-1].next, size=size))
    return pages


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("size", [1, 4, 5, 15, 50])
def test_all_pages_together_are_the_whole_list_in_order(order: tuple[str, ...], size: int) -> None:
    record(5)
    assert [row for each in turn_all(order, size) for row in each.rows] == list(
        Matter.objects.order_by(*order)
    )


@pytest.mark.parametrize("order", ORDERS)
def test_previous_leads_back_over_the_same_pages(order: tuple[str, ...]) -> None:
    record(5)
    pages = turn_all(order, 4)
    back = [pages[-1]]
    while back[-1].previous:
        back.append(page(Matter.objects.all(), order=order, after=back[-1].previous, size=4))
    assert [each.rows for each in reversed(back)] == [each.rows for each in pages]
    assert [bool(each.previous) for each in pages] == [False, True, True, True]
    assert [bool(each.next) for each in back] == [False, True, True, True]


def test_rows_that_arrive_meanwhile_shift_nothing() -> None:
    record(4, grades=1)
    first = page(Matter.objects.all(), order=("-on", "id"), size=2)
    Matter.objects.create(county="350526", place_code="350526100", on=DAY + timedelta(days=9))
    second = page(Matter.objects.all(), order=("-on", "id"), after=first.next, size=2)
    assert [row.on.day for row in first.rows + second.rows] == [4, 3, 2, 1]


def test_a_page_whose_rows_have_gone_still_leads_back() -> None:
    record(4, grades=1)
    first = page(Matter.objects.all(), order=("on", "id"), size=2)
    Matter.objects.filter(on__gt=DAY + timedelta(days=1)).delete()
    empty = page(Matter.objects.all(), order=("on", "id"), after=first.next, size=2)
    assert (empty.rows, empty.next) == ([], "")
    assert (
        page(Matter.objects.all(), order=("on", "id"), after=empty.previous, size=2).rows
        == first.rows
    )


def test_an_empty_list_is_one_empty_page() -> None:
    assert page(Matter.objects.all(), order=("id",)) == Page(rows=[], next="", previous="")


def test_one_page_is_one_statement_and_never_counts() -> None:
    record(5)
    token = page(Matter.objects.all(), order=("-on", "id"), size=4).next
    with CaptureQueriesContext(connection) as asked:
        page(Matter.objects.all(), order=("-on", "id"), after=token, size=4)
    assert len(asked) == 1
    assert "COUNT(" not in asked[0]["sql"].upper()


@pytest.mark.parametrize("order", [("on", "id"), ("-on", "-id")])
def test_a_page_starts_where_it_begins_and_not_where_its_list_does(order: tuple[str, ...]) -> None:
    """Of two bounds SQLite takes the first that it reads."""
    record(6, grades=1)
    ends = {"on__gte": DAY, "on__lte": DAY + timedelta(days=5)}
    rows = Matter.objects.filter(**ends)
    first = page(rows, order=order, size=2)
    with CaptureQueriesContext(connection) as queries:
        page(rows, order=order, after=first.next, size=2)
    [sent] = queries.captured_queries
    begun = str(first.rows[-1].on)
    assert all(sent["sql"].index(begun) < sent["sql"].index(f"'{end}'") for end in ends.values())


def test_an_order_may_use_what_a_query_computes() -> None:
    record(3)
    counted = Matter.objects.annotate(
        length=models.ExpressionWrapper(
            Length("place_code") + models.F("grade"), models.IntegerField()
        )
    )
    first = page(counted, order=("-length", "id"), size=5)
    second = page(counted, order=("-length", "id"), after=first.next, size=5)
    assert first.rows + second.rows == list(counted.order_by("-length", "id"))


@pytest.mark.parametrize("token", ["nonsense", "", "a:b", "W10:xyz"])
def test_a_token_that_is_not_ours_is_refused(token: str) -> None:
    record(2)
    if token:
        with pytest.raises(Unusable):
            page(Matter.objects.all(), order=("id",), after=token)


def test_a_token_made_for_another_order_is_refused() -> None:
    record(2)
    token = page(Matter.objects.all(), order=("on", "id"), size=1).next
    with pytest.raises(Unusable):
        page(Matter.objects.all(), order=("-on", "id"), after=token)


def test_an_order_over_something_empty_is_a_mistake_of_ours() -> None:
    record(2)
    with pytest.raises(ValueError, match="minutes"):
        page(Matter.objects.all(), order=("minutes", "id"), size=1)


@pytest.mark.parametrize("rows", [0, 4, 5, 9])
def test_a_file_reads_every_row_once_so_many_at_a_time(rows):
    record(rows, grades=1)
    found = list(chunks(Matter.objects.all(), order=("-on", "id"), size=4))
    assert [len(each) for each in found[:-1]] == [4] * (len(found) - 1)
    assert [row.on for each in found for row in each] == [
        DAY + timedelta(days=day) for day in reversed(range(rows))
    ]

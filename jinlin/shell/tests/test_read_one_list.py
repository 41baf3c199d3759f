"""Do the rows of several sources stand in one list, each once, in order, forth and back?"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jinlin.core.errors import Unusable
from jinlin.core.paging import Page
from jinlin.core.tests.models import Matter
from jinlin.shell.one_list import Source, first_of, one_list

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("matter_table")]
DAY = date(2026, 4, 1)
SIZES = [1, 2, 3, 7, 50]


def sources(order: tuple[str, str] = ("on", "id")) -> list[Source]:
    """Three kinds of matters, as three domains would bring them; the third has none."""
    return [
        Source(
            Matter.objects.filter(grade=grade),
            order,
            lambda rows, g=grade: [(g, row.pk) for row in rows],
            f"kind{grade}.html",
        )
        for grade in (1, 2, 3)
    ]


def record() -> list[Matter]:
    days = [(1, 0), (1, 3), (1, 3), (1, 9), (2, 1), (2, 3), (2, 4), (2, 5), (2, 9), (2, 11)]
    rows = [
        Matter(county="350526", place_code="350526100", on=DAY + timedelta(days=day), grade=grade)
        for grade, day in days
    ]
    return Matter.objects.bulk_create(rows)


def keys(page: Page[Any]) -> list[Any]:
    return [line.row[1] for line in page.rows]


def turned(size: int, make: Callable[[], list[Source]]) -> list[Page[Any]]:
    pages = [one_list(make(), size=size)]
    while pages[-1].next:
        pages.append(one_list(make(), after=pages[-1].next, size=size))
    return pages


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("order", [("on", "id"), ("-on", "-id")])
def test_all_pages_together_are_all_rows_in_order(size: int, order: tuple[str, str]) -> None:
    record()
    found = [key for page in turned(size, lambda: sources(order)) for key in keys(page)]
    assert found == list(Matter.objects.order_by(*order).values_list("pk", flat=True))


@pytest.mark.parametrize("size", [1, 3, 4])
def test_the_way_back_leads_over_the_same_pages(size: int) -> None:
    record()
    pages = turned(size, sources)
    back = [pages[-1]]
    while back[-1].previous:
        back.append(one_list(sources(), after=back[-1].previous, size=size))
    assert [keys(page) for page in reversed(back)] == [keys(page) for page in pages]


def test_each_line_is_shown_by_its_own_source() -> None:
    record()
    assert [(line.template, line.row[0]) for line in first_of(sources(), size=2)] == [
        ("kind1.html", 1),
        ("kind2.html", 2),
    ]


def test_a_list_of_nothing_is_empty_and_leads_nowhere() -> None:
    assert one_list(sources()) == Page(rows=[], next="", previous="")


def test_rows_that_arrive_meanwhile_shift_nothing() -> None:
    record()
    first = one_list(sources(), size=4)
    Matter.objects.create(county="350526", place_code="350526100", on=DAY, grade=2)
    assert not set(keys(first)) & set(keys(one_list(sources(), after=first.next, size=4)))


@pytest.mark.parametrize(("size", "of_rows"), [(1, 1), (3, 2), (50, 2)])
def test_one_statement_asks_all_sources_and_one_each_that_has_rows_on_the_page(
    size: int, of_rows: int
) -> None:
    record()
    with CaptureQueriesContext(connection) as asked:
        one_list(sources(), size=size)
    assert len(asked) == 1 + of_rows


@pytest.mark.parametrize("shown", [None, Matter.objects.all()])
def test_a_row_that_stands_in_two_parts_comes_once(shown: Any) -> None:
    record()
    rows = Matter.objects.filter(grade__lte=2)
    parts = (rows, rows.filter(grade=1), rows.none())
    source = Source(
        parts, ("on", "id"), lambda rows: [(0, row.pk) for row in rows], "", shown=shown
    )
    found = [key for page in turned(3, lambda: [source]) for key in keys(page)]
    assert found == list(rows.order_by("on", "id").values_list("pk", flat=True))


def test_a_token_of_another_direction_is_refused() -> None:
    record()
    token = one_list(sources(), size=2).next
    with pytest.raises(Unusable):
        one_list(sources(("-on", "-id")), after=token)

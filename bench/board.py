"""What does the board cost at 10 thousand, 100 thousand and a million appeals, on its first page and far down?

Floor: one indexed row through the same driver, in the same run. BENCH_SIZES=10000,100000,1000000 chooses the sizes; a million takes minutes to fill.
"""

import os

from house import engine, median_ms, open_house, say

open_house()

from crowd import fill  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from jinlin.appeals.models import Appeal, AppealQuerySet  # noqa: E402
from jinlin.appeals.queries import Filters, board, waiting_for  # noqa: E402
from jinlin.appeals.queries.board import ORDERS  # noqa: E402
from jinlin.appeals.tests.cast import cast_of_dehua, closed, finished, in_hand, reported  # noqa: E402
from jinlin.core import paging  # noqa: E402

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "10000,100000").split(",")]
FAR = 1000  # pages


def walk_to(rows: AppealQuerySet, order: tuple[str, ...], pages: int, size: int = 50) -> str:
    """The token of a page far down, found by one jump: the row that stands before it."""
    before = rows.order_by(*order)[pages * size - 1 : pages * size]
    return paging._token(paging.FORWARD, paging._keys(rows, order), before[0]) if before else ""  # noqa: SLF001


def main() -> None:
    cast = cast_of_dehua()
    for make in (reported, in_hand, finished, closed) * 5:
        make(cast)
    actor = cast.actors.supervisor
    for size in SIZES:
        fill(size)
        floor = median_ms(lambda: Appeal.objects.only("pk").get(pk=Appeal.objects.values_list("pk", flat=True)[:1][0]))
        print(f"-- {engine()}, {Appeal.objects.count()} appeals")
        for name, filters in (
            ("all, newest", Filters(state="all", order="newest")),
            ("open, by due", Filters()),
            ("closed, one class", Filters(state="closed", category="02")),
        ):
            rows, order = board(actor, filters), ORDERS[filters.order]
            with CaptureQueriesContext(connection) as asked:
                paging.page(rows, order=order)
            first = median_ms(lambda: paging.page(rows, order=order))  # noqa: B023
            say(f"{name}: first page ({len(asked)} statement)", first, floor)
            if token := walk_to(rows, order, min(FAR, size // 200)):
                say(f"{name}: page {min(FAR, size // 200)}", median_ms(lambda: paging.page(rows, order=order, after=token)), floor)  # noqa: B023
        say("what waits for me", median_ms(lambda: list(waiting_for(actor)[:50])), floor)


main()

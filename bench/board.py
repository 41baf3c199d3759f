"""What does the board cost at 10 thousand, 100 thousand and a million appeals, on its first page
and far down?

Floor: one row by its key, in the same run. BENCH_SIZES=10000,100000,1000000 chooses the sizes.
'flat' compares each page with the same page in the smallest house. Page 1,000 is reached by one
jump, and asked for as the browser would: by the token of the row before it. In a house too small to
have it, the last page that it has.
"""

import os
import time
from collections.abc import Callable
from functools import partial

from house import engine, median_ms, open_house, say

open_house()

from crowd import COMMUNITY, NEIGHBOURHOOD, TOWN, fill, people_a_county  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from jinlin.core import paging  # noqa: E402
from jinlin.core.time import clock  # noqa: E402
from jinlin.domains.appeals.models import Appeal, AppealQuerySet  # noqa: E402
from jinlin.domains.appeals.queries import Filters, board, waiting_for  # noqa: E402
from jinlin.domains.appeals.queries.board import ORDERS  # noqa: E402
from jinlin.domains.appeals.tests.cast import Cast  # noqa: E402

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "10000,50000").split(",")]
FAR, SIZE = 1000, 50


def filters_of(cast: Cast) -> dict[str, Filters]:
    """What staff really look at."""
    return {
        "open, by due (how the board opens)": Filters(),
        "all, newest": Filters(state="all", order="newest"),
        "late": Filters(state="late"),
        "in hand": Filters(state="in_hand"),
        "closed, newest": Filters(state="closed", order="newest"),
        "a town, open": Filters(place=TOWN),
        "a town, all, newest": Filters(place=TOWN, state="all", order="newest"),
        "a community, open": Filters(place=COMMUNITY),
        "a neighbourhood, all, newest": Filters(place=NEIGHBOURHOOD, state="all", order="newest"),
        "a unit, open": Filters(unit=str(busy_unit())),
        "a unit, all, newest": Filters(unit=str(busy_unit()), state="all", order="newest"),
        "a class, open": Filters(category="3001"),
        "a class, all, newest": Filters(category="30", state="all", order="newest"),
        "last month, all, oldest": Filters(
            since=clock.today().replace(day=1), state="all", order="oldest"
        ),
    }


def busy_unit() -> object:
    return Appeal.objects.filter(unit__name="单位1").values_list("unit_id", flat=True).first()


def far_token(rows: AppealQuerySet, order: tuple[str, ...]) -> tuple[int, str]:
    """The number and the token of the page far down, found by one jump: the row that stands before
    it.
    """
    many = min(FAR - 1, (rows.order_by()[: FAR * SIZE].count() - 1) // SIZE)
    if many < 1:
        return 0, ""
    before = rows.order_by(*order)[many * SIZE - 1 : many * SIZE]
    return many + 1, paging._token(paging.FORWARD, paging.keys_of(rows, order), before[0])  # noqa: SLF001


def _searched(cast: Cast, words: str) -> float:
    """Milliseconds of one search for words in all texts."""
    begun = time.perf_counter()
    rows = board(cast.actors.supervisor, Filters(state="all", order="newest", text=words))
    paging.page(rows, order=ORDERS["newest"])
    return (time.perf_counter() - begun) * 1000


def main() -> None:
    cast, smallest = people_a_county(), {}
    for size in SIZES:
        fill(size)
        pk = Appeal.objects.values_list("pk", flat=True).first()
        floor = median_ms(lambda: Appeal.objects.get(pk=pk))  # noqa: B023
        print(f"-- {engine()}, {Appeal.objects.count()} appeals")

        def tell(what: str, ask: Callable[[], object], place: str) -> None:
            spent = median_ms(ask)
            beside = f"   flat {spent / smallest.setdefault(place, spent):5.2f}"
            say(what, spent, floor, after=beside)  # noqa: B023

        for name, filters in filters_of(cast).items():
            rows, order = board(cast.actors.supervisor, filters), ORDERS[filters.order]
            with CaptureQueriesContext(connection) as queries:
                paging.page(rows, order=order)
            assert len(queries) == 1, "a page is one statement, and counts nothing"
            tell(f"{name}: first page", lambda: paging.page(rows, order=order), name)  # noqa: B023
            number, token = far_token(rows, order)
            if token:
                tell(
                    f"{name}: page {number}",
                    partial(paging.page, rows, order=order, after=token),
                    f"{name} far",
                )
        for name in ("supervisor", "second_clerk", "handler"):
            rows = waiting_for(getattr(cast.actors, name))
            tell(f"what waits for the {name.replace('_', ' ')}", lambda: list(rows[:SIZE]), name)  # noqa: B023
        for words in ("路灯", "没有这样的词"):
            spent = _searched(cast, words)
            kind = "often" if words == "路灯" else "nowhere"
            say(
                f"text search, a word that stands {kind} (one run)",
                spent,
                floor,
                after=f"   flat {spent / smallest.setdefault(words, spent):5.2f}",
            )


if __name__ == "__main__":
    main()

"""What does the board cost at 10 thousand, 100 thousand and a million appeals: its first page, a
page far down, a search for words of every kind, also a minute after midnight?

A page is one statement that counts nothing; where only a look at each row tells (a class), no more
than two for each step in which rows are looked at.

Floor: one row by its key, in the same run. BENCH_SIZES=10000,100000,1000000 chooses the sizes;
BENCH_ONLY=pages or search measures half of it. 'flat' compares a full page with the same page in
the smallest house that has a full one; a page that is not full is compared with nothing. Page 1,000
is reached by one jump, and asked for as the browser would: by the token of the row before it. A
house too small to have it shows its last full page.
"""

import os
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import product
from typing import Any
from urllib.parse import urlencode

from house import engine, median_ms, open_house, say

open_house()

from crowd import COMMUNITY, NEIGHBOURHOOD, TOWN, fill, people_a_county  # noqa: E402
from crowd_words import CLOSED, COMMON, EVERYWHERE, MISSING, OLD, RARE  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import override_settings  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from jinlin.core import paging  # noqa: E402
from jinlin.core.time import clock  # noqa: E402
from jinlin.domains.appeals.models import Appeal, AppealQuerySet  # noqa: E402
from jinlin.domains.appeals.queries import Filters, board, board_page  # noqa: E402
from jinlin.domains.appeals.queries.board import ORDERS, sieve  # noqa: E402
from jinlin.domains.appeals.queries.reading import FAR as FAR_STEPS  # noqa: E402
from jinlin.domains.appeals.tests.cast import Cast, at_desk  # noqa: E402

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "10000,50000").split(",")]
ONLY = os.environ.get("BENCH_ONLY", "")
FAR, SIZE = 1000, 50
SOUGHT = {
    "stands in all": EVERYWHERE,
    "in every third": COMMON,
    "in a hundred": RARE,
    "nowhere": MISSING,
    "in a third, none of them new": OLD,
    "in all that ended": CLOSED,
}
smallest: dict[str, float] = {}


def filters_of() -> dict[str, Filters]:
    """What staff really look at."""
    unit = Appeal.objects.filter(unit__name="单位1").values_list("unit_id", flat=True).first()
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
        "a unit, open": Filters(unit=str(unit)),
        "a unit, all, newest": Filters(unit=str(unit), state="all", order="newest"),
        "a class, open": Filters(category="3001"),
        "a class, all, newest": Filters(category="30", state="all", order="newest"),
        "last month, all, oldest": Filters(
            since=clock.today().replace(day=1), state="all", order="oldest"
        ),
    }


def far_token(rows: AppealQuerySet, order: tuple[str, ...]) -> tuple[int, str]:
    """The number and the token of the full page far down, found by one jump: the row that stands
    before it.
    """
    many = min(FAR, rows.order_by()[: FAR * SIZE].count() // SIZE) - 1
    if many < 1:
        return 0, ""
    before = rows.order_by(*order)[many * SIZE - 1 : many * SIZE]
    keys = paging.keys_of(rows, order)
    return many + 1, paging.sign(paging.FORWARD, keys, [key.read(before[0]) for key in keys])


def tell(what: str, ask: Callable[[], Any], floor: float, *, key: str, is_full: bool) -> None:
    spent = median_ms(ask)
    beside = "not a full page"
    if is_full:
        beside = f"flat {spent / smallest.setdefault(key, spent):5.2f}"
    say(what, spent, floor, after=f"   {beside}")


def page_of(cast: Cast, filters: Filters, after: str = "") -> list[Appeal]:
    return board_page(cast.actors.supervisor, filters, after=after).rows


def pages(cast: Cast, floor: float, when: str) -> None:
    for name, filters in filters_of().items():
        rows, order = board(cast.actors.supervisor, filters), ORDERS[filters.order]
        with CaptureQueriesContext(connection) as queries:
            first = board_page(cast.actors.supervisor, filters)
        most = 2 * len(FAR_STEPS) if sieve(filters) else 1
        assert len(queries) <= most, f"{name}: {len(queries)} statements for one page"
        number, token = far_token(rows, order)
        for what, after in (("first page", ""), (f"page {number}", token))[: 2 if token else 1]:
            tell(
                f"{name}{when}: {what}",
                partial(page_of, cast, filters, after),
                floor,
                key=f"{name}{when}{bool(after)}",
                is_full=bool(after) or len(first.rows) == SIZE,
            )


def narrowed(cast: Cast, floor: float, when: str) -> None:
    """What a reader of one town or one unit sees of a place or a unit that is not theirs alone."""
    unit = str(Appeal.objects.filter(unit__name="单位1").values_list("unit_id", flat=True)[0])
    scopes = {
        "a neighbourhood, open": Filters(place=NEIGHBOURHOOD),
        "a neighbourhood, all, newest": Filters(place=NEIGHBOURHOOD, state="all", order="newest"),
        "another's unit, open": Filters(unit=unit),
    }
    for who, (name, filters) in product(("clerk", "lead", "handler"), scopes.items()):
        ask = partial(board_page, getattr(cast.actors, who), filters)
        what = f"{who}, narrowed to {name}{when}"
        tell(what, ask, floor, key=what, is_full=len(ask().rows) == SIZE)


def searches(cast: Cast, floor: float, when: str) -> None:
    """The page alone, and the board as a browser asks for it, with the numbers on its tabs."""
    browser = at_desk(cast.users.supervisor)
    for state, order in (("all", "newest"), ("open", "due")):
        for kind, words in SOUGHT.items():
            filters = Filters(state=state, order=order, text=words)
            name = f"a word that {kind}, {state}, {order}{when}"
            is_full = len(page_of(cast, filters)) == SIZE or words == MISSING
            tell(name, partial(page_of, cast, filters), floor, key=name, is_full=is_full)
            url = f"/desk/appeals/?{urlencode({'state': state, 'q': words, 'order': order})}"
            ask = partial(_opened, browser, url)
            tell(f"{name}: whole", ask, floor, key=f"{name} whole", is_full=is_full)


def _opened(browser: Any, url: str) -> None:
    assert browser.get(url).status_code == 200, url


def main() -> None:
    cast = people_a_county()
    for size in SIZES:
        fill(size)
        pk = Appeal.objects.values_list("pk", flat=True).first()
        floor = median_ms(partial(Appeal.objects.get, pk=pk))
        print(f"-- {engine()}, {Appeal.objects.count()} appeals")
        midnight = clock.at(clock.today() + timedelta(days=1), 0, 1)
        for when, moment in (("", clock.now()), (", after midnight", midnight)):
            with clock.set_to(moment):
                if ONLY != "search":
                    pages(cast, floor, when)
                    narrowed(cast, floor, when)
                if ONLY != "pages":
                    searches(cast, floor, when)


if __name__ == "__main__":
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        ALLOWED_HOSTS=["*"], STORAGES={**settings.STORAGES, "staticfiles": plain}
    ):
        main()

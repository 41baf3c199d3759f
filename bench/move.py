"""What does a move cost, accepting and finishing, called as an action and made through the page?

Floors in the same run: a bare single-row INSERT and its commit through the same driver, and a
Django view that returns a constant, served by the same server. One client. BENCH_MOVES=100 chooses
how many of each, BENCH_SIZES (the last of them) how many appeals the house holds already.
"""

import os
import time
from collections.abc import Callable, Sequence

from clients import Call, Spent, at_once, client_of, cookies_of, hidden_fields, served
from house import engine, open_house

open_house()

from crowd import fill, people_a_county  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from rows import bare_inserts  # noqa: E402

from jinlin.domains.appeals import actions  # noqa: E402
from jinlin.domains.appeals.models import Appeal, Category  # noqa: E402
from jinlin.domains.appeals.tests.cast import Cast, at_desk, in_hand, reported  # noqa: E402
from jinlin.web import database  # noqa: E402

MOVES = int(os.environ.get("BENCH_MOVES", "100"))
SIZE = int(os.environ.get("BENCH_SIZES", "10000").split(",")[-1])
REPLY = "路灯已更换，三盏都亮了。"


def as_action(appeals: Sequence[Appeal], act: Callable[[Appeal], object]) -> Spent:
    """Each moved once, in this process."""
    spent = []
    with CaptureQueriesContext(connection) as queries:
        act(appeals[0])
    print(f"   {len(queries)} statements", end=" ")
    for appeal in appeals[1:]:
        begun = time.perf_counter()
        act(appeal)
        spent.append(time.perf_counter() - begun)
    return Spent(sum(spent), spent)


def page_of(browser: Client, appeal: Appeal, move: str, fields: dict[str, object]) -> Call:
    """The form of a move as the browser sends it, with all that it carries."""
    path = f"/desk/appeals/{appeal.pk}/{move}/"
    hidden = hidden_fields(browser.get(path).content.decode())
    return Call.form(path, {**hidden, **fields}, cookies_of(browser))


def browsers(cast: Cast) -> dict[str, Client]:
    settings.ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
    return {name: at_desk(getattr(cast.users, name)) for name in ("clerk", "handler")}


def main() -> None:
    database.prepare()
    cast = people_a_county()
    fill(SIZE)
    repair, staff = Category.objects.get(pk="0202"), browsers(cast)
    with served() as port:
        print(
            f"-- {engine()}, {Appeal.objects.count()} appeals stand in the house; {MOVES} of each "
            f"move"
        )
        floors = {"a bare INSERT": bare_inserts(1, MOVES * 5)}
        floors["a constant"] = at_once(
            1, [Call("GET", "/bench/constant/")] * MOVES * 5, client_of(port, 200)
        )
        for name, floor in floors.items():
            floor.tell(f"floor, {name}")
        acts = {
            "accept": (
                reported,
                lambda row: actions.accept(row, actor=cast.actors.clerk, category=repair),
            ),
            "finish": (
                in_hand,
                lambda row: actions.finish(row, actor=cast.actors.handler, reply=REPLY),
            ),
        }
        for name, (before, act) in acts.items():
            as_action([before(cast) for _each in range(MOVES)], act).tell(
                f"{name}, the action", floors=floors
            )
        pages = {
            "accept": (reported, "clerk", {"category": "0202", "grade": "ordinary", "note": ""}),
            "finish": (in_hand, "handler", {"reply": REPLY, "internal": ""}),
        }
        for name, (before, who, fields) in pages.items():
            work = [page_of(staff[who], before(cast), name, fields) for _each in range(MOVES)]
            at_once(1, work, client_of(port, 302)).tell(f"{name}, the page", floors=floors)


if __name__ == "__main__":
    main()

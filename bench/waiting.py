"""What does 'what waits for me' cost, page and numbers, at 10 thousand, 100 thousand and a million
appeals, for each kind of reader, also a minute after midnight?

Floor: one row by its key, in the same run. BENCH_SIZES=10000,100000,1000000 chooses the sizes.
'flat' compares with the smallest house. BENCH_EXPLAIN=1 shows by which index each part is read.
"""

import os
from datetime import timedelta
from functools import partial

from house import engine, median_ms, open_house, say

open_house()

from crowd import fill, people_a_county  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from jinlin.core.actor import Actor  # noqa: E402
from jinlin.core.time import clock  # noqa: E402
from jinlin.domains.appeals.models import Appeal  # noqa: E402
from jinlin.domains.appeals.tests.cast import Cast  # noqa: E402
from jinlin.shell.one_list import one_list, with_tally  # noqa: E402
from jinlin.web import lists  # noqa: E402

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "10000,50000").split(",")]
READERS = ("supervisor", "lead", "clerk", "second_clerk", "handler")
before: dict[str, int] = {}
smallest: dict[tuple[str, str, str], float] = {}


def statements(actor: Actor) -> int:
    with CaptureQueriesContext(connection) as queries:
        with_tally(lists.waiting(actor))
    return len(queries)


def explain(actor: Actor) -> None:
    for source in lists.waiting(actor):
        for part in source.parts:
            if part.model is Appeal:
                print(part.order_by(*source.order)[:51].explain(), "\n")


def measure(cast: Cast, floor: float, when: str) -> None:
    for name in READERS:
        actor = getattr(cast.actors, name)
        if os.environ.get("BENCH_EXPLAIN"):
            explain(actor)
        sent = statements(actor)
        assert sent <= before.setdefault(name, sent) + 2, "statements grow with the house"
        sources = lists.waiting(actor)
        for what, ask in (("page", one_list), ("page and numbers", with_tally)):
            spent = median_ms(partial(ask, sources))
            flat = spent / smallest.setdefault((name, what, when), spent)
            label = f"what waits for the {name.replace('_', ' ')}{when}: {what}, {sent} statements"
            say(label, spent, floor, after=f"   flat {flat:5.2f}")


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
                measure(cast, floor, when)


if __name__ == "__main__":
    main()

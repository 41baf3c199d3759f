"""What does the page of all figures cost, when every figure is counted and when it is summed up,
and what does the summing up cost?

Floor: one count of the same table. Every figure is compared: the sum must be the full count.
BENCH_ONLY=today leaves out what is counted in full anyway (a past month, an earlier end).
BENCH_COLD names a command that restarts the database and empties its caches before the first page
(PostgreSQL); without it, cold means a fresh connection.
"""

import os
import subprocess
import time
from collections.abc import Callable
from datetime import date, timedelta

from house import engine, median_ms, open_house, say

open_house()

from crowd import COMMUNITY, TOWN, fill, people_a_county  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from jinlin.core.figures import answers, rollup  # noqa: E402
from jinlin.core.figures.measures import Window  # noqa: E402
from jinlin.core.figures.rollup import watching  # noqa: E402
from jinlin.core.time import clock  # noqa: E402
from jinlin.domains.appeals.models import Appeal  # noqa: E402
from jinlin.domains.appeals.tests.cast import COUNTY  # noqa: E402
from jinlin.metrics.catalogue import MEASURES  # noqa: E402
from jinlin.metrics.jobs import roll_up  # noqa: E402
from jinlin.metrics.queries import read  # noqa: E402

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "10000,50000").split(",")]
COLD = os.environ.get("BENCH_COLD", "")
ONLY = os.environ.get("BENCH_ONLY", "")
ALL = list(MEASURES.values())
TOUCHED = (
    20,
    200,
)  # appeals moved since the last summing up: a minute of a large county, and an hour of it


def once_ms(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def cold_ms(act: Callable[[], object]) -> float:
    """On a fresh connection, and after a restart if one can be had."""
    connection.close()
    if COLD:
        subprocess.run(COLD, shell=True, check=True, stdout=subprocess.DEVNULL)
    connection.ensure_connection()
    return once_ms(act)


def in_full(window: Window) -> dict[str, object]:
    return {key: answers.answer(measure, window) for key, measure in MEASURES.items()}


def touch(count: int) -> None:
    """So many appeals of the last weeks are saved, as moves would."""
    recent = Appeal.objects.filter(
        county=COUNTY, reported_on__gte=clock.today() - timedelta(days=40)
    )
    for pk in recent.order_by("reported_at", "pk").values_list("pk", flat=True)[
        :: max(1, recent.count() // count)
    ]:
        Appeal.objects.filter(pk=pk).update(version=1)


def updates_ms() -> float:
    """Two hundred single updates, undone again."""
    keys = list(Appeal.objects.values_list("pk", flat=True)[:200])
    with transaction.atomic():
        spent = once_ms(lambda: [Appeal.objects.filter(pk=pk).update(version=1) for pk in keys])
        transaction.set_rollback(True)
    return spent / len(keys)


def windows_of(today: date) -> dict[str, Window]:
    """What is asked for: of today, and of earlier days unless BENCH_ONLY=today."""
    found = {
        "the county, everything": Window(COUNTY, today),
        "the county, the last 30 days": Window(COUNTY, today, today - timedelta(days=30)),
        "the county, a past month": Window(
            COUNTY, today - timedelta(days=60), today - timedelta(days=90)
        ),
        "the county, up to a past day": Window(COUNTY, today - timedelta(days=60)),
        "a town, everything": Window(TOWN, today),
        "a community, everything": Window(COMMUNITY, today),
    }
    is_short = ONLY == "today"
    return {name: each for name, each in found.items() if not is_short or each.as_of == today}


def measure() -> None:
    windows = windows_of(clock.today())
    floor = median_ms(lambda: Appeal.objects.filter(county=COUNTY).count(), times=5)
    print(f"-- {engine()}, {Appeal.objects.count()} appeals, {len(MEASURES)} figures")
    say("summing up all of it (once a day, in the worker)", once_ms(roll_up), floor)
    say(
        "all figures of the county, cold",
        cold_ms(lambda: read(ALL, windows["the county, everything"])),
        floor,
    )
    for name, window in windows.items():
        full = once_ms(lambda: in_full(window))  # noqa: B023
        say(f"{name}: all figures, each counted", full, floor)
        say(f"{name}: the page", median_ms(lambda: read(ALL, window), times=5), floor)  # noqa: B023
        assert rollup.figures(MEASURES.values(), window) == in_full(window), name
    for count in TOUCHED:
        touch(count)
        say(
            f"the county, {count} touched since: the page",
            median_ms(lambda: read(ALL, windows["the county, everything"]), times=5),
            floor,
        )
        assert rollup.figures(MEASURES.values(), windows["the county, everything"]) == in_full(
            windows["the county, everything"]
        )
        say(f"summing up these {count}", once_ms(roll_up), floor)
    marked = updates_ms()
    watching.take_down("default")
    say("an UPDATE of an appeal that marks its days (floor: not)", marked, updates_ms())
    watching.put_up("default")


def main() -> None:
    people_a_county()
    for size in SIZES:
        fill(size, is_searched=False)
        measure()


if __name__ == "__main__":
    main()

"""What does a figure cost on each engine, against the number of rows, and what does writing the
archive cost?

Floor: the same measures asked of the house's own database. Every figure is compared. Spark where
Java is; BENCH_SIZES as in figures.py.
"""

import os
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from house import engine, open_house, say

open_house()

from crowd import fill, people_a_county  # noqa: E402

from jinlin.core.figures import answers, archive  # noqa: E402
from jinlin.core.figures.measures import Figure, Measure, Window  # noqa: E402
from jinlin.core.time import clock  # noqa: E402
from jinlin.domains.appeals.models import Appeal  # noqa: E402
from jinlin.domains.appeals.tests.cast import COUNTY  # noqa: E402
from jinlin.metrics.catalogue import MEASURES  # noqa: E402

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "10000,50000").split(",")]
ASKED = [measure for key, measure in MEASURES.items() if key.startswith("appeals.")]


def timed(act: Callable[[], object]) -> tuple[float, object]:
    begun = time.perf_counter()
    found = act()
    return (time.perf_counter() - begun) * 1000, found


def all_of(measures: list[Measure], window: Window) -> dict[str, Figure]:
    return {each.key: answers.answer(each, window) for each in measures}


def measure() -> None:
    window = Window(COUNTY, clock.today())
    print(f"-- {engine()}, {Appeal.objects.count()} appeals, {len(ASKED)} figures of them")
    floor, own = timed(lambda: all_of(ASKED, window))
    say(f"all figures of appeals, {engine()}, counted in full", floor, floor)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        spent, made = timed(lambda: archive.write(MEASURES.values(), COUNTY, place))
        more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
        size = sum(path.stat().st_size for path in place.glob("*/*/*")) / 1e6
        say(
            f"writing the archive: {made.rows} rows, {size:.1f} MB, {more} MB more memory",
            spent,
            floor,
        )
        for name in archive.ENGINES if shutil.which("java") else archive.ENGINES[:1]:
            begun = time.perf_counter()
            with archive.opened(place, name):
                opening = (time.perf_counter() - begun) * 1000
                there = [archive.on(each) for each in ASKED]
                spent, found = timed(lambda: all_of(there, window))  # noqa: B023
            assert found == own, name
            say(f"the same on {name}, after {opening:.0f} ms to open it", spent, floor)


def main() -> None:
    people_a_county()
    for size in SIZES:
        fill(size)
        measure()


if __name__ == "__main__":
    main()

"""How does a figure's cost grow with the rows, from a hundred thousand to ten million, on each
engine?

All figures of appeals are counted in full: the house's own database (SQLite, or PostgreSQL with
JINLIN_DATABASE_URL) holds rows copied by INSERT … SELECT, DuckDB and Spark an archive of which
each appeal was copied by DuckDB. BENCH_LEAN=1 fills the house without texts and indexes, so that
ten million rows stand there in a quarter of an hour and some 12 GB: full counts alone are the same
on it. BENCH_SIZES=100000,1000000,10000000 chooses how many appeals,
BENCH_ENGINES=house,duckdb,spark which engines, BENCH_BASE how many the archive is written from.
'per row' is the cost of a row beside that in the smallest size of the same engine: 1 is straight,
less is better. Every count is compared with the house's own.
"""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import archive as bench
from crowd import fill, people_a_county
from dashboard import processor_seconds
from house import engine

from jinlin.core.figures import archive
from jinlin.core.figures.measures import Figure, Shape, Window
from jinlin.core.time import clock
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import COUNTY
from jinlin.metrics.catalogue import MEASURES

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "20000,100000").split(",")]
ENGINES = os.environ.get("BENCH_ENGINES", "house,duckdb").split(",")
IS_LEAN = os.environ.get("BENCH_LEAN") == "1"
BASE = int(os.environ.get("BENCH_BASE", "20000"))
smallest: dict[str, float] = {}


def measured(name: str, rows: int, act: Callable[[], dict[str, Figure]]) -> dict[str, Figure]:
    begun, busy = time.perf_counter(), processor_seconds()
    found = act()
    wall, processor = time.perf_counter() - begun, processor_seconds() - busy
    cost = wall if name == "spark" else processor  # its own process is not seen
    per_row = cost / rows * 1e6
    first = smallest.setdefault(name, per_row)
    print(
        f"{name:<12} {rows:>12,} rows {wall:>9.2f} s {processor:>9.2f} s processor "
        f"{per_row:>8.3f} us a row   per row {per_row / first:>5.2f}",
        flush=True,
    )
    return found


def in_the_house(window: Window) -> None:
    for size in SIZES:
        fill(size, is_searched=False, is_lean=IS_LEAN)
        rows = Appeal.objects.count()
        measured(engine(), rows, lambda: bench.all_of(bench.FIGURES, window))


def in_archives(window: Window, names: list[str]) -> None:
    """Written once from so many rows, then copied to each size."""
    fill(BASE, is_searched=False)
    base, own = Appeal.objects.count(), bench.all_of(bench.FIGURES, window)
    with tempfile.TemporaryDirectory() as folder:
        archive.write(MEASURES.values(), COUNTY, Path(folder))
        for size in SIZES:
            times = max(1, round(size / base))
            with tempfile.TemporaryDirectory() as larger:
                bench.copied(Path(folder), Path(larger), times)
                for name in names:
                    found = of_archive(Path(larger), name, window, base * times)
                    compare(found, own, times)


def of_archive(place: Path, name: str, window: Window, rows: int) -> dict[str, Figure]:
    begun = time.perf_counter()
    with archive.opened(place, name):
        print(f"{name:<12} {rows:>12,} rows, opened in {time.perf_counter() - begun:.1f} s")
        there = [archive.on(each) for each in bench.FIGURES]
        return measured(name, rows, lambda: bench.all_of(there, window))


def compare(found: dict[str, Figure], own: dict[str, Figure], times: int) -> None:
    for each in bench.FIGURES:
        if each.shape == Shape.COUNT and not each.counts_people:
            assert found[each.key].numerator == times * own[each.key].numerator, each.key


def main() -> None:
    people_a_county()
    window = Window(COUNTY, clock.today())
    print(f"-- {len(bench.FIGURES)} figures of appeals, counted in full")
    if further := [each for each in ENGINES if each != "house"]:
        in_archives(window, further)
    if "house" in ENGINES:
        in_the_house(window)


if __name__ == "__main__":
    main()

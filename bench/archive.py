"""What does a figure cost on each engine, against the number of rows, and what does writing the
archive cost?

Floor: the same measures asked of the house's own database. Every figure is compared. Spark where
Java is; BENCH_SIZES as in figures.py. BENCH_COPIES=10,100 asks the engines also of so many times
the last archive: each appeal with its rounds, parts and pauses once more under another key, written
by DuckDB. Of what is only counted the figures must then be so many times the house's own.
"""

import os
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from house import engine, open_house, say

open_house()

import duckdb  # noqa: E402
from crowd import COPIED, fill, people_a_county  # noqa: E402

from jinlin.core.figures import answers, archive  # noqa: E402
from jinlin.core.figures.measures import Figure, Measure, Shape, Window  # noqa: E402
from jinlin.core.time import clock  # noqa: E402
from jinlin.domains.appeals.models import Appeal  # noqa: E402
from jinlin.domains.appeals.tests.cast import COUNTY  # noqa: E402
from jinlin.metrics.catalogue import MEASURES  # noqa: E402

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "10000,50000").split(",")]
COPIES = [int(times) for times in os.environ.get("BENCH_COPIES", "").split(",") if times]
KEYS = ("id", "appeal_id", "round_id", "part_id")  # what differs from copy to copy
FIGURES = [measure for key, measure in MEASURES.items() if key.startswith("appeals.")]


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    found = act()
    return (time.perf_counter() - begun) * 1000, found


def all_of(measures: list[Measure], window: Window) -> dict[str, Figure]:
    return {each.key: answers.answer(each, window) for each in measures}


def measure(*, is_last: bool) -> None:
    window = Window(COUNTY, clock.today())
    print(f"-- {engine()}, {Appeal.objects.count()} appeals, {len(FIGURES)} figures of them")
    floor, own = timed(lambda: all_of(FIGURES, window))
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
        for name in engines():
            assert figures_in(place, name, window, floor, "the same") == own, name
        for times in COPIES if is_last else ():
            with tempfile.TemporaryDirectory() as larger:
                copied(place, Path(larger), times)
                for name in engines():
                    found = figures_in(Path(larger), name, window, floor, f"{times} times as many")
                    for each in FIGURES:
                        if each.shape == Shape.COUNT and not each.counts_people:
                            assert found[each.key].numerator == times * own[each.key].numerator


def engines() -> tuple[str, ...]:
    return archive.ENGINES if shutil.which("java") else archive.ENGINES[:1]


def figures_in(
    place: Path, name: str, window: Window, floor: float, what: str
) -> dict[str, Figure]:
    begun = time.perf_counter()
    with archive.opened(place, name):
        opening = (time.perf_counter() - begun) * 1000
        there = [archive.on(each) for each in FIGURES]
        spent, found = timed(lambda: all_of(there, window))
    say(f"{what} on {name}, after {opening:.0f} ms to open it", spent, floor)
    return found


def copied(place: Path, larger: Path, times: int) -> None:
    """The archive with each appeal, and what hangs on it, so many times."""
    shutil.copytree(place, larger, dirs_exist_ok=True)
    with duckdb.connect(":memory:") as engine:
        engine.execute("SET TimeZone = 'UTC'; SET preserve_insertion_order = false")
        for model in COPIED:
            for file in (place / model._meta.db_table).glob("*/*.parquet"):
                columns = engine.execute(f"DESCRIBE SELECT * FROM '{file}'").fetchall()
                keys = [name for name, *_rest in columns if name in KEYS]
                new = ", ".join(f"{key} || '-' || n AS {key}" for key in keys)
                engine.execute(
                    f"COPY (SELECT part.* REPLACE ({new}) FROM '{file}' AS part, "
                    f"range({times}) AS copies(n)) "
                    f"TO '{larger / file.relative_to(place)}' (FORMAT parquet, COMPRESSION zstd)"
                )


def main() -> None:
    people_a_county()
    for size in SIZES:
        fill(size)
        measure(is_last=size == SIZES[-1])


if __name__ == "__main__":
    main()

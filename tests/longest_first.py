"""In which order do several workers take the files of tests?

Longest first, so that at the end none waits for another. seconds.csv says how many seconds of
processor time each file took on SQLite when it was last written (`tools/tests record`),
seconds_on_postgresql.csv the same of PostgreSQL; a new file comes after those that are known to be
long. Processor time and not the clock's: what else the machine does changes it little.
"""

import csv
import os
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TABLES = {"sqlite": HERE / "seconds.csv", "postgresql": HERE / "seconds_on_postgresql.csv"}
UNKNOWN_SECONDS = 5.0


def order(items: list[Any], engine: str) -> None:
    """Files as wholes, longest first; within a file the order stays."""
    known = _known(TABLES["sqlite"]) | _known(TABLES[engine])
    items.sort(key=lambda item: (-known.get(_file(item), UNKNOWN_SECONDS), _file(item)))


def stopwatch() -> Callable[[], float]:
    """Answers how many seconds of processor time were spent since it was last asked: by this
    process and by those that it started and that have ended. PostgreSQL's own is not in it.
    """
    last = sum(os.times()[:4])

    def lap() -> float:
        nonlocal last
        now = sum(os.times()[:4])
        last, spent = now, now - last
        return spent

    return lap


def record(reports: list[Any], engine: str) -> None:
    """The table says how long each file took in this run."""
    took: dict[str, float] = defaultdict(float)
    for report in reports:
        took[_file(report)] += getattr(report, "processor_seconds", 0.0)
    with TABLES[engine].open("w", newline="") as table:
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(["file", "seconds"])
        for file, seconds in sorted(took.items(), key=lambda each: (-each[1], each[0])):
            rows.writerow([file, f"{max(seconds, 0.1):.1f}"])


def _known(path: Path) -> dict[str, float]:
    """The seconds of each file; nothing, where nobody has written them down."""
    if not path.exists():
        return {}
    with path.open(newline="") as table:
        return {row["file"]: float(row["seconds"]) for row in csv.DictReader(table)}


def _file(test: Any) -> str:
    return str(test.nodeid.partition("::")[0])

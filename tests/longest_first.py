"""In which order do several workers take the files of tests?

Longest first, so that at the end none waits for another. seconds.csv says how long each file took
on SQLite when it was last written (`tools/tests record`), seconds_on_postgresql.csv the same of
PostgreSQL; a new file comes after those that are known to be long.
"""

import csv
from collections import defaultdict
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TABLES = {"sqlite": HERE / "seconds.csv", "postgresql": HERE / "seconds_on_postgresql.csv"}
UNKNOWN_SECONDS = 5.0


def order(items: list[Any], engine: str) -> None:
    """Files as wholes, longest first; within a file the order stays."""
    known = _known(TABLES["sqlite"]) | _known(TABLES[engine])
    items.sort(key=lambda item: (-known.get(_file(item), UNKNOWN_SECONDS), _file(item)))


def record(reports: list[Any], engine: str) -> None:
    """The table says how long each file took in this run."""
    took: dict[str, float] = defaultdict(float)
    for report in reports:
        took[_file(report)] += report.duration
    with TABLES[engine].open("w", newline="") as table:
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(["file", "seconds"])
        for file, seconds in sorted(took.items(), key=lambda each: (-each[1], each[0])):
            rows.writerow([file, f"{max(seconds, 0.1):.1f}"])


def _known(path: Path) -> dict[str, float]:
    """How long each file took; nothing, where nobody has written it down."""
    if not path.exists():
        return {}
    with path.open(newline="") as table:
        return {row["file"]: float(row["seconds"]) for row in csv.DictReader(table)}


def _file(test: Any) -> str:
    return str(test.nodeid.partition("::")[0])

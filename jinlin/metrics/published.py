"""Do the figures that newspapers printed add up from the records?

The table `data/published-figures.csv` lists each with its day and how to compare it: equal,
at_least ('over 100'), about.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from jinlin.core.figures.answers import answer
from jinlin.core.figures.measures import Window
from jinlin.metrics.catalogue import MEASURES

TABLE = Path(__file__).parent / "data" / "published-figures.csv"
PLACES = {"dehua": "350526", "tongwei": "621121", "jincheng": "1405"}
ABOUT = Decimal("0.05")


@dataclass(frozen=True)
class Comparison:
    """One published figure beside what the records say. `computed` None: nothing to measure."""

    key: str
    published: Decimal
    computed: Decimal | None
    compare: str
    as_of: date

    @property
    def agrees(self) -> bool:
        if self.computed is None:
            return False
        if self.compare == "at_least":
            return self.computed >= self.published
        if self.compare == "about":
            return abs(self.computed - self.published) <= self.published * ABOUT
        return self.computed == self.published


def comparisons() -> Iterator[Comparison]:
    """Every published figure for which the house has a measure, computed from records on the
    figure's own day.
    """
    by_name = {name: each for each in MEASURES.values() for name in each.published.split()}
    with TABLE.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            county, _, name = row["key"].partition(".")
            if name in by_name:
                window = Window(place_code=PLACES[county], as_of=date.fromisoformat(row["as_of"]))
                value = answer(by_name[name], window).rounded()
                computed = None if value is None else Decimal(str(value))
                yield Comparison(
                    row["key"], Decimal(row["value"]), computed, row["compare"], window.as_of
                )


def unmeasured() -> list[str]:
    """The published figures that no measure counts."""
    names = {name for each in MEASURES.values() for name in each.published.split()}
    with TABLE.open(encoding="utf-8", newline="") as table:
        keys = [row["key"] for row in csv.DictReader(table)]
    return [key for key in keys if key.partition(".")[2] not in names]


def days_of(place_code: str) -> list[date]:
    """The days for which figures of this county (or of a place in it) were published,
    newest first.
    """
    names = {name for measure in MEASURES.values() for name in measure.published.split()}
    with TABLE.open(encoding="utf-8", newline="") as table:
        rows = [(*row["key"].partition(".")[::2], row["as_of"]) for row in csv.DictReader(table)]
    days = {
        as_of
        for county, name, as_of in rows
        if name in names and place_code.startswith(PLACES.get(county, "?"))
    }
    return sorted((date.fromisoformat(day) for day in days), reverse=True)

"""What does an inspection ask of this house at a level, and what was found?"""

import csv
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from jinlin.web.inspecting import accounts, evidence
from jinlin.web.inspecting.found import Ask, Found, Verdict

TABLE = Path(__file__).parent / "data" / "gbt22239.csv"
LEVELS = (2, 3)
QUESTIONS: dict[str, Ask] = {**accounts.QUESTIONS, **evidence.QUESTIONS}


@dataclass(frozen=True)
class Line:
    """One requirement of the standard, and what the house has to say to it; `county` is what the
    county does itself.
    """

    area: str
    point: str
    clause: str
    requirement: str
    found: Found
    county: str


@dataclass(frozen=True)
class Report:
    """All lines of a level."""

    level: int
    lines: list[Line]

    @property
    def counts(self) -> Counter[Verdict]:
        return Counter(line.found.verdict for line in self.lines)

    @property
    def by_area(self) -> dict[str, list[Line]]:
        areas: dict[str, list[Line]] = {}
        for line in self.lines:
            areas.setdefault(line.area, []).append(line)
        return areas


def inspected(level: int) -> Report:
    """The house as it is now. What cannot be found out is said so, and the rest is still asked."""
    lines = []
    for row in _rows():
        if clause := row[f"level{level}"]:
            found = _answer_to(row["ask"], level)
            lines.append(
                Line(row["area"], row["point"], clause, row["requirement"], found, row["county"])
            )
    return Report(level, lines)


def _answer_to(ask: str, level: int) -> Found:
    if not ask:
        return Found(Verdict.COUNTY, _("The house cannot know this."))
    try:
        return QUESTIONS[ask](level)
    except Exception as error:  # noqa: BLE001 - whatever it is, the inspector is told
        return Found(Verdict.UNMET, f"{type(error).__name__}: {error}".strip())


@cache
def _rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))

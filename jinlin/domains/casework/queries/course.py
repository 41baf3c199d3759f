"""How is the course of a case drawn: its sessions along the days, by how they were held?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jinlin.domains.casework.models import Case, Note

WIDTH, EDGE, BASE, STEP, HIGHEST = 640, 24, 96, 14, 5


@dataclass(frozen=True)
class Mark:
    """One session in the drawing."""

    x: int
    y: int
    words: Any
    on: date


@dataclass(frozen=True)
class Course:
    """The whole course, from the first day to the last."""

    marks: list[Mark]
    since: date
    until: date

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def right(self) -> int:
        return WIDTH - EDGE

    @property
    def left(self) -> int:
        return EDGE

    @property
    def base(self) -> int:
        return BASE


def course(case: Case, *, today: date) -> Course | None:
    """None before the first session: two statements at most."""
    rows = Note.objects.filter(case=case, amends=None).order_by("on", "id")
    notes: Sequence[Note] = list(rows.only("on", "way", "case"))
    if not notes:
        return None
    since = min(case.opened_on, notes[0].on)
    until = max(case.closed_on or today, notes[-1].on)
    return Course(_placed(notes, since, max((until - since).days, 1)), since, until)


def _placed(notes: Sequence[Note], since: date, days: int) -> list[Mark]:
    """Sessions of one spot stand above each other."""
    marks: list[Mark] = []
    above: dict[int, int] = {}
    for note in notes:
        x = EDGE + (note.on - since).days * (WIDTH - 2 * EDGE) // days
        spot = x // STEP
        above[spot] = above.get(spot, 0) + 1
        y = BASE - STEP * min(above[spot], HIGHEST)
        marks.append(Mark(x, y, note.get_way_display(), note.on))
    return marks

"""How is a family drawn: who stands in which row, and by which line to the person?

Plain numbers for an SVG: squares for men, circles for women, a cross for who has died.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from jinlin.domains.casework.models import Case, Kin, Relative

WIDTH, ROW, SIZE, EDGE = 96, 110, 44, 20
ROWS = {
    Kin.GRANDFATHER: 0,
    Kin.GRANDMOTHER: 0,
    Kin.FATHER: 1,
    Kin.MOTHER: 1,
    Kin.GUARDIAN: 1,
    Kin.SPOUSE: 2,
    Kin.SIBLING: 2,
    Kin.OTHER: 2,
    Kin.CHILD: 3,
    Kin.GRANDCHILD: 4,
}
MEN, WOMEN = {Kin.GRANDFATHER, Kin.FATHER}, {Kin.GRANDMOTHER, Kin.MOTHER}


@dataclass(frozen=True)
class Figure:
    """One person of the drawing. `closeness` says how the line to the middle looks."""

    x: int
    y: int
    words: Any
    name: str
    sex: str
    is_dead: bool
    closeness: str
    is_middle: bool = False

    @property
    def left(self) -> int:
        return self.x - SIZE // 2

    @property
    def top(self) -> int:
        return self.y - SIZE // 2

    @property
    def right(self) -> int:
        return self.left + SIZE

    @property
    def bottom(self) -> int:
        return self.top + SIZE

    @property
    def below(self) -> int:
        return self.bottom + 16


@dataclass(frozen=True)
class Drawing:
    """The whole family; nothing when nobody is known but the person."""

    figures: list[Figure]
    middle: Figure
    width: int
    height: int


def drawing(case: Case, relatives: Iterable[Relative]) -> Drawing | None:
    relatives = sorted(relatives, key=lambda row: (ROWS[Kin(row.kin)], row.pk))
    if not relatives:
        return None
    used = sorted({ROWS[Kin(row.kin)] for row in relatives} | {2})
    lines: dict[int, list[Relative | None]] = {number: [] for number in used}
    lines[2].append(None)
    for row in relatives:
        lines[ROWS[Kin(row.kin)]].append(row)
    widest = max(map(len, lines.values()))
    width = widest * WIDTH + 2 * EDGE
    figures = [
        _figure(case, row, (_x(place, len(line), width), EDGE + SIZE // 2 + number * ROW))
        for number, line in enumerate(lines.values())
        for place, row in enumerate(line)
    ]
    middle = next(each for each in figures if each.is_middle)
    others = [each for each in figures if not each.is_middle]
    return Drawing(others, middle, width, len(used) * ROW + EDGE)


def _x(place: int, many: int, width: int) -> int:
    return (width - many * WIDTH) // 2 + place * WIDTH + WIDTH // 2


def _figure(case: Case, row: Relative | None, at: tuple[int, int]) -> Figure:
    if row is None:
        return Figure(*at, "", case.name, case.sex, False, "", is_middle=True)
    sex = row.sex or ("m" if row.kin in MEN else "f" if row.kin in WOMEN else "")
    return Figure(*at, row.get_kin_display(), row.name, sex, row.is_dead, row.closeness)

"""What may a cell hold, and which of its numbers are days?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from jinlin.core.books.stream import Merge

DAY_FORMATS = frozenset([*range(14, 18), 22, *range(27, 37), *range(50, 59)])
DAY_LETTERS = re.compile(r"[ymd年月日]", re.IGNORECASE)
QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


class Number(str):
    """A number as the file writes it: '13800000000', '3.50526199001E+17'."""

    __slots__ = ()


class Fault(str):
    """What Excel shows instead of a value: '#N/A'."""

    __slots__ = ()


Value = str | Number | Fault | date | None


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet: its number there, its cells from column A on."""

    number: int
    cells: list[Value]
    is_hidden: bool = False


@dataclass
class Sheet:
    """One sheet. `lines` may be asked for again and again."""

    name: str
    is_hidden: bool = False
    merges: list[Merge] = field(default_factory=list)
    height: int = 0
    is_1904: bool = False
    hidden_columns: frozenset[int] = frozenset()

    def lines(self, *, reads_days: bool = True) -> Iterator[Line]:
        """Without `reads_days` a cell that Excel shows as a day is its number."""
        return iter(())


@dataclass
class Book:
    sheets: list[Sheet]

    @property
    def height(self) -> int:
        return sum(sheet.height for sheet in self.sheets)


def day_of(serial: str, *, is_1904: bool) -> date | None:
    """The day that a serial number stands for; None when it stands for none that may be meant.

    The calendar of 1900 counts a 29 February that never was.
    """
    try:
        days = int(float(serial))
    except (ValueError, OverflowError):
        return None
    if not 1 <= days < 80_000:
        return None
    first = date(1904, 1, 1) if is_1904 else date(1899, 12, 30 if days > 60 else 31)
    return first + timedelta(days=days)


def is_day_format(code: str) -> bool:
    """Whether a number format that somebody made shows a day."""
    return bool(DAY_LETTERS.search(QUOTED.sub("", code)))

"""How do refused rows go back: exactly those, in their own layout, with the reason beside?"""

import csv
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from jinlin.core.books import Line, Number, Value
from jinlin.core.books.stream import letter_of
from jinlin.core.sheets import LONGEST_CELL, tame
from jinlin.domains.workforce.roster.clinic import Reading
from jinlin.domains.workforce.roster.facts import Row
from jinlin.domains.workforce.roster.identity import plain, shown

LONGEST_SHEET_NAME = 31
EXACT_DIGITS = 15  # more digits than Excel keeps in a number


class Returning:
    """The file of refused rows, written row by row: Excel, or CSV when its name says so."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sheet: Any = None
        self._name: str | None = None
        self._head: Sequence[Line] = ()
        self._row = 0
        self._is_csv = path.suffix.lower() == ".csv"

    def __enter__(self) -> Self:
        if self._is_csv:
            self._file = self._path.open("w", encoding="utf-8-sig", newline="")
            self._table = csv.writer(self._file)
        else:
            self._path.open("wb").close()  # refused now, not when all rows have been taken in
            self._book = Workbook(
                str(self._path),
                {
                    "constant_memory": True,
                    "strings_to_urls": False,
                    "strings_to_formulas": False,
                    "strings_to_numbers": False,
                },
            )
            self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, one: BaseException | None, at: TracebackType | None
    ) -> None:
        if self._is_csv:
            self._file.close()
        else:
            self._book.close()

    def begin(self, reading: Reading, head: Sequence[Line] = ()) -> None:
        """The sheet's lines down to the heading stand there; of a further table on it, its own."""
        head = head or reading.head
        if self._name == reading.sheet.name and self._head is head:
            return
        if self._name != reading.sheet.name and not self._is_csv:
            self._sheet = self._book.add_worksheet(_sheet_name(reading.sheet.name))
        self._row = self._row if self._name == reading.sheet.name else 0
        self._name, self._head = reading.sheet.name, head
        for place, line in enumerate(head):
            is_title = len({plain(value) for value in line.cells if value}) == 1
            cells = _once(line.cells) if is_title else list(line.cells)
            is_last = place == len(head) - 1
            self._write(cells, _("Reason") if is_last else "", reading.wide)

    def add(self, reading: Reading, row: Row) -> None:
        """One refused row, with its reasons."""
        self.begin(reading, row.head)
        reasons = [
            f"{letter_of(p.column) if p.column is not None else ''} {p.words}"
            + (f" → {p.proposed}" if p.proposed else "")
            for p in row.problems
            if p.waits
        ]
        self._write(row.cells, "；".join(reason.strip() for reason in reasons), reading.wide)

    def _write(self, cells: Sequence[Value], reason: str, wide: int) -> None:
        reason_at = max(wide, 1)
        filled = [*cells[:reason_at], *([None] * (reason_at - len(cells))), reason or None]
        if self._is_csv:
            self._table.writerow([tame(shown(value)) for value in filled])
        else:
            for place, value in enumerate(filled):
                self._cell(place, value)
        self._row += 1

    def _cell(self, place: int, value: Value) -> None:
        if value is None:
            return
        if isinstance(value, date):
            self._sheet.write_datetime(self._row, place, datetime.combine(value, time()), self._day)
        elif isinstance(value, Number) and _is_exact(value):
            self._sheet.write_number(self._row, place, float(value))
        else:
            self._sheet.write_string(self._row, place, str(value)[:LONGEST_CELL])


def _sheet_name(name: str) -> str:
    """A file may be called what a sheet may not."""
    return re.sub(r"[\[\]:*?/\\]", "_", name)[:LONGEST_SHEET_NAME].strip("'") or "1"


def _is_exact(number: str) -> bool:
    """Excel can keep it as a number, or has spoiled it as one already."""
    return "e" in number.lower() or len(number.replace(".", "").replace("-", "")) <= EXACT_DIGITS


def _once(cells: Sequence[Value]) -> list[Value]:
    """A title over merged cells, in its first cell only."""
    taken = False
    found: list[Value] = []
    for value in cells:
        found.append(None if taken else value)
        taken = taken or bool(value)
    return found

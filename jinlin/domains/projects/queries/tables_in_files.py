"""Which tables stand in a Word or Excel file, cell by cell, as people see them?

A cell that spans others stands in each of them. Every sheet that is shown is one table.
"""

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, Any
from xml.parsers import expat

from django.utils.translation import gettext as _

from jinlin.core import workbooks
from jinlin.core.errors import Unusable

MOST_BYTES, MOST_ROWS, MOST_COLUMNS = 20 * 1024 * 1024, 2000, 40
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, expat.ExpatError, OSError),
    *(LookupError, ValueError, RuntimeError, TypeError, AttributeError, SyntaxError),
)
Table = list[list[str]]


def tables_of(file: IO[bytes]) -> list[Table]:
    """The tables in their order. Raises Unusable for what is no such file."""
    try:
        content = _word(file)
        return _Tables().read(content) if content else list(_sheets(file))
    except DAMAGED as problem:
        words = _("This is no Word (.docx) or Excel (.xlsx) file that can be read.")
        raise Unusable(words, field="file") from problem


def _word(file: IO[bytes]) -> bytes:
    """The text of a Word file, b"" for another one. Raises ValueError for what is too large."""
    with zipfile.ZipFile(file) as book:
        if sum(part.file_size for part in book.infolist()) > MOST_BYTES:
            raise ValueError("too large")
        if "word/document.xml" in book.namelist():
            return book.read("word/document.xml")
        parts = (name for name in book.namelist() if name.endswith(".xml"))
        if any(b"<!ENTITY" in book.read(name) for name in parts):
            raise ValueError("entities")
    file.seek(0)
    return b""


def _sheets(file: IO[bytes]) -> Iterator[Table]:
    book = workbooks.opened(file, data_only=True)
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            yield _sheet(sheet)


def _sheet(sheet: Any) -> Table:
    found = [
        [_text(cell) for cell in row]
        for row in sheet.iter_rows(
            max_row=min(sheet.max_row, MOST_ROWS),
            max_col=min(sheet.max_column, MOST_COLUMNS),
            values_only=True,
        )
    ]
    for span in sheet.merged_cells.ranges:
        first = _at(found, span.min_row - 1, span.min_col - 1)
        rows = range(span.min_row - 1, min(span.max_row, len(found)))
        columns = range(span.min_col - 1, min(span.max_col, MOST_COLUMNS))
        for row in rows:
            for column in columns:
                if column < len(found[row]):
                    found[row][column] = first
    return found


def _at(rows: Table, row: int, column: int) -> str:
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _width(table: Table) -> int:
    return max((len(row) for row in table), default=0)


class _Tables:
    """The tables of a Word file as they are read. A cell that goes on from the one above repeats
    its words, and one over several columns stands in each.
    """

    def __init__(self) -> None:
        self.tables: list[Table] = []
        self.cells: list[str] = []
        self.text: list[str] = []
        self.depth, self.is_text, self.goes_on, self.span = 0, False, False, 1

    def read(self, content: bytes) -> list[Table]:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._begin, self._end
        parser.CharacterDataHandler = self._say
        parser.EntityDeclHandler = self._refuse
        parser.Parse(content, True)
        return self._joined()

    def _joined(self) -> list[Table]:
        """A table that goes on on the next page, with as many columns, is one."""
        found: list[Table] = []
        for table in self.tables:
            if found and _width(found[-1]) == _width(table):
                found[-1] += table
            else:
                found.append(table)
        return found

    @staticmethod
    def _refuse(*_parts: object) -> None:
        raise ValueError("entities")

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "w:tbl":
            self.depth += 1
            if self.depth == 1:
                self.tables.append([])
        elif self.depth == 1 and name == "w:tr":
            self.cells = []
        elif self.depth == 1 and name == "w:tc":
            self.text, self.goes_on, self.span = [], False, 1
        elif self.depth == 1 and name == "w:gridSpan":
            self.span = max(1, min(int(attributes.get("w:val", "1")), MOST_COLUMNS))
        elif self.depth == 1 and name == "w:vMerge":
            self.goes_on = attributes.get("w:val", "continue") == "continue"
        elif name in {"w:br", "w:tab"} and self.depth:
            self.text.append(" ")
        elif name == "w:t":
            self.is_text = self.depth > 0

    def _end(self, name: str) -> None:
        if name == "w:tbl":
            self.depth -= 1
        elif name == "w:t":
            self.is_text = False
        elif name == "w:p" and self.depth:
            self.text.append("\n")
        elif self.depth == 1 and name == "w:tc":
            text = self._merged() if self.goes_on else "".join(self.text).strip()
            self.cells += [text] * self.span
        elif self.depth == 1 and name == "w:tr":
            self.tables[-1].append(self.cells)

    def _merged(self) -> str:
        above = self.tables[-1][-1] if self.tables[-1] else []
        return above[len(self.cells)] if len(self.cells) < len(above) else ""

    def _say(self, text: str) -> None:
        if self.is_text:
            self.text.append(text)

"""How is a table that another system wrote as text read without losing a character or a row?

Comma, semicolon, tab or bar; UTF-8, UTF-16 or GB 18030, plain or .gz; lines that end in any way.
What is not understood is refused before the first row lands, with its line.
"""

import codecs
import csv
import gzip
import io
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import IO, Final

from django.utils.translation import gettext as _

from jinlin.core.errors import Unusable

DELIMITERS: Final = (",", "\t", ";", "|")
BLOCK = 1024 * 1024
LONGEST_FIELD = 8 * 1024 * 1024
LOOKED_AT = 50  # rows by which the delimiter is known
TOTALS: Final = frozenset({"合计", "总计", "小计", "共计", "total", "sum"})


@dataclass(frozen=True)
class Row:
    """One row: `line` is its number among the rows, from 1; `trouble` why it cannot be taken."""

    line: int
    cells: dict[str, str]
    trouble: str = ""


@dataclass(frozen=True)
class Table:
    """A file that was read through once: its headers, how it is written, how many rows it has."""

    path: Path
    encoding: str
    delimiter: str
    headers: tuple[str, ...]
    count: int

    def rows(self) -> Iterator[Row]:
        """Every row in the file's order; those of nothing but blanks are none."""
        with _opened(self.path, self.encoding) as file:
            lines = _lines(file, self.delimiter)
            next(lines, None)
            for number, cells in enumerate(lines, 1):
                yield self._row(number, cells)

    def _row(self, number: int, cells: list[str]) -> Row:
        named = dict(zip(self.headers, cells, strict=False))
        if any(cell.strip() for cell in cells[len(self.headers) :]):
            words = _(
                "The row has %(cells)d cells, the heading %(headers)d: a text holds the separator."
            )
            return Row(number, named, words % {"cells": len(cells), "headers": len(self.headers)})
        if is_of_totals(cells):
            return Row(number, named, _("This is a row of totals."))
        return Row(number, named)


def is_of_totals(cells: Sequence[str]) -> bool:
    """Whether the row only says what the others come to."""
    first = next((cell.strip() for cell in cells if cell.strip()), "")
    return first.rstrip(":： ").casefold() in TOTALS


def table(path: Path) -> Table:
    """The file, read through to its last byte.

    Raises Unusable for an encoding or a line that is not understood, for a heading that names two
    columns alike, for a file without one, and for a packed file that is cut off or damaged.
    """
    try:
        return _read_through(path)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        words = _("The packed file is cut off or damaged, or is no .gz. Please fetch it once more.")
        raise Unusable(words) from error


def _read_through(path: Path) -> Table:
    csv.field_size_limit(LONGEST_FIELD)
    encoding = _encoding(path)
    delimiter = _delimiter(path, encoding)
    with _opened(path, encoding) as file:
        lines = _lines(file, delimiter)
        headers = tuple(cell.strip() for cell in next(lines, []))
        check_heading(headers)
        count = sum(1 for _line in lines)
    return Table(path, encoding, delimiter, headers, count)


def check_heading(headers: Sequence[str]) -> None:
    """Raises Unusable for one that names nothing, or two columns alike."""
    if not any(headers):
        raise Unusable(_("The file has no heading. Its first line must name the columns."))
    for name, times in Counter(header.casefold() for header in headers if header).items():
        if times > 1:
            words = _("The heading names the column '%(name)s' twice. Please rename one of them.")
            raise Unusable(words % {"name": name})


def _lines(file: IO[str], delimiter: str) -> Iterator[list[str]]:
    lines = csv.reader(file, delimiter=delimiter, strict=True)
    try:
        yield from (line for line in lines if any(cell.strip() for cell in line))
    except csv.Error as error:
        words = _("The file cannot be read at line %(line)d: a quotation mark is left open there.")
        raise Unusable(words % {"line": lines.line_num}) from error


def _encoding(path: Path) -> str:
    """By its first bytes, else the first that reads the whole file strictly."""
    with _binary(path) as file:
        start = file.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        likely: tuple[str, ...] = ("utf-16",)
    elif start[1:2] == b"\0" or start[:1] == b"\0":
        likely = ("utf-16-le",) if start[1:2] == b"\0" else ("utf-16-be",)
    else:
        likely = ("utf-8-sig", "gb18030")
    for encoding in likely:
        if _reads(path, encoding):
            return encoding
    raise Unusable(
        _("The file is neither UTF-8, UTF-16 nor GB 18030. Please save it as 'CSV UTF-8'.")
    )


def _reads(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    with _binary(path) as file:
        try:
            while block := file.read(BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _delimiter(path: Path, encoding: str) -> str:
    """The one by which most of the first rows have as many cells as the heading, and most cells."""

    def fits(delimiter: str) -> tuple[int, int]:
        with _opened(path, encoding) as file:
            try:
                lines = list(islice(_lines(file, delimiter), LOOKED_AT))
            except Unusable:
                return 0, LONGEST_FIELD  # chosen when no other fits, so that its trouble is said
        wide = len(lines[0]) if lines else 0
        return (sum(len(line) == wide for line in lines) if wide > 1 else 0), wide

    return max(DELIMITERS, key=fits)


@contextmanager
def _opened(path: Path, encoding: str) -> Iterator[IO[str]]:
    with _binary(path) as binary, io.TextIOWrapper(binary, encoding, newline="") as file:
        yield file


def _binary(path: Path) -> gzip.GzipFile | BufferedReader:
    return gzip.GzipFile(path) if path.suffix == ".gz" else path.open("rb")

"""What stands in the cells of an Excel workbook of the old kind (.xls)?

The file is a container of sectors; in it a stream of records, each with its kind and length
(BIFF8, Excel 97 to 2003). Such a sheet has at most 65,536 rows, so it is read as a whole. A file
with a password, or of Excel 95, is refused with words.
"""

import struct
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from math import isfinite
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from jinlin.core.books.cells import (
    DAY_FORMATS,
    Book,
    Fault,
    Line,
    Number,
    Sheet,
    Value,
    day_of,
    is_day_format,
)
from jinlin.core.books.stream import Merge
from jinlin.core.errors import Unusable

MOST_BYTES = 200 * 1024 * 1024
FREE, CUTOFF, ENTRY, MINI = 0xFFFFFFF0, 4096, 128, 64
STREAM, SHIFTS = 2, (9, 12)  # sectors of 512 or 4096 bytes
BOF, EOF, CONTINUE, PASSWORD, CALENDAR, SHEET = 0x809, 0x0A, 0x3C, 0x2F, 0x22, 0x85
FORMAT, STYLE, TEXTS, ROW, MERGED = 0x41E, 0xE0, 0xFC, 0x208, 0xE5
TEXT_CELL, NUMBER_CELL, SHORT_CELL, SHORT_CELLS = 0xFD, 0x203, 0x27E, 0xBD
FORMULA, RESULT, OWN_TEXT, TRUTH = 0x06, 0x207, 0x204, 0x205
WIDTHS = 0x7D
WIDEST = 256  # columns that a sheet of this kind can have
BIFF8, HIDDEN_ROW, IS_WIDE, IS_RICH, HAS_MORE = 0x600, 0x20, 1, 8, 4
FAULTS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!"}
EXACT = 10**15
Record = tuple[int, int, bytes]  # where it begins, its kind, its data
BROKEN = (struct.error, IndexError, UnicodeDecodeError, RecursionError)


def old_workbook(path: Path) -> Book:
    """The whole workbook. Raises Unusable for what cannot be read, with what to do."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _refused()
        return _Workbook(_stream(path.read_bytes())).book()
    except BROKEN as problem:
        raise _refused() from problem


def _refused() -> Unusable:
    words = _(
        "This Excel file has a password or is older than Excel 97. Please save it as .xlsx "
        "without a password and send it again."
    )
    return Unusable(words, field="file")


class OldSheet(Sheet):
    """A sheet whose cells stand in memory: by row and column the value, and as a day's number."""

    def __init__(self, name: str, *, is_hidden: bool, is_1904: bool) -> None:
        super().__init__(name, is_hidden, is_1904=is_1904)
        self.cells: dict[int, dict[int, tuple[Value, bool]]] = defaultdict(dict)
        self.hidden: set[int] = set()

    def lines(self, *, reads_days: bool = True) -> Iterator[Line]:
        for row in sorted(self.cells):
            cells: list[Value] = []
            for column, (value, is_day) in sorted(self.cells[row].items()):
                cells.extend([None] * (column - len(cells)))
                day = day_of(str(value), is_1904=self.is_1904) if is_day and reads_days else None
                cells.append(day or value)
            yield Line(row + 1, cells, row in self.hidden)


class _Workbook:
    """What the records of a workbook say, kept while they are gone through."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.texts: list[str] = []
        self.formats: dict[int, str] = {}
        self.styles: list[int] = []
        self.sheets: list[tuple[int, OldSheet]] = []
        self.is_1904 = False

    def book(self) -> Book:
        self._globals()
        days = {
            place
            for place, number in enumerate(self.styles)
            if number in DAY_FORMATS or is_day_format(self.formats.get(number, ""))
        }
        left = len(self.data) // 4  # records that there can be, unless sheets lie within each other
        for start, sheet in self.sheets:
            sheet.is_1904 = self.is_1904
            records = islice(_records(self.data, start), left + 1)
            left -= _Cells(sheet, self.texts, days).read(records)
            if left < 0:
                raise _refused()
            sheet.height = max(sheet.cells, default=-1) + 1
        return Book([sheet for _start, sheet in self.sheets])

    def _globals(self) -> None:
        pieces: list[bytes] = []  # the texts, which go on in further records
        for _start, kind, data in _records(self.data, 0):
            if kind == CONTINUE and pieces:
                pieces.append(data)
                continue
            if pieces and not self.texts:
                self.texts = _Texts(pieces).all()
            if kind == TEXTS:
                pieces = [data]
            elif (kind == BOF and struct.unpack_from("<H", data)[0] != BIFF8) or kind == PASSWORD:
                raise _refused()
            elif kind == CALENDAR:
                self.is_1904 = data[0] == 1
            elif kind == FORMAT:
                self.formats[struct.unpack_from("<H", data)[0]] = _text(data, 2)
            elif kind == STYLE:
                self.styles.append(struct.unpack_from("<H", data, 2)[0])
            elif kind == SHEET:
                self._sheet(data)

    def _sheet(self, data: bytes) -> None:
        start, visible, what, length, flags = struct.unpack_from("<IBBBB", data)
        if what == 0:
            name = _letters(data[8:], length, flags)
            sheet = OldSheet(name, is_hidden=bool(visible & 3), is_1904=False)
            self.sheets.append((start, sheet))


class _Cells:
    """Takes the records of one sheet into it."""

    def __init__(self, sheet: OldSheet, texts: list[str], days: set[int]) -> None:
        self.sheet, self.texts, self.days = sheet, texts, days
        self.waiting: tuple[int, int] | None = None  # a formula whose text is the next record

    def read(self, records: Iterator[Record]) -> int:
        """How many they were."""
        count = 0
        for count, (_start, kind, data) in enumerate(records, 1):  # noqa: B007 - the last one counts
            if kind == ROW:
                row, options = struct.unpack_from("<H", data)[0], struct.unpack_from("<H", data, 12)
                if options[0] & HIDDEN_ROW:
                    self.sheet.hidden.add(row)
            elif kind == MERGED:
                self._merged(data)
            elif kind == WIDTHS and len(data) > 8 and data[8] & 1:
                first, last = struct.unpack_from("<HH", data)
                self.sheet.hidden_columns |= frozenset(range(first, min(last + 1, WIDEST)))
            elif kind == SHORT_CELLS:
                row, column = struct.unpack_from("<HH", data)
                for place in range((len(data) - 6) // 6):
                    style, number = struct.unpack_from("<HI", data, 4 + place * 6)
                    self._number(row, column + place, style, _short(number))
            elif kind == RESULT and self.waiting:
                self._put(*self.waiting, _text(data, 0))
                self.waiting = None
            elif kind in {TEXT_CELL, NUMBER_CELL, SHORT_CELL, FORMULA, OWN_TEXT, TRUTH}:
                self._cell(kind, data)
        return count

    def _cell(self, kind: int, data: bytes) -> None:
        row, column, style = struct.unpack_from("<HHH", data)
        if kind == TEXT_CELL:
            self._put(row, column, self.texts[struct.unpack_from("<I", data, 6)[0]])
        elif kind == OWN_TEXT:
            self._put(row, column, _text(data, 6))
        elif kind == NUMBER_CELL:
            self._number(row, column, style, struct.unpack_from("<d", data, 6)[0])
        elif kind == SHORT_CELL:
            self._number(row, column, style, _short(struct.unpack_from("<I", data, 6)[0]))
        elif kind == TRUTH:
            self._truth(row, column, data[6], is_fault=bool(data[7]))
        elif data[12:14] != b"\xff\xff":
            self._number(row, column, style, struct.unpack_from("<d", data, 6)[0])
        elif data[6] == 0:
            self.waiting = (row, column)
        elif data[6] in {1, 2}:
            self._truth(row, column, data[8], is_fault=data[6] == 2)

    def _truth(self, row: int, column: int, value: int, *, is_fault: bool) -> None:
        shown = Fault(FAULTS.get(value, "#N/A")) if is_fault else "是" if value else "否"
        self._put(row, column, shown)

    def _number(self, row: int, column: int, style: int, value: float) -> None:
        if not isfinite(value):
            self._put(row, column, Fault(FAULTS[36]))
            return
        whole = value == int(value) and abs(value) < EXACT if abs(value) < 1e300 else False
        self._put(row, column, Number(int(value) if whole else repr(value)), style in self.days)

    def _put(self, row: int, column: int, value: Value, is_day: bool = False) -> None:
        if value and column < WIDEST:
            self.sheet.cells[row][column] = (value, is_day)

    def _merged(self, data: bytes) -> None:
        for place in range(struct.unpack_from("<H", data)[0]):
            top, bottom, left, right = struct.unpack_from("<HHHH", data, 2 + place * 8)
            self.sheet.merges.append(Merge(top + 1, left, bottom + 1, right))


class _Texts:
    """The shared texts, which go on over the ends of records: there letters begin anew with whether
    they are wide.
    """

    def __init__(self, parts: list[bytes]) -> None:
        self.parts, self.part, self.at = parts, 0, 8

    def all(self) -> list[str]:
        count = struct.unpack_from("<I", self.parts[0], 4)[0]
        return [self._one() for _number in range(count)]

    def _one(self) -> str:
        length, flags = struct.unpack("<HB", self._take(3))
        runs = struct.unpack("<H", self._take(2))[0] if flags & IS_RICH else 0
        more = struct.unpack("<I", self._take(4))[0] if flags & HAS_MORE else 0
        letters = []
        while length:
            if self.at >= len(self.parts[self.part]):
                self._next()
                flags = self._take(1)[0]
            size = 2 if flags & IS_WIDE else 1
            fits = min(length, (len(self.parts[self.part]) - self.at) // size)
            letters.append(_letters(self._take(fits * size), fits, flags))
            length -= fits
            if length and not fits:
                raise struct.error("a letter is cut")
        self._take(runs * 4 + more)
        return "".join(letters)

    def _take(self, size: int) -> bytes:
        found = bytearray()
        while len(found) < size:
            if self.at >= len(self.parts[self.part]):
                self._next()
            part = self.parts[self.part][self.at : self.at + size - len(found)]
            self.at += len(part)
            found += part
        return bytes(found)

    def _next(self) -> None:
        self.part, self.at = self.part + 1, 0
        if self.part >= len(self.parts):
            raise struct.error("texts are cut")


def _letters(data: bytes, length: int, flags: int) -> str:
    if flags & IS_WIDE:
        return data[: length * 2].decode("utf-16-le")
    return data[:length].decode("latin-1")


def _text(data: bytes, at: int) -> str:
    length, flags = struct.unpack_from("<HB", data, at)
    return _letters(data[at + 3 :], length, flags)


def _short(number: int) -> float:
    """A number in four bytes: whole or the upper half of a float, perhaps in hundredths."""
    if number & 2:
        value = float(struct.unpack("<i", struct.pack("<I", number))[0] >> 2)
    else:
        value = struct.unpack("<d", struct.pack("<Q", (number & 0xFFFFFFFC) << 32))[0]
    return value / 100 if number & 1 else value


def _records(data: bytes, start: int) -> Iterator[Record]:
    """The records from here to the end of their part."""
    while start + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, start)
        yield start, kind, data[start + 4 : start + 4 + length]
        if kind == EOF:
            return
        start += 4 + length


def _stream(file: bytes) -> bytes:
    """The workbook inside the container. Raises Unusable when there is none."""
    shift, fats, first = (
        *struct.unpack_from("<H", file, 30),
        *struct.unpack_from("<II", file, 44),
    )
    if shift not in SHIFTS:
        raise _refused()
    size = 1 << shift
    table = _table(file, size, fats)
    entries = _chain(file, table, first, size)
    found = [entries[place : place + ENTRY] for place in range(0, len(entries), ENTRY)]
    root = found[0]
    for entry in found:
        name = entry[: max(struct.unpack_from("<H", entry, 64)[0] - 2, 0)].decode("utf-16-le")
        if entry[66] == STREAM and name == "Workbook":
            start, length = struct.unpack_from("<II", entry, 116)
            if length >= CUTOFF:
                return _chain(file, table, start, size)[:length]
            return _small(file, table, root, size, start)[:length]
    raise _refused()


def _small(file: bytes, table: list[int], root: bytes, size: int, start: int) -> bytes:
    """What is too small for sectors of its own, out of the root's."""
    whole = _chain(file, table, struct.unpack_from("<I", root, 116)[0], size)
    raw = _chain(file, table, struct.unpack_from("<I", file, 60)[0], size)
    places = struct.unpack(f"<{len(raw) // 4}I", raw)
    parts: list[bytes] = []
    while start < FREE and len(parts) <= len(places):
        parts.append(whole[start * MINI : (start + 1) * MINI])
        start = places[start]
    return b"".join(parts)


def _table(file: bytes, size: int, fats: int) -> list[int]:
    """Which sector follows which."""
    sectors = [each for each in struct.unpack_from("<109I", file, 76) if each < FREE]
    more, count = struct.unpack_from("<II", file, 68)
    for _number in range(count):
        if more >= FREE:
            break
        part = struct.unpack_from(f"<{size // 4}I", file, (more + 1) * size)
        sectors += [each for each in part[:-1] if each < FREE]
        more = part[-1]
    found: list[int] = []
    for sector in sectors[:fats]:
        found += struct.unpack_from(f"<{size // 4}I", file, (sector + 1) * size)
    return found


def _chain(file: bytes, table: list[int], start: int, size: int) -> bytes:
    parts: list[bytes] = []
    while start < FREE and len(parts) <= len(table):
        parts.append(file[(start + 1) * size : (start + 2) * size])
        start = table[start]
    return b"".join(parts)

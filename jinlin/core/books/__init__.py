"""What stands in the cells of an Excel workbook or a CSV file, read row by row?

The sheet's XML is read in a stream and the shared texts wait in a file, so that memory does not
grow with the rows; hidden rows, merged cells and the workbook's calendar (1900 or 1904) are seen,
which the fast readers hide. A cell is a text, a `Number` as it was written, a day, a `Fault`
(#N/A …), or None.
"""

import codecs
import csv
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from math import isfinite
from pathlib import Path
from posixpath import join, normpath
from tempfile import NamedTemporaryFile
from typing import IO
from xml.etree import ElementTree as ET
from xml.parsers import expat

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
from jinlin.core.books.old import old_workbook
from jinlin.core.books.stream import (
    WIDEST,
    Texts,
    read_lines,
    read_texts,
    shape_of,
)
from jinlin.core.errors import Unusable

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_REL = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
LONGEST_CSV_CELL = 1_000_000
MOST_UNPACKED = 1024 * 1024 * 1024  # of all parts; the largest sheet there can be stays below
MOST_WHOLE = 32 * 1024 * 1024  # of a part that is read in one piece: no sheet, no texts
# no numbers where numbers belong, or an encoding that is none
UNREADABLE = (ValueError, OverflowError, OSError, LookupError)
PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
LOCKED = 0x1 | 0x20 | 0x40  # with a password, as a patch, with a password of another kind
TORN = (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError)


@contextmanager
def opened(path: Path) -> Iterator[Book]:
    """The workbook, for as long as it is read. Raises Unusable when the file is none."""
    if zipfile.is_zipfile(path):
        try:
            with _archive(path) as archive, Texts() as texts:
                yield _workbook(archive, texts)
        except TORN as problem:
            raise _damaged() from problem
        return
    with path.open("rb") as file:
        beginning = file.read(8)
    if beginning.startswith(b"\xd0\xcf\x11\xe0"):
        yield old_workbook(path)
        return
    is_wide = beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if (b"\0" in beginning and not is_wide) or path.suffix.lower() not in {".csv", ".txt", ".tsv"}:
        raise Unusable(_("Please send an Excel file (.xlsx) or a CSV file."), field="file")
    yield Book([_CsvSheet.of(path)])


__all__ = [
    "Book",
    "Fault",
    "Line",
    "Number",
    "Sheet",
    "Value",
    "day_of",
    "opened",
    "rows_of",
]


def rows_of(file: IO[bytes]) -> Iterator[list[str]]:
    """The rows of a small table as texts: of the first sheet that is not hidden, or of a CSV file.

    A day that Excel counts stays the number it is. Raises Unusable for what is no such file.
    """
    with NamedTemporaryFile(suffix=".csv") as copy:
        shutil.copyfileobj(file, copy)
        copy.flush()
        with opened(Path(copy.name)) as book:
            sheet = next((each for each in book.sheets if not each.is_hidden), Sheet(""))
            yield from _texts_of(sheet)


def _archive(path: Path) -> zipfile.ZipFile:
    """The file as an archive. Raises Unusable for one that is larger than any workbook, locked, or
    packed in a way that nobody packs workbooks.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (*UNREADABLE, NotImplementedError) as problem:
        raise _damaged() from problem
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > MOST_UNPACKED or any(
        part.flag_bits & LOCKED or part.compress_type not in PACKED for part in parts
    ):
        archive.close()
        raise _damaged()
    return archive


def _texts_of(sheet: "Sheet") -> Iterator[list[str]]:
    """Row by row; rows that the file leaves out are empty ones."""
    passed = 0
    for line in sheet.lines(reads_days=False):
        for _gap in range(passed + 1, line.number):
            yield []
        passed = max(passed, line.number)
        yield ["" if cell is None else str(cell).strip() for cell in line.cells]


def _damaged() -> Unusable:
    words = _("This Excel file cannot be read. Please save it again as .xlsx.")
    return Unusable(words, field="file")


class _XmlSheet(Sheet):
    archive: zipfile.ZipFile
    part: str
    texts: Texts
    day_styles: frozenset[int]

    def lines(self, *, reads_days: bool = True) -> Iterator[Line]:
        """Row by row; a merged cell's value stands in its first cell only."""
        days = self.day_styles if reads_days else frozenset()
        try:
            with self.archive.open(self.part) as file:
                for number, cells, is_hidden in read_lines(file):
                    yield Line(number, [self._value(cell, days) for cell in cells], is_hidden)
        except UNREADABLE as problem:
            raise _damaged() from problem

    def _value(  # noqa: PLR0911 - a table
        self, cell: tuple[str, str, str] | None, day_styles: frozenset[int]
    ) -> Value:
        if cell is None:
            return None
        kind, style, text = cell
        if kind == "s":
            return self.texts[int(text)] or None if text else None
        if kind in {"", "n"}:
            if not text:
                return None
            if style and int(style) in day_styles:
                return day_of(text, is_1904=self.is_1904) or _number(text)
            return _number(text)
        if kind == "e":
            return Fault(text)
        if kind == "d":
            return _iso(text)
        if kind == "b":
            return "是" if text == "1" else "否"
        return text or None


class _CsvSheet(Sheet):
    path: Path
    encoding: str
    delimiter: str

    @classmethod
    def of(cls, path: Path) -> "_CsvSheet":
        sheet = cls(path.stem)
        sheet.path, sheet.encoding = path, _encoding(path)
        with path.open(encoding=sheet.encoding, newline="") as file:
            first = [line for _number, line in zip(range(5), file, strict=False)]
        sheet.delimiter = max(",\t;，", key=lambda each: sum(line.count(each) for line in first))
        with path.open("rb") as raw:
            sheet.height = sum(block.count(b"\n") for block in iter(lambda: raw.read(1 << 20), b""))
        return sheet

    def lines(self, *, reads_days: bool = True) -> Iterator[Line]:
        csv.field_size_limit(LONGEST_CSV_CELL)
        with self.path.open(encoding=self.encoding, newline="") as file:
            rows = csv.reader(file, delimiter=self.delimiter, strict=True)
            try:
                for number, row in enumerate(rows, 1):
                    if len(row) > WIDEST:
                        raise _too_wide(number)
                    yield Line(number, [_plain(text) for text in row])
            except csv.Error as problem:  # else the rest of the file would be one cell
                words = _(
                    "The file cannot be read at line %(line)d: a quotation mark is left open there."
                )
                raise Unusable(words % {"line": rows.line_num}, field="file") from problem


def _too_wide(number: int) -> Unusable:
    words = _("Line %(line)d has more columns than a table can have.")
    return Unusable(words % {"line": number}, field="file")


def _workbook(archive: zipfile.ZipFile, texts: Texts) -> Book:
    try:
        names = set(archive.namelist())
        root = _whole(archive, "xl/workbook.xml")
        parts = _parts(archive)
        styles = _day_styles(archive) if "xl/styles.xml" in names else frozenset()
        if "xl/sharedStrings.xml" in names:
            with archive.open("xl/sharedStrings.xml") as file:
                read_texts(file, texts)
    except (*UNREADABLE, ET.ParseError, zipfile.BadZipFile) as problem:
        raise _damaged() from problem
    space = STRICT if root.tag.startswith(STRICT) else MAIN
    settings = root.find(f"{space}workbookPr")
    is_1904 = settings is not None and settings.get("date1904") in {"1", "true"}
    book = Book([])
    for each in root.iter(f"{space}sheet"):
        part = parts.pop(each.get(REL) or each.get(STRICT_REL) or "", "")  # each part is one sheet
        if part not in names or "worksheets" not in part:
            continue
        names.remove(part)
        sheet = _XmlSheet(each.get("name") or "", each.get("state", "visible") != "visible")
        sheet.archive, sheet.part, sheet.texts, sheet.day_styles = archive, part, texts, styles
        sheet.is_1904 = is_1904
        _measure(sheet)
        book.sheets.append(sheet)
    return book


def _measure(sheet: _XmlSheet) -> None:
    try:
        with sheet.archive.open(sheet.part) as file:
            sheet.height, sheet.merges, sheet.hidden_columns = shape_of(file)
    except UNREADABLE as problem:
        raise _damaged() from problem


def _whole(archive: zipfile.ZipFile, name: str) -> ET.Element:
    """A part that is read in one piece. Raises Unusable when no such part is as long as this."""
    if archive.getinfo(name).file_size > MOST_WHOLE:
        raise _damaged()
    return ET.fromstring(archive.read(name))  # noqa: S314 - expat refuses bombs


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    root = _whole(archive, "xl/_rels/workbook.xml.rels")
    return {
        each.get("Id", ""): normpath(join("xl", each.get("Target", ""))).lstrip("/")
        if not each.get("Target", "").startswith("/")
        else each.get("Target", "").lstrip("/")
        for each in root
    }


def _day_styles(archive: zipfile.ZipFile) -> frozenset[int]:
    """Which cell styles show a number as a day."""
    root = _whole(archive, "xl/styles.xml")
    space = STRICT if root.tag.startswith(STRICT) else MAIN
    own = {
        int(each.get("numFmtId", "0"))
        for each in root.iter(f"{space}numFmt")
        if is_day_format(each.get("formatCode", ""))
    }
    styles = root.find(f"{space}cellXfs")
    return frozenset(
        place
        for place, each in enumerate(styles if styles is not None else ())
        if int(each.get("numFmtId", "0")) in DAY_FORMATS | own
    )


def _encoding(path: Path) -> str:
    """UTF-16 when it says so; UTF-8 when all of it is; else the Chinese one of Excel on Windows,
    when all of it is that. Raises Unusable where no byte may be lost and one would be.
    """
    with path.open("rb") as raw:
        is_wide = raw.read(2) in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "gb18030"):
        try:
            with path.open(encoding=encoding) as file:
                for _block in iter(lambda: file.read(1 << 20), ""):
                    pass
        except UnicodeError:
            continue
        return encoding
    words = _("The file is neither UTF-8, UTF-16 nor GB 18030. Please save it as 'CSV UTF-8'.")
    raise Unusable(words, field="file")


def _plain(text: str) -> Value:
    """Without the '="…"' by which other systems keep Excel from counting with an id."""
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1]
    return text or None


def _number(text: str) -> Value:
    """A number, unless it is one that nothing can count with (NaN, 1e400), or none."""
    try:
        return Number(text) if isfinite(float(text)) else Fault("#NUM!")
    except ValueError:
        return text


def _iso(text: str) -> Value:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return text

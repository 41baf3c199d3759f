"""Which cells stand in the first sheet of a small Excel file?

Read from the sheet's own XML, without programs, formulas or entities, and within bounds.
"""

import re
import zipfile
from collections.abc import Iterator
from typing import IO
from xml.parsers import expat

from django.utils.translation import gettext as _

from jinlin.core.errors import Unusable

MOST_BYTES = 30 * 1024 * 1024  # unpacked, of one part
WIDEST = 200
DAMAGED = (zipfile.BadZipFile, KeyError, expat.ExpatError, OSError, ValueError, RuntimeError)


def rows_of(file: IO[bytes]) -> Iterator[list[str]]:
    """The rows of the sheet as texts, each as long as its last filled cell. Raises Unusable for
    what is no such file.
    """
    try:
        with zipfile.ZipFile(file) as book:
            texts = _texts(book)
            names = sorted(n for n in book.namelist() if re.fullmatch(r"xl/worksheets/[^/]+", n))
            rows = _Sheet(texts).read(_part(book, names[0] if names else ""))
    except DAMAGED as problem:
        raise Unusable(_("This is not an Excel table that can be read."), field="file") from problem
    yield from rows


def _part(book: zipfile.ZipFile, name: str) -> bytes:
    if book.getinfo(name).file_size > MOST_BYTES:
        raise ValueError(name)
    return book.read(name)


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_told: object) -> None:
        raise ValueError("entities")

    parser.EntityDeclHandler = refuse
    return parser


def _texts(book: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    found: list[str] = []
    inside = {"t": 0, "rPh": 0}
    parser = _parser()

    def begin(name: str, _attributes: dict[str, str]) -> None:
        if name == "si":
            found.append("")
        elif name in inside:
            inside[name] += 1

    def end(name: str) -> None:
        if name in inside:
            inside[name] -= 1

    def say(text: str) -> None:
        if found and inside["t"] and not inside["rPh"]:
            found[-1] += text

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = say
    parser.Parse(_part(book, "xl/sharedStrings.xml"), True)
    return found


class _Sheet:
    """One sheet as it is read: the row at hand, the cell in it."""

    def __init__(self, texts: list[str]) -> None:
        self.texts, self.rows = texts, list[list[str]]()
        self.column, self.kind, self.is_value, self.said = 0, "", False, ""

    def read(self, content: bytes) -> list[list[str]]:
        parser = _parser()
        parser.StartElementHandler, parser.EndElementHandler = self._begin, self._end
        parser.CharacterDataHandler = self._say
        parser.Parse(content, True)
        return self.rows

    def _begin(self, name: str, told: dict[str, str]) -> None:
        if name == "row":
            place = int(told.get("r", len(self.rows) + 1))
            while len(self.rows) < min(place, 100_000):
                self.rows.append([])
            self.column = -1
        elif name == "c":
            self.column = _column(told["r"]) if "r" in told else self.column + 1
            self.kind, self.said = told.get("t", "n"), ""
        elif name in {"v", "t"}:
            self.is_value = True

    def _end(self, name: str) -> None:
        if name in {"v", "t"}:
            self.is_value = False
        elif name == "c" and self.said and self.column < WIDEST:
            text = self.texts[int(self.said)] if self.kind == "s" else self.said
            row = self.rows[-1]
            row.extend([""] * (self.column - len(row)))
            row.append(text.strip())

    def _say(self, text: str) -> None:
        if self.is_value:
            self.said += text


def _column(reference: str) -> int:
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1

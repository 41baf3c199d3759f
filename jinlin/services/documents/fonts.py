"""With which fonts is a paper printed, and which characters do they lack?

Typst does not fail without a Chinese font: it leaves the text out. So the fonts are looked at
first, by the characters they really hold.
"""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, Self

import typst
from django.utils.translation import gettext_lazy as _

from jinlin.core.errors import Refusal

BODY = (
    "FangSong",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Noto Serif SC",
    "SimSun",
    "Songti SC",
)
HEADS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "SimHei",
)
PROBE = "德化县诉求办理专用章〔二〇〕号，。"
LACKING = "〓"  # what printers have always set for a character they do not have
# they shape their neighbours and show nothing themselves
JOINERS = "\u200b\u200c\u200d\u2060\ufe0e\ufe0f"


class NoChineseFont(Refusal):
    status = 503
    code = "no_chinese_font"
    words = _(
        "Documents cannot be printed: this server has no Chinese font, and their text would be "
        "missing. Please install fonts-noto-cjk."
    )


@dataclass(frozen=True)
class Library:
    """The fonts at hand:

    the families that print Chinese, best first, and the characters that any font holds, as ranges.
    """

    families: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def look(cls, *, with_system_fonts: bool = True) -> Self:
        """What typst finds on this machine."""
        held: list[tuple[int, int]] = []
        chinese: dict[str, None] = {}
        for path, fonts in _by_file(with_system_fonts):
            content = Path(path).read_bytes()
            for font in fonts:
                ranges = _ranges(content, font.index)
                held += ranges
                if all(_is_inside(ord(letter), ranges) for letter in PROBE):
                    chinese[font.family] = None
        merged = _merged(held)
        return cls(
            tuple(chinese),
            tuple(start for start, _end in merged),
            tuple(end for _start, end in merged),
        )

    def holds(self, letter: str) -> bool:
        place = bisect_right(self.starts, ord(letter)) - 1
        return place >= 0 and ord(letter) <= self.ends[place]

    def names(self) -> dict[str, list[str]]:
        """The families for body and heads, best first. Raises NoChineseFont."""
        if not self.families:
            raise NoChineseFont
        return {"body": self._ordered(BODY), "heads": self._ordered(HEADS)}

    def printable(self, value: Any) -> tuple[Any, int]:
        """The value with 〓 for each character that no font holds, and how many there were; in lists
        and mappings too.
        """
        if isinstance(value, str):
            return self._printable(value)
        if isinstance(value, list):
            pairs = [self.printable(each) for each in value]
            return [each for each, _count in pairs], sum(count for _each, count in pairs)
        if isinstance(value, dict):
            found = {key: self.printable(each) for key, each in value.items()}
            return {key: each for key, (each, _count) in found.items()}, sum(
                count for _each, count in found.values()
            )
        return value, 0

    def _printable(self, text: str) -> tuple[str, int]:
        kept = [letter for letter in text if letter not in JOINERS]
        lacking = sum(not self._is_known(letter) for letter in kept)
        return "".join(letter if self._is_known(letter) else LACKING for letter in kept), lacking

    def _is_known(self, letter: str) -> bool:
        return letter.isspace() or self.holds(letter)

    def _ordered(self, wanted: tuple[str, ...]) -> list[str]:
        """The wanted ones first, then others for mainland Chinese, then the rest: shapes differ
        from place to place.
        """
        return sorted(
            self.families,
            key=lambda name: (
                wanted.index(name) if name in wanted else len(wanted),
                "SC" not in name.split(),
            ),
        )


@cache
def library() -> Library:
    """The fonts of this machine, looked at once."""
    return Library.look()


def _by_file(with_system_fonts: bool) -> Iterator[tuple[str, list[typst.FontInfo]]]:
    """The fonts that stand in files, file by file; those inside typst hold no Chinese."""
    found = [
        font for font in typst.Fonts(include_system_fonts=with_system_fonts).fonts() if font.path
    ]
    for path, fonts in groupby(
        sorted(found, key=lambda font: str(font.path)), key=lambda font: str(font.path)
    ):
        yield path, list(fonts)


def _ranges(content: bytes, index: int) -> list[tuple[int, int]]:
    """The characters of one font, from its own table of them."""
    start = struct.unpack_from(">I", content, 12 + 4 * index)[0] if content[:4] == b"ttcf" else 0
    (tables,) = struct.unpack_from(">H", content, start + 4)
    for number in range(tables):
        tag, _sum, offset, _length = struct.unpack_from(">4sIII", content, start + 12 + 16 * number)
        if tag == b"cmap":
            return sorted(_cmap(content, offset))
    return []


def _cmap(content: bytes, table: int) -> Iterator[tuple[int, int]]:
    """The ranges of all Unicode subtables in the two formats that fonts use: 4 and 12."""
    (count,) = struct.unpack_from(">H", content, table + 2)
    for number in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", content, table + 4 + 8 * number)
        (form,) = struct.unpack_from(">H", content, table + offset)
        if platform not in {0, 3} or (platform == 3 and encoding not in {1, 10}):
            continue
        if form == 12:
            (groups,) = struct.unpack_from(">I", content, table + offset + 12)
            start = table + offset + 16
            yield from (
                (first, last)
                for first, last, _glyph in struct.iter_unpack(
                    ">III", content[start : start + 12 * groups]
                )
            )
        elif form == 4:
            (double,) = struct.unpack_from(">H", content, table + offset + 6)
            ends = struct.unpack_from(f">{double // 2}H", content, table + offset + 14)
            starts = struct.unpack_from(f">{double // 2}H", content, table + offset + 16 + double)
            yield from (
                (first, last) for first, last in zip(starts, ends, strict=True) if first != 0xFFFF
            )


def _is_inside(code: int, ranges: list[tuple[int, int]]) -> bool:
    place = bisect_right(ranges, (code, 0x110000)) - 1
    return place >= 0 and code <= ranges[place][1]


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found

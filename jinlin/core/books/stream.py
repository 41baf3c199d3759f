"""How is a sheet's XML read in a stream, and where do its shared texts wait?"""

import os
import re
import struct
from collections.abc import Iterator
from functools import lru_cache
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Any, NamedTuple, Self
from xml.parsers import expat

BLOCK = 1 << 18
OVERLAP = 200  # bytes that a tag cut by a block may have
REMEMBERED = 1 << 14  # shared texts kept at hand
WIDEST = 16_384  # columns that a sheet can have
MOST_ROWS = 1_048_576
# Beyond these a file says more than a person ever filled in, in fewer bytes than it costs to hear:
LONGEST_CELL = 1_000_000  # letters, where Excel keeps 32,767
LONGEST_TAG = 4 * 1024 * 1024  # bytes of one tag or comment
MOST_MERGES = 1_000_000
MOST_GAPS = 100_000_000  # cells that a sheet leaves out before others, and
GAPS_AT_ONCE = 2_000_000  # those of one block
MERGE = re.compile(
    rb"mergeCell\b[^<>]*?\bref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']"
)
HIDDEN = re.compile(rb"<(?:\w+:)?col\s[^<>]*?\bhidden=[\"'](?:1|true)[\"'][^<>]*>")
FROM_TO = (re.compile(rb"\bmin=[\"'](\d{1,7})"), re.compile(rb"\bmax=[\"'](\d{1,7})"))
ROW = re.compile(rb"<(?:\w+:)?row[\s>/]")
WHERE = struct.Struct("<QQ")
RawCell = tuple[str, str, str]  # kind, style, text


class Merge(NamedTuple):
    """A merged range: rows from 1, columns from 0, all included."""

    top: int
    left: int
    bottom: int
    right: int


class Shape(NamedTuple):
    """How many rows a sheet has, which cells are merged, which columns are hidden."""

    rows: int
    merges: list[Merge]
    hidden: frozenset[int]


class Texts:
    """The shared texts of a workbook, in files of their own: in memory only those just used."""

    def __init__(self) -> None:
        self._words = TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._places = TemporaryFile()  # noqa: SIM115 - the same
        self._end = 0
        self._get = lru_cache(REMEMBERED)(self._read)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, one: BaseException | None, at: TracebackType | None
    ) -> None:
        self._words.close()
        self._places.close()

    def append(self, text: str) -> None:
        data = text.encode("utf-8", "replace")
        self._words.write(data)
        self._places.write(WHERE.pack(self._end, len(data)))
        self._end += len(data)

    def finish(self) -> None:
        self._words.flush()
        self._places.flush()

    def __getitem__(self, place: int) -> str:
        return self._get(place)

    def _read(self, place: int) -> str:
        where = os.pread(self._places.fileno(), WHERE.size, place * WHERE.size)
        if len(where) != WHERE.size:
            return ""
        start, length = WHERE.unpack(where)
        return os.pread(self._words.fileno(), length, start).decode()


class _Letters:
    """What one cell says, in the pieces that a parser hands over. Raises ValueError when it is
    longer than any cell.
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.long = 0

    def begin(self) -> None:
        self.pieces, self.long = [], 0

    def add(self, text: str) -> None:
        self.pieces.append(text)
        self.long += len(text)
        if self.long > LONGEST_CELL:
            raise ValueError(self.long)


def read_texts(file: IO[bytes], texts: Texts) -> None:
    """All shared texts of the part are in `texts`; the reading aids beside them are left out."""
    letters = _Letters()
    depth = {"rPh": 0, "t": 0}

    def begin(name: str, _attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "si":
            letters.begin()
        elif name in depth:
            depth[name] += 1

    def end(name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "si":
            texts.append("".join(letters.pieces))
        elif name in depth:
            depth[name] -= 1

    def words(text: str) -> None:
        if depth["t"] and not depth["rPh"]:
            letters.add(text)

    for _block in _parsed(file, begin, end, words):
        pass
    texts.finish()


def read_lines(file: IO[bytes]) -> Iterator[tuple[int, list[RawCell | None], bool]]:
    """Row by row: its number, its cells from column A on, whether it is hidden."""
    rows = _Rows()
    for _block in _parsed(file, rows.begin, rows.end, rows.words):
        yield from rows.done
        rows.done.clear()
        rows.gaps_here = 0


class _Rows:
    """What the parser tells of a sheet, as rows. Called for each tag: kept as short as can be."""

    def __init__(self) -> None:
        self.done: list[tuple[int, list[RawCell | None], bool]] = []
        self.number, self.is_hidden = 0, False
        self.cells: list[RawCell | None] = []
        self.kind = self.style = ""
        self.place = -1
        self.text = _Letters()
        self.gaps = self.gaps_here = 0
        self.is_value = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            get = attributes.get
            self.kind, self.style = get("t", ""), get("s", "")
            where = get("r")
            self.place = column_of(where) if where else self.place + 1
            self.text.begin()
        elif name in {"v", "t"}:
            self.is_value = True
        elif name == "row":
            self.number = int(attributes.get("r") or self.number + 1)
            if not 0 < self.number <= MOST_ROWS:
                raise ValueError(self.number)
            self.is_hidden = attributes.get("hidden") in {"1", "true"}
            self.cells, self.place = [], -1

    def end(self, name: str) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            cells, place = self.cells, self.place
            if self.text.pieces and place < WIDEST:
                if (gap := place - len(cells)) > 0:
                    self._leave_out(gap)
                cells.append((self.kind, self.style, "".join(self.text.pieces)))
        elif name in {"v", "t"}:
            self.is_value = False
        elif name == "row":
            self.done.append((self.number, self.cells, self.is_hidden))

    def words(self, text: str) -> None:
        if self.is_value:
            self.text.add(text)

    def _leave_out(self, gap: int) -> None:
        self.gaps += gap
        self.gaps_here += gap
        if self.gaps > MOST_GAPS or self.gaps_here > GAPS_AT_ONCE:
            raise ValueError(self.gaps)
        self.cells.extend([None] * gap)


def shape_of(file: IO[bytes]) -> Shape:
    """Hidden columns stand in front of the rows, merged cells behind them. Raises ValueError for
    more of them than anybody merged.
    """
    rows, merges, rest = 0, [], b""
    hidden: set[tuple[int, int]] = set()
    for block in iter(lambda: file.read(BLOCK), b""):
        whole = rest + block
        rows += sum(1 for found in ROW.finditer(whole) if found.end() > len(rest))
        for found in MERGE.finditer(whole):
            if found.end() > len(rest):
                left, top, right, bottom = (each.decode() for each in found.groups())
                merges.append(Merge(int(top), column_of(left), int(bottom), column_of(right)))
        if len(merges) > MOST_MERGES:
            raise ValueError(len(merges))
        if (not rows or not rest) and len(hidden) < WIDEST:
            hidden.update(_hidden_in(whole))
        rest = whole[-OVERLAP:]
    return Shape(rows, merges, _columns(hidden))


def _hidden_in(block: bytes) -> Iterator[tuple[int, int]]:
    """The first hidden column, and the one after the last."""
    for found in HIDDEN.finditer(block):
        first, last = (rule.search(found[0]) for rule in FROM_TO)
        if first and last:
            yield int(first[1]) - 1, min(int(last[1]), WIDEST)


def _columns(spans: set[tuple[int, int]]) -> frozenset[int]:
    """All in any of the spans, each looked at once."""
    columns: set[int] = set()
    beyond = 0
    for first, end in sorted(spans):
        columns.update(range(max(first, beyond), end))
        beyond = max(beyond, end)
    return frozenset(columns)


def column_of(where: str) -> int:
    """'AB12' -> 27."""
    return _place_of(where.rstrip("0123456789"))


@lru_cache(1 << 12)
def _place_of(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


@lru_cache(1 << 12)
def letter_of(column: int) -> str:
    """27 -> 'AB'."""
    letters, place = "", column + 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _refuse(*_entity: object) -> None:
    """An entity could stand for a million others."""
    raise expat.ExpatError("entities")


def _parsed(file: IO[bytes], begin: Any, end: Any, words: Any) -> Iterator[None]:
    """Each block once it went through the parser."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.EntityDeclHandler = _refuse
    parser.CharacterDataHandler = words
    read = 0
    for block in iter(lambda: file.read(BLOCK), b""):
        parser.Parse(block, False)
        read += len(block)
        if read - parser.CurrentByteIndex > LONGEST_TAG:  # it begins anew with each block
            raise expat.ExpatError("a tag without an end")
        yield None
    parser.Parse(b"", True)
    yield None

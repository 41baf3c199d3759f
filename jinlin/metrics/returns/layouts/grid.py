"""What does a form look like, whichever program it was made with, and which cells are to be filled?

A table is cells with their place and span. A cell is known by `ref`: the number of its table, and
its place as in a spreadsheet (`1!C4`); a gap behind a label inside a text also by its number
(`1!A2#0`), one in a paragraph outside of tables by that paragraph's (`p!3#0`).
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import dropwhile, takewhile
from typing import Final

from jinlin.metrics.returns.layouts.cells import Cell, Table, ref_of
from jinlin.metrics.returns.layouts.rosters import COUNTED, Roster, rosters_of

# Behind a label and its colon nothing stands (填报人：　　), or a line in a sentence (受理____件).
# Where no gap begins with a word, none begins inside it: it is passed over whole.
LETTERS = r"[^\s：:，,；;。、_＿]+"
WORDS = re.compile(
    rf"(?P<label>{LETTERS}(?:（[^）]{{0,80}}）)?)(?:\s*[：:](?P<gap>[ \t\u3000_＿]*)(?=\s|$|[_＿])"
    r"|(?P<line>[_＿]{2,}|(?<=[\u4e00-\u9fff）])[ \u3000]{3,})"
    rf"(?P<unit>人次|户次|小时|万元|[件次场人户个条支期项起元天%％]))|{LETTERS}"
)
DATED = re.compile(r"(\d{4})\s*年(\s*\d{1,2}\s*月)?(\s*\d{1,2}\s*日)?|\d{4}-\d{2}(-\d{2})?")
# What else differs between two months of one form: 1—9月, 第三季度, 上半年.
SPAN = re.compile(r"1\s*[-—–~～－至到]+\s*\d{1,2}\s*月|(?<=#)第?[一二三四1-4]季度|(?<=#)[上下]半年")
# What stands over a title or beside it: 附件2, 单位：件, 填报单位：, （2026年9月）.
NO_NAMES = re.compile(
    r"^\s*(附件|附表|附$|表\s*\d|单位[:：]|填报|[（(]?\d{4}年(\d{1,2}月)?(\d{1,2}日)?[）)]?\s*$)"
)
NO_GAPS: Final = frozenset({"附件", "附表", "注", "说明", "备注", "填表说明", "填报说明"})
SERIAL = re.compile(r"^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]?$")
OF_WHICH = re.compile(r"^\s*其\s*中")
SAYS_NOTHING = re.compile(r"^[\d\s.,，%％—\-－/\\×✕]*$")
MOST_BESIDE_A_DATE = 4  # more labels than that are a row of headings
LONGEST_TITLE = 40
TITLES = 4  # in so many lines stand the titles of a form
BESIDE_THE_TABLE = "p"


@dataclass(frozen=True)
class Field:
    """A cell, or a gap in one, that is to be filled: what stands to its left and above it, the
    nearest first. `parent`: the line that it is 'of which'; `over`: sections and titles, the
    nearest first.
    """

    ref: str
    left: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    parent: str = ""
    over: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """A whole form. `paragraphs` are the texts outside of its tables."""

    kind: str
    tables: tuple[Table, ...]
    paragraphs: tuple[str, ...] = ()
    fields: tuple[Field, ...] = field(default=())
    rosters: tuple[Roster, ...] = ()

    @property
    def title(self) -> str:
        """The first words of the form, as a rule its name."""
        texts = [*self.paragraphs, *(cell.text for table in self.tables for cell in table.cells)]
        lines = [text for text in texts if text.strip()]
        names = (text for text in lines if not (NO_NAMES.match(text) or gaps(text)))
        return next(names, next(iter(lines), ""))

    @property
    def fingerprint(self) -> str:
        """The same for the same form of another month: its words without days, and its gaps."""
        parts = [self.kind, *(undated(text) for text in self.paragraphs)]
        for number, table in enumerate(self.tables, 1):
            parts += [
                f"{number}!{cell.row},{cell.column},{cell.rows},{cell.columns}"
                f"={'' if cell.is_formula else undated(cell.text)}"
                for cell in table.cells
                if not cell.is_empty
            ]
        parts += [each.ref for each in self.fields]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def undated(text: str) -> str:
    """The text whatever year, month and day it names, and however it is spaced."""
    return SPAN.sub("#", re.sub(r"\s+", "", DATED.sub("#", text)))


def fields_of(tables: tuple[Table, ...], paragraphs: tuple[str, ...]) -> tuple[Field, ...]:
    """Everything that is to be filled, in the order of reading."""
    lines = [text for text in paragraphs if text.strip()][:TITLES]
    heads = tuple(text for text in lines if len(text) <= LONGEST_TITLE and not gaps(text))
    beside = [
        Field(f"{BESIDE_THE_TABLE}!{number}#{gap}", left=(label,), over=(before, *heads))
        for number, text in enumerate(paragraphs)
        for gap, label, before in _gaps_in(text)
    ]
    lists = rosters_of(tables)
    within = [
        each
        for number, table in enumerate(tables, 1)
        for each in _fields(number, table, lists, heads)
    ]
    return (*beside, *within)


def gaps(text: str) -> list[str]:
    """The labels in a text behind which nothing stands: 填报单位：　　填表人："""
    return [_label(found) for found in found_gaps(text)]


def without_gaps(text: str) -> str:
    """What stands in a text beside its labels and gaps."""
    return WORDS.sub(lambda found: "" if found["label"] else found.group(), text)


def found_gaps(text: str) -> Iterator[re.Match[str]]:
    """Each gap with its label, in the order of reading."""
    return (found for found in WORDS.finditer(text) if found["label"])


def _label(found: re.Match[str]) -> str:
    return f"{found['label']}（{found['unit']}）" if found["line"] else found["label"]


def _gaps_in(text: str) -> Iterator[tuple[int, str, str]]:
    """The number of each gap, its label, and what the sentence says before it."""
    for number, found in enumerate(found_gaps(text)):
        if _label(found) not in NO_GAPS:
            lead = re.split(r"[。；;\n]", text[: found.start()])[-1] if found["line"] else ""
            yield number, _label(found), lead


def _fields(
    number: int, table: Table, rosters: tuple[Roster, ...], heads: tuple[str, ...]
) -> Iterator[Field]:
    cells = [cell for cell in table.cells if not cell.is_empty]
    framed = any(cell.is_framed and cell.is_empty for cell in table.cells)
    own = [each for each in rosters if each.table == number]
    empty = [
        cell
        for cell in table.cells
        if cell.is_empty
        and (cell.is_framed or not framed)
        and not any(each.holds(cell.row, cell.column) for each in own)
    ]
    places = {(cell.row, cell.column) for cell in empty}
    titles = (*_titles(cells), *((table.caption,) if table.caption else ()), *heads)
    for cell in table.cells:
        ref = ref_of(number, cell.row, cell.column)
        if (cell.row, cell.column) in places and cell.is_empty:
            left = _left(cell, table.cells)
            above, sections = _above(cell, cells, left)
            if not left and all(text in COUNTED or SERIAL.match(text) for text in above):
                continue
            if left or (above and _is_under_text(cell, cells)):
                texts = tuple(each.text for each in left)
                parent = next((words for each in left if (words := _parent(each, cells))), "")
                over = tuple(dict.fromkeys((*sections, *titles)))
                yield Field(ref, texts, above, parent, over)
        elif cell.text and (cell.row, cell.column + cell.columns) not in places:
            for gap, label, before in _gaps_in(cell.text):
                yield Field(f"{ref}#{gap}", left=(label,), over=(before, *titles))


def _titles(cells: list[Cell]) -> tuple[str, ...]:
    """What stands alone in one of the first lines."""
    lines: dict[int, list[str]] = {}
    for cell in cells:
        if cell.row <= TITLES:
            lines.setdefault(cell.row, []).append(cell.text)
    alone = [texts[0] for _row, texts in sorted(lines.items()) if len(texts) == 1]
    dated = [
        text
        for _row, texts in sorted(lines.items())
        if len(texts) > 1
        for text in texts
        if DATED.search(text) and len(texts) < MOST_BESIDE_A_DATE
    ]
    return (*alone, *dated)


def _parent(label: Cell, cells: list[Cell]) -> str:
    """Of 其中：网上受理, and of what is set in under it, the line that it is a part of."""
    if not (label.indent or OF_WHICH.match(label.text)):
        return ""
    over = [
        each
        for each in cells
        if each.column == label.column
        and each.row < label.row
        and each.indent < max(label.indent, 1)
        and not OF_WHICH.match(each.text)
    ]
    return max(over, key=lambda each: each.row).text if over else ""


def _left(cell: Cell, cells: tuple[Cell, ...]) -> list[Cell]:
    """The labels that stand together nearest to the left; beyond the next gap are others."""
    line = [each for each in cells if each.covers_row(cell.row) and each.column < cell.column]
    line.sort(key=lambda each: -each.column)
    beyond = dropwhile(lambda each: not each.text, line)
    return list(takewhile(lambda each: bool(each.text), beyond))


def _above(
    cell: Cell, cells: list[Cell], left: list[Cell]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The headings of the column, and the words that stand over the whole part of the table."""
    found = [
        each
        for each in cells
        if each.text and each.covers_column(cell.column) and each.row < cell.row
    ]
    found.sort(key=lambda each: -each.row)
    whole = [
        each
        for each in found
        if each.columns > 1 and any(each.covers_column(label.column) for label in left)
    ]
    heads: list[Cell] = []
    for each in found:
        if each in whole or (cell.is_framed and not each.is_framed):
            continue
        if heads and each.row + each.rows < heads[-1].row:
            break  # beyond a gap other headings stand
        if not SAYS_NOTHING.match(each.text):
            heads.append(each)
    return tuple(each.text for each in heads), tuple(each.text for each in whole)


def _is_under_text(cell: Cell, cells: list[Cell]) -> bool:
    return any(each.covers(cell.row - 1, cell.column) for each in cells)

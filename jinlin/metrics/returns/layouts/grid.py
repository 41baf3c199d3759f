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

GAP = re.compile(
    r"([^\s：:，,；;。]+(?:（[^）]*）)?)\s*[：:](?P<gap>[ \t\u3000_＿]*)(?=\s|$|[_＿])"
)
DATED = re.compile(r"(\d{4})\s*年(\s*\d{1,2}\s*月)?(\s*\d{1,2}\s*日)?|\d{4}-\d{2}(-\d{2})?")
BESIDE_THE_TABLE = "p"


@dataclass(frozen=True)
class Cell:
    """One cell as it is seen; a merged one once, with its span. `is_framed`: it has a line."""

    row: int
    column: int
    text: str = ""
    rows: int = 1
    columns: int = 1
    is_formula: bool = False
    is_framed: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.is_formula

    def covers(self, row: int, column: int) -> bool:
        return self.covers_row(row) and self.covers_column(column)

    def covers_row(self, row: int) -> bool:
        return self.row <= row < self.row + self.rows

    def covers_column(self, column: int) -> bool:
        return self.column <= column < self.column + self.columns


@dataclass(frozen=True)
class Table:
    """A sheet of a workbook, or a table of a text with the words that stand above it."""

    name: str
    cells: tuple[Cell, ...]
    caption: str = ""


@dataclass(frozen=True)
class Field:
    """A cell, or a gap in one, that is to be filled: what stands to its left and above it, the
    nearest first.
    """

    ref: str
    left: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    caption: str = ""


@dataclass(frozen=True)
class Layout:
    """A whole form. `paragraphs` are the texts outside of its tables."""

    kind: str
    tables: tuple[Table, ...]
    paragraphs: tuple[str, ...] = ()
    fields: tuple[Field, ...] = field(default=())

    @property
    def title(self) -> str:
        """The first words of the form, as a rule its name."""
        texts = [*self.paragraphs, *(cell.text for table in self.tables for cell in table.cells)]
        return next((text for text in texts if text.strip()), "")

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
    return re.sub(r"\s+", "", DATED.sub("#", text))


def ref_of(table: int, row: int, column: int) -> str:
    return f"{table}!{letters(column)}{row}"


def letters(column: int) -> str:
    """1 is A, 27 is AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def fields_of(tables: tuple[Table, ...], paragraphs: tuple[str, ...]) -> tuple[Field, ...]:
    """Everything that is to be filled, in the order of reading."""
    beside = [
        Field(f"{BESIDE_THE_TABLE}!{number}#{gap}", left=(label,))
        for number, text in enumerate(paragraphs)
        for gap, label in enumerate(gaps(text))
    ]
    within = [each for number, table in enumerate(tables, 1) for each in _fields(number, table)]
    return (*beside, *within)


def gaps(text: str) -> list[str]:
    """The labels in a text behind which nothing stands: 填报单位：　　填表人："""
    return [found.group(1) for found in GAP.finditer(text)]


def _fields(number: int, table: Table) -> Iterator[Field]:
    cells = [cell for cell in table.cells if not cell.is_empty]
    framed = any(cell.is_framed and cell.is_empty for cell in table.cells)
    empty = [cell for cell in table.cells if cell.is_empty and (cell.is_framed or not framed)]
    places = {(cell.row, cell.column) for cell in empty}
    for cell in table.cells:
        ref = ref_of(number, cell.row, cell.column)
        if (cell.row, cell.column) in places and cell.is_empty:
            left = _left(cell, table.cells)
            above, sections = _above(cell, cells, left)
            if left or (above and _is_under_text(cell, cells)):
                texts = tuple(each.text for each in left)
                yield Field(ref, texts, above, sections[0] if sections else table.caption)
        elif cell.text and (cell.row, cell.column + cell.columns) not in places:
            for gap, label in enumerate(gaps(cell.text)):
                yield Field(f"{ref}#{gap}", left=(label,))


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
    heads = tuple(each.text for each in found if each not in whole)
    return heads, tuple(each.text for each in whole)


def _is_under_text(cell: Cell, cells: list[Cell]) -> bool:
    return any(each.covers(cell.row - 1, cell.column) for each in cells)

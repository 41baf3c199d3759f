"""What are the cells and tables of a form, and what is each called?"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """One cell as it is seen; a merged one once, with its span. `is_framed`: it has a line;
    `indent`: so far its words are set in.
    """

    row: int
    column: int
    text: str = ""
    rows: int = 1
    columns: int = 1
    is_formula: bool = False
    is_framed: bool = False
    indent: int = 0

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


def ref_of(table: int, row: int, column: int) -> str:
    return f"{table}!{letters(column)}{row}"


def letters(column: int) -> str:
    """1 is A, 27 is AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found

"""Which part of a form is a list: headings, and under them empty rows, one for each matter?

A roster is known by the cells it goes over (`1!A4:D8`); what stands in its n-th row by the cell of
its first row and n (`1!B4@0`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from jinlin.metrics.returns.layouts.cells import Cell, Table, letters, ref_of

COUNTED: Final = frozenset({"序号", "编号顺序", "No", "NO", "序"})
# Words that head a column of a list; a list has at least two of them.
HEADINGS: Final = (
    *("姓名", "名称", "标题", "内容", "事项", "编号", "单号", "日期", "时间", "地址", "地点"),
    *("电话", "单位", "状态", "进度", "结果", "情况", "类别", "类型", "来源", "期限", "时限"),
    *("社区", "村", "乡镇", "联系人", "承办", "是否", "措施", "责任人"),
)
LEAST_ROWS, LEAST_HEADINGS = 2, 2


@dataclass(frozen=True)
class Column:
    """One column of a roster: where it stands, and what stands over it."""

    number: int
    label: str

    @property
    def is_counter(self) -> bool:
        return self.label.replace(" ", "") in COUNTED


@dataclass(frozen=True)
class Roster:
    """The empty rows from `first` to `last` of a table, under their headings."""

    table: int
    first: int
    last: int
    columns: tuple[Column, ...]
    caption: str = ""

    @property
    def ref(self) -> str:
        last = f"{letters(self.columns[-1].number)}{self.last}"
        return f"{ref_of(self.table, self.first, self.columns[0].number)}:{last}"

    @property
    def rows(self) -> int:
        return self.last - self.first + 1

    def holds(self, row: int, column: int) -> bool:
        inside = self.columns[0].number <= column <= self.columns[-1].number
        return self.first <= row <= self.last and inside

    def ref_of(self, column: int, row: int) -> str:
        """What stands in a column of the n-th row."""
        return f"{ref_of(self.table, self.first, column)}@{row}"


def rosters_of(tables: tuple[Table, ...]) -> tuple[Roster, ...]:
    return tuple(each for n, table in enumerate(tables, 1) for each in _rosters(n, table))


def _rosters(number: int, table: Table) -> Iterator[Roster]:
    lines: dict[int, list[Cell]] = {}
    for cell in table.cells:
        lines.setdefault(cell.row, []).append(cell)
    above, done = table.caption, 0
    for row in sorted(lines):
        heads = _headings(lines[row])
        texts = [cell.text for cell in lines[row] if cell.text]
        if row > done and heads:
            last = row + heads[0].rows - 1
            first = last + 1
            while _is_open(lines.get(last + 1, []), heads):
                last += 1
            if last - first + 1 >= LEAST_ROWS:
                columns = tuple(Column(cell.column, cell.text) for cell in heads)
                yield Roster(number, first, last, columns, above)
                done = last
        if len(texts) == 1:
            above = texts[0]


def _headings(line: list[Cell]) -> list[Cell]:
    """The cells of a row that stand beside each other, when they head a list."""
    found = [cell for cell in line if cell.text]
    if len(found) < LEAST_HEADINGS + 1 or any(cell.columns > 1 for cell in found):
        return []
    gaps = [b.column - a.column for a, b in pairwise(found)]
    known = sum(any(word in cell.text for word in HEADINGS) for cell in found)
    if set(gaps) != {1} or known < LEAST_HEADINGS or len({cell.rows for cell in found}) > 1:
        return []
    return found


def _is_open(line: list[Cell], heads: list[Cell]) -> bool:
    """Every cell under the headings is empty, but for a counter's."""
    under: dict[int, Any] = {cell.column: cell for cell in line}
    for head in heads:
        cell = under.get(head.column)
        if cell is None or cell.rows > 1 or cell.columns > 1 or not cell.is_framed:
            return False
        is_counter = Column(head.column, head.text).is_counter
        if not (cell.is_empty or (is_counter and cell.text.rstrip(".、").isdigit())):
            return False
    return True

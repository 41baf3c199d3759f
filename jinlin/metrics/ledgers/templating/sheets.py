"""What is amiss with an Excel template, and how is one filled?

Placeholders stand in cells; a row that names fields of a list is repeated for each row of it, and
what stands below moves down, formulas and merged cells too. There are no other loops.
"""

import re
from collections.abc import Iterator, Mapping
from copy import copy
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from jinlin.core import workbooks
from jinlin.metrics import drawings
from jinlin.metrics.ledgers.templating import language, names, tokens
from jinlin.metrics.ledgers.templating.language import Finding

MOST_CELLS = 50_000
ONLY = re.compile(r"^\s*\{\{\s*([\w.]+)\s*\}\}\s*$")
Values = Mapping[str, Any]


class Sheets:
    """An Excel template while it is checked."""

    def __init__(self, content: bytes) -> None:
        self.sent = content
        self.book = workbooks.opened(BytesIO(content))
        self.findings: list[Finding] = []
        self.placeholders = 0

    def check(self) -> None:
        cells = sum(sheet.max_row * sheet.max_column for sheet in self.book.worksheets)
        if cells > MOST_CELLS:
            words = _("The sheets have over %(n)d cells; a template is a page or two.")
            where = _("the whole file")
            self.findings.append(Finding("huge", where, words % {"n": MOST_CELLS}))
            return
        for sheet in self.book.worksheets:
            for row in sheet.iter_rows():
                self._row(sheet, row)
        if not self.placeholders and not self.findings:
            words = _("There is no placeholder in it: the file would always say the same.")
            self.findings.append(Finding("no_placeholder", _("the whole file"), words))

    def content(self) -> bytes:
        return drawings.saved(self.book, self.sent)

    def _row(self, sheet: Any, row: Any) -> None:
        used: set[str] = set()
        for cell in row:
            if isinstance(cell.value, str) and ("{" in cell.value or "｛" in cell.value):
                used |= self._cell(cell, f"{sheet.title}!{cell.coordinate}")
        if len(used) > 1:
            words = _("A row of a table can go through one list only.")
            where = f"{sheet.title}!{row[0].coordinate}"
            self.findings.append(Finding("two_lists", where, words))
        if used and (crossing := _crosses(sheet, row[0].row)):
            words = _("A row of a list cannot lie in cells that are merged over several rows.")
            self.findings.append(Finding("merged", f"{sheet.title}!{crossing}", words))

    def _cell(self, cell: Any, where: str) -> set[str]:
        """Which lists it names; mended where it can be."""
        if cell.data_type == "f":
            words = _("A formula cannot hold a placeholder; put it into a cell of its own.")
            self.findings.append(Finding("formula", where, words))
            return set()
        straight = tokens.straightened(cell.value)
        if straight != cell.value:
            cell.value = straight
            words = _("The braces were put right.")
            self.findings.append(Finding("askew", where, words, is_mended=True))
        if brace := tokens.lone(cell.value):
            words = _("“%(brace)s” has no partner: a placeholder is {{ name }}.")
            self.findings.append(Finding("brace", where, words % {"brace": brace}))
        return self._tokens(cell.value, where)

    def _tokens(self, text: str, where: str) -> set[str]:
        scope, used = {name: name for name in names.lists()}, set()
        for token in tokens.tokens(text):
            if token.statement:
                words = _(
                    "In Excel there are no loops to write: a row with {{ %(list)s.名称 }} is "
                    "repeated by itself."
                )
                found = Finding("statement", where, words % {"list": names.FIGURES})
                self.findings.append(found)
                continue
            self.placeholders += 1
            self.findings += language.expression(token.name, scope, where)
            used |= {name for name in names.lists() if token.name.startswith(f"{name}.")}
        return used


def filled(content: bytes, values: Values) -> bytes:
    """The template with these values."""
    book = workbooks.opened(BytesIO(content))
    shifts: dict[str, list[tuple[int, int]]] = {}
    for sheet in book.worksheets:
        for number, name in reversed(list(_lists_of(sheet))):
            _repeat(sheet, number, name, values[name])
            more = max(len(values[name]), 1) - 1
            shifts.setdefault(sheet.title, []).append((number, more))
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.data_type != "f" and "{{" in cell.value:
                    _put(cell, values)
    book.calculation.fullCalcOnLoad = True
    return drawings.saved(book, content, shifts)


def _lists_of(sheet: Any) -> Iterator[tuple[int, str]]:
    for row in sheet.iter_rows():
        text = "".join(cell.value for cell in row if isinstance(cell.value, str))
        for name in names.lists():
            if re.search(rf"\{{\{{\s*{name}\s*\.", text):
                yield row[0].row, name


def _repeat(sheet: Any, number: int, name: str, lines: list[Mapping[str, Any]]) -> None:
    """The row stands once for each line; without lines it says nothing."""
    more, width = max(len(lines), 1) - 1, sheet.max_column
    pattern = [(copy(cell._style), cell.value) for cell in sheet[number]]  # noqa: SLF001 - its look
    height = sheet.row_dimensions[number].height
    if more:
        drawings.move_down(sheet, number, more)
    for offset in range(more + 1):
        row = number + offset
        sheet.row_dimensions[row].height = height
        for column in range(1, width + 1):
            style, text = pattern[column - 1]
            cell = sheet.cell(row, column)
            cell._style = copy(style)  # noqa: SLF001 - its look
            cell.value = text
            if isinstance(text, str) and "{{" in text:
                line = lines[offset] if lines else None
                _put(cell, {name: line or dict.fromkeys(names.lists()[name], "")})


def _put(cell: Any, values: Values) -> None:
    if only := ONLY.match(cell.value):
        cell.value = _number(_value(only[1], values))
    else:
        cell.value = tokens.TOKEN.sub(
            lambda found: str(_value((found["name"] or "").strip(), values)), cell.value
        )
    if isinstance(cell.value, str):
        cell.data_type = "s"  # what the records say is no formula


def _value(name: str, values: Values) -> Any:
    owner, _dot, field = name.partition(".")
    return values[owner][field] if field else values[owner]


def _number(value: Any) -> Any:
    """A number where it is one: a sheet adds up numbers, not texts."""
    text = str(value).replace(",", "")
    if re.fullmatch(r"-?\d{1,15}", text):
        return int(text)
    return float(text) if re.fullmatch(r"-?\d{1,15}\.\d{1,9}", text) else value


def _crosses(sheet: Any, number: int) -> str:
    return next(
        (
            each.coord
            for each in sheet.merged_cells.ranges
            if each.min_row <= number <= each.max_row and each.min_row != each.max_row
        ),
        "",
    )

"""What stands in an uploaded form?"""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

import docx
from django.utils.translation import gettext as _
from docx.table import Table as WordTable

from jinlin.core import workbooks
from jinlin.core.errors import TooLarge, Unusable
from jinlin.metrics.returns.layouts.cells import Cell, Table
from jinlin.metrics.returns.layouts.grid import Layout, fields_of
from jinlin.metrics.returns.layouts.rosters import rosters_of

MOST_CELLS = 20_000
MOST_UNPACKED = 24 * 1024 * 1024
SHEET, TEXT = "xlsx", "docx"


def read(content: bytes, kind: str) -> Layout:
    """The form as a layout. Raises Unusable for one without anything to fill, TooLarge for one that
    is no form but a data set.
    """
    _check_size(content)
    try:
        tables, paragraphs = _of_sheets(content) if kind == SHEET else _of_text(content)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as problem:
        raise Unusable(
            _("This form could not be read. Please open it, save it anew and send that."),
            field="file",
        ) from problem
    fields = fields_of(tables, paragraphs)
    rosters = rosters_of(tables)
    if not (fields or rosters):
        raise Unusable(
            _(
                "Nothing in this file is left to be filled: no empty cell beside or below a "
                "label. Please send the empty form."
            ),
            field="file",
        )
    return Layout(kind, tables, paragraphs, fields, rosters)


def _check_size(content: bytes) -> None:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
            raise _too_large()


def _too_large() -> TooLarge:
    return TooLarge(
        _("This is more than a form: it has over %(cells)d cells. Please send the form alone.")
        % {"cells": MOST_CELLS},
        field="file",
    )


def _of_sheets(content: bytes) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    book = workbooks.opened(BytesIO(content))
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if sum(sheet.max_row * sheet.max_column for sheet in sheets) > MOST_CELLS:
        raise _too_large()
    return tuple(Table(sheet.title, tuple(_cells_of(sheet))) for sheet in sheets), ()


def _cells_of(sheet: Any) -> Iterator[Cell]:
    spans = {(each.min_row, each.min_col): each for each in sheet.merged_cells.ranges}
    hidden = {
        (row, column)
        for each in spans.values()
        for row in range(each.min_row, each.max_row + 1)
        for column in range(each.min_col, each.max_col + 1)
    } - spans.keys()
    for line in sheet.iter_rows():
        for cell in line:
            if (cell.row, cell.column) in hidden:
                continue
            span = spans.get((cell.row, cell.column))
            is_formula = cell.data_type == "f"
            yield Cell(
                cell.row,
                cell.column,
                "" if is_formula else _text(cell.value),
                span.max_row - span.min_row + 1 if span else 1,
                span.max_col - span.min_col + 1 if span else 1,
                is_formula,
                any(
                    getattr(cell.border, side).style for side in ("left", "right", "top", "bottom")
                ),
                _indent(cell.value) + int(cell.alignment.indent),
            )


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value:%Y-%m-%d}"
    return str(value).strip()


def _indent(value: Any) -> int:
    """How many signs a text is set in by; a blank of a Chinese type is as wide as two."""
    if not isinstance(value, str):
        return 0
    before = value[: len(value) - len(value.lstrip())]
    return len(before) + before.count("\u3000")


def _of_text(content: bytes) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    document = docx.Document(BytesIO(content))
    tables, paragraphs, above = [], [], ""
    for part in document.iter_inner_content():
        if isinstance(part, WordTable):
            tables.append(Table(above, tuple(_cells_of_table(part)), above))
            above = ""
        else:
            paragraphs.append(part.text)
            above = part.text.strip() or above
    if sum(len(table.cells) for table in tables) > MOST_CELLS:
        raise _too_large()
    return tuple(tables), tuple(paragraphs)


def _cells_of_table(table: WordTable) -> Iterator[Cell]:
    """Merged cells once: what spans columns says so itself, what goes on below repeats its cell."""
    grid = [list(row.cells) for row in table.rows]
    seen = set()
    for row, line in enumerate(grid):
        for column, cell in enumerate(line):
            element = cell._tc  # noqa: SLF001 - the only name of a merged cell
            if element in seen:
                continue
            seen.add(element)
            columns = sum(1 for other in line[column:] if other._tc is element)  # noqa: SLF001
            rows = sum(
                1
                for below in grid[row:]
                if column < len(below) and below[column]._tc is element  # noqa: SLF001
            )
            yield Cell(
                row + 1,
                column + 1,
                cell.text.strip(),
                rows,
                columns,
                is_framed=True,
                indent=_indent(cell.text),
            )

"""How does the filled form come back in the county's own layout?

Only what is to be filled is written: styles, merged cells, formulas and what is drawn stay as they
were sent.
"""

from collections.abc import Mapping, Sequence
from copy import copy, deepcopy
from io import BytesIO
from typing import Any

import docx
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph

from jinlin.core import workbooks
from jinlin.metrics import drawings
from jinlin.metrics.returns.layouts.grid import BESIDE_THE_TABLE, DATED, found_gaps
from jinlin.metrics.returns.layouts.reading import SHEET
from jinlin.metrics.returns.layouts.rosters import Roster

Value = int | float | str
Lists = list[tuple[Roster, list[list[Value]]]]
MOST_LINES, HEADING_LINES = 20, 3
HEADING = 2  # a text's first paragraphs, in which its month stands


def filled(
    content: bytes,
    kind: str,
    values: Mapping[str, Value],
    *,
    month: str = "",
    rosters: Sequence[Roster] = (),
) -> bytes:
    """The form with these values by ref; a month ('2026-10') stands where it named another one.
    Its lists have as many rows as they need.
    """
    # Of the gaps in one text the last is written first: it moves none before it.
    write = _into_sheets if kind == SHEET else _into_text
    return write(content, values, month, _lists(values, rosters))


def _into_sheets(content: bytes, values: Mapping[str, Value], month: str, lists: Lists) -> bytes:
    book = workbooks.opened(BytesIO(content))
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in sheets:
        for heading in _headings(sheet):
            heading.value = _in_month(heading.value, month)
    for ref, value in _single(values):
        number, _mark, place = ref.partition("!")
        where, _mark, gap = place.partition("#")
        cell = sheets[int(number) - 1].cell(*workbooks.row_and_column(where))
        cell.value = _put(str(cell.value), {int(gap): str(value)}) if gap else value
        if isinstance(cell.value, str):
            cell.data_type = "s"  # what somebody typed is no formula
    shifts: dict[str, list[tuple[int, int]]] = {}
    for roster, rows in lists:
        sheet = sheets[roster.table - 1]
        _list_in_sheet(sheet, roster, rows)
        more = max(len(rows) - roster.rows, 0)
        shifts.setdefault(sheet.title, []).append((roster.last, more))
    book.calculation.fullCalcOnLoad = True
    return drawings.saved(book, content, shifts)


def _headings(sheet: Any) -> list[Any]:
    """The texts of the first lines with something in them, in which the form's month may stand."""
    lines = [
        cells
        for line in sheet.iter_rows(max_row=MOST_LINES)
        if (cells := [cell for cell in line if cell.value])
    ]
    return [cell for line in lines[:HEADING_LINES] for cell in line if cell.data_type == "s"]


def _lists(values: Mapping[str, Value], rosters: Sequence[Roster]) -> Lists:
    """The rows of each list, the lowest list first: it moves none above."""
    found = []
    for roster in sorted(rosters, key=lambda each: (each.table, each.first), reverse=True):
        rows: list[list[Value]] = []
        while True:
            refs = [roster.ref_of(column.number, len(rows)) for column in roster.columns]
            if not any(ref in values for ref in refs):
                break
            rows.append([values.get(ref, "") for ref in refs])
        found.append((roster, rows))
    return found


def _single(values: Mapping[str, Value]) -> list[tuple[str, Value]]:
    """What stands in no list."""
    return sorted(((ref, v) for ref, v in values.items() if "@" not in ref), reverse=True)


def _list_in_sheet(sheet: Any, roster: Roster, rows: list[list[Value]]) -> None:
    more = len(rows) - roster.rows
    if more > 0:
        drawings.move_down(sheet, roster.last, more)
    height = sheet.row_dimensions[roster.last].height
    for offset, row in enumerate(rows):
        sheet.row_dimensions[roster.first + offset].height = height
        for column, value in zip(roster.columns, row, strict=True):
            cell = sheet.cell(roster.first + offset, column.number)
            if offset >= roster.rows:
                cell._style = copy(sheet.cell(roster.last, column.number)._style)  # noqa: SLF001 - its look
            cell.value = offset + 1 if column.is_counter else value
            if isinstance(cell.value, str):
                cell.data_type = "s"  # what the records say is no formula


def _list_in_text(table: WordTable, roster: Roster, rows: list[list[Value]]) -> None:
    last = table.rows[roster.last - 1]._tr  # noqa: SLF001 - the only way to put in a row there
    for _row in range(len(rows) - roster.rows):
        last.addnext(deepcopy(last))
    for offset, row in enumerate(rows):
        cells = table.rows[roster.first - 1 + offset].cells
        for column, value in zip(roster.columns, row, strict=True):
            shown = offset + 1 if column.is_counter else value
            _say(cells[column.number - 1].paragraphs[0], str(shown))


def _into_text(content: bytes, values: Mapping[str, Value], month: str, lists: Lists) -> bytes:
    document = docx.Document(BytesIO(content))
    paragraphs: list[Any] = []
    tables: list[Any] = []
    for part in document.iter_inner_content():
        (tables if isinstance(part, WordTable) else paragraphs).append(part)
    for paragraph in [each for each in paragraphs if each.text.strip()][:HEADING]:
        _say(paragraph, _in_month(paragraph.text, month))
    for ref, value in _single(values):
        number, _mark, place = ref.partition("!")
        where, _mark, gap = place.partition("#")
        if number == BESIDE_THE_TABLE:
            paragraph = paragraphs[int(where)]
        else:
            row, column = workbooks.row_and_column(where)
            paragraph = tables[int(number) - 1].rows[row - 1].cells[column - 1].paragraphs[0]
        _say(paragraph, _put(paragraph.text, {int(gap): str(value)}) if gap else str(value))
    for roster, rows in lists:
        _list_in_text(tables[roster.table - 1], roster, rows)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _say(paragraph: Paragraph, text: str) -> None:
    """The paragraph says this, in the type of its first words."""
    if paragraph.text == text:
        return
    first, *others = paragraph.runs or [paragraph.add_run()]
    first.text = text
    for run in others:
        run.text = ""


def _put(text: str, values: Mapping[int, str]) -> str:
    """Each value behind its label; of the gap before the next label one blank stays."""
    found = list(found_gaps(text))
    for number in sorted(values, reverse=True):
        gap = found[number]
        rest = text[gap.end() :].lstrip("_＿")
        if gap.group("line"):
            text = f"{text[: gap.start('line')]}{values[number]}{text[gap.end('line') :]}"
            continue
        between = "　" if rest and not rest[0].isspace() else ""
        text = f"{text[: gap.start('gap')]}{values[number]}{between}{rest}"
    return text


def _in_month(text: str, month: str) -> str:
    if not month:
        return text
    year, number = month.split("-")
    return DATED.sub(
        lambda found: (
            f"{year}年{int(number)}月" if found.group(2) and not found.group(3) else found.group()
        ),
        text,
    )

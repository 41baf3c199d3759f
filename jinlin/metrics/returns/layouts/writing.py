"""How does the filled form come back in the county's own layout?

Only what is to be filled is written: styles, merged cells and formulas stay as they were sent.
"""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import docx
import openpyxl
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph
from openpyxl.utils import coordinate_to_tuple

from jinlin.metrics.returns.layouts.grid import BESIDE_THE_TABLE, DATED, GAP
from jinlin.metrics.returns.layouts.reading import SHEET

Value = int | float | str
HEADING = 2  # a text's first paragraphs, in which its month stands


def filled(content: bytes, kind: str, values: Mapping[str, Value], *, month: str = "") -> bytes:
    """The form with these values by ref; a month ('2026-10') stands where it named another one."""
    # Of the gaps in one text the last is written first: it moves none before it.
    write = _into_sheets if kind == SHEET else _into_text
    return write(content, values, month)


def _into_sheets(content: bytes, values: Mapping[str, Value], month: str) -> bytes:
    book = openpyxl.load_workbook(BytesIO(content))
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in sheets:
        heading = next((cell for line in sheet.iter_rows() for cell in line if cell.value), None)
        if heading is not None and heading.data_type == "s":
            heading.value = _in_month(heading.value, month)
    for ref, value in sorted(values.items(), reverse=True):
        number, _mark, place = ref.partition("!")
        where, _mark, gap = place.partition("#")
        cell = sheets[int(number) - 1].cell(*coordinate_to_tuple(where))
        cell.value = _put(str(cell.value), {int(gap): str(value)}) if gap else value
        if isinstance(cell.value, str):
            cell.data_type = "s"  # what somebody typed is no formula
    book.calculation.fullCalcOnLoad = True
    return _saved(book)


def _into_text(content: bytes, values: Mapping[str, Value], month: str) -> bytes:
    document = docx.Document(BytesIO(content))
    paragraphs: list[Any] = []
    tables: list[Any] = []
    for part in document.iter_inner_content():
        (tables if isinstance(part, WordTable) else paragraphs).append(part)
    for paragraph in [each for each in paragraphs if each.text.strip()][:HEADING]:
        _say(paragraph, _in_month(paragraph.text, month))
    for ref, value in sorted(values.items(), reverse=True):
        number, _mark, place = ref.partition("!")
        where, _mark, gap = place.partition("#")
        if number == BESIDE_THE_TABLE:
            paragraph = paragraphs[int(where)]
        else:
            row, column = coordinate_to_tuple(where)
            paragraph = tables[int(number) - 1].rows[row - 1].cells[column - 1].paragraphs[0]
        _say(paragraph, _put(paragraph.text, {int(gap): str(value)}) if gap else str(value))
    return _saved(document)


def _saved(book: Any) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
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
    found = list(GAP.finditer(text))
    for number in sorted(values, reverse=True):
        gap = found[number]
        rest = text[gap.end() :].lstrip("_＿")
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

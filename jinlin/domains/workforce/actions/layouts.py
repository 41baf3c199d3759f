"""How does a county's own form become a layout in which its register is taken out?"""

import re
from itertools import zip_longest
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile, is_zipfile

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.books import Line, Sheet, opened
from jinlin.core.books.stream import column_of as number_of
from jinlin.core.errors import Unusable, require
from jinlin.core.text import needed
from jinlin.core.time import clock
from jinlin.domains.workforce.models import ExportLayout
from jinlin.domains.workforce.permissions import can_keep
from jinlin.domains.workforce.roster.headings import (
    IGNORED,
    PAIRED,
    column_of,
    field_of,
    is_heading,
    is_lower_heading,
)
from jinlin.domains.workforce.roster.identity import shown

CELL = re.compile(r"(?P<sheet>.+)!\$(?P<column>[A-Z]{1,3})\$(?P<row>\d{1,3})")
MOST_ABOVE, WIDEST, LONGEST_NAME = 20, 80, 60


@transaction.atomic
def keep_layout(county: str, *, name: str, path: Path, actor: Actor) -> ExportLayout:
    """The form is a layout of the county; one of the same name is replaced.

    Raises Unusable when no line of it heads a table of people.
    """
    require(can_keep(actor, county))
    name = needed(name, field="name", limit=LONGEST_NAME)
    above, headings, names = _read(path)
    upper, lower = (names, []) if names else (headings[0], headings[1:] and headings[1])
    columns = [column_of(n, *pair) for n, pair in enumerate(zip_longest(upper, lower or []))]
    fields = [
        [each.field if each.field != IGNORED else "", each.level] if each else ["", ""]
        for each in columns
    ]
    layout, _is_new = ExportLayout.objects.update_or_create(
        county=county,
        name=name,
        defaults={
            "titles": above,
            "headings": headings,
            "fields": fields,
            "kept_at": clock.now(),
        },
    )
    timeline.record(layout, "kept", actor=actor, audience="staff")
    return layout


def _read(path: Path) -> tuple[list[list[str]], list[list[str]], list[str]]:
    """The lines above the headings, the headings, and what the named cells below them are called:
    by names where the form has them, else by the words of its headings.
    """
    sheet_name, first, names = _named_cells(path)
    above: list[list[str]] = []
    with opened(path) as book:
        for sheet in book.sheets:
            if names and sheet.name == sheet_name:
                return (*_before(sheet, first), names)
            if names:
                continue
            lines = sheet.lines()
            for line in lines:
                if is_heading(line.cells):
                    lower = next(lines, None)
                    is_pair = lower is not None and is_lower_heading(lower.cells)
                    headings = [_texts(line), *([_texts(lower)] if is_pair and lower else [])]
                    return above, headings, []
                above.append(_texts(line))
                if len(above) > MOST_ABOVE:
                    break
            above = []
    raise Unusable(_("No line of this form heads a table with name and citizen id."), field="file")


def _named_cells(path: Path) -> tuple[str, int, list[str]]:
    """The sheet and the row in which cells are named for what goes there (姓名, 身份证号 …), and the
    names by column; no names when the form has none, or none for a name or an id.
    """
    if not is_zipfile(path):
        return "", 0, []
    try:
        with ZipFile(path) as archive:
            root = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - as core.books
    except (KeyError, ET.ParseError, BadZipFile):
        return "", 0, []  # core.books says what is wrong with it
    named: dict[tuple[str, int], dict[int, str]] = {}
    for each in root.iter():
        match = CELL.fullmatch(each.text or "") if each.tag.endswith("}definedName") else None
        if match and (column := column_of(0, (each.get("name") or "").replace("_", ""), None)):
            place = number_of(match["column"])
            if column.field and place < WIDEST:
                row = (match["sheet"].strip("'").replace("''", "'"), int(match["row"]))
                named.setdefault(row, {})[place] = column.heading
    for (sheet, first), cells in named.items():
        if {field_of(name) for name in cells.values()} & set(PAIRED) and first <= MOST_ABOVE:
            return sheet, first, [cells.get(place, "") for place in range(max(cells) + 1)]
    return "", 0, []


def _before(sheet: Sheet, first: int) -> tuple[list[list[str]], list[list[str]]]:
    """The lines above a row; the last of them is taken for its headings."""
    above: list[list[str]] = [[] for _line in range(first - 1)]
    for line in sheet.lines():
        if line.number >= first:
            break
        above[line.number - 1] = _texts(line)
    return above[:-1], above[-1:]


def _texts(line: Line) -> list[str]:
    return [shown(cell) for cell in line.cells[:WIDEST]]

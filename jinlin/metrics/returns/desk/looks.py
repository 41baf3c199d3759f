"""How is a form drawn on a page as it looks on paper?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from jinlin.ground.places.models import Place
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.returns.layouts import Cell, Layout, Roster, Table
from jinlin.metrics.returns.layouts.cells import ref_of
from jinlin.metrics.returns.layouts.grid import BESIDE_THE_TABLE, gaps, without_gaps
from jinlin.metrics.returns.matching.meanings import (
    CHANGES,
    MONTHS,
    PARTS,
    PERIODS,
    QUARTERS,
    WORDS,
    Kind,
    Meaning,
)


@dataclass(frozen=True)
class Drawn:
    """One cell on the page: its words, and what stands in it or, label by label, behind them."""

    cell: Cell
    fields: list[Any]
    pairs: list[tuple[str, Any]]


@dataclass(frozen=True)
class DrawnTable:
    name: str
    rows: list[list[Drawn]]


def paragraphs(layout: Layout, fields: Mapping[str, Any]) -> list[Drawn]:
    """The texts outside of the tables, each with its gaps behind their labels."""
    found = [
        (text, _of(f"{BESIDE_THE_TABLE}!{number}", fields))
        for number, text in enumerate(layout.paragraphs)
        if text.strip()
    ]
    return [Drawn(Cell(0, 0, text), gapped, _pairs(text, gapped)) for text, gapped in found]


def tables(layout: Layout, fields: Mapping[str, Any]) -> list[DrawnTable]:
    """The tables without the empty cells around them."""
    return [
        DrawnTable(table.name, _rows(number, table, fields, _own(layout, number)))
        for number, table in enumerate(layout.tables, 1)
        if any(not cell.is_empty for cell in table.cells)
    ]


def _own(layout: Layout, number: int) -> list[Roster]:
    return [each for each in layout.rosters if each.table == number]


def _rows(
    number: int, table: Table, fields: Mapping[str, Any], rosters: list[Roster]
) -> list[list[Drawn]]:
    used = [
        cell
        for cell in table.cells
        if not cell.is_empty
        or ref_of(number, cell.row, cell.column) in fields
        or any(each.holds(cell.row, cell.column) for each in rosters)
    ]
    last_row = max(cell.row + cell.rows - 1 for cell in used)
    last_column = max(cell.column + cell.columns - 1 for cell in used)
    lines: dict[int, list[Drawn]] = {row: [] for row in range(1, last_row + 1)}
    for cell in table.cells:
        if cell.row <= last_row and cell.column <= last_column:
            ref = ref_of(number, cell.row, cell.column)
            found = _of(ref, fields)
            lines[cell.row].append(Drawn(cell, found, _pairs(cell.text, found)))
    for each in rosters:
        _lay_out(each, lines, fields)
    return list(lines.values())


def _lay_out(roster: Roster, lines: dict[int, list[Drawn]], fields: Mapping[str, Any]) -> None:
    """In place of the empty rows one for each that is listed; of an empty form what they ask for
    stands in the first.
    """
    if roster.ref in fields:
        first, *_others = lines[roster.first]
        lines[roster.first][0] = Drawn(first.cell, [fields[roster.ref]], [])
        return
    numbers = range(sum(roster.ref_of(roster.columns[0].number, n) in fields for n in range(999)))
    for row in range(roster.first, roster.last + 1):
        lines[row] = []
    for number in numbers:
        cells = [
            Drawn(
                Cell(roster.first, column.number),
                [fields[ref]] if (ref := roster.ref_of(column.number, number)) in fields else [],
                [],
            )
            for column in roster.columns
        ]
        key = roster.first + number / (len(numbers) + 1) * roster.rows
        lines[key] = cells  # type: ignore[index]
    ordered = sorted(lines.items())
    lines.clear()
    lines.update(ordered)


def _of(ref: str, fields: Mapping[str, Any]) -> list[Any]:
    """The field in a cell, or those in the gaps of its text."""
    own = [fields[ref]] if ref in fields else []
    return own + [fields[name] for gap in range(9) if (name := f"{ref}#{gap}") in fields]


def _pairs(text: str, fields: list[Any]) -> list[tuple[str, Any]]:
    """Each label with its gap, when the text is nothing else."""
    labels = gaps(text)
    whole = len(labels) == len(fields) and not without_gaps(text).strip()
    return list(zip(labels, fields, strict=True)) if whole else []


def in_words(meaning: Meaning, names: Mapping[str, str]) -> str:
    """What a cell asks for, in few words."""
    if meaning.kind == Kind.WORD:
        return str(WORDS.get(meaning.key, ""))
    if meaning.kind == Kind.BLANK:
        return _("left empty")
    if meaning.kind != Kind.MEASURE or meaning.key not in MEASURES:
        return _("by hand")
    parts = [figure(meaning)]
    if meaning.place:
        parts.append(names.get(meaning.place, meaning.place))
    parts.append(period_in_words(meaning.period))
    if meaning.change:
        parts.append(str(CHANGES[meaning.change]))
    return " · ".join(parts)


def figure(meaning: Meaning) -> str:
    """The figure's name, and which number of it."""
    name = str(MEASURES[meaning.key].name)
    return name if meaning.part == "value" else f"{name} · {PARTS[meaning.part]}"


def period_in_words(period: str) -> str:
    if period in MONTHS:
        return _("Month %(n)d of this year") % {"n": int(period[1:])}
    if period in QUARTERS:
        return _("Quarter %(n)d of this year") % {"n": int(period[1:])}
    return str(PERIODS.get(period, period))


def names_of(meanings: list[Meaning]) -> dict[str, str]:
    codes = {each.place for each in meanings if each.place}
    rows = Place.objects.present().filter(code__in=codes)
    return dict(rows.values_list("code", "name"))

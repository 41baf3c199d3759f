"""How is a form drawn on a page as it looks on paper?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from jinlin.ground.places.models import Place
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.returns.layouts import Cell, Layout, Table
from jinlin.metrics.returns.layouts.grid import BESIDE_THE_TABLE, GAP, gaps, ref_of
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

Shown = Callable[[str], Any]  # what is shown of the field with this ref


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
        DrawnTable(table.name, _rows(number, table, fields))
        for number, table in enumerate(layout.tables, 1)
        if any(not cell.is_empty for cell in table.cells)
    ]


def _rows(number: int, table: Table, fields: Mapping[str, Any]) -> list[list[Drawn]]:
    used = [
        cell
        for cell in table.cells
        if not cell.is_empty or ref_of(number, cell.row, cell.column) in fields
    ]
    last_row = max(cell.row + cell.rows - 1 for cell in used)
    last_column = max(cell.column + cell.columns - 1 for cell in used)
    lines: dict[int, list[Drawn]] = {row: [] for row in range(1, last_row + 1)}
    for cell in table.cells:
        if cell.row <= last_row and cell.column <= last_column:
            ref = ref_of(number, cell.row, cell.column)
            found = _of(ref, fields)
            lines[cell.row].append(Drawn(cell, found, _pairs(cell.text, found)))
    return list(lines.values())


def _of(ref: str, fields: Mapping[str, Any]) -> list[Any]:
    """The field in a cell, or those in the gaps of its text."""
    own = [fields[ref]] if ref in fields else []
    return own + [fields[name] for gap in range(9) if (name := f"{ref}#{gap}") in fields]


def _pairs(text: str, fields: list[Any]) -> list[tuple[str, Any]]:
    """Each label with its gap, when the text is nothing else."""
    labels = gaps(text)
    whole = len(labels) == len(fields) and not GAP.sub("", text).strip()
    return list(zip(labels, fields, strict=True)) if whole else []


def said(meaning: Meaning, names: Mapping[str, str]) -> str:
    """What a cell asks for, in few words."""
    if meaning.kind == Kind.WORD:
        return str(WORDS.get(meaning.key, ""))
    if meaning.kind == Kind.BLANK:
        return _("left empty")
    if meaning.kind != Kind.MEASURE or meaning.key not in MEASURES:
        return _("by hand")
    parts = [str(MEASURES[meaning.key].name)]
    if meaning.part != "value":
        parts.append(str(PARTS[meaning.part]))
    if meaning.place:
        parts.append(names.get(meaning.place, meaning.place))
    parts.append(period_in_words(meaning.period))
    if meaning.change:
        parts.append(str(CHANGES[meaning.change]))
    return " · ".join(parts)


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

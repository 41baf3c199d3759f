"""How are the sessions of a month written in one pass?

A sheet has a few hundred of them, each of a dozen pieces.
"""

from collections.abc import Iterable

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from jinlin.domains.receptions.lifecycle import State
from jinlin.domains.receptions.queries.month import Cell, Row
from jinlin.shell.addresses import address
from jinlin.shell.templatetags.jinlin import shape


def written(rows: Iterable[Row]) -> SafeString:
    """One line of the table for each series."""
    return mark_safe("".join(map(_row, rows)))  # noqa: S308 - each part was escaped


def _row(row: Row) -> str:
    name = conditional_escape(row.series.place.name)
    days = ["".join(_cell(cell, name) for cell in cells) for cells in row.days]
    return (
        f'<tr data-row><th scope="row"><span class="clip">{name}</span></th>'
        f"{''.join(f'<td>{day}</td>' for day in days)}</tr>"
    )


def _cell(cell: Cell, name: str) -> str:
    session, tone = cell.session, "late" if cell.is_overdue else cell.tone
    is_off = session.state == State.CANCELLED
    number = f"<small>{cell.booked}/{session.seats}</small>" if cell.is_ahead else f"{cell.talks}"
    return (
        f'<a class="slot tone-{tone}{" is-off" if is_off else ""}"'
        f' href="{address("receptions:session", session.pk)}">{shape(tone)}'
        f'<span class="sr">{name} {session.on.month}-{session.on.day}'
        f" {conditional_escape(cell.word)} </span>{'' if is_off else number}</a>"
    )

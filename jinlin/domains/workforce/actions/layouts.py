"""How does a county's own form become a layout in which its register is taken out?"""

from itertools import zip_longest
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.books import Line, opened
from jinlin.core.errors import Unusable, require
from jinlin.core.text import needed
from jinlin.core.time import clock
from jinlin.domains.workforce.models import ExportLayout
from jinlin.domains.workforce.permissions import can_keep
from jinlin.domains.workforce.roster.headings import (
    IGNORED,
    column_of,
    is_heading,
    is_lower_heading,
)
from jinlin.domains.workforce.roster.identity import shown

MOST_ABOVE, WIDEST, LONGEST_NAME = 20, 80, 60


@transaction.atomic
def keep_layout(county: str, *, name: str, path: Path, actor: Actor) -> ExportLayout:
    """The form is a layout of the county; one of the same name is replaced.

    Raises Unusable when no line of it heads a table of people.
    """
    require(can_keep(actor, county))
    name = needed(name, field="name", limit=LONGEST_NAME)
    above, headings = _read(path)
    columns = [
        column_of(place, upper, lower)
        for place, (upper, lower) in enumerate(
            zip_longest(headings[0], headings[1] if len(headings) > 1 else [])
        )
    ]
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


def _read(path: Path) -> tuple[list[list[str]], list[list[str]]]:
    """The lines above the headings, and the headings, as texts."""
    above: list[list[str]] = []
    with opened(path) as book:
        for sheet in book.sheets:
            lines = sheet.lines()
            for line in lines:
                if is_heading(line.cells):
                    lower = next(lines, None)
                    is_pair = lower is not None and is_lower_heading(lower.cells)
                    return above, [_texts(line), *([_texts(lower)] if is_pair and lower else [])]
                above.append(_texts(line))
                if len(above) > MOST_ABOVE:
                    break
            above = []
    raise Unusable(_("No line of this form heads a table with name and citizen id."), field="file")


def _texts(line: Line) -> list[str]:
    return [shown(cell) for cell in line.cells[:WIDEST]]

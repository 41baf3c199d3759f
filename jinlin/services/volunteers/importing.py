"""How does a table of hours come in? Each row as what it is: written afterwards, by the same door
as any other, with every problem by its line.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import IO, Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from jinlin.core.actor import Actor
from jinlin.core.errors import Refusal, Unusable
from jinlin.core.secrets.fields import match_key
from jinlin.core.time import clock
from jinlin.ground.places.models import Place
from jinlin.services.volunteers.actions import Service, backfill
from jinlin.services.volunteers.models import SheetLayout, Volunteer

MOST_ROWS = 2000
# ours, and the heading that the usual table has; an assumption until a county's own was seen
USUAL = {
    "phone": "手机号",
    "title": "活动名称",
    "content": "服务内容",
    "day": "服务日期",
    "begins": "开始时间",
    "ends": "结束时间",
}


@dataclass
class Taken:
    """What came of a table: how many rows were proposed, and what is wrong with the others."""

    proposed: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)


def columns_of(county: str) -> Mapping[str, str]:
    layout = SheetLayout.objects.filter(county=county).order_by("name").first()
    return {**USUAL, **(layout.columns if layout else {})}


def take_in(file: IO[bytes], place: Place, *, organiser: str, actor: Actor) -> Taken:
    """Every usable row is proposed for a second person's approval; the others are named by line."""
    taken = Taken()
    for number, row in _rows(file, columns_of(place.county_code)):
        try:
            _take(row, place, organiser, actor)
            taken.proposed += 1
        except Refusal as refusal:
            taken.problems.append((number, str(refusal)))
    return taken


def _take(row: Mapping[str, Any], place: Place, organiser: str, actor: Actor) -> None:
    key = match_key(_text(row["phone"]), "phone")
    volunteer = (
        Volunteer.objects.for_desk(actor)
        .filter(county=place.county_code, person__phone_key=key)
        .first()
        if key
        else None
    )
    if volunteer is None:
        raise Unusable(_("No volunteer is known by this phone number."))
    day = _day(row["day"])
    service = Service(
        _moment(day, row["begins"]),
        _moment(day, row["ends"]),
        _text(row["title"]),
        _text(row["content"]),
        place.name,
        place.code,
        organiser,
    )
    backfill(
        volunteer, service, reason_kind="paper", reason=_("From a table of hours"), actor=actor
    )


def _rows(file: IO[bytes], columns: Mapping[str, str]) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        sheet = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0)
    except (CalamineError, OSError) as problem:
        raise Unusable(_("This is not an Excel table that can be read."), field="file") from problem
    rows = iter(sheet.iter_rows())
    heads = [_text(cell) for cell in next(rows, [])]
    missing = [heading for heading in columns.values() if heading not in heads]
    if missing:
        words = _("The table lacks these columns: %(names)s.")
        raise Unusable(words % {"names": "、".join(missing)}, field="file")
    at = {name: heads.index(heading) for name, heading in columns.items()}
    for number, cells in enumerate(rows, 2):
        if number > MOST_ROWS:
            raise Unusable(_("Please send at most 2,000 rows at a time."), field="file")
        if any(cell not in {"", None} for cell in cells):
            yield number, {name: cells[place] for name, place in at.items()}


def _text(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def _day(cell: Any) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    try:
        return date.fromisoformat(_text(cell))
    except ValueError:
        raise Unusable(_("The day cannot be read: %(day)s.") % {"day": _text(cell)[:20]}) from None


def _moment(day: date, cell: Any) -> datetime:
    if isinstance(cell, datetime | time):
        return clock.at(day, cell.hour, cell.minute)
    try:
        told = time.fromisoformat(_text(cell))
    except ValueError:
        words = _("The time cannot be read: %(time)s.")
        raise Unusable(words % {"time": _text(cell)[:20]}) from None
    return clock.at(day, told.hour, told.minute)

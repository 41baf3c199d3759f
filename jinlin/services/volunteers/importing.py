"""How does a table of hours come in?

Each row as what it is: written afterwards, by the same door as any other, with every problem by its
line.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import IO

from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.books import rows_of
from jinlin.core.errors import Refusal, Unusable
from jinlin.core.secrets.fields import match_key
from jinlin.core.time import clock
from jinlin.ground.places.models import Place
from jinlin.services.volunteers.actions import Service, backfill
from jinlin.services.volunteers.models import SheetLayout, Volunteer

MOST_ROWS = 2000
EXCEL_BEGINS = date(1899, 12, 30)
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
    for number, row, is_whole in _rows(file, columns_of(place.county_code)):
        try:
            if not is_whole:
                raise Unusable(_("The row has more cells than the heading."))
            _take(row, place, organiser, actor)
            taken.proposed += 1
        except Refusal as refusal:
            taken.problems.append((number, str(refusal)))
    return taken


def _take(row: Mapping[str, str], place: Place, organiser: str, actor: Actor) -> None:
    key = match_key(row["phone"], "phone")
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
        row["title"],
        row["content"],
        place.name,
        place.code,
        organiser,
    )
    backfill(
        volunteer, service, reason_kind="paper", reason=_("From a table of hours"), actor=actor
    )


def _rows(
    file: IO[bytes], columns: Mapping[str, str]
) -> Iterator[tuple[int, dict[str, str], bool]]:
    """By line what stands under each heading; whether nothing stands under none."""
    rows = rows_of(file)
    heads = next(rows, [])
    missing = [heading for heading in columns.values() if heading not in heads]
    if missing:
        words = _("The table lacks these columns: %(names)s.")
        raise Unusable(words % {"names": "、".join(missing)}, field="file")
    twice = [heading for heading in columns.values() if heads.count(heading) > 1]
    if twice:
        words = _("The heading names these columns twice: %(names)s.")
        raise Unusable(words % {"names": "、".join(twice)}, field="file")
    at = {name: heads.index(heading) for name, heading in columns.items()}
    for number, cells in enumerate(rows, 2):
        if number > MOST_ROWS:
            raise Unusable(_("Please send at most 2,000 rows at a time."), field="file")
        if any(cells):
            filled = [*cells, *[""] * len(heads)]
            record = {name: filled[place] for name, place in at.items()}
            yield number, record, not any(cells[len(heads) :])


def _day(cell: str) -> date:
    """A day as it is written, or as Excel counts it."""
    try:
        if cell.replace(".", "").isdecimal():
            return EXCEL_BEGINS + timedelta(days=int(float(cell)))
        return date.fromisoformat(cell.replace("/", "-")[:10])
    except (ValueError, OverflowError):
        raise Unusable(_("The day cannot be read: %(day)s.") % {"day": cell[:20]}) from None


def _moment(day: date, cell: str) -> datetime:
    """A time of that day as it is written, or as Excel's part of a day."""
    try:
        if re.fullmatch(r"\d+\.\d+", cell):
            minutes = round(float(cell) % 1 * 24 * 60)
            return clock.at(day, minutes // 60 % 24, minutes % 60)
        moment = time.fromisoformat(cell.rpartition(" ")[2].zfill(5))
    except ValueError:
        words = _("The time cannot be read: %(time)s.")
        raise Unusable(words % {"time": cell[:20]}) from None
    return clock.at(day, moment.hour, moment.minute)

"""How does a file of messages become appeals?

The county receives them on the day of the import: their response clock starts then, and figures of
past days stay as they were. The moment at which a message was written is kept on its trail. A row
is known by its reference (or, without one, by its contents), so that a second run adds nothing; one
that has a known reference and other words is refused.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import SYSTEM
from jinlin.core.delimited import Row, Table
from jinlin.core.errors import Refusal, Unusable
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.actions import Report
from jinlin.domains.appeals.actions.telling import tell_of_import
from jinlin.domains.appeals.models import Appeal, Channel, Identity
from jinlin.ground.places.models import Place
from jinlin.ground.places.queries import meant

FIELDS = ("text", "title", "ref", "written_at", "place", "spot")
# Headers that say by themselves what they hold; anything else is mapped by hand.
USUAL = {
    "text": ("text", "detail", "content", "留言详情", "内容", "诉求内容"),
    "title": ("title", "subject", "留言主题", "标题", "主题"),
    "ref": ("ref", "id", "number", "留言编号", "编号", "工单编号"),
    "written_at": ("written_at", "time", "date", "留言时间", "时间", "受理时间"),
    "place": ("place", "place_code", "地点编码"),
    "spot": ("spot", "address", "地址", "地点"),
}
MOMENTS = (
    "%Y-%m-%d %H:%M:%S",
    "%Y/%m/%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y/%m/%d %H:%M",
    "%Y-%m-%d",
    "%Y/%m/%d",
)
BATCH = 100

Words = tuple[str, str]


@dataclass(frozen=True)
class Outcome:
    """What became of one row: 'landed', 'known' from an earlier run, or refused with a reason.

    `line` is its number among the rows, from 1.
    """

    line: int
    row: dict[str, str]
    status: str
    reason: str = ""


@dataclass(frozen=True)
class Source:
    """A file, where its rows belong when they do not say so themselves, and which column holds
    what.
    """

    table: Table
    place: Place
    columns: dict[str, str]
    name: str


def columns_of(table: Table, chosen: dict[str, str]) -> dict[str, str]:
    """Field -> column: as chosen, else by the usual headers.

    Raises Unusable when a chosen column is not there or no column holds the text.
    """
    headers = table.headers
    lower = {header.lower(): header for header in headers}
    found = {
        name: next((lower[usual] for usual in USUAL[name] if usual in lower), "") for name in FIELDS
    } | chosen
    if unknown := [column for column in found.values() if column and column not in headers]:
        raise Unusable(
            _("The file has no column '%(column)s'. Its columns are: %(all)s.")
            % {"column": unknown[0], "all": ", ".join(headers)}
        )
    if not found["text"]:
        raise Unusable(
            _("Say which column holds the text. The columns are: %(all)s.")
            % {"all": ", ".join(headers)}
        )
    return {name: column for name, column in found.items() if column}


def import_rows(source: Source) -> Iterator[Outcome]:
    """Every row, with what became of it, in the file's order; BATCH rows stand or fall in the
    database together, each refused row by itself. At the end each unit hears how many are its own,
    also when the reading was broken off.
    """
    rows, landed = source.table.rows(), defaultdict[UUID, list[Appeal]](list)
    try:
        while batch := list(islice(rows, BATCH)):
            with transaction.atomic():
                outcomes = list(_import_batch(source, batch, landed))
            yield from outcomes
    finally:
        tell_of_import(landed)


def _import_batch(
    source: Source, batch: list[Row], landed: dict[UUID, list[Appeal]]
) -> Iterator[Outcome]:
    refs = {row.line: _ref(source, row.cells) for row in batch}
    known = _known(source, refs.values())
    for row in batch:
        ref = refs[row.line]
        try:
            if row.trouble:
                raise Unusable(row.trouble)
            if ref in known:
                _require_same(source, row.cells, known[ref])
                yield Outcome(row.line, row.cells, "known")
                continue
            appeal = actions.report(_report_of(source, row.cells, ref), actor=SYSTEM)
        except Refusal as refusal:
            yield Outcome(row.line, row.cells, "refused", str(refusal))
        else:
            known[ref] = (appeal.title, appeal.text)
            landed[appeal.unit_id].append(appeal)
            yield Outcome(row.line, row.cells, "landed")


def _known(source: Source, refs: Iterable[str]) -> dict[str, Words]:
    """Reference -> title and text, of those that are here already."""
    rows = Appeal.objects.filter(county=source.place.county_code, source_ref__in=list(refs))
    return {
        row.source_ref: (row.title, row.text) for row in rows.only("source_ref", "title", "text")
    }


def _require_same(source: Source, row: dict[str, str], there: Words) -> None:
    """Two messages under one reference are two matters: the second one is not lost in silence."""
    title, text = tidy(_value(source, row, "title"))[:120], tidy(_value(source, row, "text"))
    if text != there[1] or (title and title != there[0]):
        raise Unusable(
            _("Another message has this reference already. Please give this row one of its own.")
        )


def _report_of(source: Source, row: dict[str, str], ref: str) -> Report:
    return Report(
        place=_place(source, row),
        text=_value(source, row, "text"),
        channel=Channel.IMPORT,
        title=_value(source, row, "title"),
        spot=_value(source, row, "spot"),
        identity=Identity.ANONYMOUS,
        source_ref=ref,
        written_at=_written_at(_value(source, row, "written_at")),
    )


def _value(source: Source, row: dict[str, str], name: str) -> str:
    return row.get(source.columns.get(name, "")) or ""


def _ref(source: Source, row: dict[str, str]) -> str:
    ref = (
        _value(source, row, "ref").strip()
        or sha256(repr(sorted((str(k), str(v)) for k, v in row.items())).encode()).hexdigest()[:32]
    )
    return f"{source.name}:{ref}"[:80]


def _place(source: Source, row: dict[str, str]) -> Place:
    code = _value(source, row, "place").strip()
    if not code:
        return source.place
    place = meant(code, source.place.county_code)
    if place is None:
        raise Unusable(
            _("There is no place with the code %(code)s in this county.") % {"code": code[:20]}
        )
    return place


def _written_at(text: str) -> datetime | None:
    """Raises Unusable for what is no moment, or one that has not come yet."""
    text = text.strip()
    if not text:
        return None
    for form in MOMENTS:
        try:
            moment = datetime.strptime(text, form).replace(tzinfo=clock.CHINA)
        except ValueError:
            continue
        if moment > clock.now():
            raise Unusable(_("The time %(time)s has not come yet.") % {"time": text[:30]})
        return moment
    raise Unusable(_("'%(time)s' is not a time such as 2025-04-18 09:30.") % {"time": text[:30]})

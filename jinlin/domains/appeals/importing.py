"""How does a file of messages become appeals?

The county receives them on the day of the import: their response clock starts then, and figures of
past days stay as they were. The moment at which a message was written is kept on its trail. A row
is known by its reference (or, without one, by its contents), so that a second run adds nothing.
"""

import csv
import gzip
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import IO

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import Refusal, Unusable
from jinlin.core.time import clock
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.actions import Report
from jinlin.domains.appeals.models import Appeal, Channel, Identity
from jinlin.ground.places.models import Place

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
LONGEST_FIELD = 8 * 1024 * 1024


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

    path: Path
    place: Place
    columns: dict[str, str]
    name: str


@contextmanager
def opened(path: Path) -> Iterator[IO[str]]:
    """The file as text: UTF-8 or GB 18030, plain or .gz."""
    csv.field_size_limit(LONGEST_FIELD)
    with _binary(path) as start:
        encoding = _encoding(start.read(64 * 1024))
    with (
        _binary(path) as binary,
        io.TextIOWrapper(binary, encoding=encoding, errors="replace", newline="") as file,
    ):
        yield file


def _binary(path: Path) -> gzip.GzipFile | BufferedReader:
    return gzip.GzipFile(path) if path.suffix == ".gz" else path.open("rb")


def _encoding(sample: bytes) -> str:
    try:
        sample[: sample.rfind(b"\n") + 1].decode("utf-8-sig")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"


def count_rows(path: Path) -> int:
    with opened(path) as file:
        return sum(1 for _row in csv.DictReader(file))


def columns_of(path: Path, chosen: dict[str, str]) -> dict[str, str]:
    """Field -> column: as chosen, else by the usual headers.

    Raises Unusable when a chosen column is not there or no column holds the text.
    """
    with opened(path) as file:
        headers = csv.DictReader(file).fieldnames or []
    lower = {header.strip().lower(): header for header in headers}
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
    database together, each refused row by itself.
    """
    with opened(source.path) as file:
        rows = enumerate(csv.DictReader(file), 1)
        while batch := list(islice(rows, BATCH)):
            with transaction.atomic():
                outcomes = list(_import_batch(source, batch))
            yield from outcomes


def _import_batch(source: Source, batch: Iterable[tuple[int, dict[str, str]]]) -> Iterator[Outcome]:
    rows = [(line, row, _ref(source, row)) for line, row in batch]
    known = set(
        Appeal.objects.filter(
            county=source.place.county_code, source_ref__in=[ref for _line, _row, ref in rows]
        ).values_list("source_ref", flat=True)
    )
    for line, row, ref in rows:
        if ref in known:
            yield Outcome(line, row, "known")
            continue
        try:
            actions.report(_told(source, row, ref), actor=SYSTEM)
        except Refusal as refusal:
            yield Outcome(line, row, "refused", str(refusal))
        else:
            known.add(ref)
            yield Outcome(line, row, "landed")


def _told(source: Source, row: dict[str, str], ref: str) -> Report:
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
    place = Place.objects.present().filter(code=code, county=source.place.county_code).first()
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

"""What does a hotline have to hear, and where do the two sides differ?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, Q

from jinlin.core import timeline
from jinlin.core.files import uploads
from jinlin.core.files.uploads import Upload
from jinlin.core.sheets import Column
from jinlin.domains.appeals.lifecycle import ENDED, State
from jinlin.domains.appeals.models import DifferenceKind, Hotline, Round, WorkOrder

GIVEN = ("number", "state", "unit", "due", "reply", "finished_at", "files")
ANSWERING = frozenset({"finish", "answer_at_once", "answer_part"})  # whose photos go out with it
MOST = 1_000  # orders in one answer
PATIENCE = timedelta(hours=24)


@dataclass(frozen=True)
class News:
    """What the hotline is told of one order."""

    order: WorkOrder
    version: int
    state: str
    unit: str
    due: datetime | None  # of the answer; none is promised before acceptance
    reply: str
    finished_at: datetime | None
    files: Sequence[Upload]

    @property
    def named(self) -> list[str]:
        """The names of its files, as they go out: by the order, so that none takes another's."""
        return [
            f"{self.order.number}-{place}.{file.kind}" for place, file in enumerate(self.files, 1)
        ]


@dataclass(frozen=True)
class Found:
    """A difference as it stands tonight."""

    kind: str
    order: WorkOrder
    ours: str


def columns_of(hotline: Hotline) -> list[Column]:
    return [Column(hotline.column(name), 20) for name in GIVEN]


def line_of(news: News) -> list[object]:
    return [
        news.order.number,
        news.state,
        news.unit,
        news.due,
        news.reply,
        news.finished_at,
        ";".join(news.named),
    ]


def news_for(hotline: Hotline, *, most: int = MOST, every: bool = False) -> list[News]:
    """What the hotline has not heard yet, the longest known first; with `every`, of all orders that
    are open here too.
    """
    rows = WorkOrder.objects.filter(hotline=hotline).select_related(
        "appeal__unit", "appeal__merged_into"
    )
    untold = ~Q(given_version=F("appeal__version"))
    rows = rows.filter(untold | ~Q(appeal__state__in=ENDED)) if every else rows.untold()
    orders = list(rows.order_by("taken_at", "pk")[:most])
    appeals = [order.appeal for order in orders]
    last = {
        work.appeal_id: work
        for work in Round.objects.filter(appeal__in=appeals).order_by("sequence")
    }
    files = _answering_files(orders)
    return [_news(hotline, order, last.get(order.appeal_id), files) for order in orders]


def differing(hotline: Hotline, now: datetime) -> Iterator[Found]:
    """Where the two sides differ: not told for a day, another state after we told, a whole list of
    theirs that does not fit.
    """
    rows = WorkOrder.objects.filter(hotline=hotline).select_related("appeal__merged_into")
    listed = hotline.listed_on
    for order in rows.order_by("taken_at", "pk").iterator(chunk_size=500):
        ours = hotline.word(order.appeal)
        for kind in _kinds(order, listed, now):
            yield Found(kind, order, ours)


def _kinds(order: WorkOrder, listed: date | None, now: datetime) -> Iterator[str]:
    is_told = order.given_version == order.appeal.version
    given_at = order.given_at or order.taken_at
    if not is_told and given_at < now - PATIENCE:
        yield DifferenceKind.NOT_GIVEN
    is_later = bool(order.given_at and order.theirs_at > order.given_at)
    if is_told and is_later and order.theirs not in {order.given, ""}:
        yield DifferenceKind.STATE
    if listed is None or order.taken_on > listed:
        return
    is_ended, is_listed = State(order.appeal.state) in ENDED, order.seen_on == listed
    if not is_ended and not is_listed:
        yield DifferenceKind.NOT_LISTED
    if is_ended and is_listed and is_told and given_at < now - PATIENCE:
        yield DifferenceKind.ENDED_HERE


def _news(
    hotline: Hotline, order: WorkOrder, work: Round | None, files: dict[UUID, list[Upload]]
) -> News:
    appeal = order.appeal
    return News(
        order=order,
        version=appeal.version,
        state=hotline.word(appeal),
        unit=appeal.unit.name,
        due=work.due_at if work else None,
        reply=work.reply if work else "",
        finished_at=work.finished_at if work else None,
        files=files.get(appeal.pk, []),
    )


def _answering_files(orders: Iterable[WorkOrder]) -> dict[UUID, list[Upload]]:
    """The files that came with an answer, never what the caller sent or a clerk added."""
    appeals = [order.appeal for order in orders]
    held = uploads.of_each(appeals) if appeals else {}
    with_files = [appeal for appeal in appeals if held.get(appeal.pk)]
    found: dict[UUID, list[Upload]] = {}
    for key, entries in timeline.trails(with_files).items():
        named = {
            photo
            for entry in entries
            if entry.verb in ANSWERING
            for photo in entry.data.get("photos", [])
        }
        found[key] = [file for file in held[key] if str(file.pk) in named]
    return found


def files_of(order: WorkOrder) -> list[Upload]:
    """The files that go out with the answer to one order."""
    return _answering_files([order]).get(order.appeal_id, [])

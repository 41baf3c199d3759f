"""How are rows of several domains read as one list, page by page?

Each domain brings a source: its rows, how they are ordered, how a line looks. One statement for
each source, whatever stands in it.
"""

from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from operator import itemgetter
from typing import Any

from django.db.models import Count, Model, Q, QuerySet

from jinlin.core.paging import BACK, FORWARD, Key, Page, keys_of, read, read_token, sign
from jinlin.core.time import clock

NOTHING = Q(pk__in=[])
Found = tuple[tuple[Any, ...], "Source", Model]


@dataclass(frozen=True)
class Source:
    """The rows of one domain.

    `order` is a moment that is never empty and the key, in the same direction in all sources of a
    list; `lines` gives what `template` shows, for the rows of one page in their order.
    """

    rows: QuerySet[Any]
    order: tuple[str, str]
    lines: Callable[[list[Any]], Sequence[Any]]
    template: str
    pressing: Q = NOTHING  # which rows somebody above should look at


@dataclass(frozen=True)
class Tally:
    """How many of the waiting rows press."""

    waiting: int = 0
    late: int = 0
    due_today: int = 0
    escalated: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True)
class Line:
    """One line of the list: what it shows, and by which template."""

    template: str
    row: Any


def one_list(sources: Sequence[Source], *, after: str = "", size: int = 50) -> Page[Line]:
    """The lines that follow (or precede) a place in the order of all sources together."""
    keys = [keys_of(source.rows, source.order) for source in sources]
    way, values = read_token(after, _places(keys[0])) if after else (FORWARD, [])
    back = way == BACK
    found = [
        (tuple(key.read(row) for key in own), source, row)
        for source, own in zip(sources, keys, strict=True)
        for row in read(source.rows, own, values, back=back, limit=size + 1)
    ]
    found.sort(key=itemgetter(0), reverse=keys[0][0].falls != back)
    more, rows = len(found) > size, found[:size]
    if back and not more:
        return one_list(sources, size=size)
    if back:
        rows.reverse()
    edges = (rows[0][0], rows[-1][0]) if rows else None
    return Page(
        rows=_lines(rows),
        next=sign(FORWARD, _places(keys[0]), edges[1]) if edges and (more or back) else "",
        previous=sign(BACK, _places(keys[0]), edges[0] if edges else values) if values else "",
    )


def first_of(sources: Sequence[Source], *, size: int) -> list[Line]:
    """The first lines of the list, without a way on."""
    return one_list(sources, size=size).rows


def tally(sources: Sequence[Source]) -> Tally:
    """How much waits and how much of it presses, by the moment in the order: one statement for each
    source.
    """
    return sum((_tally(source) for source in sources), Tally())


def _tally(source: Source) -> Tally:
    now, moment = clock.now(), source.order[0].removeprefix("-")
    late = Q(**{f"{moment}__lt": now})
    today = Q(**{f"{moment}__gte": now, f"{moment}__lte": clock.end_of(clock.today())})
    counts = source.rows.order_by().aggregate(
        waiting=Count("pk"),
        late=Count("pk", filter=late),
        due_today=Count("pk", filter=today),
        escalated=Count("pk", filter=source.pressing),
    )
    return Tally(**counts)


def _places(keys: Sequence[Key]) -> list[Key]:
    """The order of the list as its tokens name it: sources may call their moment by different
    names.
    """
    return [
        Key("moment" if number == 0 else "key", key.falls, key.field)
        for number, key in enumerate(keys)
    ]


def _lines(found: Sequence[Found]) -> list[Line]:
    """Each source shows its own rows at one go; then they stand in the order of the list."""
    shown: dict[Any, Line] = {}
    for source in {id(source): source for _place, source, _row in found}.values():
        own = [row for _place, each, row in found if each is source]
        lines = source.lines(own)
        shown |= {row.pk: Line(source.template, line) for row, line in zip(own, lines, strict=True)}
    return [shown[row.pk] for _place, _source, row in found]

"""How are rows of several domains read as one list, page by page?

Each domain brings a source: its rows, how they are ordered, how a line looks. One statement for
each part of a source, whatever stands in it; and what is counted is counted only so far.
"""

from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from operator import itemgetter
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Model, Q, QuerySet

from jinlin.core.paging import BACK, FORWARD, Key, Page, keys_of, read, read_token, sign
from jinlin.core.time import clock

NOTHING = Q(pk__in=[])
COUNTED = 1000  # so many rows of a part are looked at for the numbers above the list
Found = tuple[tuple[Any, ...], "Source", Model]


@dataclass(frozen=True)
class Source:
    """The rows of one domain.

    `rows` may come in several parts, each in an order that an index gives; a row may stand in more
    than one. `order` is a moment that is never empty and the key, in the same direction in all
    sources of a list; `lines` gives what `template` shows, for the rows of one page in their order.
    """

    rows: QuerySet[Any] | tuple[QuerySet[Any], ...]
    order: tuple[str, str]
    lines: Callable[[list[Any]], Sequence[Any]]
    template: str
    pressing: Q = NOTHING  # which rows somebody above should look at

    @property
    def parts(self) -> tuple[QuerySet[Any], ...]:
        return self.rows if isinstance(self.rows, tuple) else (self.rows,)


@dataclass(frozen=True)
class Tally:
    """How many of the waiting rows press. `is_more`: there are so many that they were not all
    counted.
    """

    waiting: int = 0
    late: int = 0
    due_today: int = 0
    escalated: int = 0
    is_more: int = False

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True)
class Line:
    """One line of the list: what it shows, and by which template."""

    template: str
    row: Any


def one_list(sources: Sequence[Source], *, after: str = "", size: int = 50) -> Page[Line]:
    """The lines that follow (or precede) a place in the order of all sources together."""
    keys = [keys_of(source.parts[0], source.order) for source in sources]
    way, values = read_token(after, _places(keys[0])) if after else (FORWARD, [])
    back = way == BACK
    found = [
        (tuple(key.read(row) for key in own), source, row)
        for source, own in zip(sources, keys, strict=True)
        for row in _read(source, own, values, back=back, limit=size + 1)
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


def _read(
    source: Source, keys: Sequence[Key], values: list[Any], *, back: bool, limit: int
) -> list[Model]:
    """The nearest rows of all parts, each once."""
    found = [
        row for part in source.parts for row in read(part, keys, values, back=back, limit=limit)
    ]
    return list({row.pk: row for row in found}.values())


def first_of(sources: Sequence[Source], *, size: int) -> list[Line]:
    """The first lines of the list, without a way on."""
    return one_list(sources, size=size).rows


def tally(sources: Sequence[Source]) -> Tally:
    """How much waits and how much of it presses, by the moment in the order: one statement for each
    part of a source, and no more than its first thousand rows.
    """
    return sum((_tally(source) for source in sources), Tally())


def _tally(source: Source) -> Tally:
    now, end = clock.now(), clock.end_of(clock.today())
    first = [list(_counted(part, source)) for part in source.parts]
    rows = {key: (moment, presses) for part in first for key, moment, presses in part}.values()
    return Tally(
        waiting=len(rows),
        late=sum(moment < now for moment, _presses in rows),
        due_today=sum(now <= moment <= end for moment, _presses in rows),
        escalated=sum(bool(presses) for _moment, presses in rows),
        is_more=any(len(part) == COUNTED for part in first),
    )


def _counted(part: QuerySet[Any], source: Source) -> QuerySet[Any, tuple[Any, ...]]:
    presses = ExpressionWrapper(source.pressing, output_field=BooleanField())
    moment = source.order[0].removeprefix("-")
    return part.order_by(*source.order).values_list("pk", moment, presses)[:COUNTED]


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

"""How are rows of several domains read as one list, page by page?

Each domain brings a source: its rows, how they are ordered, how a line looks. One statement asks
all sources where their next rows stand, and each source with rows on the page one more for them, by
their keys; and what is counted is counted only so far.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Case, IntegerField, Model, Q, QuerySet, Value, When

from jinlin.core.actor import Actor
from jinlin.core.keyed import Reading
from jinlin.core.paging import BACK, FORWARD, Key, Page, Start, beyond, keys_of, read_token, sign
from jinlin.core.time import clock
from jinlin.shell.together import PLACE, Lists, Rows, Together, kept, written

NOTHING = Q(pk__in=[])
COUNTED = 200  # so many rows of a part are looked at for the numbers above the list: beyond, many
MANY_READERS = 1_000  # whose statements are kept
MANY_LOOKS = 10_000  # of the sources that these readers have rows of


@dataclass(frozen=True)
class Source:
    """The rows of one domain.

    `rows` may come in several parts, each in an order that an index gives; a row may stand in more
    than one. `order` is a moment that is never empty and the key, in the same direction in all
    sources of a list; `lines` gives what `template` shows, for the rows of one page in their order,
    and knows of reader and day alone. `shown` is any row of any part with all that its line needs,
    where there are several parts.
    """

    rows: QuerySet[Any] | tuple[QuerySet[Any], ...]
    order: tuple[str, str]
    lines: Callable[[list[Any]], Sequence[Any]]
    template: str
    pressing: Q = NOTHING  # which rows somebody above should look at
    shown: QuerySet[Any] | None = None

    @property
    def parts(self) -> tuple[QuerySet[Any], ...]:
        return self.rows if isinstance(self.rows, tuple) else (self.rows,)


Maker = Callable[[Actor], Source]
Numbers = tuple[tuple[int, int], ...]  # of a source, and of a part in it


class Sources:
    """What makers bring to one reader's list, each source made when somebody asks for it.

    A maker asks the database nothing. What its parts look like follows from reader and day alone,
    but for moments that are so long before or after now: so the statements for the first page of
    this reader and for further ones are kept until the day is over or their grants change.
    """

    def __init__(self, makers: Iterable[Maker], actor: Actor) -> None:
        self.makers, self.actor = tuple(makers), actor
        self._made: dict[int, Source] = {}

    def __len__(self) -> int:
        return len(self.makers)

    def __iter__(self) -> Iterator[Source]:
        return (self[number] for number in range(len(self)))

    def __getitem__(self, number: int) -> Source:
        if number not in self._made:
            self._made[number] = self.makers[number](self.actor)
        return self._made[number]

    def look(self, number: int) -> "Look":
        return _look_of(self.makers[number], self.actor, clock.today())


Brought = Sequence[Source] | Sources


@dataclass(frozen=True)
class Look:
    """How the lines of a source come to be. `label` names its model; `reading`: how any of its rows
    is read, None where that has to be asked anew.
    """

    label: str
    lines: Callable[[list[Any]], Sequence[Any]]
    template: str
    reading: Reading | None

    @classmethod
    def of(cls, source: Source) -> "Look":
        whole = (source.shown,) if source.shown is not None else source.parts
        readings = {Reading.of(rows) for rows in whole}
        reading = readings.pop() if len(readings) == 1 else None
        label = source.parts[0].model._meta.label_lower
        return cls(label, source.lines, source.template, reading)


@lru_cache(MANY_LOOKS)
def _look_of(maker: Maker, actor: Actor, _day: date) -> Look:
    return Look.of(maker(actor))


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


class _Head(NamedTuple):
    """Where a row stands in the order of the list, and the numbers of the source and the part in
    which it was found.
    """

    place: tuple[Any, Any]
    source: int
    part: int
    presses: bool


def one_list(sources: Brought, *, after: str = "", size: int = 50) -> Page[Line]:
    """The lines that follow (or precede) a place in the order of all sources together."""
    keys = keys_of(sources[0].parts[0], sources[0].order)
    way, values = read_token(after, _places(keys)) if after else (FORWARD, [])
    back = way == BACK
    heads = _heads(sources, values, back=back, limit=size + 1)
    page = _page(sources, heads, keys, values, back, size)
    return one_list(sources, size=size) if page is None else page


def from_moment(sources: Brought, moment: datetime) -> str:
    """The token for the lines from a moment in the order on."""
    keys = _places(keys_of(sources[0].parts[0], sources[0].order))
    return sign(FORWARD, keys, (moment, UUID(int=0)))


def with_tally(sources: Brought, *, after: str = "", size: int = 50) -> tuple[Page[Line], Tally]:
    """The list, and how much of it presses. Its first page is read from what is counted."""
    question = _statement_for(sources, limit=max(COUNTED, size + 1))
    raw = question[1].raw()
    if after:
        page = one_list(sources, after=after, size=size)
    else:
        keys = keys_of(sources[0].parts[0], sources[0].order)
        heads = _heads_in(question, raw, size + 1)
        page = _page(sources, heads, keys, [], False, size) or one_list(sources, size=size)
    return page, _tally(question, raw)


def _page(
    sources: Brought,
    heads: Iterable[_Head],
    keys: Sequence[Key],
    values: list[Any],
    back: bool,
    size: int,
) -> Page[Line] | None:
    """Nothing when the way back has come to its beginning."""
    each = {(head.source, head.place): head for head in heads}.values()
    found = sorted(each, key=attrgetter("place"), reverse=keys[0].falls != back)
    more, rows = len(found) > size, found[:size]
    if back and not more:
        return None
    if back:
        rows.reverse()
    edges = (rows[0].place, rows[-1].place) if rows else None
    return Page(
        rows=_lines(sources, rows),
        next=sign(FORWARD, _places(keys), edges[1]) if edges and (more or back) else "",
        previous=sign(BACK, _places(keys), edges[0] if edges else values) if values else "",
    )


def _heads(sources: Brought, values: list[Any], *, back: bool, limit: int) -> list[_Head]:
    """The nearest rows of all parts; a row may come more than once. One statement for all."""
    question = _statement_for(sources, values, back=back, limit=limit)
    return _heads_in(question, question[1].raw(values), limit)


def _statement_for(
    sources: Brought, values: Sequence[Any] = (), *, back: bool = False, limit: int
) -> tuple[Numbers, Together]:
    """The numbers of all parts, and the statement for their rows."""
    if not isinstance(sources, Sources):
        lists = lists_beyond(sources, values, back=back, limit=limit)
        return _numbers(sources), written(lists)
    way = (BACK if back else FORWARD) if values else ""
    return _of_reader(sources.makers, sources.actor, clock.today(), connection.vendor, limit, way)


def _heads_in(question: tuple[Numbers, Together], raw: list[Rows], limit: int) -> list[_Head]:
    numbers, statement = question
    return [
        _Head(_place(*held[:2]), source, part, bool(held[2]))
        for number, (source, part) in enumerate(numbers)
        for held in (statement.held(number, row) for row in raw[number][:limit])
    ]


@lru_cache(MANY_READERS)
def _of_reader(
    makers: tuple[Maker, ...], actor: Actor, _day: date, _engine: str, limit: int, way: str
) -> tuple[Numbers, Together]:
    """How the first rows of all parts, or those beyond a place, are asked for by this reader on
    this day.
    """
    found = list[Numbers]()

    def lists() -> Lists:
        sources = [make(actor) for make in makers]
        found.append(_numbers(sources))
        return lists_beyond(sources, PLACE if way else (), back=way == BACK, limit=limit)

    statement = kept(lists)
    return found[0], statement


def _numbers(sources: Brought) -> Numbers:
    return tuple((at, part) for at, each in enumerate(sources) for part in range(len(each.parts)))


def lists_beyond(
    sources: Brought, values: Sequence[Any] = (), *, back: bool = False, limit: int
) -> Lists:
    """What asks each part for its rows beyond a place in the order, nearest first."""
    return [_placed(each, part, values, back, limit) for each in sources for part in each.parts]


def _placed(
    source: Source, part: QuerySet[Any], values: Sequence[Any], back: bool, limit: int
) -> QuerySet[Any, tuple[Any, ...]]:
    keys = keys_of(part, source.order)
    presses = (
        Value(0, output_field=IntegerField())
        if source.pressing is NOTHING
        else Case(When(source.pressing, then=Value(1)), default=Value(0))
    )
    wanted = beyond(part, keys, Start(list(values), back=back))
    return wanted.values_list(*(key.name for key in keys), presses)[:limit]


def _place(moment: Any, key: Any) -> tuple[Any, Any]:
    if moment is None:
        raise ValueError(f"a list cannot be ordered by a moment that is empty, as that of {key}")
    return moment, key


def first_of(sources: Brought, *, size: int) -> list[Line]:
    """The first lines of the list, without a way on."""
    return one_list(sources, size=size).rows


def _tally(question: tuple[Numbers, Together], raw: list[Rows]) -> Tally:
    """How much waits and how much of it presses, by the moment in the order, of no more than the
    first COUNTED rows of each part: counted as the driver gives them.
    """
    numbers, statement = question
    now, end = clock.now(), clock.end_of(clock.today())
    known: set[tuple[int, Any]] = set()
    late = due_today = escalated = 0
    for (source, _part), rows in zip(numbers, raw, strict=True):
        if not rows:
            continue
        begun, ended = (statement.raw_moment(each, rows[0][0]) for each in (now, end))
        for moment, key, presses in rows:
            if (source, key) not in known:
                known.add((source, key))
                late += moment < begun
                due_today += begun <= moment <= ended
                escalated += bool(presses)
    is_more = any(len(rows) >= COUNTED for rows in raw)
    return Tally(len(known), late, due_today, escalated, is_more)


def _places(keys: Sequence[Key]) -> list[Key]:
    """The order of the list as its tokens name it: sources may call their moment by different
    names.
    """
    return [
        Key("moment" if number == 0 else "key", key.falls, key.field)
        for number, key in enumerate(keys)
    ]


def _lines(sources: Brought, found: Sequence[_Head]) -> list[Line]:
    """Each source shows its own rows at one go; then they stand in the order of the list."""
    shown: dict[Any, Line] = {}
    for number in dict.fromkeys(head.source for head in found):
        look = sources.look(number) if isinstance(sources, Sources) else Look.of(sources[number])
        rows = _rows(sources, look, [head for head in found if head.source == number])
        lines = look.lines(rows)
        shown |= {row.pk: Line(look.template, line) for row, line in zip(rows, lines, strict=True)}
    return [shown[key] for key in (head.place[1] for head in found) if key in shown]


def _rows(sources: Brought, look: Look, heads: Sequence[_Head]) -> list[Model]:
    """The rows of one source, in the order of their places; who has gone meanwhile is left out."""
    keys = [head.place[1] for head in heads]
    found = look.reading.rows(keys) if look.reading else _rows_anew(sources[heads[0].source], heads)
    rows = {row.pk: row for row in found}
    return [rows[key] for key in keys if key in rows]


def _rows_anew(source: Source, heads: Sequence[_Head]) -> Iterator[Model]:
    """Those that need more than their rows and what is joined to them."""
    keys: dict[int, list[Any]] = {}
    for head in heads:
        keys.setdefault(head.part if source.shown is None else 0, []).append(head.place[1])
    for part, wanted in keys.items():
        rows = source.parts[part] if source.shown is None else source.shown
        yield from rows.filter(pk__in=wanted)

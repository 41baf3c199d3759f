"""Which rows come next, and how do we get back?

A page is asked for by the last row that was seen, not by a number, so that it costs the same at row
50 and at row 500,000, nothing is shown twice or left out when rows arrive meanwhile, and nothing is
ever counted.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Generic, Protocol, TypeVar

from django.core import signing
from django.core.exceptions import EmptyResultSet, FieldDoesNotExist, ValidationError
from django.db.models import F, Field, Model, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.sql.where import AND
from django.utils.translation import gettext_lazy as _

from jinlin.core.errors import Unusable
from jinlin.core.keyed import rows_of
from jinlin.core.search.led import FoundIn

Row = TypeVar("Row", bound=Model)
Shown = TypeVar("Shown")
SALT = "jinlin.paging"
FORWARD, BACK = "f", "b"
FORWARD_FROM, BACK_FROM = "F", "B"  # the row at the place is one of those that are asked for


@dataclass(frozen=True)
class Page(Generic[Shown]):
    """Some rows in order.

    `next` and `previous` are tokens for `after`; empty when there is nothing that way. Where rows
    are looked at one by one (`core.sifting`) a page may end before it is full: `reached` is then
    the value of the order's first field up to which they were.
    """

    rows: list[Shown]
    next: str
    previous: str
    reached: Any = None


class Numbered:
    """One of so many pages that are counted, the first is 1: which lies on either side of it, 0 for
    none.
    """

    number: int
    pages: int

    @property
    def previous(self) -> int:
        return self.number - 1

    @property
    def next(self) -> int:
        return self.number + 1 if self.number < self.pages else 0


@dataclass(frozen=True)
class Key:
    """One field of an order."""

    name: str
    falls: bool
    field: "Field[Any, Any]"

    def read(self, row: Model) -> Any:
        value: Any = row
        for step in self.name.split("__"):
            value = getattr(value, step)
        if value is None:
            raise ValueError(f"a page cannot be ordered by {self.name}: it is empty for {row.pk}")
        return value

    def ordering(self, *, back: bool) -> str:
        return f"-{self.name}" if self.falls != back else self.name

    def operator(self, *, back: bool) -> str:
        return "lt" if self.falls != back else "gt"


@dataclass(frozen=True)
class Start:
    """A place in the order, from which rows are asked for one way; without values the beginning.
    `is_with`: the row that stands at the place is one of them.
    """

    values: list[Any]
    back: bool = False
    is_with: bool = False


class Ask(Protocol[Row]):
    """The rows beyond a place in the order, nearest first; and the place up to which was looked,
    where that was the end of it.
    """

    def __call__(self, start: Start, limit: int) -> tuple[list[Row], list[Any]]: ...


def page(
    queryset: QuerySet[Row], *, order: tuple[str, ...], after: str = "", size: int = 50
) -> Page[Row]:
    """The rows that follow (or, for a `previous` token, precede) a place in the order.

    `order` names fields that are never empty, the last of them unique ('-due_at', 'id'); give the
    table an index over the same fields. Tokens are signed, not secret: they carry the values of
    these fields.
    """
    return page_of_parts(Parts(queryset, [queryset]), order=order, after=after, size=size)


def chunks(
    queryset: QuerySet[Row], *, order: tuple[str, ...], size: int = 500
) -> Iterator[list[Row]]:
    """All rows in this order, so many at a time: what a file is written from in bounded memory."""
    after, more = "", True
    while more:
        found = page(queryset, order=order, after=after, size=size)
        yield found.rows
        after, more = found.next, bool(found.next)


@dataclass(frozen=True)
class Parts(Generic[Row]):
    """Rows of one table in parts, of which an index gives each in its order; a row may stand in
    several. `shown` is any row, with all that a page shows. `is_sorted`: a part may have to be
    sorted after all, and its keys alone are then.
    """

    shown: QuerySet[Row]
    each: Sequence[QuerySet[Row]]
    is_sorted: bool = False

    def beyond(self, keys: Sequence[Key], start: Start, span: slice) -> QuerySet[Row]:
        """The nearest rows of all parts, of each part this span of what lies beyond the start."""
        if len(self.each) == 1 and not self.is_sorted:
            return beyond(self.each[0], keys, start)[span]
        ends: list[QuerySet[Any]] = [beyond(part, keys, start) for part in self.each]
        found = _union(end.values("pk")[span] for end in ends)
        if found is None:
            return self.shown.none()
        rows = self.shown.filter(FoundIn(F("pk"), found))
        return beyond(rows, keys, start)[: span.stop - (span.start or 0)]


def page_of_parts(
    parts: Parts[Row], *, order: tuple[str, ...], after: str = "", size: int = 50
) -> Page[Row]:
    """The same of all the parts, in one statement."""
    keys = keys_of(parts.shown, order)

    def ask(start: Start, limit: int) -> tuple[list[Row], list[Any]]:
        return rows_of(parts.beyond(keys, start, slice(limit))), []

    return page_from(ask, keys, after=after, size=size)


def _union(parts: Iterable[QuerySet[Any, Any]]) -> RawSQL | None:
    """Django does not join statements that have an order and an end of their own on SQLite."""
    texts: list[str] = []
    params: list[Any] = []
    for part in parts:
        with suppress(EmptyResultSet):
            sql, values = part.query.sql_with_params()
            texts.append(f"SELECT * FROM ({sql}) AS part")  # noqa: S608 - Django's text
            params += values
    return RawSQL(" UNION ALL ".join(texts), params) if texts else None  # noqa: S611 - the same


def page_from(ask: Ask[Row], keys: Sequence[Key], *, after: str, size: int) -> Page[Row]:
    """The page that begins where `after` says, of the rows that `ask` gives."""
    if size < 1:
        raise ValueError("a page has at least one row")
    start = _start(after, keys)
    found, reached = ask(start, size + 1)
    more, rows = len(found) > size, found[:size]
    stop = [] if more else reached
    if start.back and not (more or stop):
        return page_from(ask, keys, after="", size=size)
    way, other = (BACK, FORWARD) if start.back else (FORWARD, BACK)
    on = sign(way, keys, stop or _values(keys, rows[-1])) if more or stop else ""
    home = sign(other, keys, _values(keys, rows[0])) if rows else _turned(start, keys)
    return Page(
        rows=rows[::-1] if start.back else rows,
        next=home if start.back else on,
        previous=on if start.back else home if start.values else "",
        reached=stop[0] if stop and len(rows) < size and not start.back else None,
    )


def _start(after: str, keys: Sequence[Key]) -> Start:
    way, values = read_token(after, keys) if after else (FORWARD, [])
    return Start(values, back=way in {BACK, BACK_FROM}, is_with=way in {FORWARD_FROM, BACK_FROM})


def _turned(start: Start, keys: Sequence[Key]) -> str:
    """From an empty page the other way leads from where it was asked for: what stands there belongs
    to one of the two.
    """
    ways = (FORWARD, FORWARD_FROM) if start.back else (BACK, BACK_FROM)
    return sign(ways[not start.is_with], keys, start.values)


def _values(keys: Sequence[Key], row: Model) -> list[Any]:
    return [key.read(row) for key in keys]


def beyond(queryset: QuerySet[Row], keys: Sequence[Key], start: Start) -> QuerySet[Row]:
    """All that lies beyond a place in the order, nearest first. Nothing is asked yet."""
    wanted = queryset.order_by(*(key.ordering(back=start.back) for key in keys))
    if start.values:
        bounds = list(zip(keys, start.values, strict=True))
        wanted = wanted.filter(_beyond(bounds, back=start.back, is_with=start.is_with))
        _put_in_front(wanted, many=len(queryset.query.where.children))
    return wanted


def _put_in_front(rows: QuerySet[Any], *, many: int) -> None:
    """What was added to so many conditions stands before them: of several bounds on one side of an
    index SQLite starts at the first, and passes over all that lies up to the others.
    """
    where = rows.query.where
    if where.connector == AND and not where.negated:
        where.children[:] = [*where.children[many:], *where.children[:many]]


def until(keys: Sequence[Key], values: list[Any], *, back: bool) -> Q:
    """What lies no further than a place: with what stands there."""
    return _beyond(list(zip(keys, values, strict=True)), back=not back, is_with=True)


def _beyond(bounds: list[tuple[Key, Any]], *, back: bool, is_with: bool = False) -> Q:
    """(a, b, c) past (x, y, z), each in its own direction.

    The bound on the first field stands alone in front, so that an index can start there.
    """
    (key, value), *rest = bounds
    operator = key.operator(back=back)
    past = Q(**{f"{key.name}__{operator}": value})
    from_there = Q(**{f"{key.name}__{operator}e": value})
    if not rest:
        return from_there if is_with else past
    return from_there & (past | _beyond(rest, back=back, is_with=is_with))


def keys_of(queryset: QuerySet[Row], order: tuple[str, ...]) -> list[Key]:
    return [
        Key(name.removeprefix("-"), name.startswith("-"), _field(queryset, name.removeprefix("-")))
        for name in order
    ]


def _field(queryset: QuerySet[Row], name: str) -> "Field[Any, Any]":
    if name in queryset.query.annotations:
        found: Field[Any, Any] = queryset.query.annotations[name].output_field
        return found
    model: type[Model] = queryset.model
    field: Any = None
    for step in name.split("__"):
        field = model._meta.pk if step == "pk" else model._meta.get_field(step)
        model = field.related_model or model
    if not isinstance(field, Field):
        raise FieldDoesNotExist(name)
    return field


def sign(way: str, keys: Sequence[Key], values: Sequence[Any]) -> str:
    return signing.Signer(salt=SALT).sign_object([mark_of(keys), way, *map(_written, values)])


def _written(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def read_token(token: str, keys: Sequence[Key]) -> tuple[str, list[Any]]:
    """Raises Unusable unless we made this token for this very order."""
    try:
        mark, way, *values = signing.Signer(salt=SALT).unsign_object(token)
        if mark != mark_of(keys):
            raise ValueError("made for another order")
        return way, [key.field.to_python(value) for key, value in zip(keys, values, strict=True)]
    except (signing.BadSignature, ValidationError, ValueError, TypeError) as problem:
        raise Unusable(
            _("This page link no longer works. Please start again from the first page."),
            field="after",
        ) from problem


def mark_of(keys: Sequence[Key]) -> str:
    """A short name for the order; a token made for another one must not be read as ours."""
    named = ",".join(f"{key.ordering(back=False)}:{key.field.get_internal_type()}" for key in keys)
    return sha256(named.encode()).hexdigest()[:8]

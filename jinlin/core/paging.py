"""Which rows come next, and how do we get back?

A page is asked for by the last row that was seen, not by a number, so that it costs the same at row
50 and at row 500,000, nothing is shown twice or left out when rows arrive meanwhile, and nothing is
ever counted.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any, Generic, Protocol, TypeVar

from django.core import signing
from django.core.exceptions import EmptyResultSet, FieldDoesNotExist, ValidationError
from django.db.models import F, Field, Model, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from jinlin.core.errors import Unusable
from jinlin.core.keyed import rows_of
from jinlin.core.search.led import FoundIn

Row = TypeVar("Row", bound=Model)
Shown = TypeVar("Shown")
SALT = "jinlin.paging"
FORWARD, BACK = "f", "b"


@dataclass(frozen=True)
class Page(Generic[Shown]):
    """Some rows in order.

    `next` and `previous` are tokens for `after`; empty when there is nothing that way.
    """

    rows: list[Shown]
    next: str
    previous: str


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


class Ask(Protocol[Row]):
    """The rows beyond a place in the order, nearest first."""

    def __call__(self, values: list[Any], *, back: bool, limit: int) -> list[Row]: ...


def page(
    queryset: QuerySet[Row], *, order: tuple[str, ...], after: str = "", size: int = 50
) -> Page[Row]:
    """The rows that follow (or, for a `previous` token, precede) a place in the order.

    `order` names fields that are never empty, the last of them unique ('-due_at', 'id'); give the
    table an index over the same fields. Tokens are signed, not secret: they carry the values of
    these fields.
    """
    keys = keys_of(queryset, order)
    return _page(partial(read, queryset, keys), keys, after, size)


def page_of_parts(
    parts: Sequence[QuerySet[Row]], *, order: tuple[str, ...], after: str = "", size: int = 50
) -> Page[Row]:
    """The same of rows that no index gives in their order together, in parts (each row in one of
    them) of which an index does: one statement for each part, never more than a page of each.
    """
    keys = keys_of(parts[0], order)

    def ask(values: list[Any], *, back: bool, limit: int) -> list[Row]:
        found = [r for part in parts for r in read(part, keys, values, back=back, limit=limit)]
        for key in reversed(keys if len(parts) > 1 else ()):
            found.sort(key=key.read, reverse=key.falls != back)
        return found

    return _page(ask, keys, after, size)


def page_of_any(
    shown: QuerySet[Row],
    parts: Sequence[QuerySet[Row]],
    *,
    order: tuple[str, ...],
    after: str = "",
    size: int = 50,
) -> Page[Row]:
    """The same of parts of one table in which a row may stand more than once, in one statement:
    `shown` is any row, with all that a page shows.
    """
    if len(parts) == 1:
        return page(parts[0], order=order, after=after, size=size)
    keys = keys_of(shown, order)

    def ask(values: list[Any], *, back: bool, limit: int) -> list[Row]:
        ends: list[QuerySet[Any]] = [nearest(part, keys, values, back=back) for part in parts]
        found = _union(end.values("pk")[:limit] for end in ends)
        if found is None:
            return []
        rows = shown.filter(FoundIn(F("pk"), found))
        return read(rows, keys, values, back=back, limit=limit)

    return _page(ask, keys, after, size)


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


def _page(ask: "Ask[Row]", keys: Sequence[Key], after: str, size: int) -> Page[Row]:
    if size < 1:
        raise ValueError("a page has at least one row")
    way, values = read_token(after, keys) if after else (FORWARD, [])
    back = way == BACK
    found = ask(values, back=back, limit=size + 1)
    more, rows = len(found) > size, found[:size]
    if back and not more:
        return _page(ask, keys, "", size)
    if back:
        rows.reverse()
    edges = (rows[0], rows[-1]) if rows else None
    return Page(
        rows=rows,
        next=_token(FORWARD, keys, edges[1]) if edges and (more or back) else "",
        previous=_previous(keys, edges[0] if edges else None, values) if values else "",
    )


def read(
    queryset: QuerySet[Row], keys: Sequence[Key], values: list[Any], *, back: bool, limit: int
) -> list[Row]:
    """The rows beyond a place in the order (from its beginning when there are no values), nearest
    first: one statement.
    """
    return rows_of(nearest(queryset, keys, values, back=back)[:limit])


def nearest(
    queryset: QuerySet[Row], keys: Sequence[Key], values: list[Any], *, back: bool
) -> QuerySet[Row]:
    """All that lies beyond a place in the order, nearest first. Nothing is asked yet."""
    wanted = queryset.order_by(*(key.ordering(back=back) for key in keys))
    if values:
        wanted = wanted.filter(_beyond(list(zip(keys, values, strict=True)), back=back))
    return wanted


def _previous(keys: Sequence[Key], first: Model | None, values: list[Any]) -> str:
    """From an empty page (its rows have gone) the way back starts where the page was asked for."""
    return _token(BACK, keys, first) if first is not None else sign(BACK, keys, values)


def _beyond(bounds: list[tuple[Key, Any]], *, back: bool) -> Q:
    """(a, b, c) past (x, y, z), each in its own direction.

    The bound on the first field stands alone in front, so that an index can start there.
    """
    (key, value), *rest = bounds
    operator = key.operator(back=back)
    past = Q(**{f"{key.name}__{operator}": value})
    if not rest:
        return past
    return Q(**{f"{key.name}__{operator}e": value}) & (past | _beyond(rest, back=back))


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


def _token(way: str, keys: Sequence[Key], row: Model) -> str:
    return sign(way, keys, [key.read(row) for key in keys])


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

"""What is sent to the database for a value of Python's?

A field answers that, but most values are sent as they are, or written in one way whatever the
field: those need not be asked about one by one.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from types import NoneType
from typing import Any, cast
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    Field,
    ForeignKey,
    IntegerField,
    Model,
    PositiveIntegerField,
    PositiveSmallIntegerField,
    TextField,
    UUIDField,
)

AS_THEY_ARE: dict[str, dict[type[Any], type[Any]]] = {
    "sqlite": {
        CharField: str,
        TextField: str,
        BooleanField: bool,
    },
    "postgresql": {
        CharField: str,
        TextField: str,
        BooleanField: bool,
        UUIDField: UUID,
        DateField: date,
        DateTimeField: datetime,
    },
}
SIMPLE = (
    BooleanField,
    CharField,
    DateField,
    ForeignKey,
    IntegerField,
    TextField,
    UUIDField,
)
NOTHING: frozenset[type[Any]] = frozenset()
Write = Callable[[Any, BaseDatabaseWrapper], Any]


def _whole_number(kind: type[Field[Any, Any]]) -> tuple[type[Any], Write]:
    """As its engine wants it; raises DataError where SQLite's column would not hold it."""
    name = kind.__name__
    return int, lambda value, connection: connection.ops.adapt_integerfield_value(value, name)


WRITTEN: dict[str, dict[type[Any], tuple[type[Any], Write]]] = {
    "sqlite": {
        UUIDField: (UUID, lambda value, _connection: value.hex),
        DateField: (date, lambda value, _connection: value.isoformat()),
        DateTimeField: (
            datetime,
            lambda value, connection: connection.ops.adapt_datetimefield_value(value),
        ),
        IntegerField: _whole_number(IntegerField),
        PositiveIntegerField: _whole_number(PositiveIntegerField),
        PositiveSmallIntegerField: _whole_number(PositiveSmallIntegerField),
    },
    "postgresql": {
        IntegerField: _whole_number(IntegerField),
        PositiveIntegerField: _whole_number(PositiveIntegerField),
        PositiveSmallIntegerField: _whole_number(PositiveSmallIntegerField),
    },
}


@dataclass(frozen=True)
class Ways:
    """How one engine is sent the values of one field: these kinds as they are, these written in one
    way, moments without a zone excepted; all others as the field says.
    """

    plain: frozenset[type[Any]]
    written: Mapping[type[Any], Write]

    @classmethod
    def of(cls, field: Field[Any, Any], vendor: str) -> "Ways":
        while isinstance(field, ForeignKey):
            field = cast(Any, field).target_field
        kind = AS_THEY_ARE.get(vendor, {}).get(type(field))
        known = WRITTEN.get(vendor, {}).get(type(field))
        plain = {kind, NoneType} if kind else {NoneType} if known else NOTHING
        return cls(frozenset(plain), dict([known]) if known else {})

    def sent(self, value: Any, connection: BaseDatabaseWrapper, ask: Write) -> Any:
        """The value as the engine is sent it; its field is asked only where it has to be."""
        kind = type(value)
        if kind is datetime and value.tzinfo is None:
            return ask(value, connection)
        if kind in self.plain:
            return value
        return self.written.get(kind, ask)(value, connection)


@dataclass(frozen=True)
class Columns:
    """What `sent` wants to know of some fields: worked out once.

    `standing` gives what stands in a row. A few fields say themselves what is to be saved, the
    moment in which it is, or a file that is put away first: those in `makers`, by their places. Of
    each: which kinds are sent as they are and need no second look, and whom to ask about others.
    """

    standing: Callable[[Model], Iterable[Any]]
    makers: Sequence[tuple[int, Field[Any, Any]]]
    each: Sequence[tuple[frozenset[type[Any]], Ways, Write]]

    @classmethod
    def of(cls, fields: Sequence[Field[Any, Any]], vendor: str) -> "Columns":
        ways = [Ways.of(field, vendor) for field in fields]
        return cls(
            _standing(*(field.attname for field in fields)),
            [(at, field) for at, field in enumerate(fields) if not _is_what_stands(field)],
            [
                (way.plain - {datetime}, way, field.get_db_prep_save)
                for field, way in zip(fields, ways, strict=True)
            ],
        )


def _standing(*names: str) -> Callable[[Model], Iterable[Any]]:
    if len(names) == 1:
        return lambda row: (getattr(row, names[0]),)
    return cast(Callable[[Model], Iterable[Any]], attrgetter(*names))


def is_comparable(field: Field[Any, Any]) -> bool:
    """Whether a value that was changed is another value: what holds others, as JSON does, can be
    changed in itself.
    """
    return _is_what_stands(field) and isinstance(field, SIMPLE)


def _is_what_stands(field: Any) -> bool:
    """Whether what is saved is the row's own value, as it stands there."""
    decides = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    known = {Field.pre_save, DateField.pre_save, DateTimeField.pre_save}
    return type(field).pre_save in known and not decides


def sent(
    row: Model, columns: Columns, connection: BaseDatabaseWrapper, *, is_new: bool
) -> list[Any]:
    """The values of a row that is saved, in the order of these columns."""
    values = list(columns.standing(row))
    for at, field in columns.makers:
        values[at] = field.pre_save(row, is_new)
    return [
        value if type(value) in plain else ways.sent(value, connection, ask)
        for value, (plain, ways, ask) in zip(values, columns.each, strict=True)
    ]

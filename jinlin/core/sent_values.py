"""What is sent to the database for a value of Python's?

A field answers that, but most values are sent as they are, or written in one way whatever the
field: those need not be asked about one by one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
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
class Column:
    """Where in a row a field's value stands, and how it is sent. Without a place the field says
    itself what is to be saved: the moment in which it is, or a file that is put away first.
    """

    field: Field[Any, Any]
    place: str
    ways: Ways

    @classmethod
    def of(cls, field: Field[Any, Any], vendor: str) -> "Column":
        return cls(field, field.attname if _is_what_stands(field) else "", Ways.of(field, vendor))


def _is_what_stands(field: Any) -> bool:
    """Whether what is saved is the row's own value, as it stands there."""
    decides = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    known = {Field.pre_save, DateField.pre_save, DateTimeField.pre_save}
    return type(field).pre_save in known and not decides


def columns_of(fields: Sequence[Field[Any, Any]], vendor: str) -> list[Column]:
    """What `sent` wants to know of these fields: worked out once."""
    return [Column.of(field, vendor) for field in fields]


def sent(
    row: Model, columns: Sequence[Column], connection: BaseDatabaseWrapper, *, is_new: bool
) -> list[Any]:
    """The values of a row that is saved, in the order of these columns."""
    values = []
    for column in columns:
        place, ways = column.place, column.ways
        value = getattr(row, place) if place else column.field.pre_save(row, is_new)
        kind = type(value)
        if kind not in ways.plain or kind is datetime:
            value = ways.sent(value, connection, column.field.get_db_prep_save)
        values.append(value)
    return values

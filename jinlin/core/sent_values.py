"""What is sent to the database for a value of Python's?

A field answers that, but most values are sent as they are: those need not be asked about one by
one.
"""

from collections.abc import Sequence
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
    Model,
    TextField,
    UUIDField,
)

AS_THEY_ARE: dict[str, dict[type[Any], type[Any]]] = {
    "sqlite": {CharField: str, TextField: str, BooleanField: bool},
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
Column = tuple[Field[Any, Any], frozenset[type[Any]]]  # and the kinds of values sent as they are


def columns_of(fields: Sequence[Field[Any, Any]], vendor: str) -> list[Column]:
    """What `sent` wants to know of these fields: worked out once."""
    return [(field, plain(field, vendor)) for field in fields]


def sent(
    row: Model, columns: Sequence[Column], connection: BaseDatabaseWrapper, *, is_new: bool
) -> list[Any]:
    """The values of a row that is saved, in the order of these columns."""
    values = list[Any]()
    for field, kinds in columns:
        value = field.pre_save(row, is_new)
        if type(value) not in kinds or is_naive(value):
            value = field.get_db_prep_save(value, connection)
        values.append(value)
    return values


def plain(field: Field[Any, Any], vendor: str) -> frozenset[type[Any]]:
    """The kinds of values that this field sends as they are, moments without a zone excepted."""
    while isinstance(field, ForeignKey):
        field = cast(Any, field).target_field
    kind = AS_THEY_ARE.get(vendor, {}).get(type(field))
    return frozenset({kind, NoneType}) if kind else NOTHING


def is_naive(value: Any) -> bool:
    return isinstance(value, datetime) and value.tzinfo is None

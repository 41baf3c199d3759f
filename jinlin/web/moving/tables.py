"""How are the rows of a table read from one engine, written to the other, and compared?

As they stand in the table: encrypted values stay as they are, no model's code runs.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model

BATCH = 1000
Row = tuple[Any, ...]
MODULUS = 2**256


@dataclass(frozen=True)
class Table:
    """One table of the house, with its columns in the order in which rows are carried."""

    model: type[Model]

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @property
    def key(self) -> str:
        return str(self._key_field.column)

    @cached_property
    def columns(self) -> list[str]:
        return [str(field.column) for field in self._fields]

    @cached_property
    def kinds(self) -> list[str]:
        """What each column holds, in Django's words."""
        return [_leaf(field).get_internal_type() for field in self._fields]

    @property
    def numbers_itself(self) -> bool:
        return self._key_field.get_internal_type() in {"AutoField", "BigAutoField"}

    @property
    def _key_field(self) -> "Field[Any, Any]":
        key: Field[Any, Any] = self.model._meta.pk
        return key

    @property
    def _fields(self) -> "list[Field[Any, Any]]":
        return list(self.model._meta.local_concrete_fields)

    def count(self, database: BaseDatabaseWrapper) -> int:
        with database.cursor() as cursor:
            cursor.execute(f'SELECT count(*) FROM "{self.name}"')  # noqa: S608 - a table's name
            return int(cursor.fetchone()[0])

    def batches(
        self, database: BaseDatabaseWrapper, *, after: str | None = None
    ) -> Iterator[tuple[str, list[Row]]]:
        """Its rows in the order of their keys, from after this key on, each batch with the last
        key as text.
        """
        turn = self._turns(database)
        at = self.columns.index(self.key)
        names = ", ".join(f'"{column}"' for column in self.columns)
        while True:
            where = "" if after is None else f'WHERE "{self.key}" > %s'
            with database.cursor() as cursor:
                cursor.execute(
                    f'SELECT {names} FROM "{self.name}" {where} ORDER BY "{self.key}" '  # noqa: S608
                    f"LIMIT {BATCH}",
                    [] if after is None else [after],
                )
                rows = cursor.fetchall()
            if not rows:
                return
            after = str(rows[-1][at])
            yield (
                after,
                [tuple(each(value) for each, value in zip(turn, row, strict=True)) for row in rows],
            )

    def insert(self, database: BaseDatabaseWrapper, rows: Sequence[Row]) -> None:
        names = ", ".join(f'"{column}"' for column in self.columns)
        ready = [self._ready(database, row) for row in rows]
        with database.cursor() as cursor:
            if database.vendor == "postgresql":
                with cursor.copy(f'COPY "{self.name}" ({names}) FROM STDIN') as copy:
                    for row in ready:
                        copy.write_row(row)
            else:
                places = ", ".join(["%s"] * len(self.columns))
                cursor.executemany(
                    f'INSERT INTO "{self.name}" ({names}) VALUES ({places})',  # noqa: S608
                    ready,
                )

    def _ready(self, database: BaseDatabaseWrapper, row: Row) -> Row:
        """The row's values as the engine takes them."""
        return tuple(
            value if value is None else _for_engine(database, kind, value)
            for kind, value in zip(self.kinds, row, strict=True)
        )

    def _turns(self, database: BaseDatabaseWrapper) -> list[Any]:
        """For each column, how what the engine gives becomes a value of Python."""
        turns = []
        for field in self._fields:
            column = _leaf(field).get_col(self.name)
            steps = database.ops.get_db_converters(column)
            turns.append(_turn(steps, column, database))
        return turns


def tables() -> list[Table]:
    """Every table that some model of the house has, each once."""
    found = {
        model._meta.db_table: Table(model)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    return [found[name] for name in sorted(found)]


@dataclass
class Sum:
    """Of rows in any order: how many, and a hash over what they say."""

    rows: int = 0
    total: int = 0

    def add(self, table: Table, rows: Sequence[Row]) -> None:
        for row in rows:
            line = json.dumps(
                [plain(kind, value) for kind, value in zip(table.kinds, row, strict=True)],
                ensure_ascii=False,
                separators=(",", ":"),
                sort_keys=True,
            )
            digest = sha256(f"{table.name}\n{line}".encode("utf-8", "surrogatepass")).digest()
            self.total = (self.total + int.from_bytes(digest, "big")) % MODULUS
            self.rows += 1

    @property
    def hash(self) -> str:
        return f"{self.total:064x}"


def summed(table: Table, database: BaseDatabaseWrapper) -> Iterator[Sum]:
    """The sum over a table as it grows; the last one is that of the whole table."""
    here = Sum()
    yield here
    for _last, rows in table.batches(database):
        here.add(table, rows)
        yield here


def plain(kind: str, value: Any) -> Any:
    """A value in the one form in which both engines' are compared."""
    if kind == "JSONField" and value is not None:
        return ["JSON", json.loads(value)]  # its null is not the column's
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, bytes | UUID):
        return value.hex() if isinstance(value, bytes) else value.hex
    if isinstance(value, Decimal):
        return ["decimal", str(value.normalize())]
    return value if value is None or isinstance(value, str | int | float) else value.isoformat()


def _leaf(field: "Field[Any, Any]") -> Any:
    """The field whose values a foreign key holds."""
    leaf: Any = field
    while leaf.is_relation:
        leaf = leaf.target_field
    return leaf


def _turn(steps: Any, column: Any, database: BaseDatabaseWrapper) -> Any:
    def turned(value: Any) -> Any:
        for step in steps:
            value = step(value, column, database)
        return bytes(value) if isinstance(value, memoryview) else value

    return turned


def _for_engine(database: BaseDatabaseWrapper, kind: str, value: Any) -> Any:
    operations: Any = database.ops
    if database.vendor == "postgresql":
        return value
    if kind == "JSONField":
        return json.dumps(json.loads(value))  # as Django writes it
    if kind == "UUIDField":
        return value.hex
    if kind == "DateTimeField":
        return operations.adapt_datetimefield_value(value)
    if kind == "DateField":
        return operations.adapt_datefield_value(value)
    return operations.adapt_timefield_value(value) if kind == "TimeField" else value

"""How is a query that every verb asks sent without being compiled anew each time?

Django builds the text of a query from its parts whenever it is asked; for the few that stand in
every verb, that building takes longer than the database does. A `Prepared` query is written as the
QuerySet that it is. The first time it is asked on an engine, its text is heard from Django itself,
with a mark in the place of each argument; afterwards the text is kept, and only the arguments
change.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, partial
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    DateField,
    DateTimeField,
    Field,
    ForeignKey,
    IntegerField,
    Model,
    QuerySet,
    UUIDField,
)
from django.db.transaction import TransactionManagementError

from jinlin.core.kept_cursors import cursor_of
from jinlin.core.making import Read, columns_reader, field_at, fields_read, row_reader
from jinlin.core.sent_values import Ways
from jinlin.core.storing import MOST_VALUES
from jinlin.core.time import clock

Row = TypeVar("Row")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
NOBODY = UUID(int=0)  # stands where a list of keys is empty: no row has it


@dataclass(frozen=True)
class Many:
    """An argument that is a list of values, for `__in`."""

    field: Field[Any, Any]
    nothing: Any = NOBODY


@dataclass(frozen=True)
class _Text:
    """A query as one engine hears it.

    `pieces` stand around the arguments; `slots` say in their order what stands between: the name of
    an argument, or None and a value that never changes. `whole` is the text where no argument is a
    list; `ways` say how the values of an argument are sent.
    """

    pieces: tuple[str, ...]
    slots: tuple[tuple[str | None, Any], ...]
    ways: Mapping[str, Ways]
    is_locking: bool
    whole: str


class NotKept(ValueError):
    """The text of this query cannot be kept: it has to be asked in Django's own way each time."""


class _Heard(Exception):
    def __init__(self, sql: str, params: Sequence[Any]) -> None:
        self.sql, self.params = sql, tuple(params or ())


class Prepared(Generic[Row]):
    """One query whose text is kept.

    `ask` makes its QuerySet from the arguments, each of which is declared by the field that it is
    compared with. With `columns` it gives tuples (of one: the values), else rows with these
    `joins` and `without` these columns of their own until somebody asks for one. An argument may
    not decide what the query looks like, and stands in it as it is; those that `may_lack` need not
    stand in it at all. `known` are the house's own; one that is made for a reader (not `is_kept`)
    goes with whoever holds it. Raises NotKept where its text cannot be kept.
    """

    known: "list[Prepared[Any]]" = []

    def __init__(
        self,
        ask: Callable[..., QuerySet[Any]],
        *,
        columns: tuple[str, ...] = (),
        joins: tuple[str, ...] = (),
        without: tuple[str, ...] = (),
        may_lack: frozenset[str] = frozenset(),
        is_kept: bool = True,
        **arguments: Field[Any, Any] | Many,
    ) -> None:
        self.ask, self.columns, self.joins, self.arguments = ask, columns, joins, arguments
        self.without, self.may_lack = without, may_lack
        self._texts: dict[str, _Text] = {}
        self._readers: dict[str, Read] = {}
        self._checked: set[str] = set()
        if is_kept:
            self.known.append(self)

    def queryset(self, using: str, **values: Any) -> QuerySet[Any]:
        """The same question in Django's own way."""
        rows = self.ask(**values).using(using)
        if self.columns:
            return rows.values_list(*self.columns, flat=len(self.columns) == 1)
        rows = rows.defer(*self.without) if self.without else rows
        return rows.select_related(*self.joins) if self.joins else rows

    def rows(self, *, using: str = "", **values: Any) -> list[Row]:
        """What the QuerySet would give as a list."""
        alias = using or "default"
        connection = connections[alias]
        text = self._texts.get(connection.vendor) or self._hear(connection)
        if text.is_locking and not connection.in_atomic_block:
            raise TransactionManagementError("a row is locked inside a transaction, or not at all")
        sql, params = self._filled(connection, text, values)
        if len(params) > MOST_VALUES:  # more than stand beside a text: Django writes them into it
            return list(self.queryset(alias, **values))
        cursor = cursor_of(connection)
        cursor.execute(sql, params)
        found = cursor.fetchall()
        if connection.vendor not in self._checked:
            self._check([column[0] for column in cursor.description], connection.vendor)
        read = self._reader(connection)
        return [read(row, connection) for row in found]

    def first(self, *, using: str = "", **values: Any) -> Row | None:
        """The first row. The query says itself that it wants one only."""
        return next(iter(self.rows(using=using, **values)), None)

    def be_ready(self, connection: BaseDatabaseWrapper) -> None:
        """What is worked out with the first question is worked out now; nothing is asked."""
        if connection.vendor not in self._texts:
            self._hear(connection)
        self._reader(connection)

    def _hear(self, connection: BaseDatabaseWrapper) -> _Text:
        marks = self._marks()
        sent = {
            self._sent(name, value[0] if isinstance(value, list) else value, connection): name
            for name, value in marks.items()
        }
        try:
            with _heard_alone(connection):
                list(self.queryset(connection.alias, **marks))
        except _Heard as heard:
            has_lists = any(isinstance(each, Many) for each in self.arguments.values())
            text = _Text(
                pieces=tuple(heard.sql.split("%s")),
                slots=tuple(
                    (sent.get(value) if isinstance(value, Hashable) else None, value)
                    for value in heard.params
                ),
                ways={name: Ways.of(self._field(name), connection.vendor) for name in marks},
                is_locking=" FOR UPDATE" in heard.sql,
                whole="" if has_lists else heard.sql,
            )
        else:
            raise NotKept("this query asks the database nothing")
        fixed = [value for name, value in text.slots if not name]
        there = {name for name, _value in text.slots if name} | self.may_lack
        if not there >= set(self.arguments) or _has_any(marks.values(), fixed):
            raise NotKept("an argument of a prepared query must stand in it as it is")
        if any(_is_of_a_day(value) for value in fixed):
            raise NotKept("a day or a moment is an argument: what is kept is asked on all days")
        self._texts[connection.vendor] = text
        return text

    def _field(self, name: str) -> Field[Any, Any]:
        declared = self.arguments[name]
        return declared.field if isinstance(declared, Many) else declared

    def _sent(self, name: str, value: Any, connection: BaseDatabaseWrapper) -> Any:
        field = self._field(name)
        return field.get_db_prep_value(field.get_prep_value(value), connection, prepared=True)

    def _written(self, connection: BaseDatabaseWrapper, text: _Text, name: str, value: Any) -> Any:
        """One argument as the engine is sent it."""
        ways, kind = text.ways[name], type(value)
        if kind in ways.plain and kind is not datetime:
            return value
        return ways.sent(value, connection, partial(self._sent, name))

    def _filled(
        self, connection: BaseDatabaseWrapper, text: _Text, values: Mapping[str, Any]
    ) -> tuple[str, list[Any]]:
        if text.whole:
            return text.whole, [
                fixed if name is None else self._written(connection, text, name, values[name])
                for name, fixed in text.slots
            ]
        params: list[Any] = []
        parts = [text.pieces[0]]
        for (name, fixed), piece in zip(text.slots, text.pieces[1:], strict=True):
            declared = self.arguments.get(name or "")
            if name is None:
                several = [fixed]
            elif isinstance(declared, Many):
                wanted = list(dict.fromkeys(values[name])) or [declared.nothing]
                several = [self._written(connection, text, name, value) for value in wanted]
            else:
                several = [self._written(connection, text, name, values[name])]
            params += several
            parts.append("%s" + ", %s" * (len(several) - 1) + piece)
        return "".join(parts), params

    def _reader(self, connection: BaseDatabaseWrapper) -> Read:
        if read := self._readers.get(connection.vendor):
            return read
        model = self._model
        if self.columns:
            read = columns_reader(connection, [self._column(path) for path in self.columns])
        else:
            read = row_reader(connection, model, self.joins, self.without)
        self._readers[connection.vendor] = read
        return read

    def _check(self, names: list[str], vendor: str) -> None:
        """Columns come in the order in which they will be read, or nothing is read at all."""
        model = self._model
        wanted = (
            [path.split("__")[-1] for path in self.columns]
            if self.columns
            else [each.column for each in fields_read(model, self.joins, self.without)]
        )
        if (not self.columns and names != wanted) or len(names) != len(wanted):
            raise ValueError(f"the columns of a prepared query are {names}, not {wanted}")
        self._checked.add(vendor)

    def _column(self, path: str) -> Field[Any, Any]:
        """Of the table, or worked out by the query."""
        worked_out = self.ask(**self._marks()).query.annotations.get(path)
        return worked_out.output_field if worked_out else field_at(self._model, path)

    @cached_property
    def _model(self) -> type[Model]:
        return self.ask(**self._marks()).model

    def _marks(self) -> dict[str, Any]:
        return {
            name: [_mark(arg.field, at)] if isinstance(arg, Many) else _mark(arg, at)
            for at, (name, arg) in enumerate(self.arguments.items())
        }


def all_ready() -> None:
    """The house's own queries are as if they had been asked before, but for those that lock rows:
    they are only heard in a transaction. Nothing is asked.
    """
    connection = connections["default"]
    for query in Prepared.known:
        with suppress(TransactionManagementError):
            query.be_ready(connection)


def _is_of_a_day(value: Any) -> bool:
    """A day or a moment, as any engine is sent it."""
    return isinstance(value, date) or (isinstance(value, str) and bool(DAY.match(value)))


def _has_any(marks: Iterable[Any], fixed: list[Any]) -> bool:
    """Whether something was made of an argument that now stands in the text for good."""
    words = [
        mark.hex if isinstance(mark, UUID) else mark
        for mark in (each[0] if isinstance(each, list) else each for each in marks)
        if isinstance(mark, UUID | str)
    ]
    sent = [str(value).replace("-", "") for value in fixed]
    return any(word in value for word in words for value in sent)


@contextmanager
def _heard_alone(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """What is only heard is not counted as sent, by the log or by whoever else listens."""
    logged, connection.force_debug_cursor = connection.force_debug_cursor, False
    others, connection.execute_wrappers = connection.execute_wrappers, [_hear]
    try:
        yield
    finally:
        connection.force_debug_cursor, connection.execute_wrappers = logged, others


def _hear(
    _execute: Callable[..., Any], sql: str, params: Any, _many: bool, _context: Mapping[str, Any]
) -> Any:
    raise _Heard(sql, params)


def _mark(field: Field[Any, Any], at: int) -> Any:
    """A value that stands nowhere else in the query."""
    if isinstance(field, UUIDField | ForeignKey):
        return UUID(int=0xA0 << 120 | at)
    if isinstance(field, DateTimeField):
        return clock.at(date(1890 + at, 1, 1))
    if isinstance(field, DateField):
        return date(1890 + at, 1, 1)
    if isinstance(field, IntegerField):
        return 31_000 + at  # the smallest columns hold it too
    return f"\ue000{at}"

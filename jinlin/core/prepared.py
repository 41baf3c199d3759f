"""How is a query that every verb asks sent without being compiled anew each time?

Django builds the text of a query from its parts whenever it is asked; for the few that stand in
every verb, that building takes longer than the database does. A `Prepared` query is written as the
QuerySet that it is. The first time it is asked on an engine, its text is heard from Django itself,
with a mark in the place of each argument; afterwards the text is kept, and only the arguments
change.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DateField, DateTimeField, Field, ForeignKey, Model, QuerySet, UUIDField
from django.db.transaction import TransactionManagementError

from jinlin.core.time import clock

Row = TypeVar("Row")
Convert = Callable[[Any], Any]
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
    an argument, or None and a value that never changes.
    """

    pieces: tuple[str, ...]
    slots: tuple[tuple[str | None, Any], ...]
    is_locking: bool


class _Heard(Exception):  # noqa: N818 - no error: how a text gets out before it is sent
    def __init__(self, sql: str, params: Sequence[Any]) -> None:
        self.sql, self.params = sql, tuple(params or ())


class Prepared(Generic[Row]):
    """One query whose text is kept.

    `ask` makes its QuerySet from the arguments, each of which is declared by the field that it is
    compared with. With `columns` it gives tuples (of one: the values), else rows with these `joins`.
    An argument may not decide what the query looks like.
    """

    known: "list[Prepared[Any]]" = []  # noqa: RUF012 - all there are, for the test that compares each with its QuerySet

    def __init__(
        self,
        ask: Callable[..., QuerySet[Any]],
        *,
        columns: tuple[str, ...] = (),
        joins: tuple[str, ...] = (),
        **arguments: Field[Any, Any] | Many,
    ) -> None:
        self.ask, self.columns, self.joins, self.arguments = ask, columns, joins, arguments
        self._texts: dict[str, _Text] = {}
        self._readers: dict[str, Callable[[Sequence[Any]], Any]] = {}
        self._checked: set[str] = set()
        self.known.append(self)

    def queryset(self, using: str, **values: Any) -> QuerySet[Any]:
        """The same question in Django's own way."""
        rows = self.ask(**values).using(using)
        if self.columns:
            return rows.values_list(*self.columns, flat=len(self.columns) == 1)
        return rows.select_related(*self.joins) if self.joins else rows

    def rows(self, *, using: str = "", **values: Any) -> list[Row]:
        """What the QuerySet would give as a list."""
        alias = using or "default"
        connection = connections[alias]
        text = self._texts.get(connection.vendor) or self._hear(connection)
        if text.is_locking and not connection.in_atomic_block:
            raise TransactionManagementError("a row is locked inside a transaction, or not at all")
        sql, params = self._filled(connection, text, values)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            found = cursor.fetchall()
            if connection.vendor not in self._checked:
                self._check([column[0] for column in cursor.description], connection.vendor)
        read = self._readers.get(alias) or self._reader(alias)
        return [read(row) for row in found]

    def first(self, *, using: str = "", **values: Any) -> Row | None:
        """The first row. The query says itself that it wants one only."""
        return next(iter(self.rows(using=using, **values)), None)

    def _hear(self, connection: BaseDatabaseWrapper) -> _Text:
        marks = {
            name: [_mark(arg.field, at)] if isinstance(arg, Many) else _mark(arg, at)
            for at, (name, arg) in enumerate(self.arguments.items())
        }
        sent = {
            self._sent(connection, name, value[0] if isinstance(value, list) else value): name
            for name, value in marks.items()
        }
        try:
            with _unlogged(connection), connection.execute_wrapper(_hear):
                list(self.queryset(connection.alias, **marks))
        except _Heard as heard:
            text = _Text(
                pieces=tuple(heard.sql.split("%s")),
                slots=tuple(
                    (sent.get(value) if isinstance(value, Hashable) else None, value)
                    for value in heard.params
                ),
                is_locking=" FOR UPDATE" in heard.sql,
            )
        else:
            raise ValueError("this query asks the database nothing")
        if {name for name, _value in text.slots if name} != set(self.arguments):
            raise ValueError("an argument of a prepared query must stand in it as it is")
        self._texts[connection.vendor] = text
        return text

    def _sent(self, connection: BaseDatabaseWrapper, name: str, value: Any) -> Any:
        declared = self.arguments[name]
        field = declared.field if isinstance(declared, Many) else declared
        return field.get_db_prep_value(field.get_prep_value(value), connection, prepared=True)

    def _filled(
        self, connection: BaseDatabaseWrapper, text: _Text, values: Mapping[str, Any]
    ) -> tuple[str, list[Any]]:
        params: list[Any] = []
        parts = [text.pieces[0]]
        for (name, fixed), piece in zip(text.slots, text.pieces[1:], strict=True):
            declared = self.arguments.get(name or "")
            if name is None:
                several = [fixed]
            elif isinstance(declared, Many):
                wanted = list(dict.fromkeys(values[name])) or [declared.nothing]
                several = [self._sent(connection, name, value) for value in wanted]
            else:
                several = [self._sent(connection, name, values[name])]
            params += several
            parts.append("%s" + ", %s" * (len(several) - 1) + piece)
        return "".join(parts), params

    def _reader(self, alias: str) -> Callable[[Sequence[Any]], Any]:
        connection = connections[alias]
        model = self.ask(**self._examples()).model
        if self.columns:
            read = _columns_of(connection, [_field(model, path) for path in self.columns])
        else:
            read = _rows_of(connection, model, _tree(self.joins))
        self._readers[alias] = read
        return read

    def _check(self, names: list[str], vendor: str) -> None:
        """Columns come in the order in which they will be read, or nothing is read at all."""
        model = self.ask(**self._examples()).model
        wanted = (
            [path.split("__")[-1] for path in self.columns]
            if self.columns
            else [field.column for field in _fields(model, _tree(self.joins))]
        )
        if not self.columns and names != wanted or len(names) != len(wanted):
            raise ValueError(f"the columns of a prepared query are {names}, not {wanted}")
        self._checked.add(vendor)

    def _examples(self) -> dict[str, Any]:
        return {
            name: [_mark(arg.field, 0)] if isinstance(arg, Many) else _mark(arg, 0)
            for name, arg in self.arguments.items()
        }


@contextmanager
def _unlogged(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """What is only heard is not counted as sent."""
    logged, connection.force_debug_cursor = connection.force_debug_cursor, False
    try:
        yield
    finally:
        connection.force_debug_cursor = logged


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
    return f"\ue000{at}"


def _field(model: type[Model], path: str) -> Field[Any, Any]:
    *before, last = path.split("__")
    for name in before:
        model = cast(Any, model._meta.get_field(name)).related_model
    return cast(Any, model._meta.get_field(last))


Tree = dict[str, "Tree"]


def _tree(paths: Iterable[str]) -> Tree:
    tree: Tree = {}
    for path in paths:
        below = tree
        for name in path.split("__"):
            below = below.setdefault(name, {})
    return tree


def _fields(model: type[Model], tree: Tree) -> Iterator[Field[Any, Any]]:
    """The columns of a row and of those joined to it, as Django asks for them: a relation's stand
    in the order of the relations' fields, its own relations' behind them.
    """
    yield from model._meta.concrete_fields
    for field in model._meta.concrete_fields:
        if field.name in tree:
            yield from _fields(cast(Any, field).related_model, tree[field.name])


def _columns_of(
    connection: BaseDatabaseWrapper, fields: Sequence[Field[Any, Any]]
) -> Callable[[Sequence[Any]], Any]:
    convert = _converted(connection, fields)
    first: Callable[[Sequence[Any]], Any] = itemgetter(0)
    if len(fields) == 1:
        return lambda row: first(convert(row))
    return lambda row: tuple(convert(row))


def _rows_of(
    connection: BaseDatabaseWrapper, model: type[Model], tree: Tree
) -> Callable[[Sequence[Any]], Model]:
    """One row with the rows joined to it."""
    convert, alias = _converted(connection, list(_fields(model, tree))), connection.alias

    def plan(model: type[Model], tree: Tree, start: int) -> tuple[Any, int]:
        names = [field.attname for field in model._meta.concrete_fields]
        end = start + len(names)
        key = start + names.index(cast(Any, model._meta.pk).attname)
        below = []
        for field in model._meta.concrete_fields:
            if field.name in tree:
                inner, end_of_inner = plan(cast(Any, field).related_model, tree[field.name], end)
                below.append((field.name, inner))
                end = end_of_inner
        return (model, names, start, key, below), end

    def built(plan: Any, row: Sequence[Any]) -> Model:
        model, names, start, _key, below = plan
        found: Model = model.from_db(alias, names, row[start : start + len(names)])
        for name, inner in below:
            setattr(found, name, built(inner, row) if row[inner[3]] is not None else None)
        return found

    whole, _end = plan(model, tree, 0)
    return lambda row: built(whole, convert(row))


def _converted(
    connection: BaseDatabaseWrapper, fields: Sequence[Field[Any, Any]]
) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """From what the driver gives to what Python holds."""
    steps = []
    for at, field in enumerate(fields):
        column = cast(Any, field).cached_col
        for step in (
            *connection.ops.get_db_converters(column),
            *cast(Any, field).get_db_converters(connection),
        ):
            steps.append((at, step, column))
    if not steps:
        return lambda row: row

    def convert(row: Sequence[Any]) -> Sequence[Any]:
        values = list(row)
        for at, step, column in steps:
            values[at] = step(values[at], column, connection)
        return values

    return convert


def insert(*rows: Model) -> None:
    """These new rows of one table stand in it: what `save` does for each, in one statement."""
    for some in _portions(rows):
        _insert(some)


def insert_unless(row: Model, *, taken: tuple[str, ...]) -> bool:
    """The new row stands, or another one has these columns already (False): without an error that
    would have to be undone.
    """
    connection = connections[router.db_for_write(type(row), instance=row)]
    columns = [connection.ops.quote_name(row._meta.get_field(name).column) for name in taken]
    return _insert([row], f" ON CONFLICT ({', '.join(columns)}) DO NOTHING") == 1


def update(row: Model) -> None:
    """The row stands in the database as it is now: what `save` does, without building the text."""
    connection = connections[router.db_for_write(type(row), instance=row)]
    name, key = connection.ops.quote_name, cast(Any, row._meta.pk)
    fields = [field for field in row._meta.concrete_fields if field is not key]
    text = _updates.get((connection.vendor, type(row)))
    if text is None:
        columns = ", ".join(f"{name(field.column)} = %s" for field in fields)
        text = f"UPDATE {name(row._meta.db_table)} SET {columns} WHERE {name(key.column)} = %s"  # noqa: S608 - names of the model
        _updates[connection.vendor, type(row)] = text
    params = [
        field.get_db_prep_save(field.pre_save(row, False), connection) for field in (*fields, key)
    ]
    with connection.cursor() as cursor:
        cursor.execute(text, params)
        if cursor.rowcount != 1:
            raise row.DoesNotExist("the row to be changed is not there")  # type: ignore[attr-defined]


_updates: dict[tuple[str, type[Model]], str] = {}
_inserts: dict[tuple[str, type[Model]], str] = {}
MOST_VALUES = 900  # in one statement, for the engine that takes fewest


def _portions(rows: Sequence[Model]) -> Iterator[Sequence[Model]]:
    if not rows:
        return
    size = max(1, MOST_VALUES // len(rows[0]._meta.concrete_fields))
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _insert(rows: Sequence[Model], ending: str = "") -> int:
    model = type(rows[0])
    alias = router.db_for_write(model, instance=rows[0])
    connection, fields = connections[alias], model._meta.concrete_fields
    text = _inserts.get((connection.vendor, model))
    if text is None:
        name = connection.ops.quote_name
        columns = ", ".join(name(field.column) for field in fields)
        text = f"INSERT INTO {name(model._meta.db_table)} ({columns}) VALUES "  # noqa: S608 - the same
        _inserts[connection.vendor, model] = text
    values = f"({', '.join(['%s'] * len(fields))})"
    params = [
        field.get_db_prep_save(field.pre_save(row, True), connection)
        for row in rows
        for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(text + ", ".join([values] * len(rows)) + ending, params)
        count: int = cursor.rowcount
    if count == len(rows):
        for row in rows:
            row._state.adding, row._state.db = False, alias
    return count

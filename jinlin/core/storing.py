"""How is a row written without building the text of its statement anew each time?

What `save` does, for tables whose rows are written as a whole and by nobody's signal. What a model
does beyond that for a new row is its method `when_new`.
"""

from collections.abc import Iterator, Sequence
from typing import Any, cast

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import AutoField, Field, Model

MOST_VALUES = 30_000  # in one statement: what SQLite takes

_updates: dict[tuple[str, type[Model], tuple[str, ...]], str] = {}
_inserts: dict[tuple[str, type[Model]], str] = {}


def store(row: Model) -> None:
    """The row stands in the database as it is now, new or not."""
    (insert if row._state.adding else update)(row)  # noqa: SLF001 - documented, for who makes rows


def insert(*rows: Model) -> None:
    """These new rows of one table stand in it: what `save` does for each, in one statement."""
    for some in _portions(rows):
        _insert(some)


def insert_unless(*rows: Model, taken: tuple[str, ...] = ()) -> int:
    """How many of these new rows stand: of each, unless another one has these columns already (none
    named: any that may be there once only). Without an error that would have to be undone; whoever
    is writing them just now is waited for.
    """
    if not rows:
        return 0
    connection = connections[router.db_for_write(type(rows[0]), instance=rows[0])]
    meta: Any = rows[0]._meta
    columns = [connection.ops.quote_name(meta.get_field(name).column) for name in taken]
    which = f" ({', '.join(columns)})" if columns else ""
    return _insert(rows, f" ON CONFLICT{which} DO NOTHING")


def update(row: Model, *names: str) -> None:
    """The row stands in the database as it is now (these fields of it, when some are named): what
    `save` does.
    """
    model, key = type(row), cast(Any, row._meta.pk)
    connection = connections[router.db_for_write(model, instance=row)]
    fields = [
        field
        for field in row._meta.concrete_fields
        if field is not key and (not names or field.name in names)
    ]
    text = _updates.get((connection.vendor, model, names))
    if text is None:
        name = connection.ops.quote_name
        columns = ", ".join(f"{name(str(field.column))} = %s" for field in fields)
        text = f"UPDATE {name(row._meta.db_table)} SET {columns} WHERE {name(key.column)} = %s"  # noqa: S608 - names of the model
        _updates[connection.vendor, model, names] = text
    params = [
        field.get_db_prep_save(field.pre_save(row, False), connection) for field in (*fields, key)
    ]
    with connection.cursor() as cursor:
        cursor.execute(text, params)
        if cursor.rowcount != 1:
            raise row.DoesNotExist("the row to be changed is not there")  # type: ignore[attr-defined]


def _portions(rows: Sequence[Model]) -> Iterator[Sequence[Model]]:
    if not rows:
        return
    size = max(1, MOST_VALUES // len(rows[0]._meta.concrete_fields))
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _insert(rows: Sequence[Model], ending: str = "") -> int:
    model = type(rows[0])
    alias = router.db_for_write(model, instance=rows[0])
    connection = connections[alias]
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, AutoField)]
    begins = _inserts.get((connection.vendor, model))
    if begins is None:
        begins = _inserts[connection.vendor, model] = _beginning(connection, model, fields)
    values = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * len(rows))
    params = [
        field.get_db_prep_save(field.pre_save(row, True), connection)
        for row in rows
        for field in fields
    ]
    key = cast(Any, model._meta.pk)
    returning = f" RETURNING {connection.ops.quote_name(key.column)}"
    with connection.cursor() as cursor:
        if isinstance(key, AutoField):
            cursor.execute(begins + values + ending + returning, params)
            made = cursor.fetchall()
            for row, (number,) in zip(rows, made, strict=False):
                row.pk = number
            count = len(made)
        else:
            cursor.execute(begins + values + ending, params)
            count = cursor.rowcount
    if count == len(rows):
        for row in rows:
            row._state.adding, row._state.db = False, alias  # noqa: SLF001 - documented, for who makes rows
            if when_new := getattr(row, "when_new", None):
                when_new()
    return count


def _beginning(
    connection: BaseDatabaseWrapper, model: type[Model], fields: Sequence[Field[Any, Any]]
) -> str:
    name = connection.ops.quote_name
    columns = ", ".join(name(str(field.column)) for field in fields)
    return f"INSERT INTO {name(model._meta.db_table)} ({columns}) VALUES "  # noqa: S608 - the same

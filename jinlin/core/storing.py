"""How is a row written without building the text of its statement anew each time?

What `save` does, for tables whose rows are written as a whole and by nobody's signal. What a model
does beyond that for a new row is its method `when_new`; one whose new rows are not simply inserted
has a method `store_new`.
"""

from collections.abc import Iterator, Sequence
from typing import Any, cast

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import AutoField, Model

from jinlin.core.kept_cursors import cursor_of
from jinlin.core.sent_values import Column, columns_of, sent

MOST_VALUES = 30_000  # in one statement: what SQLite takes

Text = tuple[str, list[Column]]

_updates: dict[tuple[str, type[Model], tuple[str, ...]], Text] = {}
_inserts: dict[tuple[str, type[Model]], Text] = {}


def store(row: Model) -> None:
    """The row stands in the database as it is now, new or not."""
    if not row._state.adding:  # noqa: SLF001 - documented, for who makes rows
        update(row)
    elif store_new := getattr(row, "store_new", None):
        store_new()
    else:
        insert(row)


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
    model = type(row)
    connection = connections[router.db_for_write(model, instance=row)]
    known = _updates.get((connection.vendor, model, names))
    if known is None:
        known = _updates[connection.vendor, model, names] = _changing(connection, model, names)
    text, columns = known
    cursor = cursor_of(connection)
    cursor.execute(text, sent(row, columns, connection, is_new=False))
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
    known = _inserts.get((connection.vendor, model))
    if known is None:
        known = _inserts[connection.vendor, model] = _beginning(connection, model)
    begins, columns = known
    values = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * len(rows))
    params = [value for row in rows for value in sent(row, columns, connection, is_new=True)]
    key = cast(Any, model._meta.pk)
    returning = f" RETURNING {connection.ops.quote_name(key.column)}"
    cursor = cursor_of(connection)
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


def _changing(connection: BaseDatabaseWrapper, model: type[Model], names: tuple[str, ...]) -> Text:
    name, key = connection.ops.quote_name, cast(Any, model._meta.pk)
    fields = [
        field
        for field in model._meta.concrete_fields
        if field is not key and (not names or field.name in names)
    ]
    columns = ", ".join(f"{name(str(field.column))} = %s" for field in fields)
    text = f"UPDATE {name(model._meta.db_table)} SET {columns} WHERE {name(key.column)} = %s"  # noqa: S608 - names of the model
    return text, columns_of([*fields, key], connection.vendor)


def _beginning(connection: BaseDatabaseWrapper, model: type[Model]) -> Text:
    name = connection.ops.quote_name
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, AutoField)]
    columns = ", ".join(name(str(field.column)) for field in fields)
    text = f"INSERT INTO {name(model._meta.db_table)} ({columns}) VALUES "  # noqa: S608 - the same
    return text, columns_of(fields, connection.vendor)

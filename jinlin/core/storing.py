"""How is a row written without building the text of its statement anew each time?

What `save` does, for tables whose rows are written as a whole and by nobody's signal.
"""

from collections.abc import Iterator, Sequence
from typing import Any, cast

from django.db import connections, router
from django.db.models import Model

MOST_VALUES = 900  # in one statement, for the engine that takes fewest

_updates: dict[tuple[str, type[Model]], str] = {}
_inserts: dict[tuple[str, type[Model]], str] = {}


def store(row: Model) -> None:
    """The row stands in the database as it is now, new or not."""
    (insert if row._state.adding else update)(row)  # noqa: SLF001 - documented, for who makes rows


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
            row._state.adding, row._state.db = False, alias  # noqa: SLF001 - documented, for who makes rows
    return count

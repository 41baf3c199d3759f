"""How is a row written without building the text of its statement anew each time?

What `save` does, for tables whose rows are written as a whole and by nobody's signal. What a model
does beyond that for a new row is its method `when_new`; one whose new rows are not simply inserted
has a method `store_new`. The rows of the house are saved so too: `saved` does what it can of a
`save`, and leaves the rest to Django.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, cast

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import AutoField, ForeignKey, Model
from django.db.models.signals import post_save, pre_save
from django.db.transaction import mark_for_rollback_on_error

from jinlin.core.kept_cursors import cursor_of
from jinlin.core.sent_values import Columns, is_comparable, sent

MOST_VALUES = 30_000  # in one statement: what SQLite takes

Text = tuple[str, Columns]
_AS_READ = "_as_read"  # on a row that is held: what stands in the database, by the columns' names
_NOWHERE = object()

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


def saved(row: Model, given: dict[str, Any]) -> bool:
    """Whether the row was saved as `save` was asked to; else nothing happened, and Django does it:
    what it would find wrong, it says itself.
    """
    names, is_new = given.get("update_fields"), row._state.adding  # noqa: SLF001 - documented
    alias = router.db_for_write(type(row), instance=row)
    if (
        not given.keys() <= {"force_insert" if is_new else "update_fields", "using"}
        or given.get("using", alias) != alias
        or not _is_simple(row, None if is_new else names)
        or any(listened.has_listeners(type(row)) for listened in (pre_save, post_save))
    ):
        return False
    with mark_for_rollback_on_error(alias):
        if is_new:
            _insert([row], is_told=False)
            return True
        return _changed(row, tuple(names or ()))


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
    return _insert(rows, _unless(_connection(rows[0]), rows[0], taken))


def insert_beside(
    row: Model,
    *there: tuple[type[Model], str],
    by: str,
    taken: tuple[str, ...],
    question: Mapping[str, str],
) -> tuple[bool, Any] | None:
    """As `insert_asking`, of a row whose own number nobody asks for. Told in the same statement is
    also whether something stands `there`, in one of these columns of these models, under the value
    that this row has in `by`.
    """
    connection = _connection(row)
    value = ".".join(_column(connection, type(row), by))
    stands = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE {table}.{column} = {value})"  # noqa: S608 - names of the model
        for table, column in (_column(connection, model, name) for model, name in there)
    )
    made = _inserted_asking(row, f"{stands}, ({question[connection.vendor]})", taken)
    return (bool(made[0]), made[1] or "") if made else None


def insert_asking(row: Model, question: Mapping[str, str], *, taken: tuple[str, ...]) -> Any:
    """As `insert_unless`, of one row with a number, or None. It gives what the database answers to
    a question, written for each engine, in the same statement.
    """
    connection = _connection(row)
    key = _column(connection, type(row), cast(Any, row._meta.pk).name)[1]
    made = _inserted_asking(row, f"{key}, ({question[connection.vendor]})", taken)
    if made is None:
        return None
    row.pk, answer = made
    row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001 - documented, for who makes rows
    return answer or ""


def _inserted_asking(row: Model, question: str, taken: tuple[str, ...]) -> tuple[Any, ...] | None:
    """What is answered where the row stands now."""
    connection = _connection(row)
    text, params = _new(connection, [row])
    cursor = cursor_of(connection)
    cursor.execute(f"{text}{_unless(connection, row, taken)} RETURNING {question}", params)
    return next(iter(cursor.fetchall()), None)


def _column(connection: BaseDatabaseWrapper, model: type[Model], name: str) -> tuple[str, str]:
    """Its table and itself, as the database writes them."""
    meta: Any = model._meta
    quoted = connection.ops.quote_name
    return quoted(meta.db_table), quoted(meta.get_field(name).column)


def _connection(row: Model) -> BaseDatabaseWrapper:
    return connections[router.db_for_write(type(row), instance=row)]


def _unless(connection: BaseDatabaseWrapper, row: Model, taken: tuple[str, ...]) -> str:
    name, meta = connection.ops.quote_name, cast(Any, row._meta)
    columns = ", ".join(name(meta.get_field(each).column) for each in taken)
    return f" ON CONFLICT ({columns}) DO NOTHING" if taken else " ON CONFLICT DO NOTHING"


def remember(row: Model) -> None:
    """The row was read just now and is locked. When it is written as a whole, only what differs
    from this has to be written, and only the indexes over that.
    """
    there = row.__dict__
    there[_AS_READ] = {
        name: there[place] for name, place in _comparable(type(row)) if place in there
    }


def forget(row: Model) -> None:
    """Of this row it is not known any more what stands in the database."""
    row.__dict__.pop(_AS_READ, None)


@cache
def _comparable(model: type[Model]) -> list[tuple[str, str]]:
    """The columns whose values differ when they were changed, and where these stand in a row."""
    meta: Any = model._meta
    simple = {each.name for each in meta.concrete_fields if is_comparable(each)}
    return [(name, place) for name, place in _places(model).items() if name in simple]


def _differing(row: Model) -> tuple[str, ...]:
    """The fields in which a row that is held differs from what stands in the database; none where
    that is not known.
    """
    there = row.__dict__
    if (known := there.get(_AS_READ)) is None:
        return ()
    return tuple(
        name
        for name, place in _places(type(row)).items()
        if name not in known or there.get(place, _NOWHERE) != known[name]
    )


def _are_written(row: Model, names: tuple[str, ...]) -> None:
    """What was written once is written again the next time: it may have been undone meanwhile."""
    known = row.__dict__.get(_AS_READ, {})
    for name in names:
        known.pop(name, None)


def update(row: Model, *names: str) -> None:
    """The row stands in the database as it is now (these fields of it, when some are named): what
    `save` does.
    """
    if not _changed(row, names):
        raise row.DoesNotExist("the row to be changed is not there")  # type: ignore[attr-defined]


def _changed(row: Model, names: tuple[str, ...]) -> bool:
    """Whether there was a row to change."""
    model = type(row)
    connection = connections[router.db_for_write(model, instance=row)]
    names = names or _differing(row)
    known = _updates.get((connection.vendor, model, names))
    if known is None:
        known = _updates[connection.vendor, model, names] = _changing(connection, model, names)
    text, columns = known
    cursor = cursor_of(connection)
    cursor.execute(text, sent(row, columns, connection, is_new=False))
    _are_written(row, names)
    return bool(cursor.rowcount == 1)


@cache
def _places(model: type[Model]) -> dict[str, str]:
    """By the name of each column that can be changed, where its value stands in a row. Empty where
    saving a row is more than writing it: where its table goes on in another, or the row leads to
    others whose numbers the database gives.
    """
    meta: Any = model._meta
    leads = [each for each in meta.concrete_fields if isinstance(each, ForeignKey)]
    if meta.proxy or meta.parents or any(_is_numbered(each) for each in leads):
        return {}
    return {each.name: each.attname for each in meta.concrete_fields if not each.primary_key}


def _is_numbered(relation: Any) -> bool:
    while isinstance(relation, ForeignKey):
        relation = cast(Any, relation).target_field
    return isinstance(relation, AutoField)


def _is_simple(row: Model, names: Sequence[str] | None) -> bool:
    """Whether all of it was read, and is values: nothing that the database is to work out. `names`
    are fields that can be changed, if only some are to be.
    """
    there, places = row.__dict__, _places(type(row))
    if not places or row.pk is None:
        return False
    if names is not None and not (names and places.keys() >= set(names)):
        return False
    return all(
        place in there and not hasattr(there[place], "resolve_expression")
        for place in places.values()
    )


def _portions(rows: Sequence[Model]) -> Iterator[Sequence[Model]]:
    if not rows:
        return
    size = max(1, MOST_VALUES // len(rows[0]._meta.concrete_fields))
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _insert(rows: Sequence[Model], ending: str = "", *, is_told: bool = True) -> int:
    model = type(rows[0])
    alias = router.db_for_write(model, instance=rows[0])
    connection = connections[alias]
    text, params = _new(connection, rows)
    key = cast(Any, model._meta.pk)
    returning = f" RETURNING {connection.ops.quote_name(key.column)}"
    cursor = cursor_of(connection)
    if isinstance(key, AutoField):
        cursor.execute(text + ending + returning, params)
        made = cursor.fetchall()
        for row, (number,) in zip(rows, made, strict=False):
            row.pk = number
        count = len(made)
    else:
        cursor.execute(text + ending, params)
        count = cursor.rowcount
    if count == len(rows):
        for row in rows:
            row._state.adding, row._state.db = False, alias  # noqa: SLF001 - documented, for who makes rows
            if is_told and (when_new := getattr(row, "when_new", None)):
                when_new()
    return count


def _new(connection: BaseDatabaseWrapper, rows: Sequence[Model]) -> tuple[str, list[Any]]:
    """The statement that writes these new rows, and what is sent with it."""
    model = type(rows[0])
    known = _inserts.get((connection.vendor, model))
    if known is None:
        known = _inserts[connection.vendor, model] = _beginning(connection, model)
    begins, columns = known
    values = ", ".join([f"({', '.join(['%s'] * len(columns.each))})"] * len(rows))
    params = [value for row in rows for value in sent(row, columns, connection, is_new=True)]
    return begins + values, params


def _changing(connection: BaseDatabaseWrapper, model: type[Model], names: tuple[str, ...]) -> Text:
    name, key = connection.ops.quote_name, cast(Any, model._meta.pk)
    fields = [
        field
        for field in model._meta.concrete_fields
        if field is not key and (not names or field.name in names)
    ]
    columns = ", ".join(f"{name(str(field.column))} = %s" for field in fields)
    text = f"UPDATE {name(model._meta.db_table)} SET {columns} WHERE {name(key.column)} = %s"  # noqa: S608 - names of the model
    return text, Columns.of([*fields, key], connection.vendor)


def _beginning(connection: BaseDatabaseWrapper, model: type[Model]) -> Text:
    name = connection.ops.quote_name
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, AutoField)]
    columns = ", ".join(name(str(field.column)) for field in fields)
    text = f"INSERT INTO {name(model._meta.db_table)} ({columns}) VALUES "  # noqa: S608 - the same
    return text, Columns.of(fields, connection.vendor)

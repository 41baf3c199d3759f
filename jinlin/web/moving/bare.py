"""How does an empty house become ready to take rows in any order, and whole again afterwards?

Foreign keys would ask for an order that does not exist, and triggers would count what was counted
already. Both are taken off before the first row and put back after the last one, when the engine
itself proves all keys. What is to be put back stands in the target, so that a killed move goes on.
"""

import json
from typing import Any

from django.core.management.color import no_style
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from jinlin.web.database import HALF_MOVED
from jinlin.web.moving.ends import TARGET, Unmovable
from jinlin.web.moving.tables import Table

NOTES = HALF_MOVED
PUT_BACK = "put back"
SEARCH = "core_sought"  # its triggers fill SQLite's index of signs


def is_noted(database: BaseDatabaseWrapper) -> bool:
    """Whether a move into this database was begun and is not over."""
    return NOTES in database.introspection.table_names()


def begin_notes(database: BaseDatabaseWrapper, *, source: str) -> None:
    with transaction.atomic(using=TARGET), database.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {NOTES} (name varchar(100) PRIMARY KEY, said text NOT NULL)")
        cursor.execute(f"INSERT INTO {NOTES} VALUES ('source', %s)", [source])  # noqa: S608


def noted(database: BaseDatabaseWrapper, name: str) -> str | None:
    with database.cursor() as cursor:
        cursor.execute(f"SELECT said FROM {NOTES} WHERE name = %s", [name])  # noqa: S608
        found = cursor.fetchone()
    return None if found is None else str(found[0])


def note(database: BaseDatabaseWrapper, name: str, text: str) -> None:
    with database.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {NOTES} (name, said) VALUES (%s, %s) "  # noqa: S608
            "ON CONFLICT (name) DO UPDATE SET said = excluded.said",
            [name, text],
        )


def end_notes(database: BaseDatabaseWrapper) -> None:
    with database.cursor() as cursor:
        cursor.execute(f"DROP TABLE {NOTES}")


def lay_bare(database: BaseDatabaseWrapper, all_tables: list[Table]) -> None:
    """No foreign key and no trigger stands in the way, and what migrations sowed is gone."""
    if noted(database, PUT_BACK) is not None:
        return
    taken = _postgresql_off(all_tables) if database.vendor == "postgresql" else _SQLITE_TRIGGERS
    with transaction.atomic(using=TARGET), database.cursor() as cursor:
        cursor.execute(taken)
        pairs = list(cursor.fetchall())
        for off, _back in pairs:
            cursor.execute(off)
        for table in all_tables:
            if table.count(database):
                cursor.execute(f'DELETE FROM "{table.name}"')  # noqa: S608 - a table's name
        note(database, PUT_BACK, json.dumps([back for _off, back in pairs]))


def put_back(
    database: BaseDatabaseWrapper, source: BaseDatabaseWrapper, all_tables: list[Table]
) -> None:
    """Keys, triggers and numbers are as in any house; the engine has proved every key."""
    backs = json.loads(noted(database, PUT_BACK) or "[]")
    with transaction.atomic(using=TARGET), database.cursor() as cursor:
        for back in backs:
            cursor.execute(back)
        _number_on(database, source, all_tables)
        note(database, PUT_BACK, "[]")
    if database.vendor == "sqlite":
        with database.cursor() as cursor:
            cursor.execute("PRAGMA foreign_key_check")
            if broken := cursor.fetchall():
                raise Unmovable(
                    _("%(count)d rows point at rows that are not there, first in %(table)s.")
                    % {"count": len(broken), "table": broken[0][0]}
                )
    with database.cursor() as cursor:
        cursor.execute("ANALYZE")


def _postgresql_off(all_tables: list[Table]) -> str:
    """Each statement that takes something off, with the one that puts it back."""
    quoted = ", ".join(f"'{table.name}'" for table in all_tables)
    return (
        "SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname), "  # noqa: S608
        "format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, "
        "pg_get_constraintdef(oid)) FROM pg_constraint "
        "WHERE contype = 'f' AND connamespace = current_schema()::regnamespace "
        "UNION ALL SELECT format('ALTER TABLE %%I DISABLE TRIGGER USER', relname), "
        "format('ALTER TABLE %%I ENABLE TRIGGER USER', relname) FROM pg_class "
        f"WHERE relnamespace = current_schema()::regnamespace AND relname IN ({quoted})"
    ).replace("%%", "%")


_SQLITE_TRIGGERS = (
    "SELECT 'DROP TRIGGER \"' || name || '\"', sql FROM sqlite_master "  # noqa: S608
    f"WHERE type = 'trigger' AND tbl_name <> '{SEARCH}'"
)


def _number_on(
    database: BaseDatabaseWrapper, source: BaseDatabaseWrapper, all_tables: list[Table]
) -> None:
    """A table that numbers its rows goes on after the highest number that was ever given."""
    numbered = [table for table in all_tables if table.numbers_itself]
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            for statement in database.ops.sequence_reset_sql(
                no_style(), [table.model for table in numbered]
            ):
                cursor.execute(statement)
        for table in numbered:
            if last := _last_number(source, table):
                _go_on_after(cursor, database.vendor, table, last)


def _last_number(source: BaseDatabaseWrapper, table: Table) -> int:
    with source.cursor() as cursor:
        if source.vendor == "postgresql":
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table.name, table.key])
            cursor.execute(f"SELECT last_value, is_called FROM {cursor.fetchone()[0]}")  # noqa: S608
            last, is_called = cursor.fetchone()
            return int(last) if is_called else 0
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table.name])
        found = cursor.fetchone()
        return int(found[0]) if found else 0


def _go_on_after(cursor: Any, vendor: str, table: Table, last: int) -> None:
    if vendor == "postgresql":
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table.name, table.key, last]
        )
        return
    cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
    cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table.name, last])

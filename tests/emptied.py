"""How does a database to which a test committed become again as it was migrated?

Only tables that hold rows are emptied: a test fills a few dozen of some hundreds, and to empty an
empty one costs as much. What migrations wrote is put back; the framework's list of models stays.
A test that built tables anew leaves them without their triggers: they are put up again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, transaction

from jinlin.core.append_only import guard, guarded_tables, unguard

KEPT = {"django_migrations", "django_content_type", "auth_permission"}
AT_ONCE = 200  # so many SELECTs may be joined in one statement on either engine

TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}

_written: dict[str, list[tuple[Any, ...]]] = {}
_watching: set[str] = set()


def remember() -> None:
    """What the migrations wrote is known from here on."""
    _written.clear()
    _watching.clear()
    _watching.update(_triggers())
    with connection.cursor() as cursor:
        for table in _filled():
            cursor.execute(f"SELECT * FROM {_quoted(table)}")
            _written[table] = cursor.fetchall()


def empty() -> None:
    """Every table holds what the migrations wrote, and nothing else."""
    with transaction.atomic(), _unwatched():
        filled = _filled()
        with _unguarded(filled), connection.cursor() as cursor:
            while filled:  # to delete a row may mark a day in another table
                for table in filled:
                    cursor.execute(f"DELETE FROM {_quoted(table)}")
                filled = _filled()
            for table, rows in _written.items():
                places = ", ".join(["%s"] * len(rows[0]))
                sowing = f"INSERT INTO {_quoted(table)} VALUES ({places})"
                cursor.executemany(sowing, rows)
    if _watching - _triggers():
        emit_post_migrate_signal(0, interactive=False, db=connection.alias)


def _triggers() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor])
        return {name for (name,) in cursor.fetchall()}


def _filled() -> list[str]:
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    tables = sorted({*names} - KEPT)
    found: list[str] = []
    with connection.cursor() as cursor:
        for first in range(0, len(tables), AT_ONCE):
            asked = (
                f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {_quoted(table)})"
                for table in tables[first : first + AT_ONCE]
            )
            cursor.execute(" UNION ALL ".join(asked))
            found += [name for (name,) in cursor.fetchall()]
    return found


@contextmanager
def _unwatched() -> Iterator[None]:
    """PostgreSQL fires no trigger inside, those of foreign keys included."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
    yield


@contextmanager
def _unguarded(tables: list[str]) -> Iterator[None]:
    """Inside, SQLite lets rows of these tables be deleted that are append-only."""
    guarded = {} if connection.vendor == "postgresql" else guarded_tables()
    shut = {table: guarded[table] for table in tables if table in guarded}
    for table in shut:
        unguard(connection, table)
    yield
    for table, erasable in shut.items():
        guard(connection, table, erasable)


def _quoted(table: str) -> str:
    return connection.ops.quote_name(table)

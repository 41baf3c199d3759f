"""How does the database itself refuse to change or delete a row that was written?

Triggers on both engines, put there by the migration that makes the table, and guards on the model
so that a programmer hears of it earlier. A later migration that alters such a table on SQLite
builds it anew and loses its triggers: end it with `Guarded(table)` again (a test looks).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Never

from django.db import connection, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from jinlin.core.rows import CountyRow

GUARDED_TABLES = ("core_entry", "core_access", "core_seal")
REFUSED = "this row is append-only"


class AppendOnlyQuerySet(models.QuerySet[Any]):
    def update(self, **_values: Any) -> Never:
        raise TypeError(REFUSED)

    def delete(self) -> Never:
        raise TypeError(REFUSED)


class AppendOnlyRow(CountyRow):
    """A row that is written once and stays as it is."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(REFUSED)
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_args: Any, **_kwargs: Any) -> Never:
        raise TypeError(REFUSED)


class Guarded(Operation):
    """A migration's step:

    from here on the table's rows can be added to, but neither changed nor deleted.
    """

    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        pass

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        guard(schema_editor.connection, self.table)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        unguard(schema_editor.connection, self.table)

    def describe(self) -> str:
        return f"Refuse to change or delete rows of {self.table}"


def guard(database: BaseDatabaseWrapper, table: str) -> None:
    """The table refuses UPDATE and DELETE (and TRUNCATE, where there is one)."""
    _run(
        database,
        _postgresql_guard(table) if database.vendor == "postgresql" else _sqlite_guard(table),
    )


def unguard(database: BaseDatabaseWrapper, table: str) -> None:
    where = f" ON {table}" if database.vendor == "postgresql" else ""
    _run(
        database,
        [f"DROP TRIGGER IF EXISTS {trigger}{where}" for trigger in _names(table, database.vendor)],
    )


def unguarded_tables(tables: Iterable[str] = GUARDED_TABLES) -> list[str]:
    """Which of the tables lack a trigger that they should have."""
    known = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    if connection.vendor != "postgresql":
        known = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(known)
        present = {name for (name,) in cursor.fetchall()}
    return [table for table in tables if not present.issuperset(_names(table, connection.vendor))]


@contextmanager
def allow_flush() -> Iterator[None]:
    """Inside, the triggers are off: for tests that empty the database or tamper with it.

    Nothing that runs in a county calls this.
    """
    for table in GUARDED_TABLES:
        unguard(connection, table)
    try:
        yield
    finally:
        for table in GUARDED_TABLES:
            guard(connection, table)


def _names(table: str, vendor: str) -> list[str]:
    refused = ["update", "delete", "truncate"] if vendor == "postgresql" else ["update", "delete"]
    return [f"{table}_no_{word}" for word in refused]


def _run(database: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with transaction.atomic(using=database.alias), database.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _sqlite_guard(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{word} BEFORE {word.upper()} ON {table} BEGIN "
        f"SELECT RAISE(ABORT, '{REFUSED}'); END"
        for word in ("update", "delete")
    ]


def _postgresql_guard(table: str) -> list[str]:
    refuse = (
        "CREATE OR REPLACE FUNCTION jinlin_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; "
        f"END $$"
    )
    levels = {"update": "ROW", "delete": "ROW", "truncate": "STATEMENT"}
    return [
        refuse,
        *(
            f"CREATE OR REPLACE TRIGGER {table}_no_{word} BEFORE {word.upper()} ON {table} FOR "
            f"EACH {level} EXECUTE FUNCTION jinlin_append_only()"
            for word, level in levels.items()
        ),
    ]

"""How does the database itself refuse to change or delete a row that was written?

Triggers on both engines, put there by the migration that makes the table, and guards on the model
so that a programmer hears of it earlier. A later migration that alters such a table on SQLite
builds it anew and loses its triggers: end it with `Guarded(table)` again (a test looks).
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar, Never

from django.apps import apps
from django.db import connection, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from jinlin.core.rows import CountyRow
from jinlin.core.time import clock

REFUSED = "this row is append-only"


class AppendOnlyQuerySet(models.QuerySet[Any]):
    def update(self, **_values: Any) -> Never:
        raise TypeError(REFUSED)

    def delete(self) -> Never:
        raise TypeError(REFUSED)


class _WrittenOnce(models.Model):
    """Saved once, while it is new; a programmer who tries again hears of it."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(REFUSED)
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_args: Any, **_kwargs: Any) -> Never:
        raise TypeError(REFUSED)


class AppendOnlyRow(_WrittenOnce, CountyRow):
    """A row that is written once and stays as it is."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True


class ErasableQuerySet(AppendOnlyQuerySet):
    def erase(self, *, because: str) -> int:
        """What these rows said is gone for good; how many were erased now."""
        blanks = self.model.BLANKS
        return models.QuerySet.update(
            self.filter(erased_at=None), **blanks, erased_at=clock.now(), erased_because=because
        )


class ErasableRow(_WrittenOnce):
    """A row that is written once and stays as it is, until what it says is erased: once, with a
    reason. BLANKS: the columns that are then empty, and what 'empty' is.
    """

    county = models.CharField(max_length=6, editable=False)
    erased_at = models.DateTimeField(null=True, editable=False)
    erased_because = models.CharField(max_length=200, blank=True, editable=False)

    objects = ErasableQuerySet.as_manager()

    BLANKS: ClassVar[Mapping[str, Any]] = {}

    class Meta:
        abstract = True


@dataclass(frozen=True)
class Erasable:
    """Which columns of a table may be emptied, once, and how 'empty' is written; which stay."""

    blanks: Mapping[str, str]  # column -> SQL
    kept: tuple[str, ...]


class Barrier(Operation):
    """A migration's step from which on the database itself refuses something; models know nothing
    of it.
    """

    reversible = True

    def put_up(self, database: BaseDatabaseWrapper) -> None:
        raise NotImplementedError

    def take_down(self, database: BaseDatabaseWrapper) -> None:
        raise NotImplementedError

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        pass

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        self.put_up(schema_editor.connection)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        self.take_down(schema_editor.connection)


class Guarded(Barrier):
    """A migration's step:

    from here on the table's rows can be added to, but neither changed nor deleted; where it is
    `erasable`, they can be erased once.
    """

    def __init__(self, table: str, erasable: Erasable | None = None) -> None:
        self.table, self.erasable = table, erasable

    def deconstruct(self) -> Any:
        return (self.__class__.__name__, [self.table, self.erasable], {})

    def put_up(self, database: BaseDatabaseWrapper) -> None:
        guard(database, self.table, self.erasable)

    def take_down(self, database: BaseDatabaseWrapper) -> None:
        unguard(database, self.table)

    def describe(self) -> str:
        return f"Refuse to change or delete rows of {self.table}"


def guard(database: BaseDatabaseWrapper, table: str, erasable: Erasable | None = None) -> None:
    """The table refuses DELETE (and TRUNCATE, where there is one), and UPDATE but an erasure."""
    build = _postgresql_guard if database.vendor == "postgresql" else _sqlite_guard
    unguard(database, table)
    _run(database, build(table, _changed(erasable, database.vendor)))


def unguard(database: BaseDatabaseWrapper, table: str) -> None:
    where = f" ON {table}" if database.vendor == "postgresql" else ""
    _run(
        database,
        [f"DROP TRIGGER IF EXISTS {trigger}{where}" for trigger in _names(table, database.vendor)],
    )


def guarded_tables() -> dict[str, Erasable | None]:
    """All append-only tables of the house, found from their class; those that can be erased say
    which of their columns.
    """
    found: dict[str, Erasable | None] = {}
    for model in apps.get_models():
        if issubclass(model, AppendOnlyRow):
            found[model._meta.db_table] = None
        elif issubclass(model, ErasableRow):
            found[model._meta.db_table] = erasable_of(model)
    return dict(sorted(found.items()))


def erasable_of(model: type[ErasableRow]) -> Erasable:
    erased = {"erased_at", "erased_because", *model.BLANKS}
    return Erasable(
        blanks={name: "'{}'" if blank == {} else "''" for name, blank in model.BLANKS.items()},
        kept=tuple(
            str(field.column)
            for field in model._meta.concrete_fields
            if field.name not in erased and field.column
        ),
    )


def unguarded_tables(tables: Iterable[str] | None = None) -> list[str]:
    """Which of the tables (of all that are append-only) lack a trigger that they should have."""
    known = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    if connection.vendor != "postgresql":
        known = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(known)
        present = {name for (name,) in cursor.fetchall()}
    return [
        table
        for table in (guarded_tables() if tables is None else tables)
        if not present.issuperset(_names(table, connection.vendor))
    ]


@contextmanager
def allow_flush() -> Iterator[None]:
    """Inside, the triggers are off: for tests that empty the database or tamper with it.

    Nothing that runs in a county calls this.
    """
    tables = guarded_tables()
    for table in tables:
        unguard(connection, table)
    try:
        yield
    finally:
        for table, erasable in tables.items():
            guard(connection, table, erasable)


def _names(table: str, vendor: str) -> list[str]:
    refused = ["update", "delete", "truncate"] if vendor == "postgresql" else ["update", "delete"]
    return [f"{table}_no_{word}" for word in refused]


def _changed(erasable: Erasable | None, vendor: str) -> str:
    """When an UPDATE is refused: always, or when it is not an erasure and nothing else."""
    if erasable is None:
        return ""
    same = "IS NOT DISTINCT FROM" if vendor == "postgresql" else "IS"
    allowed = [
        "OLD.erased_at IS NULL",
        "NEW.erased_at IS NOT NULL",
        *(f'NEW."{column}" {same} OLD."{column}"' for column in erasable.kept),
        *(f'NEW."{column}" = {blank}' for column, blank in erasable.blanks.items()),
    ]
    return f"WHEN (NOT ({' AND '.join(allowed)}))"


def _run(database: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with transaction.atomic(using=database.alias), database.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _sqlite_guard(table: str, changed: str) -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{word} BEFORE {word.upper()} ON {table} {when} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        for word, when in (("update", changed), ("delete", ""))
    ]


def _postgresql_guard(table: str, changed: str) -> list[str]:
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
            f"EACH {level} {changed if word == 'update' else ''} "
            f"EXECUTE FUNCTION jinlin_append_only()"
            for word, level in levels.items()
        ),
    ]

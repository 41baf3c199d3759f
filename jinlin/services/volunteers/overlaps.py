"""How does the database itself refuse two services of one person at the same time?

PostgreSQL by an exclusion constraint, SQLite by triggers: whoever writes, and by whatever path. A
later migration that alters the table on SQLite builds it anew and loses them: end it with
`NoOverlap` again (a test looks).
"""

from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from jinlin.core.append_only import Barrier

TABLE, NAME = "volunteers_servicerecord", "service_records_never_overlap"
HOLDING = ("proposed", "requested", "recorded", "verified", "disputed", "kept")


class NoOverlap(Barrier):
    """A migration's step: from here on no two records that hold their time overlap."""

    def put_up(self, database: BaseDatabaseWrapper) -> None:
        guard(database)

    def take_down(self, database: BaseDatabaseWrapper) -> None:
        unguard(database)

    def describe(self) -> str:
        return "Refuse service records of one person that overlap"


def guard(database: BaseDatabaseWrapper) -> None:
    _run(database, _postgresql() if database.vendor == "postgresql" else _sqlite())


def unguard(database: BaseDatabaseWrapper) -> None:
    """For going back, and for the control in a test; nothing that runs in a county calls this."""
    if database.vendor == "postgresql":
        _run(database, [f"ALTER TABLE {TABLE} DROP CONSTRAINT IF EXISTS {NAME}"])
    else:
        _run(database, [f"DROP TRIGGER IF EXISTS {NAME}_{word}" for word in ("insert", "update")])


def is_guarded() -> bool:
    known = (
        "SELECT conname FROM pg_constraint WHERE contype = 'x'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(known)
        names = {name for (name,) in cursor.fetchall()}
    wanted = {NAME} if connection.vendor == "postgresql" else {f"{NAME}_insert", f"{NAME}_update"}
    return wanted <= names


def _states() -> str:
    return ", ".join(f"'{state}'" for state in HOLDING)


def _postgresql() -> list[str]:
    same = "volunteer_id WITH =, tstzrange(begins_at, ends_at) WITH &&"
    return [
        "CREATE EXTENSION IF NOT EXISTS btree_gist",
        (
            f"ALTER TABLE {TABLE} ADD CONSTRAINT {NAME} EXCLUDE USING gist ({same}) "
            f"WHERE (state IN ({_states()}))"
        ),
    ]


def _sqlite() -> list[str]:
    """Moments stand in the column as text of one form, in UTC: they compare as text."""
    other = (
        f"SELECT 1 FROM {TABLE} AS other WHERE other.volunteer_id = NEW.volunteer_id "  # noqa: S608 - made of this module's own words
        f"AND other.id <> NEW.id AND other.state IN ({_states()}) "
        "AND other.begins_at < NEW.ends_at AND other.ends_at > NEW.begins_at"
    )
    return [
        f"CREATE TRIGGER IF NOT EXISTS {NAME}_{word} BEFORE {word.upper()} ON {TABLE} "
        f"WHEN NEW.state IN ({_states()}) BEGIN "
        f"SELECT RAISE(ABORT, '{NAME}') WHERE EXISTS ({other}); END"
        for word in ("insert", "update")
    ]


def _run(database: BaseDatabaseWrapper, statements: list[str]) -> None:
    with database.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def is_overlap(problem: Any) -> bool:
    """Whether this is the refusal that stands above."""
    return NAME in str(problem)

"""Which two databases does a move lead between, and may it?

The source is opened for reading only, as of one moment. The target must be empty, or hold what this
very move began.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import ConnectionHandler
from django.utils.translation import gettext as _

from jinlin.core.environment import database_from_url, text
from jinlin.web.backup import MIGRATED

SOURCE, TARGET = "moving-from", "moving-to"
FILE = "jinlin.sqlite3"


class Unmovable(Exception):
    """The house is not moved, or not yet wholly; the text says why and what to do."""


@dataclass(frozen=True)
class End:
    """One of the two databases."""

    url: str
    alias: str

    @property
    def connection(self) -> BaseDatabaseWrapper:
        return connections[self.alias]

    @property
    def is_postgresql(self) -> bool:
        return not self.url.startswith("sqlite:")

    @property
    def file(self) -> Path:
        """Where a SQLite database lies."""
        return Path(str(database_from_url(self.url)["NAME"]))

    def known_as(self) -> str:
        """What this database is called, without any password."""
        held = database_from_url(self.url)
        if not self.is_postgresql:
            return f"sqlite:{held['NAME']}"
        return f"postgresql:{held['HOST']}:{held['PORT']}/{held['NAME']}"


def named(word: str, alias: str, *, var: Path) -> End:
    """The database that a word of the command line means: an address, or `sqlite` or `postgresql`
    for the one that is configured.
    """
    if word == "sqlite":
        return End(f"sqlite:///{var / FILE}", alias)
    if word == "postgresql":
        configured = text("JINLIN_DATABASE_URL", "")
        if not configured.startswith("postgres"):
            raise Unmovable(
                _("JINLIN_DATABASE_URL names no PostgreSQL. Set it, or give the address itself.")
            )
        return End(configured, alias)
    try:
        database_from_url(word)
    except ValueError as wrong:
        raise Unmovable(str(wrong)) from wrong
    return End(word, alias)


def open_source(end: End) -> None:
    """It can be read, as it is at one moment; nothing can be written to it."""
    held = database_from_url(end.url)
    if end.is_postgresql:
        reading = {
            "options": "-c default_transaction_read_only=on",
            "isolation_level": psycopg.IsolationLevel.REPEATABLE_READ,
        }
        _register(end.alias, {**held, "OPTIONS": reading})
        _require_nobody_else(end)
    else:
        if not end.file.is_file():
            raise Unmovable(_("There is no database at %(path)s.") % {"path": end.file})
        name = f"{end.file.resolve().as_uri()}?mode=ro"
        _register(end.alias, {**held, "NAME": name, "OPTIONS": {"timeout": 20}})
    if MIGRATED not in end.connection.introspection.table_names():
        raise Unmovable(_("The source is no house: it has no tables of one."))
    executor = MigrationExecutor(end.connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Unmovable(
            _("The source is not on this version yet. Please run `jinlin migrate` there first.")
        )


def open_target(end: End) -> None:
    """It can be written to."""
    held = database_from_url(end.url)
    if end.is_postgresql:
        held["OPTIONS"] = {}  # no limits that are meant for pages
    _register(end.alias, held)
    end.connection.ensure_connection()


def close() -> None:
    for alias in (SOURCE, TARGET):
        if alias in connections.databases:
            connections[alias].close()
            del connections[alias]
            del connections.databases[alias]


def _require_nobody_else(end: End) -> None:
    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    with end.connection.cursor() as cursor:
        cursor.execute(others)
        (count,) = cursor.fetchone()
    if count:
        raise Unmovable(
            _(
                "%(count)d other programs are connected to the source. Stop the house on every "
                "machine first (systemctl stop jinlin jinlin-work)."
            )
            % {"count": count}
        )


def _register(alias: str, held: dict[str, Any]) -> None:
    whole = ConnectionHandler({"default": dict(settings.DATABASES["default"]), alias: held})
    connections.databases[alias] = whole.databases[alias]

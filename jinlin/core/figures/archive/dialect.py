"""How does a measure's question sound to an engine that is no database of Django's?

As to PostgreSQL: DuckDB speaks its dialect, Spark one near to it. Only reading is known here.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Protocol

from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL
from django.db.backends.postgresql.features import DatabaseFeatures
from django.db.backends.postgresql.operations import DatabaseOperations

OPEN_SETTINGS: dict[str, Any] = {
    "ENGINE": "",
    "NAME": "",
    "USER": "",
    "PASSWORD": "",
    "HOST": "",
    "PORT": "",
    "OPTIONS": {},
    "TIME_ZONE": None,
    "AUTOCOMMIT": True,
    "ATOMIC_REQUESTS": False,
    "CONN_MAX_AGE": None,
    "CONN_HEALTH_CHECKS": False,
    "TEST": {},
}


class Engine(Protocol):
    """Whatever answers one statement with its rows."""

    def rows(self, sql: str, values: Sequence[Any]) -> Iterable[Sequence[Any]]: ...

    def close(self) -> None: ...


class Features(DatabaseFeatures):
    allows_group_by_selected_pks = False  # files have no primary keys
    supports_transactions = False
    uses_savepoints = False


class Operations(DatabaseOperations):
    def combine_expression(self, connector: str, sub_expressions: list[str]) -> str:
        """Between whole numbers `/` leaves whole numbers, as PostgreSQL and SQLite have it."""
        if connector == "/":
            return f"CAST(FLOOR({sub_expressions[0]} / {sub_expressions[1]}) AS BIGINT)"
        combined: str = super().combine_expression(connector, sub_expressions)
        return combined

    def lookup_cast(self, lookup_type: str, internal_type: str | None = None) -> str:
        """Columns that are compared by their beginning are text already."""
        return "%s"


class Files(PostgreSQL):
    """Parquet files as a database that can only be read; `engine` answers."""

    features_class = Features
    ops_class = Operations
    pg_version = 170000  # whose dialect is written

    def __init__(self, engine: "Engine | None", alias: str) -> None:
        super().__init__(dict(OPEN_SETTINGS), alias)
        self.engine = engine

    def get_connection_params(self) -> dict[str, Any]:
        return {}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        return self.engine

    def init_connection_state(self) -> None:
        """There is none."""

    def _set_autocommit(self, autocommit: bool) -> None:
        """Nothing is ever written."""

    def is_usable(self) -> bool:
        return True

    def create_cursor(self, name: str | None = None) -> Any:
        return Cursor(self.connection)

    def chunked_cursor(self) -> Any:
        return self.cursor()


class Cursor:
    """What Django asks of a cursor, of an engine that gives rows."""

    rowcount = -1
    description = None
    lastrowid = None

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.found: Iterator[Sequence[Any]] = iter(())

    def execute(self, sql: str, values: Sequence[Any] | None = None) -> None:
        written, plain = for_engine(sql, values or ())
        self.found = (tuple(row) for row in self.engine.rows(written, plain))

    def fetchone(self) -> Sequence[Any] | None:
        return next(self.found, None)

    def fetchmany(self, size: int = 100) -> list[Sequence[Any]]:
        return list(islice(self.found, size))

    def fetchall(self) -> list[Sequence[Any]]:
        return list(self.found)

    def close(self) -> None:
        self.found = iter(())

    def __iter__(self) -> Iterator[Sequence[Any]]:
        return self.found


def for_engine(sql: str, values: Sequence[Any]) -> tuple[str, list[Any]]:
    """With `?` for each value, and values of plain types; text that only says its own type is
    left out.
    """
    written = re.sub(r"%(s|%)", lambda found: "?" if found[1] == "s" else "%", sql)
    return written, [
        int(each) if type(each).__base__ is int and not isinstance(each, bool) else each
        for each in values
    ]

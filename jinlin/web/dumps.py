"""How does the database become a file, and a file the database, so that nothing is lost between?

A dump is written down with the number of rows in each table, as of the same moment. It is put back
beside the database that is there; only when it is whole do the two change places.
"""

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

import psycopg
from django.db import connection, connections
from django.utils.translation import gettext as _
from psycopg import sql

from jinlin.core.time import clock

MIGRATED = "django_migrations"  # the table that every database of this house has
DUMPS = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
NAMES = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password", "NAME": "dbname"}
LONGEST_NAME = 63
SECONDS_TO_CONNECT = 3
TURNS_TO_SWAP = 20
Counts = dict[str, int]


class Unrestorable(Exception):
    """The archive is not put back, and nothing was changed; the text says why."""


class Swapped(Protocol):
    """The new database is in its place, and the old one is still there."""

    def undo(self) -> None:
        """The old one is back."""

    def settle(self, dump: Path) -> None:
        """The old one lies in this file, for whoever may still want it."""


def line(name: str = "") -> psycopg.Connection[Any]:
    """A line to PostgreSQL of one's own; to this database or another."""
    at = connections["default"].settings_dict
    where = {word: at[key] for key, word in NAMES.items() if at.get(key)}
    where |= {"dbname": name} if name else {}
    return psycopg.connect(**where, autocommit=True, connect_timeout=SECONDS_TO_CONNECT)


def dump(target: Path) -> Counts:
    """The database as of one moment is in this file. Returns how many rows each table had then."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(target)) as copy:
            connection.connection.backup(copy)
            return _counts_of_file(copy)
    tables = connection.introspection.table_names()
    with closing(line()) as own, own.transaction():
        own.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        (snapshot,) = own.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        to_file = ("--format=custom", "--no-owner", "--file", str(target))
        postgres("pg_dump", f"--snapshot={snapshot}", *to_file)
        return {table: _count(own, table) for table in tables}


def require_whole(file: Path, counts: Counts) -> None:
    """Raises Unrestorable for a file without a whole database of this house in it."""
    if connection.vendor != "sqlite":
        postgres("pg_restore", "--list", str(file))
        return
    with closing(sqlite3.connect(file)) as copy:
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise Unrestorable(_("The database in the archive is damaged."))
        found = _counts_of_file(copy)
        if not found.get(MIGRATED):
            raise Unrestorable(_("There is no database in this archive. Nothing was changed."))
        require_counts(counts, found)


def require_counts(wanted: Counts, found: Counts) -> None:
    """Raises Unrestorable when a table has other rows than it had. An older archive says none."""
    if differing := sorted(table for table in wanted if wanted[table] != found.get(table)):
        raise Unrestorable(
            _("These tables do not have the rows that were stored: %(names)s")
            % {"names": ", ".join(differing[:5])}
        )


def put(file: Path, counts: Counts, beside: Path) -> Swapped:
    """The file is the database now; the one before can come back."""
    if connection.vendor == "sqlite":
        return _in_place(file, beside)
    try:
        fresh = make_beside(file, counts)
    except psycopg.errors.InsufficientPrivilege:
        return _in_place(file, beside)
    return _change_places(fresh)


def make_beside(file: Path, counts: Counts, *, kind: str = "fresh") -> str:
    """A further database with what the file holds, proved. Returns its name."""
    ours = str(connection.settings_dict["NAME"])
    fresh = name_beside(ours, kind)
    _to_cluster("CREATE DATABASE {} TEMPLATE template0", fresh)
    try:
        whole = ("--no-owner", "--single-transaction", "--exit-on-error")
        postgres("pg_restore", *whole, "--dbname", fresh, str(file))
        with closing(line(fresh)) as new:
            found = counts_of(new)
        if not found.get(MIGRATED):
            raise Unrestorable(_("There is no database in this archive. Nothing was changed."))
        require_counts(counts, found)
    except BaseException:
        drop(fresh)
        raise
    return fresh


def counts_of(own: psycopg.Connection[Any]) -> Counts:
    rows = own.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    return {table: _count(own, table) for (table,) in rows}


def name_beside(ours: str, kind: str) -> str:
    ending = f"_{kind}_{clock.now():%y%m%d%H%M%S}_{os.getpid()}"
    return ours[: LONGEST_NAME - len(ending)] + ending


def drop(name: str) -> None:
    _to_cluster("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def url_of(name: str) -> str:
    """How a process of its own finds a database beside ours; the password is in it."""
    at = connection.settings_dict
    user, password = (quote(str(at.get(key) or ""), safe="") for key in ("USER", "PASSWORD"))
    who = f"{user}:{password}@" if password else f"{user}@" if user else ""
    port = f":{at['PORT']}" if at.get("PORT") else ""
    return f"postgresql://{who}{quote(str(at.get('HOST') or ''), safe='')}{port}/{quote(name)}"


def postgres(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs on this database; the password goes through the
    environment, not the process list.
    """
    ours = connection.settings_dict
    variables = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    environment = os.environ | {
        name: str(ours[key]) for name, key in variables.items() if ours[key]
    }
    command = [program, *arguments]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - a fixed program
    except FileNotFoundError as error:
        raise Unrestorable(_("%(program)s is not installed.") % {"program": program}) from error
    if done.returncode:
        raise Unrestorable(f"{program}: {done.stderr.strip()}")


class _InPlace:
    """The content was replaced in one transaction; what was there lies in a file."""

    def __init__(self, before: Path) -> None:
        self.before = before

    def undo(self) -> None:
        if self.before.exists():
            _load(self.before)

    def settle(self, dump: Path) -> None:
        """It lies there already."""


class _Renamed:
    """The old database stands beside under another name."""

    def __init__(self, old: str) -> None:
        self.old = old

    def undo(self) -> None:
        failed = name_beside(str(connection.settings_dict["NAME"]), "failed")
        _swap_names(self.old, failed)
        drop(failed)

    def settle(self, dump: Path) -> None:
        postgres("pg_dump", "--format=custom", "--no-owner", "--file", str(dump), self.old)
        drop(self.old)


def _in_place(file: Path, beside: Path) -> _InPlace:
    before = beside / DUMPS[connection.vendor]
    if MIGRATED in connection.introspection.table_names():
        dump(before)
    swapped = _InPlace(before)
    try:
        _load(file)
    except BaseException:
        swapped.undo()
        raise
    return swapped


def _change_places(fresh: str) -> _Renamed:
    old = name_beside(str(connection.settings_dict["NAME"]), "before")
    _swap_names(fresh, old)
    return _Renamed(old)


def _swap_names(fresh: str, old: str) -> None:
    """Both names change in one transaction; whoever is connected comes back to the new one."""
    ours = str(connection.settings_dict["NAME"])
    connection.close()
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    hang_up = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ANY(%s)"
    with _cluster() as cluster:
        for turn in range(TURNS_TO_SWAP):
            cluster.execute(hang_up, [[ours, fresh]])
            try:
                with cluster.transaction():
                    for now, then in ((ours, old), (fresh, ours)):
                        cluster.execute(rename.format(sql.Identifier(now), sql.Identifier(then)))
            except psycopg.errors.ObjectInUse:
                if turn == TURNS_TO_SWAP - 1:
                    raise
            else:
                return


def _load(file: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(file)) as copy:
            copy.backup(
                connection.connection
            )  # replaces the whole content in one transaction, also under a running server
        connection.close()
        return
    name = str(connection.settings_dict["NAME"])
    connection.close()  # its locks would keep the tables from being replaced
    whole = ("--no-owner", "--single-transaction", "--exit-on-error", "--dbname", name)
    postgres("pg_restore", "--clean", "--if-exists", *whole, str(file))


def _to_cluster(statement: str, name: str) -> None:
    with _cluster() as cluster:
        cluster.execute(sql.SQL(statement).format(sql.Identifier(name)))


@contextmanager
def _cluster() -> Iterator[psycopg.Connection[Any]]:
    with closing(line("postgres")) as cluster:
        yield cluster


def _counts_of_file(copy: sqlite3.Connection) -> Counts:
    listed = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    names = [name for (name,) in copy.execute(listed)]
    quoted = {name: name.replace('"', '""') for name in names}
    return {
        name: copy.execute(f'SELECT count(*) FROM "{quoted[name]}"').fetchone()[0]  # noqa: S608 - its own names
        for name in names
    }


def _count(own: psycopg.Connection[Any], table: str) -> int:
    query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
    (count,) = own.execute(query).fetchone() or (0,)
    return int(count)

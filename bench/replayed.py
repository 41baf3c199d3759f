"""What does the database itself take for the very statements that the house sends for a request?

They are written down while the house answers, and sent once more by the bare driver to a copy of
the database that was taken before: nothing is known of them there but their text.
"""

import os
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from clients import Call, Spent, at_once
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

# Of one request, with BEGIN, COMMIT and savepoints, in their order: texts and their values. In
# SQLite's log the values stand in the texts.
Statements = list[tuple[str, Any]]


def written_down(calls: Sequence[Call], wanted: int) -> list[Statements]:
    """What the house sends for each of these requests, which it answers meanwhile."""
    found = []
    for call in calls:
        browser = Client(headers={"host": "127.0.0.1", **_headers(call)})
        sent: Statements = []
        with CaptureQueriesContext(connection) as seen, connection.execute_wrapper(_into(sent)):
            answer = browser.generic(call.method, call.path, call.body, _type(call))
        assert answer.status_code == wanted, answer.content[:400]
        texts = [each["sql"] for each in seen.captured_queries]
        if connection.vendor == "sqlite":
            found.append([(text, None) for text in texts])
        else:  # the log has no values of what is sent by a name
            rest = iter(sent)
            found.append([(text, None) if text in ENDS else next(rest) for text in texts])
    return found


ENDS = {"BEGIN", "COMMIT", "ROLLBACK"}  # are logged, and not sent by a cursor


def _into(sent: Statements) -> Callable[..., Any]:
    """Whatever a cursor sends is written down there with its values."""

    def write_down(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        sent.append((sql, params))
        return execute(sql, params, many, context)

    return write_down


@contextmanager
def a_copy() -> Iterator[str]:
    """The database as it is now, once more: a file's path, or an address of PostgreSQL."""
    if connection.vendor == "sqlite":
        with tempfile.TemporaryDirectory(prefix="jinlin-bench-") as room:
            file = str(Path(room) / "copy.sqlite3")
            with closing(sqlite3.connect(file)) as copy:
                connection.ensure_connection()
                connection.connection.backup(copy)
            yield file
        return
    import psycopg  # noqa: PLC0415 - only where it is used

    url = os.environ["JINLIN_DATABASE_URL"]
    name = f"{connection.settings_dict['NAME']}_copy"
    copy = urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    with psycopg.connect(url, autocommit=True) as line:
        line.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        line.execute(f"CREATE DATABASE {name}")
        dump = subprocess.run(["pg_dump", "-Fc", url], capture_output=True, check=True).stdout
        subprocess.run(["pg_restore", "--no-owner", "-d", copy], input=dump, check=True)
        yield copy
        line.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def replayed(clients: int, written: Sequence[Statements], copy: str) -> Spent:
    """All of them from so many clients, each with a connection of its own."""
    return at_once(clients, written, lambda: _sender(copy))


def _sender(copy: str) -> Callable[[object], None]:
    if connection.vendor == "sqlite":
        options = connection.settings_dict["OPTIONS"]
        own = sqlite3.connect(copy, timeout=options["timeout"], isolation_level=None)
        own.executescript(options["init_command"])
        return lambda written: _send(lambda text, _values: own.execute(text), written)
    import psycopg  # noqa: PLC0415 - only where it is used

    line = psycopg.connect(copy, autocommit=True)
    return lambda written: _send(line.execute, written)


def _send(execute: Callable[[str, Any], Any], written: Any) -> None:
    for text, values in written:
        found = execute(text, values)
        if found.description:
            found.fetchall()


def _headers(call: Call) -> dict[str, str]:
    return {name: value for name, value in call.headers.items() if name != "Content-Type"}


def _type(call: Call) -> str:
    return call.headers["Content-Type"]

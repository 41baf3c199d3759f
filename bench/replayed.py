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

Statements = list[str]  # of one request, with BEGIN, COMMIT and savepoints, in their order


def written_down(calls: Sequence[Call], wanted: int) -> list[Statements]:
    """What the house sends for each of these requests, which it answers meanwhile."""
    found = []
    for call in calls:
        browser = Client(headers={"host": "127.0.0.1", **_headers(call)})
        with CaptureQueriesContext(connection) as seen:
            answer = browser.generic(call.method, call.path, call.body, _type(call))
        assert answer.status_code == wanted, answer.content[:400]
        found.append([each["sql"] for each in seen.captured_queries])
    return found


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
        return lambda written: _send(own.execute, written)
    import psycopg  # noqa: PLC0415 - only where it is used

    line = psycopg.connect(copy, autocommit=True)
    return lambda written: _send(line.execute, written)


def _send(execute: Callable[[str], Any], written: Any) -> None:
    for statement in written:
        found = execute(statement)
        if found.description:
            found.fetchall()


def _headers(call: Call) -> dict[str, str]:
    return {name: value for name, value in call.headers.items() if name != "Content-Type"}


def _type(call: Call) -> str:
    return call.headers["Content-Type"]

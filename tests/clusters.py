"""How does a test speak to the PostgreSQL cluster in which houses have their databases?"""

from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from jinlin.core.environment import database_from_url


def renamed(url: str, name: str) -> str:
    """The address of the database of this name, beside the one that the address leads to."""
    return f"{url.rpartition('/')[0]}/{name}"


def say_to_postgres(url: str, statement: str, about: str) -> None:
    """A statement about the database at the second address, whose name is put into its place."""
    with connected(url, "postgres") as cluster:
        cluster.execute(sql.SQL(statement).format(sql.Identifier(urlsplit(about).path[1:])))


def copy_database(url: str, own_url: str) -> None:
    """The database at the second address is anew as the one at the first, which nobody uses."""
    say_to_postgres(url, "DROP DATABASE IF EXISTS {} WITH (FORCE)", own_url)
    template = urlsplit(url).path[1:]
    say_to_postgres(url, f"CREATE DATABASE {{}} TEMPLATE {template}", own_url)


def stands(url: str) -> bool:
    """Whether there is a database at this address."""
    with suppress(psycopg.OperationalError), connected(url, urlsplit(url).path[1:]):
        return True
    return False


def connected(url: str, name: str) -> psycopg.Connection[Any]:
    """To the database of this name in the cluster that the address leads to; each statement stands
    at once. As a context manager it is closed at the end.
    """
    at = database_from_url(url)
    names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
    where: dict[str, Any] = {name: at[key] for key, name in names.items() if at[key]}
    return psycopg.connect(dbname=name, autocommit=True, **where)

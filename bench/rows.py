"""What does the database itself take for one row: a bare INSERT and its commit, through the same
driver, from so many clients?
"""

from collections.abc import Callable
from uuid import uuid4

from clients import Spent, at_once
from django.db import connection

TEXT = "凤池新村3幢楼下的路灯坏了三天，晚上老人下楼看不见台阶。请派人来修一下。"


def bare_inserts(clients: int, count: int) -> Spent:
    """The floor of everything that is stored: settings of the connection as in the house, but
    neither Django nor a second statement.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS bench_floor (id varchar(32) PRIMARY KEY, text text NOT "
            "NULL)"
        )
    return at_once(
        clients,
        [uuid4().hex for _row in range(count)],
        _psycopg if connection.vendor == "postgresql" else _sqlite3,
    )


def _psycopg() -> Callable[[object], None]:
    import psycopg  # noqa: PLC0415 - only where it is used

    known = connection.settings_dict
    options = {
        "dbname": known["NAME"],
        "user": known["USER"],
        "host": known["HOST"],
        "port": known["PORT"],
        "password": known["PASSWORD"],
    }
    own = psycopg.connect(**{name: value for name, value in options.items() if value})

    def insert(key: object) -> None:
        own.execute("INSERT INTO bench_floor (id, text) VALUES (%s, %s)", (key, TEXT))
        own.commit()

    return insert


def _sqlite3() -> Callable[[object], None]:
    import sqlite3  # noqa: PLC0415 - only where it is used

    options = connection.settings_dict["OPTIONS"]
    own = sqlite3.connect(
        connection.settings_dict["NAME"],
        timeout=options["timeout"],
        isolation_level=options["transaction_mode"],
    )
    own.executescript(options["init_command"])

    def insert(key: object) -> None:
        own.execute("INSERT INTO bench_floor (id, text) VALUES (?, ?)", (key, TEXT))
        own.commit()

    return insert

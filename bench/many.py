"""How does one of everything become a hundred thousand, as a county's tables would hold them?

All rows that the house holds of people and matters are copied together: a copy has keys of its own,
points at its own copies, lies on other days and bears other numbers. Places, accounts, reference
data, and what the core keeps of all of them (trails, seals) are not copied.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from datetime import time as clock_time
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib import admin
from django.db import connection, models
from django.db.models import UniqueConstraint

from jinlin.core.figures.rollup import watching
from jinlin.core.search import Sought

DAYS = 600  # the copies are spread over so many days before the originals
COPIES_AT_ONCE = 25
LEFT = {"places", "accounts", "identities", "core", "web", "demo", "insight"}
TEXTS = (models.CharField, models.TextField, models.SlugField)


def copied() -> list[type[models.Model]]:
    """The tables whose rows become many."""
    kept = set(admin.site._registry)  # noqa: SLF001 - which tables a county's staff keep by hand
    return [Sought] + [
        each
        for each in apps.get_models()
        if each.__module__.startswith("jinlin.") and ".tests." not in each.__module__
        if each._meta.app_label not in LEFT and each not in kept
        if isinstance(each._meta.pk, models.UUIDField | models.BigAutoField)
    ]


def fill(copies: int) -> dict[str, int]:
    """So many copies of all rows stand beside them; how many rows each table has now."""
    tables = [_Table(model) for model in copied()]
    keys = {key for table in tables for key in table.keys}
    watching.take_down("default")
    with connection.cursor() as cursor, _unchecked(cursor):
        for start in range(0, copies, COPIES_AT_ONCE):
            numbers = range(start + 1, min(start + COPIES_AT_ONCE, copies) + 1)
            for table in tables:
                table.copy(cursor, numbers, keys)
        cursor.execute("ANALYZE")
    watching.put_up("default")
    return {
        table.model._meta.label: models.QuerySet(table.model).count()
        for table in tables
        if table.rows
    }


class _Table:
    """A table's rows as they lie in the database, and how a copy of one differs."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.fields = [
            each
            for each in model._meta.concrete_fields
            if not (each.primary_key and isinstance(each, models.BigAutoField))
        ]
        unique = _fields_of_constraints(model)
        self.single = {each.column for each in self.fields if each.unique or each.name in unique}
        with connection.cursor() as cursor:
            columns = ", ".join(_quoted(each.column) for each in self.fields)
            cursor.execute(f"SELECT {columns} FROM {_quoted(model._meta.db_table)}")
            self.rows = cursor.fetchall()
        places = [number for number, each in enumerate(self.fields) if each.primary_key]
        self.keys = {_key(row[number]) for row in self.rows for number in places}

    def copy(self, cursor: Any, numbers: range, keys: set[str]) -> None:
        if not self.rows:
            return
        holes = ", ".join(["%s"] * len(self.fields))
        columns = ", ".join(_quoted(each.column) for each in self.fields)
        cursor.executemany(
            f"INSERT INTO {_quoted(self.model._meta.db_table)} ({columns}) VALUES ({holes}) "
            "ON CONFLICT DO NOTHING",  # what may stand once only, stands once
            [list(self._turned(row, number, keys)) for number in numbers for row in self.rows],
        )

    def _turned(self, row: tuple[Any, ...], number: int, keys: set[str]) -> Iterator[Any]:
        for each, value in zip(self.fields, row, strict=True):
            if value is None or value == "":
                yield value
            elif (key := _key(value)) in keys:
                yield _like(value, f"{number:04x}{key[4:]}")
            elif isinstance(each, models.DateField):  # moments are days too
                yield _earlier(value, number)
            elif each.column in self.single and isinstance(each, TEXTS) and not each.choices:
                yield _another(value, number, each)
            elif each.column in self.single and isinstance(each, models.IntegerField):
                yield value + number * 1000
            elif isinstance(value, clock_time):
                yield value.isoformat()
            else:
                yield json.dumps(value) if isinstance(value, dict | list) else value


def _fields_of_constraints(model: type[models.Model]) -> set[str]:
    """The fields that the database wants once; the places and days among them stay as they are."""
    named = {
        name
        for each in model._meta.constraints
        if isinstance(each, UniqueConstraint)
        for name in each.fields
    }
    named |= {name for names in model._meta.unique_together for name in names}
    return named - {"county", "place_code"}


def _key(value: Any) -> str:
    """A key as both databases could hold it, or something that is none."""
    if isinstance(value, UUID):
        return value.hex
    return value if isinstance(value, str) and len(value) == 32 else ""


def _like(value: Any, key: str) -> Any:
    """The key of a copy, which keeps the order among those that belong together."""
    return UUID(key) if isinstance(value, UUID) else key


def _earlier(value: Any, number: int) -> Any:
    days = number % DAYS
    if isinstance(value, date):
        return value - timedelta(days=days)
    day = date.fromisoformat(value[:10]) - timedelta(days=days)
    return f"{day}{value[10:]}"


def _another(value: str, number: int, each: Any) -> str:
    tail = f"{number:06x}"
    return value[: (each.max_length or 10_000) - len(tail)] + tail


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


class _unchecked:  # noqa: N801 - reads as a sentence
    """References are made in the order of tables, not of rows: they are checked by nobody here."""

    def __init__(self, cursor: Any) -> None:
        self.cursor = cursor

    def __enter__(self) -> None:
        self._set(off=True)

    def __exit__(self, *_error: object) -> None:
        self._set(off=False)

    def _set(self, *, off: bool) -> None:
        if connection.vendor == "postgresql":
            self.cursor.execute(f"SET session_replication_role = {'replica' if off else 'origin'}")
        else:
            self.cursor.execute(f"PRAGMA foreign_keys = {'OFF' if off else 'ON'}")

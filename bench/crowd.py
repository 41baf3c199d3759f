"""How does a house come to hold a million appeals for measuring? Real ones, told through the actions, copied by the database with other days and keys."""

import hashlib
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from jinlin.appeals.models import Appeal, Round

DAYS = 600  # the copies are spread over so many days around the originals


def fill(count: int) -> None:
    """About `count` appeals stand in the house, with their rounds. Needs some to copy; called again for more, it goes on where it stopped."""
    with transaction.atomic(), connection.cursor() as cursor:
        originals = _prepare(cursor)
        copies = Appeal.objects.count() // originals - 1
        for start in range(copies, max(copies, count // originals - 1), 200):
            _copy(cursor, start, min(start + 200, count // originals - 1))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _prepare(cursor: Any) -> int:
    """How many appeals are copied: those that stood before the first filling."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(
            "md5key", 2, lambda key, number: hashlib.md5(f"{key}{number}".encode()).hexdigest(), deterministic=True
        )
    cursor.execute("CREATE TEMPORARY TABLE IF NOT EXISTS original AS SELECT id FROM appeals_appeal")
    cursor.execute("SELECT count(*) FROM original")
    return int(cursor.fetchone()[0])


def _copy(cursor: Any, start: int, end: int) -> None:
    for model in (Appeal, Round):
        columns = [field.column for field in model._meta.concrete_fields]
        source = "id" if model is Appeal else "appeal_id"
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) "
            f"SELECT {', '.join(_value(column, model) for column in columns)} FROM {model._meta.db_table} AS row "
            f"JOIN original ON original.id = row.{source} JOIN {_numbers(start, end)} ON true"
        )


def _numbers(start: int, end: int) -> str:
    if connection.vendor == "postgresql":
        return f"generate_series({start + 1}, {end}) AS copy(number)"
    values = ", ".join(f"({number})" for number in range(start + 1, end + 1))
    return f"(SELECT column1 AS number FROM (VALUES {values})) AS copy"


def _value(column: str, model: type[Model]) -> str:
    if column in {"id", "appeal_id"}:
        return _key(f"row.{column}")
    if column == "number" and model is Appeal:
        return "row.number || '.' || copy.number"
    if column == "source_ref":
        return "''"
    if column.endswith(("_at", "_on")) or column == "respond_by":
        return _shifted(f"row.{column}", is_day=column.endswith("_on"))
    return f"row.{column}"


def _key(column: str) -> str:
    if connection.vendor == "postgresql":
        return f"CASE WHEN {column} IS NULL THEN NULL ELSE md5({column}::text || copy.number)::uuid END"
    return f"CASE WHEN {column} IS NULL THEN NULL ELSE md5key({column}, copy.number) END"


def _shifted(column: str, *, is_day: bool) -> str:
    """The same step so many whole days earlier: 0 to DAYS, by the copy's number."""
    days = f"(copy.number * 7919 % {DAYS})"
    if connection.vendor == "postgresql":
        return f"({column} - {days} * interval '1 day'){'::date' if is_day else ''}"
    return f"{'date' if is_day else 'datetime'}({column}, '-' || {days} || ' days')"

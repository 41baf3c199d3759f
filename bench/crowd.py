"""How does a house come to hold a million appeals for measuring?

Real ones, told through the actions, copied by the database with other days, places, units and keys.

The county has 18 towns of 12 communities of 3 neighbourhoods, 60 units, and about one appeal in
seven open. Copied are appeals, rounds, parts and pauses; not their trails and messages. Keys keep
the shape of real ones and begin with their moment, and the copies are written in the order of their
days: tables and indexes lie as they would in life.
"""

import os
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from crowd_words import fill_search, words_of_copy
from django.db import connection, transaction
from django.db.models import Model, TextField

from jinlin.core.figures.rollup import watching
from jinlin.core.time import clock
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.actions import Verdict
from jinlin.domains.appeals.models import Appeal, Category, Part, Pause, Round
from jinlin.domains.appeals.tests.cast import (
    COUNTY,
    SINCE,
    Cast,
    accepted,
    cast_of_dehua,
    in_hand,
    joint,
    merged,
    reported,
    waiting,
)
from jinlin.ground.places.models import Level, Organisation, OrganisationKind, Place

ORIGINALS = 100
DAYS = 600  # the copies are spread over so many days before the originals
BATCH = 500  # copies of each original in one statement
TOWN, COMMUNITY, NEIGHBOURHOOD = f"{COUNTY}210", f"{COUNTY}210001", f"{COUNTY}210001001"
COPIED: tuple[type[Model], ...] = (Appeal, Round, Part, Pause)
_EPOCH = 1_780_000_000_000  # milliseconds; the keys of the copies lie before it


def people_a_county() -> Cast:
    """The cast of the tests, a whole county of places, units and classes around it, and a hundred
    appeals on all parts of their way. In a house that was kept (BENCH_VAR) they stand already.
    """
    kept = Path(os.environ["JINLIN_VAR"], "cast.pickle")
    if kept.exists():
        return cast_kept_in(kept)
    cast = cast_of_dehua()
    _settle(cast)
    for number in range(ORIGINALS):
        _tell(
            cast,
            number,
            clock.at(clock.today() - timedelta(days=12), 9) + timedelta(minutes=4 * number),
        )
    kept.write_bytes(pickle.dumps(cast))
    return cast


def cast_kept_in(file: Path) -> Cast:
    """As this bench wrote it down, never a file from elsewhere."""
    cast: Cast = pickle.loads(file.read_bytes())
    return cast


def _settle(cast: Cast) -> None:
    above, wanted = {COUNTY: cast.places.county}, []
    for town in range(210, 228):
        codes = [f"{COUNTY}{town}"]
        for community in range(1, 13):
            codes.append(f"{COUNTY}{town}{community:03d}")
            codes += [f"{COUNTY}{town}{community:03d}{each:03d}" for each in range(1, 4)]
        for code in codes:
            level = {9: Level.TOWN, 12: Level.COMMUNITY, 15: Level.NEIGHBOURHOOD}[len(code)]
            above[code] = Place(
                county=COUNTY,
                code=code,
                level=level,
                name=f"{level.label} {code[6:]}",
                parent=above[code[:-3]],
                valid_from=SINCE,
            )
            wanted.append(above[code])
    Place.objects.bulk_create(wanted)
    Organisation.objects.bulk_create(
        Organisation(
            county=COUNTY,
            name=f"单位{each}",
            kind=OrganisationKind.DEPARTMENT,
            place=cast.places.county,
            place_code=COUNTY,
        )
        for each in range(60)
    )
    Category.objects.bulk_create(
        [
            Category(code=f"{one:02d}{two:02d}", name=f"类别{one}-{two}")
            for one in range(30, 40)
            for two in range(4)
        ]
    )


EARLY = (
    *(reported, reported, accepted, in_hand, in_hand, in_hand),
    *(waiting, joint, merged, accepted),
)


def _tell(cast: Cast, number: int, at: datetime) -> None:
    """Three of four are closed, some after a second round;
    the others stand at every step before.
    """
    with clock.set_to(at):
        if number % 100 < len(EARLY):
            EARLY[number % 100](cast)
            return
        if number % 100 in {10, 11, 12}:
            actions.withdraw(reported(cast), actor=cast.actors.resident, reason="自己修好了")
            return
        appeal = in_hand(cast)
    with clock.set_to(at + timedelta(minutes=30 + 97 * number)):
        appeal = actions.finish(appeal, actor=cast.actors.handler, reply="已修好，请看。")
    if number % 100 in {13, 14, 15, 16}:
        return
    with clock.set_to(at + timedelta(minutes=60 + 97 * number)):
        solved = number % 9 != 0
        appeal = actions.judge(
            appeal,
            actor=cast.actors.resident,
            verdict=Verdict(answered=True, solved=solved, satisfied=solved and number % 5 != 0),
        )
    if not solved and number % 2:
        with clock.set_to(at + timedelta(minutes=90 + 97 * number)):
            appeal = actions.finish(appeal, actor=cast.actors.handler, reply="又换了整盏灯。")
            actions.judge(
                appeal,
                actor=cast.actors.resident,
                verdict=Verdict(answered=True, solved=True, satisfied=True),
            )


def fill(count: int, *, is_searched: bool = True, is_lean: bool = False) -> None:
    """About `count` appeals stand in the house, with their rounds; not `is_searched`, they are not
    found by their words, which takes longer than all the rest. `is_lean`: the copies have no words
    and no indexes but their keys, for what is counted in full: a third of the room, and nothing
    that only makes sense with a page of rows can be measured on it.

    Needs some to copy; called again for more, it goes on where it stopped.
    """
    watching.take_down("default")
    if Appeal.objects.count() < count // ORIGINALS * (ORIGINALS - 1):
        _copy_all(count, is_lean=is_lean)
    watching.put_up("default")
    if is_searched:
        fill_search()
    settle_down()


def _copy_all(count: int, *, is_lean: bool) -> None:
    with in_haste(is_built=not is_lean), transaction.atomic(), connection.cursor() as cursor:
        _prepare(cursor)
        originals = _count(cursor, "bench_original")
        begin, end = Appeal.objects.count() // originals, count // originals
        wanted = sorted(range(begin, end), key=lambda number: -(number * 7919 % DAYS))
        for start in range(0, len(wanted), BATCH):
            for model in COPIED:
                _copy(cursor, model, wanted[start : start + BATCH], is_lean=is_lean)


@contextmanager
def in_haste(*, is_built: bool = True) -> Iterator[None]:
    """A table is filled ten times sooner when its indexes are built afterwards (not `is_built`: not
    at all), and when it need not be safe.
    """
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        indexes = indexes_on_postgresql(cursor) if is_postgresql else indexes_on_sqlite(cursor)
        for name, _sql in indexes:
            cursor.execute(f"DROP INDEX {name}")
        # else each row looks through all that may wait for it
        cursor.execute(
            "SET session_replication_role = replica"
            if is_postgresql
            else "PRAGMA foreign_keys = OFF"
        )
        if not is_postgresql:
            cursor.execute("PRAGMA synchronous = OFF")
        yield
        for _name, sql in indexes if is_built else ():
            cursor.execute(sql)
        if not is_postgresql:
            cursor.execute("PRAGMA foreign_keys = ON")
            cursor.execute("PRAGMA synchronous = FULL")
        elif is_built:
            cursor.execute("SET session_replication_role = DEFAULT")


def indexes_on_sqlite(cursor: Any) -> list[tuple[str, str]]:
    tables = ", ".join(f"'{model._meta.db_table}'" for model in COPIED)
    cursor.execute(
        f"SELECT '\"' || name || '\"', sql FROM sqlite_master WHERE type = 'index' "
        f"AND sql IS NOT NULL AND tbl_name IN ({tables})"
    )
    return list(cursor.fetchall())


def indexes_on_postgresql(cursor: Any) -> list[tuple[str, str]]:
    """What only finds rows sooner."""
    tables = [model._meta.db_table for model in COPIED]
    cursor.execute(
        "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i "
        "WHERE i.indrelid = ANY(%s::regclass[]) AND NOT i.indisunique",
        [tables],
    )
    return list(cursor.fetchall())


def settle_down() -> None:
    """What the database does by itself in a night: statistics, and on PostgreSQL the map of what is
    visible to all.
    """
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _prepare(cursor: Any) -> None:
    """Numbered tables of what is copied, and of the places, units and classes among which the
    copies are spread.
    """
    known = {
        "bench_original": _numbered(Appeal, "id", "number NOT LIKE '%.%'"),
        "bench_unit": _numbered(Organisation, "id", f"county = '{COUNTY}'"),
    }
    known["bench_place"] = _numbered(
        Place, "id, code", f"level = 'neighbourhood' AND county = '{COUNTY}'"
    )
    known["bench_class"] = _numbered(Category, "code", "code >= '30' AND length(code) = 4")
    for name, rows in known.items():
        cursor.execute(f"CREATE TEMPORARY TABLE IF NOT EXISTS {name} AS {rows}")
        cursor.execute(f"CREATE UNIQUE INDEX IF NOT EXISTS {name}_n ON {name} (n)")
    for model in COPIED:
        table, key = model._meta.db_table, "id" if model is Appeal else "appeal_id"
        joined = (
            "SELECT row.*, original.n AS bench_n FROM bench_original AS original "
            f"JOIN {table} AS row ON row.{key} = original.id"
        )
        cursor.execute(f"CREATE TEMPORARY TABLE IF NOT EXISTS bench_{table} AS {joined}")


def _numbered(model: type[Model], columns: str, condition: str) -> str:
    first = columns.partition(",")[0]
    return (
        f"SELECT row_number() OVER (ORDER BY {first}) - 1 AS n, {columns} "
        f"FROM {model._meta.db_table} WHERE {condition}"
    )


def _count(cursor: Any, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {table}")
    return int(cursor.fetchone()[0])


def _copy(cursor: Any, model: type[Model], numbers: list[int], *, is_lean: bool) -> None:
    texts = {each.column for each in model._meta.concrete_fields if is_text(each)}
    bare = texts if is_lean else set()
    columns = [field.column for field in model._meta.concrete_fields]
    spread = " ".join(
        f"JOIN {table} AS {name} ON {name}.n = (copy.number * {step} + row.bench_n * 7) % "
        f"{_count(cursor, table)}"
        for name, table, step in (
            ("place", "bench_place", 31),
            ("unit", "bench_unit", 13),
            ("class", "bench_class", 3),
        )
    )
    values = [_bare(column) if column in bare else _value(column, model) for column in columns]
    cursor.execute(
        f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) "
        f"SELECT {', '.join(values)} FROM {_numbers(numbers)} "
        f"CROSS JOIN bench_{model._meta.db_table} AS row {spread}"
    )


def _bare(column: str) -> str:
    """One sign for whatever is written there: what must be there, is."""
    return f"CASE WHEN row.{column} = '' THEN '' ELSE '.' END"


def is_text(column: Any) -> bool:
    """A column of words, each row's own."""
    return isinstance(column, TextField) and not (column.null or column.unique)


def _numbers(numbers: list[int]) -> str:
    values = ", ".join(f"({number})" for number in numbers)
    return (
        f"(VALUES {values}) AS copy(number)"
        if connection.vendor == "postgresql"
        else f"(SELECT column1 AS number FROM (VALUES {values})) AS copy"
    )


def _value(column: str, model: type[Model]) -> str:
    spread = {"place_id": "place.id", "place_code": "place.code", "source_ref": "''"}
    if model is not Part:
        spread["unit_id"] = "unit.id"
    if column in spread:
        return spread[column]
    if column in {"id", "appeal_id", "merged_into_id", "split_from_id"}:
        return _key(f"row.{column}")
    if column == "number" and model is Appeal:
        return "row.number || '.' || copy.number"
    if column == "category_id":
        return "CASE WHEN row.category_id IS NULL THEN NULL ELSE class.code END"
    if column.endswith(("_at", "_on")) or column in {"respond_by", "workdays_from"}:
        return _shifted(f"row.{column}", is_day=column.endswith("_on"))
    return (
        words_of_copy(f"row.{column}") if column == "text" and model is Appeal else f"row.{column}"
    )


def _key(column: str) -> str:
    """The moment of the copy in front, then what tells the original from all others."""
    moment = f"({_EPOCH} - {_days()} * 86400000 - (copy.number * 61) % 86400000)"
    if connection.vendor == "postgresql":
        moment = moment.replace("86400000", "86400000::bigint")
        front = f"lpad(to_hex(({moment})::bigint), 12, '0')"
        return f"({front} || substr(replace({column}::text, '-', ''), 13))::uuid"
    made = f"printf('%012x', {moment}) || substr({column}, 13)"
    return f"CASE WHEN {column} IS NULL THEN NULL ELSE {made} END"


def _days() -> str:
    return f"(copy.number * 7919 % {DAYS})"


def _shifted(column: str, *, is_day: bool) -> str:
    """The same step so many whole days earlier (0 to DAYS, by the copy's number), and a few seconds
    apart from the others.
    """
    if connection.vendor == "postgresql":
        if is_day:
            return f"({column} - {_days()} * interval '1 day')::date"
        return (
            f"({column} - {_days()} * interval '1 day' + (copy.number % 997) * interval '1 second')"
        )
    if is_day:
        return f"date({column}, '-' || {_days()} || ' days')"
    return (
        f"datetime({column}, '-' || {_days()} || ' days', '+' || (copy.number % 997) || ' seconds')"
    )

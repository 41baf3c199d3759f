"""Which days have to be counted again, because something about their rows has changed?

Triggers on the watched tables say so, in the transaction of the change itself: whoever changes a
row, through an action, in bulk or on the database's console, cannot forget it. They stand outside
the migrations, since a table that is altered on SQLite loses its triggers, or cannot be altered
while they stand: every `migrate` takes them down, puts them up again, and has everything counted
anew.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _

from jinlin.core.editions import verbs_of

PREFIX = "jinlin_mark_"


class Mark(models.Model):
    """Rows that are counted by the day in this column (`what`: table.column), in this county, on
    this day, may have changed; or, `since` a day to come, stand differently from then on without
    any change. It goes when they were counted.
    """

    what = models.CharField(max_length=80)
    county = models.CharField(max_length=6)
    day = models.DateField()
    since = models.DateField(null=True)

    class Meta:
        verbose_name = _("day to be counted")
        verbose_name_plural = _("days to be counted")
        indexes = [models.Index(fields=["county", "what", "day"], name="mark_day")]

    def __str__(self) -> str:
        return f"{self.county} {self.what} {self.day}"


@dataclass(frozen=True)
class Source:
    """One table:

    which column says whose matter a row belongs to, and by which days its rows are counted.
    """

    table: str
    key: str
    days: tuple[str, ...] = ()


@dataclass(frozen=True)
class Watched:
    """The tables that a domain's figures are counted from.

    When a row of any of them changes, all days of its matter, and of those that follow it, are
    marked.

    `matters` is the table of the matters themselves; `follows` its column that names the matter
    whose fate a matter shares, if there is one. A row never moves to another matter.
    """

    matters: Source
    sources: tuple[Source, ...] = ()
    follows: str = ""

    @classmethod
    def of(
        cls,
        matter: type[models.Model],
        *days: str,
        beside: Mapping[type[models.Model], str] | None = None,
    ) -> "Watched":
        """Matters that are counted by these days; `beside`: further tables that decide on them,
        each with its column of the matter.
        """
        return cls(
            Source(matter._meta.db_table, "id", days),
            tuple(Source(each._meta.db_table, key) for each, key in (beside or {}).items()),
        )

    @property
    def tables(self) -> tuple[Source, ...]:
        return (self.matters, *self.sources)


def put_up(alias: str, watched: Iterable[Watched]) -> bool:
    """Every watched table marks what changes. Safe to run again: what stands and is right stays.

    Returns whether anything had to be put up.
    """
    database = connections[alias]
    wanted = {
        name: statements for each in watched for name, statements in _triggers(database, each)
    }
    present = _present(database)
    if present.keys() == wanted.keys():
        return False
    take_down(alias)
    with transaction.atomic(using=alias), database.cursor() as cursor:
        for statement in (statement for statements in wanted.values() for statement in statements):
            cursor.execute(statement)
    return True


def take_down(alias: str) -> bool:
    """No table marks anything. Returns whether any did."""
    database = connections[alias]
    present = _present(database)
    with transaction.atomic(using=alias), database.cursor() as cursor:
        for name, table in present.items():
            cursor.execute(
                f"DROP TRIGGER {name} ON {table}"
                if database.vendor == "postgresql"
                else f"DROP TRIGGER {name}"
            )
    return bool(present)


def missing(alias: str, watched: Iterable[Watched]) -> list[str]:
    """The triggers that should stand and do not: with one of them missing, nothing rolled up can be
    trusted.
    """
    database = connections[alias]
    return sorted(
        {name for each in watched for name, _statements in _triggers(database, each)}
        - _present(database).keys()
    )


def _present(database: BaseDatabaseWrapper) -> dict[str, str]:
    question = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
    if database.vendor == "postgresql":
        question = (
            "SELECT tgname, tgrelid::regclass::text FROM pg_trigger "
            "WHERE NOT tgisinternal AND tgenabled <> 'D' AND tgname LIKE %s"
        )
    with database.cursor() as cursor:
        cursor.execute(question, [f"{PREFIX}%"])
        return dict(cursor.fetchall())


def _triggers(database: BaseDatabaseWrapper, watched: Watched) -> Iterator[tuple[str, list[str]]]:
    """Each trigger's name, which carries a hash of what it does,
    and the statements that make it.
    """
    write = _postgresql if database.vendor == "postgresql" else _sqlite
    for source in watched.tables:
        for verb in verbs_of(database.vendor):
            body = _body(watched, source, verb)
            name = f"{PREFIX}{source.table}_{verb}_{sha256(body.encode()).hexdigest()[:8]}"
            yield name, write(name, source.table, verb, body)


def _body(watched: Watched, source: Source, verb: str) -> str:
    """The days that the row had, and all days of its matter as they are now.

    A row that is new has had none, and a matter that is new has only its own: whatever belongs to
    it says so itself when it comes. Of a table that is emptied at a stroke: of every row.
    """
    if verb == "insert" and source is watched.matters:
        return _marked(_own_days(source, "NEW"))
    if verb == "truncate":
        every = f"SELECT {source.key} FROM {source.table}"  # noqa: S608 - names from the source
        return _marked(_days_of(watched, every, f"IN ({every})"))
    row = "OLD" if verb == "delete" else "NEW"
    key = f"{row}.{source.key}"
    days = _days_of(watched, f"SELECT {key}", f"= {key}")
    if verb != "insert":
        days += _own_days(source, "OLD")
    return _marked(days)


def _own_days(source: Source, row: str) -> list[str]:
    """Those of the row that the trigger is told of."""
    return [
        f"SELECT '{source.table}.{day}' AS what, {row}.county AS county, {row}.{day} AS day"
        for day in source.days
    ]


def _marked(days: Iterable[str]) -> str:
    union = " UNION ".join(days)
    touched = f"SELECT what, county, day FROM ({union}) AS touched WHERE day IS NOT NULL"  # noqa: S608
    return f"INSERT INTO core_mark (what, county, day) {touched}"


def _days_of(watched: Watched, ours: str, is_ours: str) -> list[str]:
    """The days of these matters, and of those that follow one of them."""
    matters = watched.matters
    if watched.follows:
        ours += f" UNION ALL SELECT {matters.key} FROM {matters.table}"  # noqa: S608 - names from the source
        ours += f" WHERE {watched.follows} {is_ours}"
    return [
        f"SELECT '{source.table}.{day}' AS what, county, {day} AS day "  # noqa: S608
        f"FROM {source.table} WHERE {source.key} IN ({ours})"
        for source in watched.tables
        for day in source.days
    ]


def _sqlite(name: str, table: str, verb: str, body: str) -> list[str]:
    return [f"CREATE TRIGGER {name} AFTER {verb.upper()} ON {table} BEGIN {body}; END"]


def _postgresql(name: str, table: str, verb: str, body: str) -> list[str]:
    function = f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
    when, each = ("BEFORE", "STATEMENT") if verb == "truncate" else ("AFTER", "ROW")
    trigger = f"CREATE OR REPLACE TRIGGER {name} {when} {verb.upper()} ON {table} "
    return [
        function + f"$$ BEGIN {body}; RETURN NULL; END $$",
        trigger + f"FOR EACH {each} EXECUTE FUNCTION {name}()",
    ]


def watched_by(measures: Iterable[Any]) -> list[Watched]:
    """What these measures are counted from, each once."""
    return list(dict.fromkeys(measure.watched for measure in measures if measure.watched))

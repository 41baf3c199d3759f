"""Which settings does a process hold in memory, and how does it see that they have changed?

What a county settles once and every verb asks (channels, terms, days off, who takes matters in) is
read from the tables again only when one of them was written. Triggers give the tables' edition a
new mark, in the transaction of the change itself: whoever changes a row, through an action, in bulk
or on the database's console, cannot forget it. A mark is random and never comes back, so what was
read inside a transaction that was rolled back later belongs to no edition at all.

A model names the edition that its rows belong to: `kept_as = "notices"`. `kept_but` names columns
that are written often and are not kept.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from jinlin.core.prepared import Prepared

Key = TypeVar("Key", bound=Hashable)
Thing = TypeVar("Thing")
PREFIX = "jinlin_edition_"
MOST_KEPT = 2_000


class Edition(models.Model):
    """The mark of one edition: another one since any of its tables was written."""

    name = models.CharField(max_length=40, primary_key=True)
    mark = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.name


class Kept(Generic[Thing]):
    """What `read` gives, read again when the edition has another mark.

    It is shared by all threads of the process: nobody changes it.
    """

    def __init__(self, edition: str, read: Callable[[], Thing]) -> None:
        self.edition, self.read = edition, read
        self._known: tuple[str, Thing] | None = None

    def now(self) -> Thing:
        """As the tables have it now: one short query, or none inside `ask_once`.

        The mark is read before the tables: what is newer than its mark is only read once more. One
        from the beginning of a verb is read again first: under it would stand what the verb has
        written since, and go on standing when the verb is undone and the mark holds again.
        """
        marks, are_fresh = _marks()
        known = self._known
        if known is None or known[0] != marks.get(self.edition):
            known = (_mark_now(self.edition, marks, are_fresh), self.read())
            self._known = known if known[0] else None
        return known[1]


class KeptEach(Generic[Key, Thing]):
    """What `read` gives for each of many keys: kept as `Kept` keeps one thing, and each read when
    it is asked for first. Of more than MOST_KEPT keys it begins anew.
    """

    def __init__(self, edition: str, read: Callable[[Key], Thing]) -> None:
        self.edition, self.read = edition, read
        self._known: tuple[str, dict[Key, Thing]] = ("", {})

    def now(self, key: Key) -> Thing:
        """As the tables have it now: one short query, or none inside `ask_once`."""
        marks, are_fresh = _marks()
        mark, found = self._known
        if not mark or mark != marks.get(self.edition) or key not in found:
            new = _mark_now(self.edition, marks, are_fresh)
            if not new or new != mark or len(found) >= MOST_KEPT:
                found = {}
                self._known = (new, found)
            found[key] = self.read(key)
        return found[key]


@contextmanager
def ask_once() -> Iterator[None]:
    """Inside one verb the editions are asked for once: it goes by the settings that it found."""
    if _of_verb.get() is not None:
        yield
        return
    if ahead := _of_request.get():
        ahead.clear()  # the verb may write what they stand for
    token = _of_verb.set({})
    try:
        yield
    finally:
        _of_verb.reset(token)


@contextmanager
def ask_once_ahead() -> Iterator[None]:
    """Before a request's first verb, and after it, the editions are asked for once; every verb
    asks for itself.
    """
    token = _of_request.set({})
    try:
        yield
    finally:
        _of_request.reset(token)


def brought(marks: str) -> None:
    """A statement of this verb, its first one, brought the marks with it (`QUESTIONS`)."""
    known = _of_verb.get()
    if known is not None and not known:
        for each in filter(None, marks.split(",")):
            name, _, mark = each.partition(" ")
            known[name] = mark


_of_verb: ContextVar[dict[str, str] | None] = ContextVar("marks of this verb", default=None)
_of_request: ContextVar[dict[str, str] | None] = ContextVar("marks ahead of a verb", default=None)
QUESTIONS = {
    "sqlite": "SELECT group_concat(name || ' ' || mark) FROM core_edition",
    "postgresql": "SELECT string_agg(name || ' ' || mark, ',') FROM core_edition",
}
_MARKS = Prepared[tuple[str, str]](Edition.objects.all, columns=("name", "mark"))


def _marks() -> tuple[dict[str, str], bool]:
    """Of all editions; and whether they were read just now."""
    marks = _of_verb.get()
    if marks is None:
        marks = _of_request.get()
    if marks:
        return marks, False
    found = {} if marks is None else marks
    found.update(_MARKS.rows())
    return found, True


def _mark_now(edition: str, marks: dict[str, str], are_fresh: bool) -> str:
    """The edition's mark before its tables are read; empty where it has none."""
    if not are_fresh:
        marks.update(each for each in _MARKS.rows() if each[0] == edition)
    return marks.get(edition, "")


def put_up(alias: str) -> None:
    """Every kept table gives its edition a new mark when it is written; every edition has one.

    Tables that are not there yet, half a migration back, are left out. Safe to run again.
    """
    database = connections[alias]
    with transaction.atomic(using=alias), database.cursor() as cursor:
        there = set(database.introspection.table_names(cursor))
        if Edition._meta.db_table not in there:
            return
        kept = [
            model
            for model in kept_models()
            if model._meta.db_table in there and _is_whole(database, cursor, model)
        ]
        for model in kept:
            for statement in _statements(database, model):
                cursor.execute(statement)
        for name in sorted({model.kept_as for model in kept}):
            for statement in _renewed(database, name):
                cursor.execute(statement)


def take_down(alias: str) -> None:
    """Nothing marks an edition: tables can be altered. `put_up` gives each a new mark."""
    database = connections[alias]
    question = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
    if database.vendor == "postgresql":
        question = (
            "SELECT tgname, tgrelid::regclass::text FROM pg_trigger "
            "WHERE NOT tgisinternal AND tgname LIKE %s"
        )
    with transaction.atomic(using=alias), database.cursor() as cursor:
        cursor.execute(question, [f"{PREFIX}%"])
        for name, table in cursor.fetchall():
            on = f" ON {table}" if database.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{on}")


def _is_whole(database: BaseDatabaseWrapper, cursor: Any, model: Any) -> bool:
    """Whether the table has all columns that the model has now."""
    name = database.ops.quote_name(model._meta.db_table)
    cursor.execute(f"SELECT * FROM {name} LIMIT 0")  # noqa: S608 - the model's
    columns = {each[0] for each in cursor.description}
    return {field.column for field in model._meta.concrete_fields} <= columns


def kept_models() -> list[Any]:
    """The models whose rows belong to an edition."""
    return [model for model in apps.get_models() if getattr(model, "kept_as", "")]


def verbs_of(vendor: str) -> tuple[str, ...]:
    """What can be done to the rows of a table. SQLite empties one only row by row."""
    each = ("insert", "update", "delete")
    return (*each, "truncate") if vendor == "postgresql" else each


def _statements(database: BaseDatabaseWrapper, model: Any) -> Iterator[str]:
    table = model._meta.db_table
    but = getattr(model, "kept_but", ())
    columns = ", ".join(f.column for f in model._meta.concrete_fields if f.name not in but)
    body = "; ".join(_renewed(database, model.kept_as))
    for verb in verbs_of(database.vendor):
        when = f"{verb.upper()} OF {columns}" if verb == "update" else verb.upper()
        name = f"{PREFIX}{table}_{verb}"
        if database.vendor == "postgresql":
            function = f"FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
            yield f"CREATE OR REPLACE {function} $$ BEGIN {body}; RETURN NULL; END $$"
            each = f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
            yield f"CREATE OR REPLACE TRIGGER {name} AFTER {when} ON {table} {each}"
        else:
            yield f"DROP TRIGGER IF EXISTS {name}"
            yield f"CREATE TRIGGER {name} AFTER {when} ON {table} BEGIN {body}; END"


def _renewed(database: BaseDatabaseWrapper, name: str) -> list[str]:
    """The edition has a mark that it never had."""
    random = "lower(hex(randomblob(16)))" if database.vendor == "sqlite" else "gen_random_uuid()"
    table = Edition._meta.db_table
    new = f"INSERT INTO {table} (name, mark) SELECT '{name}', CAST({random} AS text)"
    if database.vendor == "postgresql":
        return [f"{new} ON CONFLICT (name) DO UPDATE SET mark = excluded.mark"]
    return [f"DELETE FROM {table} WHERE name = '{name}'", new]  # noqa: S608 - the same

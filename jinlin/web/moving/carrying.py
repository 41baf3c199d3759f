"""How does a whole house go from one engine to the other, and who says that all of it arrived?"""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from jinlin.core import presence
from jinlin.core.progress import gauge
from jinlin.web.moving import bare, ends
from jinlin.web.moving.ends import End, Unmovable
from jinlin.web.moving.files import carry_files
from jinlin.web.moving.tables import Sum, Table, summed, tables

ROWS = "rows of "  # a note: how far a table is


@dataclass(frozen=True)
class Moved:
    """What a finished move carried."""

    tables: int
    rows: int
    files: int
    proof: str  # what verify-timeline said in the new house


def move(source: End, target: End, *, to_var: Path) -> Moved:
    """The target is the house that the source is: every row, every file, every key; proved. The
    source is as it was. Killed at any moment, the same words go on where it stopped.
    """
    to_var.mkdir(mode=0o700, parents=True, exist_ok=True)
    with presence.alone(*_folders(source, to_var)):
        try:
            ends.open_source(source)
            ends.open_target(target)
            with transaction.atomic(using=source.alias):  # one moment of the source
                return _carry(source, target, to_var)
        finally:
            ends.close()


def _carry(source: End, target: End, to_var: Path) -> Moved:
    every = tables()
    _require_all_known(source, every)
    _require_empty(source, target)
    files = carry_files(Path(settings.VAR), to_var)  # the keys first: a house without makes its own
    _prepare(target, to_var)
    target.connection.disable_constraint_checking()
    bare.lay_bare(target.connection, every)
    _copy(source, target, every)
    bare.put_back(target.connection, source.connection, every)
    sums = _proved(source, target, every)
    proof = _say(target, to_var, "verify-timeline")
    bare.end_notes(target.connection)
    return Moved(len(every), sum(each.rows for each in sums), files, proof)


def _folders(source: End, to_var: Path) -> list[Path]:
    """Where somebody may be at work: each folder once."""
    near = [] if source.is_postgresql else [source.file.parent]
    found = {folder.resolve() for folder in (Path(settings.VAR), to_var, *near) if folder.is_dir()}
    return sorted(found)


def _require_all_known(source: End, every: list[Table]) -> None:
    """No table stays behind unseen."""
    known = {table.name for table in every} | {
        bare.NOTES,
        ends.MIGRATED,
        str(settings.CACHES["default"].get("LOCATION", "")),  # counters of minutes
    }
    unknown = {
        name
        for name in source.connection.introspection.table_names()
        if name not in known and not name.startswith((f"{bare.SEARCH}_signs", "sqlite_"))
    }
    if unknown:
        raise Unmovable(
            _("These tables of the source belong to no part of this version: %(names)s.")
            % {"names": ", ".join(sorted(unknown))}
        )
    if bare.is_noted(source.connection):
        raise Unmovable(_("The source is itself a house that was not wholly moved in."))


def _require_empty(source: End, target: End) -> None:
    """The target holds nothing but a note of where its rows come from, or what this move began."""
    present = target.connection.introspection.table_names()
    if bare.NOTES not in present:
        if present:
            raise Unmovable(
                _(
                    "There are %(count)d tables in the target already. A house is moved into an "
                    "empty database only."
                )
                % {"count": len(present)}
            )
        bare.begin_notes(target.connection, source=source.known_as())
    elif bare.noted(target.connection, "source") != source.known_as():
        raise Unmovable(
            _("Another house is being moved into the target. Empty that database to start over.")
        )


def _prepare(target: End, to_var: Path) -> None:
    """The target has every table of the house."""
    if bare.noted(target.connection, bare.PUT_BACK) is None:
        target.connection.close()
        _django(target, to_var, "migrate", "--skip-checks", "--verbosity", "0")


def _copy(source: End, target: End, every: list[Table]) -> None:
    """Every row of the source stands in the target, as it stands there."""
    total = sum(table.count(source.connection) for table in every)
    with gauge(total=total, label=_("Rows")) as advance:
        for table in every:
            _copy_table(source, target, table, advance)


def _copy_table(source: End, target: End, table: Table, advance: Callable[[int], None]) -> None:
    name = f"{ROWS}{table.name}"
    after = bare.noted(target.connection, name)
    if after is not None:
        advance(table.count(target.connection))
    for last, rows in table.batches(source.connection, after=after):
        try:
            with transaction.atomic(using=target.alias):
                table.insert(target.connection, rows)
                bare.note(target.connection, name, last)
        except (DataError, IntegrityError, psycopg.Error) as refused:  # COPY is not Django's
            raise Unmovable(
                _("A row of %(table)s up to the key %(key)s does not fit the target: %(why)s")
                % {"table": table.name, "key": last, "why": str(refused).partition("\n")[0]}
            ) from refused
        advance(len(rows))


def _proved(source: End, target: End, every: list[Table]) -> list[Sum]:
    """The sums over all tables, after they were found equal on both sides."""
    total = 2 * sum(table.count(source.connection) for table in every)
    sums, differing = [], []
    with gauge(total=total, label=_("Rows compared")) as advance:
        for table in every:
            here, there = (_sum(table, end, advance) for end in (source, target))
            sums.append(there)
            if (here.rows, here.hash) != (there.rows, there.hash):
                differing.append(f"{table.name} ({here.rows} / {there.rows})")
    if differing:
        raise Unmovable(
            _("These tables differ from the source: %(names)s. Empty the target and start over.")
            % {"names": ", ".join(differing)}
        )
    return sums


def _sum(table: Table, end: End, advance: Callable[[int], None]) -> Sum:
    here, seen = Sum(), 0
    for here in summed(table, end.connection):
        advance(here.rows - seen)
        seen = here.rows
    return here


def _django(target: End, to_var: Path, *words: str) -> None:
    _run(target, to_var, [sys.executable, "-m", "django", *words])


def _say(target: End, to_var: Path, word: str) -> str:
    """What our own console answers in the new house."""
    return _run(target, to_var, [sys.executable, "-m", "jinlin.web.moving", word])


def _run(target: End, to_var: Path, words: list[str]) -> str:
    environment = {
        **os.environ,
        "JINLIN_DATABASE_URL": target.url,
        "JINLIN_VAR": str(to_var),
        "DJANGO_SETTINGS_MODULE": "jinlin.web.settings",
    }
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own programs
    if done.returncode:
        raise Unmovable(
            _("The new house does not hold: %(why)s")
            % {"why": (done.stdout.strip() or done.stderr.strip())[-2000:]}
        )
    return done.stdout.strip()

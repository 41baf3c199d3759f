"""Which tables are watched in this house, and do their triggers stand?"""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from django.apps import apps
from django.db import DatabaseError, connections, transaction

from jinlin.core.figures.measures import Measure
from jinlin.core.figures.rollup import cells, marks
from jinlin.core.figures.rollup.marks import Source, Watched


def put_up(alias: str) -> None:
    """Every watched table that is there in full marks what changes; if that had to be mended,
    everything is counted anew.
    """
    whole = [
        watched
        for watched in marks.watched_by(declared())
        if all(_is_there(alias, source, watched) for source in watched.tables)
    ]
    if whole and marks.put_up(alias, whole):
        cells.forget()


def take_down(alias: str) -> None:
    marks.take_down(alias)


@contextmanager
def unwatched(alias: str = "default") -> Iterator[None]:
    """Inside, while a house is filled, nothing marks a day; afterwards everything marks again, and
    is counted anew.
    """
    take_down(alias)
    cells.forget()
    try:
        yield
    finally:
        marks.Mark.objects.using(alias).all().delete()
        put_up(alias)


def declared() -> list[Measure]:
    """The measures of all apps."""
    found: list[Measure] = []
    for app in apps.get_app_configs():
        if app.name.startswith("jinlin.") and find_spec(f"{app.name}.measures"):
            found += getattr(importlib.import_module(f"{app.name}.measures"), "MEASURES", [])
    return found


def _is_there(alias: str, source: Source, watched: Watched) -> bool:
    """Half a migration forth or back, a table or a column may be missing; and so may ours."""
    follows = [watched.follows] if watched.follows and source == watched.matters else []
    columns = [source.key, *source.days, *follows]
    try:
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(columns)} FROM {source.table} WHERE 1 = 0")  # noqa: S608 - names from the source
            cursor.execute("SELECT id FROM core_rolled WHERE 1 = 0")
            cursor.execute("SELECT id FROM core_past WHERE 1 = 0")
            cursor.execute("SELECT id FROM core_aheadcell WHERE 1 = 0")
    except DatabaseError:
        return False
    return True

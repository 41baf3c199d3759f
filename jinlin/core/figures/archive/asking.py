"""How is a measure asked of an archive?"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from django.db import connections
from django.utils.translation import gettext as _

from jinlin.core.figures.archive.dialect import Engine, Files
from jinlin.core.figures.archive.manifest import Manifest, manifests
from jinlin.core.figures.archive.questions import tables
from jinlin.core.figures.measures import Measure

ARCHIVE = "archive"
ENGINES = ("duckdb", "spark")  # the first is asked where nobody says which


class NoArchive(Exception):
    """There is nothing whole to be asked in this folder."""


@contextmanager
def opened(folder: Path, engine: str) -> Iterator[list[Manifest]]:
    """Inside, measures that stand `on` the archive are answered by this engine from its files.

    Raises NoArchive where something of it is missing.
    """
    found = whole(folder)
    connections[ARCHIVE] = Files(_engine(engine, folder, found), ARCHIVE)
    try:
        yield found
    finally:
        connections[ARCHIVE].close()
        del connections[ARCHIVE]


def whole(folder: Path) -> list[Manifest]:
    """The archives in a folder. Raises NoArchive when there is none, or one was broken off."""
    found = manifests(folder)
    if not found:
        raise NoArchive(_("There is no archive in {folder}.").format(folder=folder))
    for each in found:
        if not each.finished_at:
            raise NoArchive(
                _("The archive of {county} was broken off. Write it once more.").format(
                    county=each.county
                )
            )
    return found


def missing(found: Iterable[Manifest], measures: Iterable[Measure]) -> list[str]:
    """The columns that measures ask about and that were not taken out: they came later."""
    columns = [
        (table.name, column.column) for table in tables(measures) for column in table.columns
    ]
    return [
        f"{manifest.county}: {table}.{column}"
        for manifest in found
        for table, column in columns
        if column not in manifest.tables.get(table, {})
    ]


def on(measure: Measure) -> Measure:
    """The same measure, whose rows are read from the archive that is opened."""
    return replace(measure, rows=lambda window: measure.rows(window).using(ARCHIVE), watched=None)


def _engine(name: str, folder: Path, found: list[Manifest]) -> Engine:
    names = sorted({table for each in found for table in each.tables})
    if name == "spark":
        from jinlin.core.figures.archive.spark import Spark  # noqa: PLC0415 - an extra

        return Spark(folder, names)
    from jinlin.core.figures.archive.duck import Duck  # noqa: PLC0415 - an extra

    return Duck(folder, names)

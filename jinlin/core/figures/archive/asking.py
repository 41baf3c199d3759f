"""How is a measure asked of an archive?"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from django.db import connections

from jinlin.core.figures.archive.dialect import Engine, Files
from jinlin.core.figures.archive.manifest import Manifest, manifests
from jinlin.core.figures.measures import Measure

ARCHIVE = "archive"
ENGINES = ("duckdb", "spark")


class NoArchive(Exception):
    """There is nothing whole to be asked in this folder."""


@contextmanager
def opened(folder: Path, engine: str) -> Iterator[list[Manifest]]:
    """Inside, measures that stand `on` the archive are answered by this engine from its files.

    Raises NoArchive where one of them is missing.
    """
    found = manifests(folder)
    if not found:
        raise NoArchive(f"there is no archive in {folder}")
    for each in found:
        if not each.finished_at:
            raise NoArchive(f"the archive of {each.county} was broken off: write it once more")
    connections[ARCHIVE] = Files(_engine(engine, folder, found), ARCHIVE)
    try:
        yield found
    finally:
        connections[ARCHIVE].close()
        del connections[ARCHIVE]


def on(measure: Measure) -> Measure:
    """The same measure, whose rows are read from the archive that is opened."""
    return replace(measure, rows=lambda window: measure.rows(window).using(ARCHIVE), watched=None)


def _engine(name: str, folder: Path, found: list[Manifest]) -> Engine:
    tables = sorted({table for each in found for table in each.tables})
    if name == "spark":
        from jinlin.core.figures.archive.spark import Spark  # noqa: PLC0415 - an extra

        return Spark(folder, tables)
    from jinlin.core.figures.archive.duck import Duck  # noqa: PLC0415 - an extra

    return Duck(folder, tables)

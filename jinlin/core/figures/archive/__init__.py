"""How are figures counted from files, when a province looks across its counties?

Nothing is defined twice. `write` takes out, as Parquet by table, county and month, exactly those
columns that the measures' own questions name, with every key as a keyed hash. `opened` makes an
engine over such files (DuckDB in the process, or Spark) look like one more database; a measure's
own QuerySet, asked there, is compiled to SQL as for PostgreSQL, so that value, month, place and
rank come from the code that counts in the house.
"""

from jinlin.core.figures.archive.asking import ENGINES, NoArchive, missing, on, opened, whole
from jinlin.core.figures.archive.manifest import Manifest, digest, manifests
from jinlin.core.figures.archive.writing import Overlap, write

__all__ = [
    "ENGINES",
    "Manifest",
    "NoArchive",
    "Overlap",
    "digest",
    "manifests",
    "missing",
    "on",
    "opened",
    "whole",
    "write",
]

"""How are figures counted from files, when a province looks across its counties?

Nothing is defined twice. `written` takes out, as Parquet by table, county and month, exactly those
columns that the measures' own questions name, with every key as a keyed hash. `opened` makes an
engine over such files (DuckDB in the process, or Spark) look like one more database; a measure's
own QuerySet, asked there, is compiled to SQL as for PostgreSQL, so that value, month, place and
rank come from the code that counts in the house.
"""

from jinlin.core.figures.archive.asking import on, opened
from jinlin.core.figures.archive.manifest import Manifest, manifests
from jinlin.core.figures.archive.writing import write

__all__ = ["Manifest", "manifests", "on", "opened", "write"]

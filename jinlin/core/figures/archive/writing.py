"""How does a county's archive come to stand in files, month by month?

One file for each table, county and month. A file is whole or not there; broken off, the next run
goes on after the last whole file. Memory does not grow with the rows.
"""

import contextlib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from jinlin.core.figures.archive import columns
from jinlin.core.figures.archive.manifest import Manifest, digest, load, manifests
from jinlin.core.figures.archive.questions import Table, asks_of, tables, way_to_county
from jinlin.core.figures.measures import Measure
from jinlin.core.progress import Advance, gauge
from jinlin.core.time import clock

BATCH = 10_000
UNDATED = "undated"
PURPOSE = "figures"


class Overlap(Exception):
    """Rows would stand in the folder twice, once for a county and once for what lies around it."""


def write(
    measures: Iterable[Measure],
    county: str,
    folder: Path,
    *,
    purpose: str = PURPOSE,
    label: str = "",
) -> Manifest:
    """The county's archive stands in the folder, whole, with its manifest. What an unfinished run
    had written already is kept; files of an earlier archive that are no longer named are gone.

    Raises Overlap, and Unfit for a measure that asks about what must not leave the house.
    """
    measures = list(measures)
    folder.mkdir(parents=True, exist_ok=True)
    _check_apart(county, folder)
    own_tables = tables(measures)
    manifest = _begun(measures, own_tables, county, folder, purpose)
    with _one_moment():
        total = sum(_rows(table, county).count() for table in own_tables)
        with gauge(total=total, label=label or county) as advance:
            for table in own_tables:
                _write_table(table, manifest, folder, advance)
    manifest.finished_at = clock.now().isoformat()
    manifest.save(folder)
    _sweep(manifest, folder)
    return manifest


def _check_apart(county: str, folder: Path) -> None:
    for other in (each.county for each in manifests(folder)):
        if other != county and (other.startswith(county) or county.startswith(other)):
            raise Overlap(
                _("{folder} holds {other} already; {county} is part of it or around it.").format(
                    folder=folder, other=other, county=county
                )
            )


def _begun(
    measures: list[Measure], own_tables: list[Table], county: str, folder: Path, purpose: str
) -> Manifest:
    """The manifest of a run that was broken off and asks the same, or a new one."""
    held = {
        table.name: {str(each.column): columns.kind_of(each) for each in table.columns}
        for table in own_tables
    }
    before = load(folder, county)
    if before and not before.finished_at and (before.tables, before.purpose) == (held, purpose):
        before.resumed_at.append(clock.now().isoformat())
        return before
    fresh = Manifest(
        county=county,
        purpose=purpose,
        begun_at=clock.now().isoformat(),
        tables=held,
        asks={measure.key: asks_of(measure) for measure in measures},
    )
    fresh.save(folder)
    return fresh


@contextlib.contextmanager
def _one_moment() -> Iterator[None]:
    """All files of a run say what was known at one moment, whatever is written meanwhile."""
    with transaction.atomic():
        if connection.vendor == "postgresql" and len(connection.savepoint_ids) == 0:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _write_table(table: Table, manifest: Manifest, folder: Path, advance: Advance) -> None:
    rows = _rows(table, manifest.county)
    for month, among in _months(table, rows):
        name = f"{table.name}/county={manifest.county}/{month}.parquet"
        part = manifest.parts.get(name)
        if part and digest(folder / name) == part["sha256"]:
            advance(part["rows"])
            continue
        counted = _write_part(table, among, folder / name, manifest.purpose, advance)
        manifest.parts[name] = {"rows": counted, "sha256": digest(folder / name)}
        manifest.save(folder)


def _rows(table: Table, county: str) -> "QuerySet[Any]":
    """The county's rows; of what is sealed, none."""
    way = way_to_county(table.model)
    manager: Any = table.model._default_manager
    rows: QuerySet[Any] = (
        manager.counted() if hasattr(manager, "counted") else table.model._base_manager.all()  # noqa: SLF001 - all rows, whoever sees them
    )
    return rows.filter(**{f"{way}__startswith": county}).order_by() if way else rows.order_by()


def _months(table: Table, rows: "QuerySet[Any]") -> Iterator[tuple[str, "QuerySet[Any]"]]:
    """Each month that has rows, and at the end those without a day: also when there are none, so
    that each table is there.
    """
    if table.day:
        name = next(each.name for each in table.columns if each.column == table.day)
        months = rows.annotate(of=TruncMonth(name)).values_list("of", flat=True).distinct()
        for month in sorted(each for each in months if each):
            following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
            among = Q(**{f"{name}__gte": month, f"{name}__lt": following})
            yield f"{month:%Y-%m}", rows.filter(among)
        yield UNDATED, rows.filter(**{f"{name}__isnull": True})
    else:
        yield UNDATED, rows


def _write_part(
    table: Table, rows: "QuerySet[Any]", path: Path, purpose: str, advance: Advance
) -> int:
    import pyarrow as pa  # noqa: PLC0415 - an extra: only whoever archives needs it
    import pyarrow.parquet as pq  # noqa: PLC0415 - the same

    schema = schema_of(table)
    hashed = columns.hasher(purpose)
    kinds = [columns.kind_of(field) for field in table.columns]
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".part")
    counted = 0
    with pq.ParquetWriter(fresh, schema, compression="zstd") as writer:
        for batch in _batches(rows.values_list(*(field.attname for field in table.columns))):
            turned = [
                [
                    value if value is None or kind != columns.HASH else hashed(value)
                    for value in values
                ]
                for kind, values in zip(kinds, zip(*batch, strict=True), strict=True)
            ]
            arrays = [pa.array(v, type=f.type) for v, f in zip(turned, schema, strict=True)]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
            counted += len(batch)
            advance(len(batch))
    fresh.replace(path)
    return counted


def schema_of(table: Table) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - an extra

    types = {
        columns.TEXT: pa.string(),
        columns.HASH: pa.string(),
        columns.DAY: pa.date32(),
        columns.MOMENT: pa.timestamp("us", tz="UTC"),
        columns.NUMBER: pa.int64(),
        columns.TRUTH: pa.bool_(),
    }
    return pa.schema([(field.column, types[columns.kind_of(field)]) for field in table.columns])


def _batches(rows: "QuerySet[Any, Any]") -> Iterator[list[tuple[Any, ...]]]:
    batch: list[tuple[Any, ...]] = []
    for row in rows.iterator(BATCH):
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _sweep(manifest: Manifest, folder: Path) -> None:
    """Files of this county that the manifest does not name."""
    for path in folder.glob(f"*/county={manifest.county}/*"):
        if str(path.relative_to(folder)) not in manifest.parts:
            path.unlink()

"""How is what everybody may take described, so that any program can check it?

A Frictionless data package of two files.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from typing import Any

from jinlin.core.sheets import tame
from jinlin.ground.places.models import Place
from jinlin.metrics.public import (
    COLUMNS,
    DEFINITIONS,
    KEPT_TO,
    as_rows,
    definitions,
    last_day,
)

Columns = Sequence[tuple[str, str, str]]


def figures_csv(place: Place) -> bytes:
    return _csv(COLUMNS, as_rows(place))


def measures_csv(place: Place) -> bytes:
    return _csv(DEFINITIONS, definitions(place))


def _csv(columns: Columns, rows: Iterable[Sequence[Any]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column for column, _kind, _words in columns])
    for row in rows:
        writer.writerow([_plain(cell) for cell in row])
    return text.getvalue().encode()


def _plain(cell: Any) -> Any:
    """A number stays one, a claim is spelled as the package says it, a text is no formula."""
    if isinstance(cell, bool):
        return str(cell).lower()
    return tame(cell) if isinstance(cell, str) else cell


def package(place: Place, *, figures: str, measures: str) -> dict[str, Any]:
    """A Frictionless data package that describes the two CSV files at these addresses, with their
    size and hash as they are now.
    """
    day = last_day()
    named = {"fields": "key", "reference": {"resource": "measures", "fields": "key"}}
    return {
        "profile": "tabular-data-package",
        "name": f"jinlin-figures-{place.code}",
        "title": f"{place.name} · {day.isoformat()}",
        "created": f"{day.isoformat()}T23:59:59+08:00",
        "resources": [
            {
                **_resource("figures", figures, COLUMNS, ["key", "place", "period"], [named]),
                **_weighed(figures_csv(place)),
            },
            {
                **_resource("measures", measures, DEFINITIONS, ["key"], []),
                **_weighed(measures_csv(place)),
            },
        ],
    }


def _weighed(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def _resource(
    name: str, path: str, columns: Columns, own: list[str], others: list[Any]
) -> dict[str, Any]:
    fields = [_field(name, *column) for column in columns]
    schema: dict[str, Any] = {"fields": fields, "primaryKey": own, "missingValues": [""]}
    if others:
        schema["foreignKeys"] = others
    return {
        "name": name,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "schema": schema,
    }


def _field(resource: str, name: str, kind: str, words: str) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": kind, "description": words}
    if kind == "date":
        field["format"] = "default"
    if kept := KEPT_TO.get(f"{resource}.{name}"):
        field["constraints"] = dict(kept)
    return field

"""Which figures may everybody read, and in which forms?

Those whose measure is public, of a whole county, up to yesterday; of people, none that is so small
that somebody could be known by it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from jinlin.core.figures import rollup
from jinlin.core.figures.measures import Figure, Measure, Window, for_everybody
from jinlin.core.time import clock
from jinlin.ground.places.models import Level, Place
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.groups import group_of

COLUMNS: Final = (
    ("key", "string", "the measure's key; it stays when its name changes"),
    ("name", "string", "what it is called"),
    ("place", "string", "the county's code, GB/T 2260"),
    ("as_of", "date", "the last day that is counted"),
    ("value", "number", "empty: nothing to measure, or too few people to say"),
    ("unit", "string", "of the value"),
    ("numerator", "integer", "how many meet it; empty where the value is"),
    ("denominator", "integer", "how many count; empty where the value is"),
    ("question", "string", "what it answers"),
    ("counted", "string", "which rows count"),
    ("met", "string", "which of them meet it"),
    ("excluded", "string", "what is left out"),
)


@dataclass(frozen=True)
class Line:
    """One figure as everybody reads it. `figure` None: too few people to say."""

    measure: Measure
    figure: Figure | None

    @property
    def shown(self) -> Any:
        return self.figure.read_in(self.measure.shown) if self.figure else None

    @property
    def unit(self) -> Any:
        return self.measure.shown.unit if self.measure.shown else self.measure.unit


def county(code: str) -> Place | None:
    """The county asked for; without a code the only one there is."""
    counties = Place.objects.present().filter(level=Level.COUNTY).order_by("code")
    if code:
        return counties.filter(code=code).first()
    found = list(counties[:2])
    return found[0] if len(found) == 1 else None


def counties() -> list[Place]:
    return list(Place.objects.present().filter(level=Level.COUNTY).order_by("code"))


def last_day() -> date:
    """Today is not over: it is not said yet."""
    return clock.today() - timedelta(days=1)


def lines(place: Place, as_of: date) -> list[Line]:
    measures = [measure for measure in MEASURES.values() if measure.is_public]
    found = rollup.figures(measures, Window(place.code, as_of))
    return [Line(each, for_everybody(each, found[each.key])) for each in measures]


def grouped(found: list[Line]) -> dict[str, list[Line]]:
    """By what they are about, in the order of the catalogue."""
    groups: dict[str, list[Line]] = {}
    for line in found:
        groups.setdefault(str(group_of(line.measure)), []).append(line)
    return groups


def as_rows(place: Place, as_of: date) -> list[tuple[Any, ...]]:
    """One tuple for each figure, as COLUMNS name it."""
    return [
        (
            line.measure.key,
            str(line.measure.name),
            place.code,
            as_of.isoformat(),
            line.shown,
            str(line.unit),
            line.figure.numerator if line.figure else None,
            line.figure.denominator if line.figure else None,
            str(line.measure.question),
            str(line.measure.denominator),
            str(line.measure.numerator),
            str(line.measure.exclusions),
        )
        for line in lines(place, as_of)
    ]


def package(place: Place, as_of: date, *, path: str) -> dict[str, Any]:
    """A Frictionless data package that describes the CSV file at `path`."""
    fields = [{"name": name, "type": kind, "description": words} for name, kind, words in COLUMNS]
    return {
        "name": f"jinlin-figures-{place.code}",
        "title": f"{place.name} · {as_of.isoformat()}",
        "created": f"{as_of.isoformat()}T23:59:59+08:00",
        "resources": [
            {
                "name": "figures",
                "path": path,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "profile": "tabular-data-resource",
                "schema": {"fields": fields, "primaryKey": ["key"], "missingValues": [""]},
            }
        ],
    }

"""How many are there, layered and classified; how far did candidates come?"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from jinlin.core.time import clock
from jinlin.domains.workforce.models import (
    Answer,
    Candidacy,
    Degree,
    Degrees,
    Establishment,
    Level,
    Post,
    Professional,
    Qualification,
    Round,
    Sector,
    WorkClass,
)

AGES = ((0, 25), (25, 35), (35, 45), (45, 55), (55, 200))
TOWN_DIGITS = 9
READ_AT_ONCE = 2_000


@dataclass(frozen=True)
class Cross:
    """How many people of each row are in each column; totals are sums of people."""

    columns: list[Any]
    rows: list[tuple[Any, list[int], int]]
    total: int


def layered(rows: QuerySet[Professional]) -> "QuerySet[Any]":
    """Each with the highest level and degree, and field and class of the present post."""
    held = Qualification.objects.filter(professional=OuterRef("pk")).order_by("-level")
    taught = Degree.objects.filter(professional=OuterRef("pk")).order_by("-degree")
    post = Post.objects.filter(professional=OuterRef("pk"), until=None).order_by("since", "pk")
    return rows.annotate(
        level=Subquery(held.values("level")[:1]),
        schooling=Subquery(taught.values("degree")[:1]),
        sector=Subquery(post.values("sector")[:1]),
        work_class=Subquery(post.values("work_class")[:1]),
    )


def dimensions() -> dict[str, dict[Any, Any]]:
    """What may be crossed with what: values and their words, None for what is not known."""
    sectors = {each.code: each.name for each in Sector.objects.all()}
    return {
        "level": {**dict(Level.choices), None: ""},
        "schooling": {**dict(Degrees.choices), None: ""},
        "sector": {**sectors, None: ""},
        "work_class": {**dict(WorkClass.choices), "": "", None: ""},
        "age": {number: f"{low}-{high - 1}" for number, (low, high) in enumerate(AGES)},
        "town": {},
        "county": {},
    }


def cross(rows: QuerySet[Professional], across: str, down: str, *, also: str = "") -> Cross:
    """Any two layers of the same people (of three: the rows are pairs), in one statement: a cell is
    a number of people.
    """
    layers = layered(rows).values_list(
        "level", "schooling", "sector", "work_class", "born_on", "county", "place_code"
    )
    return _crossed(layers.iterator(READ_AT_ONCE), across, down, also, clock.today())


def cross_of_round(one: Round, across: str, down: str, *, also: str = "") -> Cross:
    """The same of a survey round, as its units signed it: each person once, whatever the register
    says since.
    """
    rows = (
        signed_in(one)
        .order_by("professional", "pk")
        .values_list(
            *("professional", "level", "degree", "sector", "work_class"),
            *("professional__born_on", "county", "place_code"),
        )
    )
    seen: dict[Any, tuple[Any, ...]] = {}
    for professional, *layers in rows.iterator(READ_AT_ONCE):
        seen.setdefault(professional, tuple(layers))
    return _crossed(seen.values(), across, down, also, one.frozen_on or one.closes_on)


def signed_in(one: Round) -> "QuerySet[Answer]":
    """The people of whom a unit signed that they work for it."""
    return Answer.objects.filter(
        unit_return__round=one, unit_return__signed_at__isnull=False, says=Answer.Says.STAYS
    )


def _crossed(
    layers: Iterable[tuple[Any, ...]], across: str, down: str, also: str, day: date
) -> Cross:
    cells: Counter[tuple[Any, Any]] = Counter()
    for level, schooling, sector, work_class, born_on, county, code in layers:
        one = {
            "level": level,
            "schooling": schooling,
            "sector": sector,
            "work_class": work_class or None,
            "age": age_group(born_on, day),
            "county": county,
            "town": code[:TOWN_DIGITS] if len(code) >= TOWN_DIGITS else None,
        }
        cells[(one[down], one[also]) if also else one[down], one[across]] += 1
    columns = _in_order({column for _row, column in cells})
    lines = [
        (row, [cells[row, column] for column in columns], sum(cells[row, c] for c in columns))
        for row in _in_order({row for row, _column in cells})
    ]
    return Cross(columns, lines, sum(cells.values()))


def age_group(born_on: date | None, day: date) -> int | None:
    if born_on is None:
        return None
    age = day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
    return next((number for number, (low, high) in enumerate(AGES) if low <= age < high), None)


def funnel(rows: QuerySet[Candidacy], by: str = "unit") -> list[tuple[Any, list[int]]]:
    """How many were mobilised, registered, sat, passed, hold the certificate; each is counted among
    those before.
    """
    stages = ("mobilised_on", "registered_on", "sat_on", "passed_on", "certified_on")
    found = rows.values(by).annotate(**{f"n_{stage}": Count(stage) for stage in stages})
    return [(row[by], [row[f"n_{stage}"] for stage in stages]) for row in found.order_by(by)]


def vacancies(county: str, day: date | None = None) -> list[dict[str, Any]]:
    """Approved, filled, vacant and wanted posts by unit and field: filled is counted."""
    day = day or clock.today()
    latest: dict[tuple[Any, str], Establishment] = {}
    rows = Establishment.objects.filter(county=county, since__lte=day)
    for row in rows.select_related("organisation", "sector").order_by("since"):
        latest[row.organisation_id, row.sector_id] = row
    standing = Professional.objects.standing().filter(county=county)
    held = Post.objects.filter(county=county, until=None, professional__in=standing)
    filled = Counter(held.values_list("organisation", "sector"))
    return [
        {
            "unit": row.organisation.name,
            "sector": row.sector.name,
            "approved": row.approved,
            "filled": filled[key],
            "vacant": max(row.approved - filled[key], 0),
            "wanted": row.wanted,
        }
        for key, row in latest.items()
    ]


def _in_order(values: Iterable[Any]) -> list[Any]:
    """What is not known comes last."""

    def place(value: Any) -> list[tuple[bool, str]]:
        parts = value if isinstance(value, tuple) else (value,)
        return [(part is None, str(part)) for part in parts]

    return sorted(values, key=place)

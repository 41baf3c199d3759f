"""How many are there, layered and classified; how far did candidates come; who looks alike?"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from jinlin.core.pinyin import sound
from jinlin.core.time import clock
from jinlin.domains.workforce.models import (
    Candidacy,
    Degree,
    Degrees,
    Establishment,
    Level,
    Pair,
    Post,
    Professional,
    Qualification,
    Sector,
    WorkClass,
)

AGES = ((0, 25), (25, 35), (35, 45), (45, 55), (55, 200))
MOST_PAIRS = 100
TOWN_DIGITS = 9


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


def cross(rows: QuerySet[Professional], across: str, down: str) -> Cross:
    """Any two layers of the same people, in one statement: a cell is a number of people."""
    told = layered(rows).values_list(
        "level", "schooling", "sector", "work_class", "born_on", "county", "place_code"
    )
    cells: Counter[tuple[Any, Any]] = Counter()
    for level, schooling, sector, work_class, born_on, county, code in told:
        one = {
            "level": level,
            "schooling": schooling,
            "sector": sector,
            "work_class": work_class or None,
            "age": age_group(born_on),
            "county": county,
            "town": code[:TOWN_DIGITS] if len(code) >= TOWN_DIGITS else None,
        }
        cells[one[down], one[across]] += 1
    columns = _in_order({column for _row, column in cells})
    lines = [
        (row, [cells[row, column] for column in columns], sum(cells[row, c] for c in columns))
        for row in _in_order({row for row, _column in cells})
    ]
    return Cross(columns, lines, sum(cells.values()))


def age_group(born_on: date | None) -> int | None:
    if born_on is None:
        return None
    today = clock.today()
    age = today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))
    return next(number for number, (low, high) in enumerate(AGES) if low <= age < high)


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
    filled = Counter(
        Post.objects.filter(county=county, until=None).values_list("organisation", "sector")
    )
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


@dataclass(frozen=True)
class Alike:
    """Two records that may be of one person, and what speaks for it."""

    one: Professional
    other: Professional
    reasons: tuple[str, ...]


def look_alikes(county: str) -> list[Alike]:
    """Pairs whose names are the same and something else too, or sound alike with the same birth or
    phone; never again once somebody decided on them.
    """
    rows = list(
        Professional.objects.standing()
        .filter(county=county)
        .select_related("person")
        .prefetch_related("posts")
    )
    decided = set(Pair.objects.filter(county=county).values_list("one", "other"))
    by_sound: dict[str, list[Professional]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.pk):
        by_sound[sound(row.person.name)].append(row)
    found = [
        Alike(one, other, reasons)
        for group in by_sound.values()
        for one, other in combinations(group, 2)
        if (one.pk, other.pk) not in decided and (reasons := _reasons(one, other))
    ]
    return found[:MOST_PAIRS]


def _reasons(one: Professional, other: Professional) -> tuple[str, ...]:
    """What two records share besides a name that sounds alike; nothing where it is too little."""
    shared = {
        "birth": one.born_on is not None and one.born_on == other.born_on,
        "phone": bool(one.person.phone) and one.person.phone == other.person.phone,
        "unit": bool(
            {p.unit_key for p in one.posts.all()} & {p.unit_key for p in other.posts.all()}
        ),
    }
    reasons = tuple(name for name, holds in shared.items() if holds)
    if one.name_key == other.name_key:
        return reasons
    return ("sound", *reasons) if reasons and reasons != ("unit",) else ()


def _in_order(values: Iterable[Any]) -> list[Any]:
    """What is not known comes last."""
    return sorted(values, key=lambda value: (value is None, str(value)))

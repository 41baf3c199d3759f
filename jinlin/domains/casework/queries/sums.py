"""How much was served, added up: by field, by point, by where the money came from?"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum

from jinlin.core.time import clock
from jinlin.domains.casework.models import Field, Fund, Point, Service


@dataclass(frozen=True)
class Line:
    """One line of a table: services, person-times and yuan under one word."""

    word: Any
    services: int
    person_times: int
    yuan: Decimal


@dataclass(frozen=True)
class Sums:
    """The same services, three times added up, and together."""

    whole: Line
    fields: list[Line]
    points: list[Line]
    funds: list[Line]


@dataclass(frozen=True)
class PointLine:
    """A service point, and what this year brought there. Services of a case are not among them."""

    point: Point
    services: int
    person_times: int


def sums_of(rows: "QuerySet[Service]") -> Sums:
    """Four statements, however many services there are."""
    fields, funds = dict(Field.choices), dict(Fund.choices)
    rows = rows.select_related(None).order_by()
    whole = rows.aggregate(**COUNTED)
    return Sums(
        _line("", whole),
        [_line(fields[row["field"]], row) for row in _by(rows, "field")],
        [_line(row["point__name"] or "", row) for row in _by(rows, "point", "point__name")],
        [_line(funds.get(row["fund"], ""), row) for row in _by(rows, "fund")],
    )


def served_at(points: list[Point]) -> list[PointLine]:
    """Each point with the year's services: one statement."""
    rows: Any = Service.objects.filter(
        point__in=points, case=None, on__year=clock.today().year
    ).order_by()
    found = {row["point"]: row for row in rows.values("point").annotate(**COUNTED)}
    none = {"services": 0, "times": 0}
    return [
        PointLine(each, told["services"], told["times"] or 0)
        for each in points
        for told in (found.get(each.pk, none),)
    ]


COUNTED = {"services": Count("pk"), "times": Sum("person_times"), "yuan": Sum("spent")}


def _by(rows: "QuerySet[Service]", *names: str) -> Any:
    return rows.values(*names).annotate(**COUNTED).order_by("-services", *names)


def _line(word: Any, row: dict[str, Any]) -> Line:
    return Line(word, row["services"], row["times"] or 0, row["yuan"] or Decimal(0))

"""How much was served, added up: by field, by point, by where the money came from?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from jinlin.core.actor import Actor, within
from jinlin.core.time import clock
from jinlin.domains.casework.models import (
    NOWHERE,
    Field,
    Fund,
    Monthly,
    Point,
    Served,
    Service,
)
from jinlin.ground.places.queries import whole


@dataclass(frozen=True)
class Line:
    """One line of a table: services, person-times and yuan under one word."""

    word: Any
    services: int
    person_times: int
    yuan: Decimal


@dataclass(frozen=True)
class Sums:
    """The same services, three times added up, and together; `people` were helped, each once."""

    whole: Line
    fields: list[Line]
    points: list[Line]
    funds: list[Line]
    people: int = 0


@dataclass(frozen=True)
class PointLine:
    """A service point, and what this year brought there. Services of a case are not among them."""

    point: Point
    services: int
    person_times: int


def added_up(actor: Actor, used: Mapping[str, Any]) -> Sums:
    """What this person sees under these filters: whole months as they stand added up, single
    services only at the ends. Five statements, however many services there are.
    """
    since, until = used.get("since"), used.get("until")
    first, last = _whole_months(since, until)
    months = _narrowed(Monthly.objects.for_desk(actor), used).filter(_between("month", first, last))
    summed: list[dict[str, Any]] = list(
        months.order_by().values("field", "point", "fund").annotate(**OF_MONTHS)
    )
    ends = _between("on", since, first and first - DAY)
    ends |= _between("on", last and (last + MONTH).replace(day=1), until)
    ends &= _between("on", since, until)
    services = Service.objects.for_desk(actor).standing().filter(ends, case=None)
    summed += _grouped(_narrowed(services, used)) if since or until else []
    return _sums(summed, people=people_of(actor, used))


def sums_of(rows: "QuerySet[Service]") -> Sums:
    """The same of any services, one by one: two statements, however many there are."""
    return _sums(_grouped(rows))


def people_of(actor: Actor, used: Mapping[str, Any]) -> int:
    """Whom services without a case helped, each once, of whom enough is known: one statement."""
    rows = Served.objects.for_desk(actor).filter(
        _between("on", used.get("since"), used.get("until"))
    )
    filters = {f"service__{name}": used[name] for name in ("form", "point") if name in used}
    filters |= {"field": used["field"]} if "field" in used else {}
    rows = rows.filter(**filters)
    rows = rows.filter(within(whole(used["place"]))) if "place" in used else rows
    return int(rows.order_by().aggregate(n=Count("mark", distinct=True))["n"])


def served_at(points: list[Point]) -> list[PointLine]:
    """Each point with the year's services: one statement."""
    rows: Any = Monthly.objects.filter(
        point__in=[each.pk for each in points], month__year=clock.today().year
    ).order_by()
    found = {row["point"]: row for row in rows.values("point").annotate(**OF_MONTHS)}
    none = {"services_": 0, "times": 0}
    return [
        PointLine(each, counts["services_"], counts["times"] or 0)
        for each in points
        for counts in (found.get(each.pk, none),)
    ]


DAY, MONTH = timedelta(days=1), timedelta(days=31)
OF_MONTHS = {"services_": Sum("services"), "times": Sum("person_times"), "cents_": Sum("cents")}
OF_SERVICES = {"services_": Count("pk"), "times": Sum("person_times"), "yuan": Sum("spent")}


def _whole_months(since: date | None, until: date | None) -> tuple[date | None, date | None]:
    """The first days of the first and the last month that lie in the period from end to end; the
    first after the last where none does.
    """
    first = since and (since if since.day == 1 else (since.replace(day=1) + MONTH).replace(day=1))
    if until is None:
        return first, None
    after = until + DAY
    last = (after.replace(day=1) - DAY).replace(day=1)
    return first, last


def _between(name: str, first: date | None, last: date | None) -> Q:
    limits = {f"{name}__gte": first, f"{name}__lte": last}
    return Q(**{key: day for key, day in limits.items() if day is not None})


def _narrowed(rows: Any, used: Mapping[str, Any]) -> Any:
    rows = rows.filter(**{name: used[name] for name in ("field", "form", "point") if name in used})
    return rows.filter(within(whole(used["place"]))) if "place" in used else rows


def _grouped(rows: Any) -> list[dict[str, Any]]:
    found = rows.select_related(None).order_by().values("field", "point", "fund")
    return [
        {**row, "cents_": round((row["yuan"] or 0) * 100)} for row in found.annotate(**OF_SERVICES)
    ]


def _sums(rows: list[dict[str, Any]], *, people: int = 0) -> Sums:
    points = {row["point"] for row in rows} - {None, NOWHERE}
    names = dict(Point.objects.filter(pk__in=points).values_list("pk", "name"))
    return Sums(
        _line("", rows),
        _lines(rows, "field", dict(Field.choices)),
        _lines(rows, "point", names),
        _lines(rows, "fund", dict(Fund.choices)),
        people,
    )


def _lines(rows: list[dict[str, Any]], name: str, words: Mapping[Any, Any]) -> list[Line]:
    """One line for each word, those with the most services first."""
    found: dict[Any, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault("" if row[name] == NOWHERE else row[name] or "", []).append(row)
    lines = [_line(words.get(key, ""), each) for key, each in found.items()]
    return sorted(lines, key=lambda line: (-line.services, str(line.word)))


def _line(word: Any, rows: list[dict[str, Any]]) -> Line:
    services, times, cents = (
        sum(row[name] or 0 for row in rows) for name in ("services_", "times", "cents_")
    )
    return Line(word, services, times, Decimal(cents) / 100)

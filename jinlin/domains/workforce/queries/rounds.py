"""How complete is a survey round, and what changed since the one before?"""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from jinlin.domains.workforce.models import Answer, Level, Round, UnitReturn
from jinlin.domains.workforce.queries.counts import signed_in

Says = Answer.Says


@dataclass(frozen=True)
class Completeness:
    """How far the units are."""

    units: int
    signed: int
    people: int
    answered: int


@dataclass(frozen=True)
class Change:
    """One unit in this round and in the one before: how many work there, came, and left."""

    unit: str
    before: int
    now: int
    came: int
    gone: int


def completeness(one: Round) -> Completeness:
    """Two statements."""
    returns = one.returns.aggregate(units=Count("pk"), signed=Count("signed_at"))
    answers = Answer.objects.filter(unit_return__round=one)
    counts = answers.aggregate(people=Count("pk"), answered=Count("pk", filter=~Q(says=Says.OPEN)))
    return Completeness(**returns, **counts)


def returns_of(one: Round) -> "QuerySet[Any]":
    """The units' parts, those not signed first, each with how many answers it has."""
    rows = UnitReturn.objects.filter(round=one).select_related("organisation")
    return rows.annotate(
        people=Count("answers"), answered=Count("answers", filter=~Q(answers__says=Says.OPEN))
    ).order_by("signed_at", "organisation__name", "pk")


def before(one: Round) -> Round | None:
    """The round before this one in the same county."""
    rows = Round.objects.filter(county=one.county, opens_on__lt=one.opens_on)
    return rows.order_by("-opens_on", "-pk").first()


def changes(one: Round) -> list[Change]:
    """Unit by unit, by what was signed: two statements for both rounds."""
    last = before(one)
    now, then = _people(one), _people(last) if last else {}
    units = sorted({*now, *then}, key=lambda key: key[1])
    return [
        Change(
            unit,
            len(then.get((key, unit), set())),
            len(now.get((key, unit), set())),
            len(now.get((key, unit), set()) - then.get((key, unit), set())),
            len(then.get((key, unit), set()) - now.get((key, unit), set())),
        )
        for key, unit in units
    ]


def levels(one: Round) -> list[tuple[Any, int, int]]:
    """How many of each level were signed in the round before and in this one."""
    last = before(one)
    now, then = _levels(one), _levels(last) if last else Counter()
    words: dict[int | None, Any] = {level.value: level.label for level in Level}
    words[None] = None
    return [(words[each], then[each], now[each]) for each in words if then[each] or now[each]]


def _people(one: Round) -> dict[tuple[UUID, str], set[UUID]]:
    found: dict[tuple[UUID, str], set[UUID]] = {}
    rows = signed_in(one).values_list(
        "unit_return__organisation", "unit_return__organisation__name", "professional"
    )
    for organisation, name, professional in rows:
        found.setdefault((organisation, name), set()).add(professional)
    return found


def _levels(one: Round) -> "Counter[int | None]":
    return Counter(signed_in(one).values_list("level", flat=True))

"""How many doors of a round were reached, by group and by place, and what came of it?"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from jinlin.domains.visits.lifecycle import DoorState
from jinlin.domains.visits.models import Finding, FindingKind, FindingState, Round
from jinlin.ground.places.models import Place

# every door stands in exactly one of these
COLUMNS: dict[str, Q] = {
    "visited": Q(state=DoorState.VISITED),
    "refused": Q(state=DoorState.REFUSED),
    "moved": Q(state=DoorState.MOVED),
    "settled": Q(state=DoorState.SETTLED),
    "not_home": Q(state__in=(DoorState.NOT_HOME, DoorState.RAISED))
    | Q(state=DoorState.UNTRIED, attempts__gt=0),
    "never": Q(state=DoorState.UNTRIED, attempts=0),
}


@dataclass(frozen=True)
class Row:
    """One line of the table: a group, a place, or all."""

    name: Any
    doors: int
    cells: dict[str, int]
    code: str = ""

    @property
    def visited(self) -> int:
        return self.cells["visited"]

    @property
    def percent(self) -> int:
        return self.cells["visited"] * 100 // self.doors if self.doors else 0


@dataclass(frozen=True)
class Outcome:
    """What was found of one kind, and what came of it."""

    kind: Any
    found: int
    passed: int
    seen: int
    left: int
    waiting: int


def whole(round_: Round, doors: "QuerySet[Any] | None" = None) -> Row:
    rows = round_.doors.all() if doors is None else doors
    counts = rows.aggregate(doors=Count("pk"), **_counts())
    return Row("", counts.pop("doors"), counts)


def put_right(round_: Round) -> int:
    """How many of those who had moved away, as the round reported, had not: said afterwards."""
    return round_.doors.filter(put_right_on__isnull=False).count()


def by_group(round_: Round) -> list[Row]:
    """A door that stands for two groups counts in both."""
    rows: Any = round_.doors.order_by().values("groups__name", "groups__code", "groups__order")
    found = rows.annotate(doors=Count("pk"), **_counts()).order_by("groups__order", "groups__code")
    return [_row(each, each["groups__name"], each["groups__code"] or "") for each in found]


def by_place(round_: Round) -> list[Row]:
    """By the neighbourhood or community in which the doors are."""
    rows: Any = round_.doors.order_by().values("place_code")
    found = list(rows.annotate(doors=Count("pk"), **_counts()).order_by("place_code"))
    codes = [each["place_code"] for each in found]
    names = dict(
        Place.objects.filter(code__in=codes).order_by("valid_from").values_list("code", "name")
    )
    return [_row(each, names.get(each["place_code"], ""), each["place_code"]) for each in found]


def by_visitor(round_: Round) -> list[Row]:
    """How much each list still has: for sharing it out, not for ranking anybody."""
    rows: Any = round_.doors.to_do().order_by().values("visitor", "visitor__name")
    found = rows.annotate(doors=Count("pk"), **_counts()).order_by("visitor__name", "visitor")
    return [_row(each, each["visitor__name"] or "", str(each["visitor"] or "")) for each in found]


def outcomes(round_: Round) -> list[Outcome]:
    states = {
        "passed": FindingState.PASSED,
        "seen": FindingState.SEEN,
        "left": FindingState.LEFT,
        "waiting": FindingState.WAITING,
    }
    counts = {name: Count("pk", filter=Q(state=state)) for name, state in states.items()}
    rows: Any = Finding.objects.filter(door__round=round_).order_by().values("kind")
    found = {row.pop("kind"): row for row in rows.annotate(found=Count("pk"), **counts)}
    return [Outcome(kind.label, **found[kind]) for kind in FindingKind if kind in found]


def _counts() -> dict[str, Count]:
    return {name: Count("pk", filter=condition) for name, condition in COLUMNS.items()}


def _row(each: dict[str, Any], name: Any, code: str) -> Row:
    return Row(name, each["doors"], {key: each[key] for key in COLUMNS}, code)

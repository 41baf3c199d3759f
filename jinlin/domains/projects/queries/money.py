"""What did a project cost, by line, source, stage and activity? Every way comes to the total.

Each spending is counted once in each way; what has no source, stage or activity stands in a row of
its own, so that nothing vanishes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext as _

from jinlin.domains.projects.models import (
    Activity,
    Funder,
    Line,
    Part,
    Project,
    Spending,
    SpendingState,
    Stage,
)


@dataclass(frozen=True)
class Row:
    """One row of a table of sums. `planned` None: nothing was planned for it."""

    name: str
    spent: int
    planned: int | None = None
    key: UUID | None = None

    @property
    def left(self) -> int | None:
        return None if self.planned is None else self.planned - self.spent

    @property
    def is_beyond(self) -> bool:
        return self.left is not None and self.left < 0


@dataclass(frozen=True)
class Sums:
    """The money of a project: four tables, each of which comes to `total`."""

    total: int
    planned: int
    by_line: list[Row]
    by_source: list[Row]
    by_stage: list[Row]
    by_activity: list[Row]

    def kept(self) -> dict[str, Any]:
        """As it is frozen in an evaluation."""
        return {
            "total": self.total,
            "planned": self.planned,
            **{
                way: [{"name": each.name, "spent": each.spent} for each in getattr(self, way)]
                for way in ("by_line", "by_source", "by_stage", "by_activity")
            },
        }


def sums_of(project: Project) -> Sums:
    """Eight statements, however much was spent."""
    booked = Spending.objects.filter(project=project).booked().order_by()
    total: int = booked.aggregate(n=Sum("amount"))["n"] or 0
    lines = list(Line.objects.filter(project=project))
    funders = list(Funder.objects.filter(project=project))
    parts = Part.objects.filter(spending__project=project, spending__state=SpendingState.BOOKED)
    by_funder = dict(parts.order_by().values_list("funder").annotate(n=Sum("amount")))

    def by(field: str) -> dict[Any, int]:
        return dict(booked.values_list(field).annotate(n=Sum("amount")))

    stages, activities = Stage.objects.filter(project=project), by("activity")
    used = Activity.objects.filter(pk__in=[key for key in activities if key])
    return Sums(
        total=total,
        planned=sum(line.amount for line in lines),
        by_line=_table(lines, by("line"), lambda line: line.amount, _("Without a line")),
        by_source=_table(
            funders, by_funder, lambda each: each.amount or None, _("Source not named")
        ),
        by_stage=_table(list(stages), by("stage"), None, _("Of no one stage")),
        by_activity=_table(list(used), activities, None, _("Of no one activity")),
    )


def left_of(line: Line) -> int:
    """How many yuan the line has left."""
    booked = Spending.objects.filter(line=line).booked().order_by()
    return int(line.amount - (booked.aggregate(n=Sum("amount"))["n"] or 0))


def _table(
    rows: list[Any], spent: dict[Any, int], planned: Callable[[Any], int | None] | None, rest: str
) -> list[Row]:
    found = [
        Row(str(row), spent.get(row.pk, 0), planned(row) if planned else None, row.pk)
        for row in rows
    ]
    known = {row.pk for row in rows}
    others = sum(amount for key, amount in spent.items() if key not in known)
    return [*found, Row(rest, others)] if others else found

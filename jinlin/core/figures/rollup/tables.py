"""What do a question that was counted and its cells look like, for today and for a past day?"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import F

from jinlin.core.actor import code_after
from jinlin.core.figures.rollup import below
from jinlin.core.figures.rollup.asking import BATCH, LEVELS, Found


class Question(models.Model):
    """One question (`basis`) in one county. `turn` grows with every count, so that of two at the
    same time only one is written.
    """

    county = models.CharField(max_length=6)
    basis = models.CharField(max_length=32)
    what = models.CharField(max_length=80)  # table.column of the day by which its rows are counted
    turn = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class Counted(models.Model):
    """How many rows of one place and day count, and how many meet the condition; for a rank, the
    values of those that do, in order. `level`: digits of the place. Its question is `rolled`.
    """

    level = models.PositiveSmallIntegerField()
    place_code = models.CharField(max_length=18)
    day = models.DateField()
    rows = models.PositiveIntegerField()
    met = models.PositiveIntegerField()
    values = models.BinaryField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.place_code} {self.day} {self.met}/{self.rows}"


@transaction.atomic
def written(
    question: Question,
    found: Collection[Found],
    days: Collection[date] | None,
    *,
    tables: tuple[type[Counted], type[below.Below]],
    **now: Any,
) -> bool:
    """This is what the question's rows (`tables`: of towns and above; of what lies below) hold of
    these days, of all where none are named, and it says so (`now`). Returns whether it is: not when
    somebody else counted meanwhile.
    """
    questions: Any = type(question)
    ours = questions.objects.filter(pk=question.pk, turn=question.turn)
    if not ours.update(turn=F("turn") + 1, **now):
        return False
    table, packed = tables
    cells: Any = table.objects  # type: ignore[attr-defined]
    before = cells.filter(rolled=question)
    (before if days is None else before.filter(day__in=days)).delete()
    cells.bulk_create(
        (cell(table, question, each) for each in found if each.level in LEVELS), batch_size=BATCH
    )
    below.write(packed, question, (each for each in found if each.level not in LEVELS), days)
    return True


def at(code: str, level: int, column: str) -> dict[str, str]:
    """This place, or whatever lies in it: as a range, which an index has together."""
    if len(code) >= level:
        return {column: code[:level]}
    return {f"{column}__gte": code, f"{column}__lt": code_after(code)}


def cell(table: Any, question: Question, found: Found, **more: Any) -> Any:
    """A row of the table that holds this."""
    level, place, day, rows, met, ranked = found
    values = None if ranked is None else ranked.tobytes()
    counted = {"level": level, "place_code": place, "day": day, "rows": rows, "met": met}
    return table(rolled=question, **counted, values=values, **more)

"""What do a question that was counted and its cells look like, for today and for a past day?"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import F

from jinlin.core.figures.rollup.asking import BATCH


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
    cells: Iterable[Counted],
    days: Collection[date] | None,
    *,
    table: type[Counted],
    **now: Any,
) -> bool:
    """The question's cells of these days, of all where none are named, are these, and it says so
    (`now`). Returns whether they are: not when somebody else counted meanwhile.
    """
    questions: Any = type(question)
    ours = questions.objects.filter(pk=question.pk, turn=question.turn)
    if not ours.update(turn=F("turn") + 1, **now):
        return False
    tables: Any = table
    before = tables.objects.filter(rolled=question)
    (before if days is None else before.filter(day__in=days)).delete()
    tables.objects.bulk_create(cells, batch_size=BATCH)
    return True

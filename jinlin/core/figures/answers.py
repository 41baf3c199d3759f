"""What is the figure, for this place and these days?

Every answer comes from the measure's one definition: which rows count, and which of them meet it. A
value costs one statement (a median two), a table by place or by month the same. Two things are
asked of a definition: `rows` yields each row once, without distinct(), and `met` looks at no table
with many rows per row (use Exists for that), or the counts would multiply.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any, Protocol

from django.db.models import Aggregate, Count, F, Func, Q, QuerySet, Sum, TextField
from django.db.models import Window as Over
from django.db.models.functions import Coalesce, RowNumber, Substr, TruncMonth

from jinlin.core.figures.measures import Figure, Measure, Shape, Window

RANKS = {Shape.MEDIAN: 50, Shape.P90: 90}


def answer(measure: Measure, window: Window) -> Figure:
    """The figure of the whole place.

    A rate is in percent (its unit is %), exact; a median or 90th percentile is a value that really
    occurred.
    """
    found = counted(measure, window).aggregate(denominator=every(), numerator=met(measure, window))
    value = None
    if measure.shape in RANKS and found["numerator"]:
        place = nearest_rank(RANKS[measure.shape], found["numerator"])
        values = (
            rows(measure, window, met_only=True)
            .order_by(measure.value_field)
            .values_list(measure.value_field, flat=True)
        )
        value = values[place - 1 : place].first()
    return _figure(measure, found, value)


def rows(measure: Measure, window: Window, *, met_only: bool = False) -> "QuerySet[Any]":
    """The rows behind the figure: those that count, or only those that meet it."""
    counting = _rows(measure, window)
    return counting.filter(_condition(measure, window)) if met_only else counting


def by_place(measure: Measure, window: Window, level_length: int) -> dict[str, Figure]:
    """One figure per place whose code has this many digits; a row that is placed higher up stands
    under its own shorter code, so that nothing is lost.
    """
    return _grouped(measure, window, Substr(measure.place_field, 1, level_length))


def by_month(measure: Measure, window: Window) -> dict[str, Figure]:
    """One figure per month ('2026-04') of the stored business day.

    Rows without a day, and months without rows, are not there.
    """
    found: dict[date | None, Figure] = _grouped(measure, window, TruncMonth(measure.day_field))
    return {f"{month:%Y-%m}": figure for month, figure in found.items() if month is not None}


def nearest_rank(percent: int, count: int) -> int:
    """Which of `count` ordered values (the first is 1) has `percent` of them at or below it: no
    value between two is ever made up.
    """
    return -(-percent * count // 100)


def _grouped(measure: Measure, window: Window, group: Func) -> dict[Any, Figure]:
    grouped = (
        counted(measure, window).annotate(figure_of=group).values("figure_of").order_by("figure_of")
    )
    counts = list(grouped.annotate(denominator=every(), numerator=met(measure, window)))
    ranked = _ranked(measure, window, group) if measure.shape in RANKS else {}
    return {row["figure_of"]: _figure(measure, row, ranked.get(row["figure_of"])) for row in counts}


def _ranked(measure: Measure, window: Window, group: Func) -> dict[Any, Any]:
    """Per group the value at the nearest rank, found by the database in one pass."""
    percent = RANKS[measure.shape]
    ranked = (
        rows(measure, window, met_only=True)
        .order_by()
        .annotate(
            figure_of=group,
            figure_rank=Over(
                RowNumber(), partition_by=[group], order_by=[F(measure.value_field), F("pk")]
            ),
            figure_count=Over(Count("pk"), partition_by=[group]),
        )
        .filter(figure_rank=(F("figure_count") * percent + 99) / 100)
    )
    return dict(ranked.values_list("figure_of", measure.value_field))


def _figure(measure: Measure, counted: Mapping[str, Any], ranked: Any) -> Figure:
    numerator, denominator = counted["numerator"], counted["denominator"]
    value: Fraction | int | None = ranked
    if measure.shape in {Shape.COUNT, Shape.SUM}:
        value = numerator
    elif measure.shape == Shape.RATE:
        value = Fraction(100 * numerator, denominator) if denominator else None
    return Figure(key=measure.key, value=value, numerator=numerator, denominator=denominator)


class InOrder(Protocol):
    """Values in order, asked for by their place."""

    def __len__(self) -> int: ...

    def __getitem__(self, place: int, /) -> int: ...


def figure(measure: Measure, *, rows: int, met: int, values: InOrder = ()) -> Figure:
    """The figure of a count that was made elsewhere; `values`, in order, are those of the rows that
    meet it.
    """
    ranked = (
        values[nearest_rank(RANKS[measure.shape], len(values)) - 1]
        if measure.shape in RANKS and len(values)
        else None
    )
    return _figure(measure, {"denominator": rows, "numerator": met}, ranked)


def counted(measure: Measure, window: Window) -> "QuerySet[Any]":
    """The rows that count, to be summed up."""
    counting = _rows(measure, window).order_by()
    if counting.query.distinct:
        raise ValueError(f"the rows of {measure.key} must be single without distinct()")
    return counting


def _rows(measure: Measure, window: Window) -> "QuerySet[Any]":
    """Those of the place and of all that was merged into it, each once."""
    found = measure.rows(replace(window, also=()))
    for code in window.also:
        found = found | measure.rows(replace(window, place_code=code, also=()))
    return found


def _condition(measure: Measure, window: Window) -> Q:
    """What a row must meet: the measure's own condition,
    and for a rank also that it has a value.
    """
    own = measure.met(window) if measure.met else Q()
    return own & Q(**{f"{measure.value_field}__isnull": False}) if measure.shape in RANKS else own


def every() -> Count:
    """How many count."""
    return Count("pk")


def met(measure: Measure, window: Window) -> Any:
    """How many of them meet the condition; of a sum, how much they come to."""
    condition = _condition(measure, window)
    if measure.shape == Shape.SUM:
        return Coalesce(Sum(measure.value_field, filter=condition or None), 0)
    return Count("pk", filter=condition) if condition else Count("pk")


def values(measure: Measure, window: Window) -> Aggregate:
    """Of a rank, the values of those that meet the condition, in no order."""
    return Listed(measure.value_field, filter=_condition(measure, window))


class Listed(Aggregate):
    """All of a group's whole numbers in one field, with commas between: as many rows are read as
    there are groups, not as there are numbers.
    """

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        own = self.copy()
        own.template = "STRING_AGG((%(expressions)s)::text, ',')"
        return own.as_sql(compiler, connection, **context)

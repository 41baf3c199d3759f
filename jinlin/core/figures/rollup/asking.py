"""What does a measure ask, and what does the database answer by place and day?"""

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from operator import ne
from typing import Any, Final, NamedTuple

from django.db import models
from django.db.models.functions import Substr

from jinlin.core.figures import answers
from jinlin.core.figures.measures import Measure, Window

LEVELS = (6, 9)  # digits: a county, and the towns in it; each place and day has a cell of its own
BELOW = (12, 15)  # communities and neighbourhoods: many days of them lie together (see `below`)
SOME_DAY = date(2001, 1, 1)  # stands in a question whose hash is kept
BATCH = 2_000
FORM = "ranked"  # of how cells are written: of another one none is read, and all is counted anew
# Minutes, in an array of the machine; a cell is read by the house that wrote it.
WHOLE_NUMBER: Final = "I"

Count = tuple[str, date, int, int, Any]  # place, day, rows, met, values


@dataclass
class Tally:
    """Rows that count, rows that meet it, and their values: single ones, those of cells, which
    stand in order (`runs`), and those of whole counties (`packed`: see `ranking`), of which some
    are `gone`.
    """

    rows: int = 0
    met: int = 0
    values: "array[int]" = field(default_factory=lambda: array(WHOLE_NUMBER))
    runs: "list[memoryview[int]]" = field(default_factory=list)
    packed: list[bytes] = field(default_factory=list)
    gone: "list[memoryview[int]]" = field(default_factory=list)

    def add(self, rows: int, met: int, values: bytes | Iterable[int] | None = None) -> None:
        self.rows += rows
        self.met += met
        if isinstance(values, bytes | memoryview):
            self.runs.append(run_of(values))
        elif values:
            self.values.extend(values)

    def copy(self) -> "Tally":
        """To which more can be added."""
        return replace(self, values=self.values[:], runs=self.runs[:])


def run_of(values: bytes | memoryview) -> "memoryview[int]":
    """What a cell keeps, as numbers; they are read where they lie."""
    return memoryview(values).cast("B").cast(WHOLE_NUMBER)


class Found(NamedTuple):
    """What was counted of one place and day; `values` in order, None where none are wanted."""

    level: int
    place: str
    day: date
    rows: int
    met: int
    values: "array[int] | None"


@cache
def basis_of(measure: Measure) -> str:
    """The measure's question as the database hears it.

    Two measures with the same question (a median and a 90th percentile) share their cells. What
    was written in another FORM answers none: it goes with the next count.
    """
    question = _question(measure, SOME_DAY)
    fields = f"{measure.place_field} {measure.day_field} {measure.value_field}"
    written = f"{question.query} {fields} {FORM}"
    return sha256(written.encode()).hexdigest()[:32]


@cache
def is_of_its_days(measure: Measure) -> bool:
    """Whether a window's end only says which days count, and nothing of how a row stood then: a
    window that ended earlier is then a part of what was counted until today.
    """
    sent = (_question(measure, SOME_DAY + timedelta(days=each)) for each in (0, 1))
    (one, ends), (other, later) = (each.query.sql_with_params() for each in sent)
    parting = sum(map(ne, ends, later))
    column = _day_column(measure).column
    return one == other and parting == 1 and f'"{column}" <= %s' in one


def _question(measure: Measure, end: date) -> "models.QuerySet[Any]":
    window = Window("350526", end)
    counting = answers.counted(measure, window)
    rows: models.QuerySet[Any] = counting.annotate(met=answers.met(measure, window))
    return rows


def is_ranked(measure: Measure) -> bool:
    """Whether its single values are needed; a sum needs none."""
    return measure.shape in answers.RANKS


@cache
def what_of(measure: Measure) -> str:
    field = _day_column(measure)
    return f"{field.model._meta.db_table}.{field.column}"


def _day_column(measure: Measure) -> Any:
    rows = answers.rows(measure, Window("350526", SOME_DAY))
    return rows.model._meta.get_field(measure.day_field)


def counts(
    measure: Measure,
    window: Window,
    days: Collection[date] | None,
    *,
    kept_under: Callable[[date], date] = lambda day: day,
) -> Iterator[Found]:
    """What stands in the cells of a county, and of the smallest places in it; only these days, if
    any are named, each day under the one that `kept_under` names.
    """
    tallies: dict[tuple[int, str, date], Tally] = {}
    for place, day, rows, met, values in tallied(measure, window, days, length=BELOW[-1]):
        under = kept_under(day)
        for level in (*LEVELS, BELOW[-1]):
            key = (level, place[:level], under)
            tally = tallies.get(key)
            if tally is None:
                tally = tallies[key] = Tally()
            tally.add(rows, met, values)
    for (level, place, day), tally in sorted(tallies.items()):
        ranked = array(WHOLE_NUMBER, sorted(tally.values)) if is_ranked(measure) else None
        yield Found(level, place, day, tally.rows, tally.met, ranked)


def tallied(
    measure: Measure, window: Window, days: Collection[date] | None, *, length: int
) -> Iterator[tuple[str, date, int, int, Iterable[int] | None]]:
    """By place (so many digits) and day, what the measure counts now; only these days, if any are
    named. Of no day nothing is asked.
    """
    if days is not None and not days:
        return
    among = {} if days is None else {f"{measure.day_field}__in": days}
    columns = {"tally_rows": answers.every(), "tally_met": answers.met(measure, window)}
    if is_ranked(measure):
        columns["tally_values"] = answers.values(measure, window)
    tallies = (
        answers.counted(measure, window)
        .filter(**among)
        .annotate(tally_of=Substr(measure.place_field, 1, length))
        .values("tally_of", measure.day_field)
        .order_by()
        .annotate(**columns)
    )
    found = tallies.values_list("tally_of", measure.day_field, *columns)
    for code, day, rows, met, *listed in found:
        yield code, day, rows, met, _numbers(listed[0]) if listed else None


def _numbers(listed: str | None) -> "array[int]":
    return array(WHOLE_NUMBER, map(int, listed.split(",")) if listed else ())

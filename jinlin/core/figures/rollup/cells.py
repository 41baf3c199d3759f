"""What was counted already, and how is it kept right?"""

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from operator import ne
from typing import Any

from django.db import models, transaction
from django.db.models import F, Min, Q
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _

from jinlin.core.figures import answers
from jinlin.core.figures.measures import Measure, Window
from jinlin.core.figures.rollup.marks import Mark, missing, watched_by
from jinlin.core.figures.rollup.turning import mark_ahead, mark_turned
from jinlin.core.time import clock

LEVELS = (
    6,
    9,
    # digits: a county, and the towns in it. What lies below is small enough to be counted when it
    # is
    # asked for
)
SOME_DAY = date(2001, 1, 1)  # stands in a question whose hash is kept
BATCH = 2_000
EVENING = timedelta(minutes=15)  # before midnight: what turns then is marked ahead
LONGEST_SLEEP = timedelta(days=7)  # after a longer one everything is counted anew
WHOLE_NUMBER = "I"  # minutes, in an array of the machine; a cell is read by the house that wrote it


class Rolled(models.Model):
    """How far one question (`basis`: a hash of what the Measure asks) was counted in one county:
    its cells hold the state at the end of `as_of`, except on marked days. `ahead`: the day after,
    when all is marked that stands differently then; until it is counted anew, its cells hold
    that day too.
    """

    county = models.CharField(max_length=6)
    basis = models.CharField(max_length=32)
    what = models.CharField(max_length=80)  # table.column of the day by which its rows are counted
    as_of = models.DateField(null=True)
    ahead = models.DateField(null=True)
    turn = models.PositiveIntegerField(
        default=0
    )  # grows with every count, so that of two at the same time only one is written

    class Meta:
        verbose_name = _("rolled-up question")
        verbose_name_plural = _("rolled-up questions")
        constraints = [models.UniqueConstraint(fields=["county", "basis"], name="rolled_once")]

    def __str__(self) -> str:
        return f"{self.county} {self.what} {self.as_of}"


class Cell(models.Model):
    """How many rows of one place and day count, and how many meet the condition; for a rank, the
    values of those that do, in order. `level`: digits of the place.
    """

    rolled = models.ForeignKey(Rolled, models.CASCADE, related_name="cells")
    level = models.PositiveSmallIntegerField()
    place_code = models.CharField(max_length=18)
    day = models.DateField()
    rows = models.PositiveIntegerField()
    met = models.PositiveIntegerField()
    values = models.BinaryField(null=True)

    class Meta:
        verbose_name = _("cell of a figure")
        verbose_name_plural = _("cells of figures")
        constraints = [
            models.UniqueConstraint(
                fields=["rolled", "level", "place_code", "day"], name="cell_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place_code} {self.day} {self.met}/{self.rows}"


@dataclass
class Tally:
    """Rows that count, rows that meet it, and their values."""

    rows: int = 0
    met: int = 0
    values: "array[int]" = field(default_factory=lambda: array(WHOLE_NUMBER))

    def add(self, rows: int, met: int, values: bytes | Iterable[int] | None = None) -> None:
        self.rows += rows
        self.met += met
        if isinstance(values, bytes | memoryview):
            self.values.frombytes(values)
        elif values:
            self.values.extend(values)


@cache
def basis_of(measure: Measure) -> str:
    """The measure's question as the database hears it.

    Two measures with the same question (a median and a 90th percentile) share their cells.
    """
    question = _question(measure, SOME_DAY)
    written = f"{question.query} {measure.place_field} {measure.day_field} {measure.value_field}"
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


@cache
def what_of(measure: Measure) -> str:
    field = _day_column(measure)
    return f"{field.model._meta.db_table}.{field.column}"


def _day_column(measure: Measure) -> Any:
    rows = answers.rows(measure, Window("350526", SOME_DAY))
    return rows.model._meta.get_field(measure.day_field)


def begin(measures: Iterable[Measure], counties: Iterable[str]) -> None:
    """Each of these counties is known to have questions, counted or not: the sum over counties
    waits for those that were not.
    """
    questions = {basis_of(measure): measure for measure in measures if measure.watched}
    wanted = [
        Rolled(county=county, basis=basis, what=what_of(measure))
        for county in counties
        for basis, measure in questions.items()
    ]
    Rolled.objects.bulk_create(wanted, ignore_conflicts=True, batch_size=BATCH)


def refresh(measures: Iterable[Measure], county: str, today: date) -> int:
    """Everything that was marked, stands differently since a day is over, or was counted for
    another question, is counted for the end of today. Returns how many questions were counted.
    """
    measures = [measure for measure in measures if measure.watched]
    if missing("default", watched_by(measures)):
        forget()
        return 0
    questions = {basis_of(measure): measure for measure in measures}
    _turn(measures, county, today)
    marks = list(
        Mark.objects.filter(due_marks(today), county=county).values_list("pk", "what", "day")
    )
    is_evening = clock.now() >= clock.start_of_next(today) - EVENING  # after the marks were read
    tomorrow = today + timedelta(days=1) if is_evening else None
    if tomorrow:
        mark_ahead(watched_by(measures), county, today=today, tomorrow=tomorrow)
    done = [
        _roll(basis, measure, county, today=today, marks=marks)
        for basis, measure in questions.items()
    ]
    if all(done):
        if tomorrow:
            Rolled.objects.filter(county=county, as_of=today).update(ahead=tomorrow)
        for start in range(0, len(marks), BATCH):
            Mark.objects.filter(
                pk__in=[pk for pk, _what, _day in marks[start : start + BATCH]]
            ).delete()
    Rolled.objects.filter(county=county).exclude(basis__in=questions).delete()
    return len(done)


def due_marks(today: date) -> Q:
    """Those that count by now."""
    return Q(since=None) | Q(since__lte=today)


def _turn(measures: Iterable[Measure], county: str, today: date) -> None:
    """What stands differently only because days are over since the last count is marked."""
    counted = Rolled.objects.filter(
        county=county, as_of__lt=today, as_of__gte=today - LONGEST_SLEEP
    ).aggregate(since=Min("as_of"))
    if counted["since"]:
        mark_turned(watched_by(measures), county, since=counted["since"], until=today)


def forget() -> None:
    """Nothing is rolled up; every figure is counted when it is asked for,
    until the next refresh.
    """
    Rolled.objects.all().delete()


def _roll(
    basis: str,
    measure: Measure,
    county: str,
    *,
    today: date,
    marks: Sequence[tuple[int, str, date]],
) -> bool:
    """Whether the question's cells are right now for the marks that are known.

    They are not when somebody else counted meanwhile: then the marks stay.
    """
    what = what_of(measure)
    rolled, _new = Rolled.objects.get_or_create(county=county, basis=basis, defaults={"what": what})
    days: set[date] | None = {day for _pk, marked, day in marks if marked == what}
    if rolled.as_of is None or not today - LONGEST_SLEEP <= rolled.as_of <= today:
        days = None
    if days == set() and rolled.as_of == today:
        return True
    cells = [
        Cell(rolled=rolled, **counts) for counts in _counted(measure, Window(county, today), days)
    ]
    with transaction.atomic():
        if not Rolled.objects.filter(pk=rolled.pk, turn=rolled.turn).update(
            turn=F("turn") + 1, as_of=today, ahead=None
        ):
            return False
        before = Cell.objects.filter(rolled=rolled)
        (before if days is None else before.filter(day__in=days)).delete()
        Cell.objects.bulk_create(cells, batch_size=BATCH)
    return True


def _counted(measure: Measure, window: Window, days: set[date] | None) -> Iterator[dict[str, Any]]:
    tallies: dict[tuple[int, str, date], Tally] = {}
    for place, day, rows, met, values in tallied(measure, window, days, length=LEVELS[-1]):
        for level in LEVELS:
            tallies.setdefault((level, place[:level], day), Tally()).add(rows, met, values)
    for (level, place, day), tally in sorted(tallies.items()):
        values = (
            array(WHOLE_NUMBER, sorted(tally.values)).tobytes() if measure.value_field else None
        )
        yield {
            "level": level,
            "place_code": place,
            "day": day,
            "rows": tally.rows,
            "met": tally.met,
            "values": values,
        }


def tallied(
    measure: Measure, window: Window, days: Collection[date] | None, *, length: int
) -> Iterator[tuple[str, date, int, int, Iterable[int] | None]]:
    """By place (so many digits) and day, what the measure counts now; only these days, if any are
    named. Values come one by one. Of no day nothing is asked.
    """
    if days is not None and not days:
        return
    place = Substr(measure.place_field, 1, length)
    among = {} if days is None else {f"{measure.day_field}__in": days}
    counted = (
        answers.counted(measure, window)
        .filter(**among)
        .annotate(tally_of=place)
        .values("tally_of", measure.day_field)
        .order_by()
    )
    tallies = counted.annotate(tally_rows=answers.every(), tally_met=answers.met(measure, window))
    for code, day, rows, met in tallies.values_list(
        "tally_of", measure.day_field, "tally_rows", "tally_met"
    ):
        yield code, day, rows, met, None
    if measure.value_field:
        values = (
            answers.rows(measure, window, met_only=True)
            .filter(**among)
            .order_by()
            .annotate(tally_of=place)
        )
        for code, day, value in values.values_list(
            "tally_of", measure.day_field, measure.value_field
        ).iterator(BATCH):
            yield code, day, 0, 0, (value,)

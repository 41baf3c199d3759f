"""How did everything stand at the end of a day that is over, without counting all of it again?

Of a few past days, which the pages ask for (the ends of months, the days that a month or year so
far is held against), the cells are kept as of today's. Nothing turns in them at midnight: only a
change of a row has its day counted again, in each state that is kept. What was much older than the
state is kept by months, so that a state is no larger than the house is old.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.db import models
from django.db.models import F, Min
from django.utils.translation import gettext_lazy as _

from jinlin.core.figures import answers
from jinlin.core.figures.measures import Measure, Window
from jinlin.core.figures.rollup.asking import BATCH, SOME_DAY, counts, is_of_its_days, what_of
from jinlin.core.figures.rollup.below import Below
from jinlin.core.figures.rollup.tables import Counted, Question, written
from jinlin.core.time.months import month_of, months_later

MONTHS_BY_DAYS = 3  # of a state, its last one with them; those before are kept whole
MOST_AT_ONCE = 2  # states that one run counts from their beginning


class Past(Question):
    """How one question (`basis`) was answered in one county at the end of the day `stood`, from
    `since` on (null: from the beginning), except on marked days. Until it `is_counted` it is only
    spoken for.
    """

    stood = models.DateField()
    since = models.DateField(null=True)
    is_counted = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("past state of a rolled-up question")
        verbose_name_plural = _("past states of rolled-up questions")
        constraints = [
            models.UniqueConstraint(fields=["county", "basis", "stood"], name="past_once")
        ]

    def __str__(self) -> str:
        return f"{self.county} {self.what} {self.stood}"


class PastCell(Counted):
    """As a cell of today; `day` is the first of its month where months are kept whole."""

    rolled = models.ForeignKey(Past, models.CASCADE, related_name="cells")

    class Meta:
        verbose_name = _("cell of a past figure")
        verbose_name_plural = _("cells of past figures")
        constraints = [
            models.UniqueConstraint(
                fields=["rolled", "level", "place_code", "day"], name="past_cell_once"
            )
        ]


class PastBelow(Below):
    """As what lies below the towns today, by years of what a state keeps."""

    rolled = models.ForeignKey(
        Past, models.CASCADE, related_name="below", db_index=False
    )  # the constraint has one

    class Meta:
        verbose_name = _("packed cells of a community in the past")
        verbose_name_plural = _("packed cells of communities in the past")
        constraints = [
            models.UniqueConstraint(fields=["rolled", "place_code", "day"], name="past_below_once")
        ]

    @staticmethod
    def first_of(day: date) -> date:
        return day.replace(month=1, day=1)


@dataclass(frozen=True)
class Stood:
    """A past day whose state is wanted, of all days from `since` on."""

    day: date
    since: date | None = None


def fits(window: Window) -> bool:
    """Whether its days can be told apart in the cells of a state."""
    since = window.since
    return since is None or since.day == 1 or since >= _by_days_from(window.as_of)


def spread(days: Collection[date], stood: date) -> set[date]:
    """All days that are counted together with these."""
    found = set()
    for day in days:
        if day >= _by_days_from(stood):
            found.add(day)
            continue
        first, last = month_of(day)
        found |= {first + timedelta(days=each) for each in range((last - first).days + 1)}
    return found


def keep(
    questions: Mapping[str, Measure],
    county: str,
    wanted: Iterable[Stood],
    *,
    changed: Collection[tuple[str, date]],
) -> bool:
    """Of each of these days the state is kept, the first of them first, a few more with each run;
    what has `changed` (table.column and day) is counted again in all of them. Returns whether that
    is done: not when somebody else counted meanwhile.
    """
    questions = {basis: each for basis, each in questions.items() if not is_of_its_days(each)}
    reaches: dict[date, date | None] = {}
    for each in wanted:
        reaches[each.day] = _wider(reaches.get(each.day, each.since), each.since)
    _drop(questions, county, reaches)
    rows = _spoken_for(questions, county, reaches)
    done = [_again(row, questions[row.basis], changed) for row in rows if row.is_counted]
    new = [row for row in rows if not row.is_counted]
    left = {row.pk for row in new} - _begun(new, questions, county, list(reaches))
    if changed and left:  # whoever counts them just now may have begun before the change
        Past.objects.filter(pk__in=left).update(turn=F("turn") + 1, is_counted=False)
    return all(done)


def _by_days_from(stood: date) -> date:
    return months_later(stood.replace(day=1), 1 - MONTHS_BY_DAYS)


def _kept_under(stood: date, day: date) -> date:
    return day if day >= _by_days_from(stood) else day.replace(day=1)


def _wider(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else min(one, other)


def _drop(
    questions: Mapping[str, Measure], county: str, reaches: Mapping[date, date | None]
) -> None:
    """What nobody asks for any more, or with more days than it has."""
    known = Past.objects.filter(county=county).values_list("pk", "basis", "stood", "since")
    gone = [
        pk
        for pk, basis, stood, since in known
        if basis not in questions or stood not in reaches or since != reaches[stood]
    ]
    for start in range(0, len(gone), BATCH):
        Past.objects.filter(pk__in=gone[start : start + BATCH]).delete()


def _spoken_for(
    questions: Mapping[str, Measure], county: str, reaches: Mapping[date, date | None]
) -> list[Past]:
    """A row for each question and day, in its place before anything is counted."""
    rows = list(Past.objects.filter(county=county))
    known = {(row.basis, row.stood) for row in rows}
    missing = [
        Past(county=county, basis=basis, what=what_of(measure), stood=stood, since=since)
        for stood, since in reaches.items()
        for basis, measure in questions.items()
        if (basis, stood) not in known
    ]
    if not missing:
        return rows
    Past.objects.bulk_create(missing, ignore_conflicts=True, batch_size=BATCH)
    return list(Past.objects.filter(county=county))


def _begun(
    rows: Sequence[Past], questions: Mapping[str, Measure], county: str, order: Sequence[date]
) -> set[int]:
    """The keys of those that were counted from their beginning; where nothing had come in by then,
    there is nothing to count.
    """
    firsts = {
        what: _first_day(measure, county)
        for what, measure in {row.what: questions[row.basis] for row in rows}.items()
    }
    empty = [row for row in rows if (first := firsts[row.what]) is None or first > row.stood]
    _note_empty(empty)
    done = {row.pk for row in empty}
    full = [row for row in rows if row.pk not in done]
    days = sorted({row.stood for row in full}, key=order.index)[:MOST_AT_ONCE]
    for row in (row for day in days for row in full if row.stood == day):
        if _write(row, questions[row.basis], None):
            done.add(row.pk)
    return done


def _first_day(measure: Measure, county: str) -> date | None:
    model = answers.rows(measure, Window(county, SOME_DAY)).model
    rows = model._base_manager.filter(county=county)  # noqa: SLF001 - all rows, whoever sees them
    found: date | None = rows.aggregate(first=Min(measure.day_field))["first"]
    return found


def _note_empty(rows: Sequence[Past]) -> None:
    """By turns, as the others: a row that came in meanwhile has marked its day."""
    for turn in {row.turn for row in rows}:
        keys = [row.pk for row in rows if row.turn == turn]
        for start in range(0, len(keys), BATCH):
            Past.objects.filter(pk__in=keys[start : start + BATCH], turn=turn).update(
                turn=turn + 1, is_counted=True
            )


def _again(row: Past, measure: Measure, changed: Collection[tuple[str, date]]) -> bool:
    days = {
        day
        for what, day in changed
        if what == row.what and day <= row.stood and (row.since is None or day >= row.since)
    }
    return not days or _write(row, measure, spread(days, row.stood))


def _write(row: Past, measure: Measure, days: set[date] | None) -> bool:
    window, kept_under = Window(row.county, row.stood, row.since), partial(_kept_under, row.stood)
    found = list(counts(measure, window, days, kept_under=kept_under))
    return written(row, found, days, tables=(PastCell, PastBelow), is_counted=True)

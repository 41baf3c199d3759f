"""What was counted already, and how is it kept right?"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db import models, transaction
from django.db.models import Min, Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import COUNTY_DIGITS
from jinlin.core.figures.measures import Measure, Window
from jinlin.core.figures.rollup import ahead, past
from jinlin.core.figures.rollup.asking import (
    BATCH,
    Found,
    basis_of,
    counts,
    is_ranked,
    what_of,
)
from jinlin.core.figures.rollup.below import Below
from jinlin.core.figures.rollup.marks import Mark, missing, watched_by
from jinlin.core.figures.rollup.ranking import packed
from jinlin.core.figures.rollup.tables import Counted, Question, written
from jinlin.core.figures.rollup.turning import mark_ahead, mark_turned
from jinlin.core.time import clock

EVENING = timedelta(minutes=15)  # before midnight: what turns then is marked ahead
LONGEST_SLEEP = timedelta(days=7)  # after a longer one everything is counted anew


class Rolled(Question):
    """How far one question (`basis`: a hash of what the Measure asks) was counted in one county:
    its cells hold the state at the end of `as_of`, except on marked days. `ahead`: the day after,
    when all is marked that stands differently then; until it is counted anew, its cells hold
    that day too. `ranked`: for a rank, the values of all cells of the county together, packed.
    """

    as_of = models.DateField(null=True)
    ahead = models.DateField(null=True)
    ranked = models.BinaryField(null=True)

    class Meta:
        verbose_name = _("rolled-up question")
        verbose_name_plural = _("rolled-up questions")
        constraints = [models.UniqueConstraint(fields=["county", "basis"], name="rolled_once")]

    def __str__(self) -> str:
        return f"{self.county} {self.what} {self.as_of}"


class Cell(Counted):
    """What was counted of one place and day."""

    rolled = models.ForeignKey(Rolled, models.CASCADE, related_name="cells")

    class Meta:
        verbose_name = _("cell of a figure")
        verbose_name_plural = _("cells of figures")
        constraints = [
            models.UniqueConstraint(
                fields=["rolled", "level", "place_code", "day"], name="cell_once"
            )
        ]


class BelowCell(Below):
    """What was counted of one community, its neighbourhoods apart, of the days of one month."""

    rolled = models.ForeignKey(
        Rolled, models.CASCADE, related_name="below", db_index=False
    )  # the constraint has one

    class Meta:
        verbose_name = _("packed cells of a community")
        verbose_name_plural = _("packed cells of communities")
        constraints = [
            models.UniqueConstraint(fields=["rolled", "place_code", "day"], name="below_once")
        ]


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


def refresh(
    measures: Iterable[Measure], county: str, today: date, stood: Iterable[past.Stood] = ()
) -> int:
    """Everything that was marked, stands differently since a day is over, or was counted for
    another question, is counted for the end of today, and for each past day whose state is kept
    (`stood`). Returns how many questions were counted.
    """
    measures = [measure for measure in measures if measure.watched]
    if missing("default", watched_by(measures)):
        forget()
        return 0
    questions = {basis_of(measure): measure for measure in measures}
    _turn(measures, county, today)
    due = list(
        Mark.objects.filter(due_marks(today), county=county).values_list(
            "pk", "what", "day", "since"
        )
    )
    marks = [(pk, what, day) for pk, what, day, _since in due]
    tomorrow = today + timedelta(days=1) if is_evening(today) else None
    if tomorrow:  # after marks were read
        mark_ahead(watched_by(measures), county, today=today, tomorrow=tomorrow)
    done = [
        _roll(basis, measure, county, today=today, tomorrow=tomorrow, marks=marks)
        for basis, measure in questions.items()
    ]
    is_of_today = all(done)
    if is_of_today:
        if tomorrow:
            Rolled.objects.filter(county=county, as_of=today).update(ahead=tomorrow)
        _done([pk for pk, _what, _day, since in due if since])  # before the past, which takes long
    # what only turned with a day stands in a past state as it did
    changed = {(what, day) for _pk, what, day, since in due if since is None}
    if past.keep(questions, county, stood, changed=changed) and is_of_today:
        _done([pk for pk, *_mark in marks])
    Rolled.objects.filter(county=county).exclude(basis__in=questions).delete()
    return len(questions)


def _done(marks: Sequence[int]) -> None:
    """These marks were counted."""
    for start in range(0, len(marks), BATCH):
        Mark.objects.filter(pk__in=marks[start : start + BATCH]).delete()


def is_evening(today: date) -> bool:
    """Whether what this day's end changes is prepared by now."""
    return clock.now() >= clock.start_of_next(today) - EVENING


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
    past.Past.objects.all().delete()


def _roll(
    basis: str,
    measure: Measure,
    county: str,
    *,
    today: date,
    tomorrow: date | None,
    marks: Sequence[tuple[int, str, date]],
) -> bool:
    """Whether the question's cells are right now for the marks that are known, and in the evening
    what is kept of `tomorrow`.

    They are not when somebody else counted meanwhile: then the marks stay.
    """
    what = what_of(measure)
    rolled, _new = Rolled.objects.get_or_create(county=county, basis=basis, defaults={"what": what})
    days: set[date] | None = {day for _pk, marked, day in marks if marked == what}
    if rolled.as_of is None or not today - LONGEST_SLEEP <= rolled.as_of <= today:
        days = None
    turning = ahead.turning(measure, county, tomorrow)  # after the turn of the question was read
    is_kept = tomorrow is None or turning <= ahead.kept(rolled, tomorrow)
    if days == set() and rolled.as_of == today and is_kept:
        return True
    found = list(counts(measure, Window(county, today), days))
    now = {"as_of": today, "ahead": None, "ranked": _ranked(rolled, measure, found, days)}
    coming = list(counts(measure, Window(county, tomorrow), turning)) if tomorrow else []
    with transaction.atomic():
        is_ours = written(rolled, found, days, tables=(Cell, BelowCell), **now)
        if is_ours:
            ahead.write(rolled, coming, turning, as_of=tomorrow)
    return is_ours


def _ranked(
    rolled: Rolled, measure: Measure, found: Iterable[Found], days: set[date] | None
) -> bytes | None:
    """The values of the county as they are with these days; what the days held before goes."""
    if not is_ranked(measure):
        return None
    new = (each.values for each in found if each.level == COUNTY_DIGITS and each.values)
    if days is None:
        return packed(None, new=new)
    held = Cell.objects.filter(rolled=rolled, level=COUNTY_DIGITS, day__in=days)
    gone = (values for values in held.values_list("values", flat=True) if values)
    return packed(rolled.ranked, gone=gone, new=new)

"""What do the pages of figures ask?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.figures import answers, rollup
from jinlin.core.figures.measures import Figure, Measure, Shape, Window
from jinlin.ground.places.models import CODE_LENGTHS, LEVELS_BY_LENGTH, Place
from jinlin.ground.places.queries import present
from jinlin.metrics import groups, periods
from jinlin.metrics.catalogue import MEASURES, opening_of
from jinlin.metrics.permissions import READERS, can_read_figure, can_read_figures
from jinlin.metrics.spans import begun, last_of, over


@dataclass(frozen=True)
class Reading:
    """A measure with its figure, ready to be shown."""

    measure: Measure
    figure: Figure

    @property
    def shown(self) -> Any:
        """As printed, in the unit that people read."""
        return self.figure.read_in(self.measure.shown)

    @property
    def unit(self) -> Any:
        return self.measure.shown.unit if self.measure.shown else self.measure.unit


@dataclass(frozen=True)
class Group:
    """Figures that belong together. `as_bars`: parts of one whole, of which `whole` is the sum."""

    name: Any
    readings: list[Reading]
    as_bars: bool = False
    whole: int = 0


@dataclass(frozen=True)
class Part:
    """What one place adds to the figure of the place around it. `opens`: it has a page of its
    own.
    """

    code: str
    name: str
    reading: Reading
    opens: bool


@dataclass(frozen=True)
class Bar:
    """One month of a trend as a bar in a chart of HEIGHT units; `label` stands under it."""

    x: int
    y: int
    height: int
    label: str
    month: str
    reading: Reading


BY_DOOR = "appeals.received_"
ON_A_LINE = {"place", "unit"}  # what a line of a list of rows names beside its title
HEIGHT, STEP = 140, 44


def grouped(readings: list[Reading]) -> list[Group]:
    """What came in and by which door, how it was worked on, how long it took, and what the house
    stands on.
    """
    doors = [each for each in readings if each.measure.key.startswith(BY_DOOR)]
    spans = [each for each in readings if each.measure.shape in {Shape.MEDIAN, Shape.P90}]
    rates = [each for each in readings if each.measure.shape == Shape.RATE]
    whole = {Shape.COUNT, Shape.SUM}
    counts = [each for each in readings if each.measure.shape in whole and each not in doors]
    return [
        Group(_("Counted"), counts),
        Group(_("How it went"), rates),
        Group(_("How long it took"), spans),
        Group(
            _("Received, by door"),
            doors,
            as_bars=True,
            whole=sum(each.figure.numerator for each in doors),
        ),
    ]


def bars(months: list[tuple[str, Reading]]) -> list[Bar]:
    """The trend drawn: the highest month fills the chart, a rate is drawn against 100 %."""
    values = [float(reading.shown or 0) for _month, reading in months]
    top = (
        100.0
        if months and months[0][1].measure.shape == Shape.RATE
        else max(values, default=0) or 1.0
    )
    drawn = []
    for number, ((month, reading), value) in enumerate(zip(months, values, strict=True)):
        height = max(round(value / top * HEIGHT), 1 if reading.shown else 0)
        label = (
            month[2:].replace("-", "/")
            if month.endswith("-01") or not number
            else str(int(month[5:]))
        )
        drawn.append(Bar(number * STEP, 20 + HEIGHT - height, height, label, month, reading))
    return drawn


def places_to_read(
    actor: Actor, place: Place, path: list[Place]
) -> tuple[list[Place], list[Place]]:
    """The way down to a place as far as this actor reads its figures, and the places directly
    inside it.
    """
    inside = Place.objects.present().filter(parent=place).order_by("code")
    return [each for each in path if can_read_figures(actor, each.code)], list(inside)


def readable_place(actor: Actor, code: str) -> Place | None:
    """The place asked for, when its figures are this actor's to read; without a code, their own.

    One that was merged into another goes on as that one, one that was closed keeps its figures: a
    paper that was signed before leads to them.
    """
    own = sorted(actor.posts(*READERS), key=len)
    code = code or next(iter(own), "")
    rows = Place.objects.filter(code=code).select_related("parent", "successor__parent")
    row = rows.order_by(F("valid_to").desc(nulls_first=True)).first()
    place = row and present(row)
    return place if place and can_read_figures(actor, place.code) else None


def window_of(
    place: Place,
    *,
    month: str = "",
    year: str = "",
    as_of: date | None = None,
    since: date | None = None,
) -> Window:
    """The days asked for: one month ('2025-04') or year, everything until a day, or from a day on.

    Raises ValueError for a month or year that does not exist, for days that end before they begin,
    and for what has not begun.
    """
    period = month or year
    if not period:
        return over(place, last_of(as_of, since), since)
    if periods.is_year(period) == bool(month):
        raise ValueError(period)
    begun(periods.days_of(period)[0])
    return periods.window(place, period)


def readings(window: Window, *, about: str, actor: Actor) -> list[Reading]:
    """Those of one domain, as far as this actor reads them."""
    own = [each for each in MEASURES.values() if groups.about(each) == about]
    return read([each for each in own if can_read_figure(actor, each, window.place_code)], window)


def read(measures: Sequence[Measure], window: Window) -> list[Reading]:
    """All of them asked together."""
    found = rollup.figures(measures, window)
    return [Reading(measure, found[measure.key]) for measure in measures]


def read_each(
    measures: Sequence[Measure], windows: Iterable[Window]
) -> dict[Window, list[Reading]]:
    """The same of several windows of one place."""
    found = rollup.figures_of(measures, windows)
    return {
        window: [Reading(each, figures[each.key]) for each in measures]
        for window, figures in found.items()
    }


def reading(measure: Measure, window: Window) -> Reading:
    [found] = read([measure], window)
    return found


def amount(measure: Measure, row: Any) -> float | int | None:
    """What a row adds to a sum, or is ranked by, in the unit that people read; None where a figure
    counts its rows, and for a row without it.
    """
    value = measure.value_of(row) if measure.value_field else None
    if value is None:
        return None
    return Figure(measure.key, value, 0, 0).read_in(measure.shown)


def months(measure: Measure, window: Window) -> list[tuple[str, Reading]]:
    """The trend: one reading a month, oldest first, at most the last 24. A month without rows
    stands in its place, so that two far apart do not look like neighbours.
    """
    found = rollup.by_month(measure, replace(window, since=None))
    nothing = Figure(measure.key, 0 if measure.shape in {Shape.COUNT, Shape.SUM} else None, 0, 0)
    return [
        (month, Reading(measure, found.get(month, nothing))) for month in _from_first_to_last(found)
    ][-24:]


def _from_first_to_last(months: Iterable[str]) -> list[str]:
    """Each month from the first of these ('2026-10') to the last."""
    known = sorted(months)
    if not known:
        return []
    first, last = (int(each[:4]) * 12 + int(each[5:]) - 1 for each in (known[0], known[-1]))
    return [f"{number // 12}-{number % 12 + 1:02}" for number in range(first, last + 1)]


def parts(measure: Measure, place: Place, window: Window) -> list[Part]:
    """The comparison: one reading for each place directly inside that has rows, in the order of
    their codes, after one for what was placed at this level itself. Together they are the whole.
    """
    below = [length for length in sorted(CODE_LENGTHS.values()) if length > len(place.code)]
    if not below:
        return []
    found = rollup.by_place(measure, window, below[0])
    names = _gone_on(place, found, below[0])
    figures: dict[str, Figure] = {}
    for code, figure in found.items():
        here = names.get(code)
        if here is not None and here.former_codes:
            whole = over(here, window.as_of, window.since)
            figures[here.code] = answers.answer(measure, whole)
        else:
            figures[code] = figure
    names |= {each.code: each for each in names.values()}
    return [
        Part(
            code=code,
            name=_own(place) if len(code) < below[0] else _name(names.get(code), code),
            reading=Reading(measure, figure),
            opens=code in names and len(code) == below[0] and names[code].valid_to is None,
        )
        for code, figure in sorted(figures.items())
    ]


def together(measure: Measure, parts: Sequence[Part]) -> Reading:
    """The whole that these parts are: not counted a second time. Not for a median."""
    figures = [part.reading.figure for part in parts]
    rows, met = (sum(getattr(x, name) for x in figures) for name in ("denominator", "numerator"))
    return Reading(measure, answers.figure(measure, rows=rows, met=met))


def _gone_on(place: Place, codes: Iterable[str], length: int) -> dict[str, Place]:
    """By code the place that it stands for today: of one that was merged into another place of the
    same level here, that one.
    """
    rows = Place.objects.filter(code__in=list(codes), level=LEVELS_BY_LENGTH[length])
    names = {}
    for each in rows.select_related("successor").order_by(F("valid_to").asc(nulls_last=True)):
        now = present(each) if each.valid_to else each
        names[each.code] = now if now.code.startswith(place.codes) else each
    return names


def _own(place: Place) -> str:
    return gettext("%(place)s itself") % {"place": place.name}


def _name(place: Place | None, code: str) -> str:
    """A place that is closed keeps what was counted there, and says so."""
    if place is None:
        return code
    closed = place.valid_to is not None
    return gettext("%(place)s (closed)") % {"place": place.name} if closed else place.name


def matters(measure: Measure, window: Window, *, met_only: bool, actor: Actor) -> "QuerySet[Any]":
    """The rows behind a figure, as far as this actor may open them one by one."""
    rows = answers.rows(measure, window, met_only=met_only)
    subject = (
        rows.model._meta.get_field(measure.subject_field).related_model
        if measure.subject_field
        else rows.model
    )
    if hasattr(subject.objects, "visible_to"):
        rows = rows.filter(
            **{
                f"{measure.subject_field or 'pk'}__in": subject.objects.visible_to(actor).values(
                    "pk"
                )
            }
        )
    steps = [measure.subject_field] if measure.subject_field else []
    names = {field.name for field in subject._meta.get_fields()}
    shown = {field.name for field in subject._meta.concrete_fields if field.many_to_one} & ON_A_LINE
    wanted = {*opening_of(subject._meta.label_lower).beside, *shown}
    beside = [*steps, *("__".join([*steps, name]) for name in sorted(wanted))]
    rows = rows.select_related(*beside) if beside else rows
    long_texts = ["__".join([*steps, name]) for name in ("text",) if name in names]
    return rows.defer(*long_texts)

"""What should somebody who answers for a place see first?

At most seven things: four large figures beside those of before, with their trend, what is late,
what rises, and how the places inside stand. Each opens to its definition and its rows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import islice
from statistics import median
from typing import Any, Final

from django.utils.translation import gettext as _

from jinlin.core.figures import rollup
from jinlin.core.figures.measures import Figure, Measure, Shape, Window
from jinlin.core.time.months import names_until
from jinlin.ground.places.models import Organisation, Place
from jinlin.metrics import queries
from jinlin.metrics.attention import Late
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.groups import about as about_of
from jinlin.metrics.queries import Part, Reading
from jinlin.metrics.spans import Span, over, this_month
from jinlin.metrics.units import of_unit

# In the order in which they are wanted; the first SHOWN that the house knows and has rows of.
WANTED: Final = (
    *("appeals.received", "appeals.closed_loop_rate", "appeals.satisfied"),
    *("wishes.fulfilled", "servicedays.sessions", "receptions.conversations"),
    *("volunteers.services", "training.attendances", "consultations.meetings", "casework.services"),
)
SHOWN: Final = 4
MAPPED: Final = "appeals.closed_loop_rate"
FEWEST: Final = 10  # of fewer rows a rate says nothing about a place
FEWEST_SIBLINGS: Final = 3
TREND: Final = 12  # months
WIDE, HIGH = 132, 36  # of a trend line


@dataclass(frozen=True)
class Headline:
    """One large figure: of the days shown, of those before and of the year before, and its
    months.
    """

    now: Reading
    before: Reading
    year_ago: Reading
    span: Span
    line: str  # the points of its trend, in a drawing of WIDE x HIGH
    months: list[tuple[str, Reading]]

    @property
    def spoken_line(self) -> str:
        """The trend for who does not see it."""
        return "，".join(
            f"{month} {'—' if reading.shown is None else reading.shown}"
            for month, reading in self.months
        )

    @property
    def change(self) -> str:
        """In words, against the days before."""
        return _change(self.now, self.before, self.span.against)

    @property
    def change_of_a_year(self) -> str:
        """In words, against the same days a year before; empty where there is nothing."""
        if self.span.is_of_year or self.year_ago.figure.value is None:
            return ""
        return _change(self.now, self.year_ago, _("the same days of last year"))

    @property
    def direction(self) -> str:
        """A sign beside the words: colour is never the only cue. None where there is nothing to
        compare with.
        """
        now, before = self.now.figure.value, self.before.figure.value
        if now is None or before is None:
            return ""
        if now == before:
            return "="
        return "↑" if now > before else "↓"


@dataclass(frozen=True)
class Tile:
    """One place inside, by its rate. `tone`: 0 nothing known, 1 low to 5 high."""

    part: Part
    tone: int


@dataclass(frozen=True)
class Beside:
    """How a place stands among those beside it: their middle, of so many that have enough rows."""

    measure: Measure
    own: Reading
    middle: float
    count: int


def headlines(
    place: Place,
    span: Span | date,
    *,
    about: str = "",
    unit: Organisation | None = None,
    of_people: bool = True,
) -> list[Headline]:
    """The largest figures of a place, of one domain or of one unit alone; `of_people`: also those
    that count people.
    """
    span = this_month(span) if isinstance(span, date) else span
    begun = date.fromisoformat(f"{names_until(span.last, TREND)[-1]}-01")
    trends: list[tuple[Measure, list[tuple[str, Reading]]]] = []
    wanted = (each for each in _wanted(about) if of_people or not each.counts_people)
    while len(trends) < SHOWN and (next_ones := list(islice(wanted, SHOWN - len(trends)))):
        owns = [of_unit(measure, unit, span.now(place)) for measure in next_ones]
        counted = [own for own in owns if own is not None]
        found = rollup.by_months(counted, over(place, span.last, begun))
        trends += [
            (own, _months(own, found[own.key], span.last)) for own in counted if found[own.key]
        ]
    windows = span.now(place), span.earlier(place), span.year_ago(place)
    measures = [measure for measure, _trend in trends]
    read = queries.read_each(measures, windows)
    columns = zip(*(read[window] for window in windows), strict=True)
    return [
        Headline(now, before, year_ago, span, _line(trend), trend)
        for (now, before, year_ago), (_measure, trend) in zip(columns, trends, strict=True)
    ]


def _wanted(about: str) -> Iterator[Measure]:
    """Those of one domain: its counts first, then its rates; else what everybody wants."""
    if not about:
        yield from (MEASURES[key] for key in WANTED if key in MEASURES)
        return
    own = [each for each in MEASURES.values() if about_of(each) == about]
    yield from (each for each in own if each.key in WANTED)
    yield from sorted(
        (each for each in own if each.key not in WANTED),
        key=lambda each: (not each.is_public, each.shape != Shape.COUNT),
    )


def answer(found: list[Headline], late: list[Late]) -> str:
    """What the screen says, in one sentence."""
    parts = []
    if found:
        first = found[0]
        parts.append(
            _("%(name)s: %(number)s %(unit)s, %(change)s")
            % {
                "name": first.now.measure.name,
                "number": "—" if first.now.shown is None else first.now.shown,
                "unit": first.now.unit,
                "change": first.change,
            }
        )
    if late:
        listed = _(", ").join(f"{each.name} {each.number}" for each in late)
        parts.append(_("past their day: %(listed)s") % {"listed": listed})
    elif found:
        parts.append(_("nothing is past its day"))
    return _("; ").join(parts)


def tiles(
    place: Place,
    span: Span | date,
    *,
    about: str = "",
    unit: Organisation | None = None,
    of_people: bool = True,
) -> tuple[Reading, list[Tile]]:
    """How the places inside stand by one rate; in the order of their codes, never of their
    rates.
    """
    window = _window_of_map(place, span)
    wanted = mapped(about, of_people=of_people)
    rate = of_unit(wanted, unit, window) or wanted
    parts = queries.parts(rate, place, window)
    whole = queries.together(rate, parts) if parts else queries.reading(rate, window)
    return whole, [Tile(part, _tone(part)) for part in parts]


def mapped(about: str, *, of_people: bool = True) -> Measure:
    """The rate by which the places are coloured: the domain's own first one, if it has one."""
    rates = [m for m in MEASURES.values() if about_of(m) == about and m.shape == Shape.RATE]
    own = [each for each in rates if of_people or not each.counts_people]
    return MEASURES[MAPPED] if not own or about == about_of(MEASURES[MAPPED]) else own[0]


def _window_of_map(place: Place, span: Span | date) -> Window:
    """A month asked for, else the year so far: of a month so far most places have too little."""
    if isinstance(span, Span) and span.query:
        return span.now(place)
    last = span.last if isinstance(span, Span) else span
    return over(place, last, last.replace(month=1, day=1))


def beside(
    place: Place, around: Place, span: Span | date, *, about: str = "", of_people: bool = True
) -> Beside | None:
    """Among the places beside it; None where too few of them have enough rows."""
    window = _window_of_map(around, span)
    rate = mapped(about, of_people=of_people)
    parts = queries.parts(rate, around, window)
    known = [p for p in parts if p.opens and p.reading.figure.denominator >= FEWEST]
    own = next((p.reading for p in known if p.code == place.code), None)
    others = [float(p.reading.figure.value or 0) for p in known if p.code != place.code]
    if own is None or len(others) < FEWEST_SIBLINGS:
        return None
    return Beside(own.measure, own, round(median(others), 1), len(others))


def _tone(part: Part) -> int:
    figure = part.reading.figure
    if figure.value is None or figure.denominator < FEWEST:
        return 0
    return min(int(figure.value // 20) + 1, 5)


def _months(measure: Measure, found: Any, last: date) -> list[tuple[str, Reading]]:
    """The last TREND months from the first that has rows: later ones without rows count nothing,
    and of them a rate is not known.
    """
    names = list(reversed(names_until(last, TREND)))
    begun = next((number for number, name in enumerate(names) if name in found), TREND)
    nothing = Figure(measure.key, 0 if measure.shape in {Shape.COUNT, Shape.SUM} else None, 0, 0)
    return [(name, Reading(measure, found.get(name, nothing))) for name in names[begun:]]


def _line(trend: Sequence[tuple[str, Reading]]) -> str:
    """Each month has its place, also the one of which nothing is known."""
    values = [reading.shown for _month, reading in trend]
    top = max((float(value) for value in values if value is not None), default=0) or 1
    step = WIDE / max(len(values) - 1, 1)
    return " ".join(
        f"{number * step:.0f},{HIGH - float(value) / top * (HIGH - 4) - 2:.0f}"
        for number, value in enumerate(values)
        if value is not None
    )


def _change(now: Reading, before: Reading, against: Any) -> str:
    new, old = now.figure.value, before.figure.value
    if new is None or old is None:
        return _("nothing to compare with in %(against)s") % {"against": against}
    difference = Fraction(new) - Fraction(old)
    if now.measure.shape == Shape.RATE:
        points = _("%(change)s points") % {"change": _signed(difference)}
        return _against(points, difference, against)
    if not old:
        return _("none in %(against)s") % {"against": against}
    percent = difference * 100 / Fraction(old)
    return _against(f"{_signed(percent)}%", percent, against)


def _signed(value: Fraction) -> str:
    return f"{float(value):+.1f}".replace("+0.0", "0").replace("-0.0", "0")


def _against(change: str, value: Fraction, against: Any) -> str:
    if abs(value) < Fraction(1, 20):
        return _("as in %(against)s") % {"against": against}
    return _("%(change)s against %(against)s") % {"change": change, "against": against}

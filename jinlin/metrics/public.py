"""Which figures may everybody read, and in which forms?

Those that the county chose, by month and year as they were said then, of the county and its towns;
what counts no people also up to yesterday. Of people no running total is said: from one day to the
next it would tell of one person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _

from jinlin.core.figures import rollup
from jinlin.core.figures.measures import Figure, Measure, Window, for_everybody
from jinlin.core.time import clock
from jinlin.ground.places.models import Level, Place
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.groups import about, group_of, present
from jinlin.metrics.publishing import OWN, TOWN, chosen, figure_in, window_of
from jinlin.metrics.releases import Release

TOTAL: Final = "total"  # the period of what is counted from the beginning
COLUMNS: Final = (
    ("key", "string", "the figure's key; it stays when its name changes"),
    ("place", "string", "code after GB/T 2260; with * what stands at the county itself"),
    ("place_name", "string", "what the place is called now"),
    ("period", "string", "a month, a year, or total: everything up to as_of"),
    ("as_of", "date", "the last day that is counted"),
    ("value", "number", "empty: nothing to measure, or hidden"),
    ("unit", "string", "of the value"),
    ("numerator", "integer", "how many meet it; empty where it is hidden"),
    ("denominator", "integer", "how many count; empty where it is hidden"),
    ("status", "string", "said; or hidden, so that nobody is known by a small number"),
    ("root", "string", "over the rows that were counted, for a resident's proof; mostly empty"),
)
DEFINITIONS: Final = (
    ("key", "string", "as in figures.csv"),
    ("name", "string", "what it is called"),
    ("unit", "string", "of the value"),
    ("question", "string", "what it answers"),
    ("counted", "string", "which rows count"),
    ("met", "string", "which of them meet it"),
    ("excluded", "string", "what is left out"),
    ("counts_people", "boolean", "small numbers are hidden"),
)
# What every row of the two files keeps to, as the package says it.
KEPT_TO: Final[Mapping[str, Mapping[str, Any]]] = {
    "figures.key": {"required": True, "pattern": r"[a-z_]+(\.[a-z0-9_]+)+"},
    "figures.place": {"required": True, "pattern": r"\d{6,18}\*?"},
    "figures.place_name": {"required": True},
    "figures.period": {"required": True, "pattern": r"\d{4}(-\d{2})?|total"},
    "figures.as_of": {"required": True},
    "figures.unit": {"required": True},
    "figures.denominator": {"minimum": 0},
    "figures.status": {"required": True, "enum": ["said", "hidden"]},
    "figures.root": {"pattern": "[0-9a-f]{64}"},
    "measures.key": {"required": True, "unique": True},
    "measures.name": {"required": True},
    "measures.unit": {"required": True},
    "measures.question": {"required": True},
    "measures.counted": {"required": True},
    "measures.counts_people": {"required": True},
}


@dataclass(frozen=True)
class PublicFigure:
    """One number as everybody reads it: of a place, for a period. `figure` None: it is hidden."""

    measure: Measure
    code: str
    place: str
    period: str
    as_of: date
    figure: Figure | None
    root: str = ""

    @property
    def is_town(self) -> bool:
        """Of the county, a town, or what stands at the county itself."""
        bare = self.code.removesuffix(OWN)
        return len(bare) < TOWN or (self.code == bare and len(bare) == TOWN)

    @property
    def shown(self) -> Any:
        return self.figure.read_in(self.measure.shown) if self.figure else None

    @property
    def unit(self) -> Any:
        return self.measure.shown.unit if self.measure.shown else self.measure.unit

    def as_row(self) -> tuple[Any, ...]:
        """As COLUMNS name it."""
        return (
            *(self.measure.key, self.code, self.place, self.period, self.as_of.isoformat()),
            *(self.shown, str(self.unit)),
            self.figure.numerator if self.figure else None,
            self.figure.denominator if self.figure else None,
            "said" if self.figure else "hidden",
            self.root,
        )


@dataclass(frozen=True)
class Line:
    """One figure on the page: of the whole county in the period asked for, and up to yesterday."""

    measure: Measure
    figure: PublicFigure | None
    total: PublicFigure | None

    @property
    def first(self) -> PublicFigure | None:
        return self.figure or self.total


def county(code: str) -> Place | None:
    """The county asked for; without a code the only one there is."""
    found = Place.objects.present().filter(level=Level.COUNTY).order_by("code")
    if code:
        return found.filter(code=code).first()
    first = list(found[:2])
    return first[0] if len(first) == 1 else None


def counties() -> list[Place]:
    return list(Place.objects.present().filter(level=Level.COUNTY).order_by("code"))


def last_day() -> date:
    """Today is not over: it is not said yet."""
    return clock.today() - timedelta(days=1)


def periods(place: Place) -> list[str]:
    """The months and years that were said, newest first."""
    found = Release.objects.filter(county=place.code).order_by().values_list("period", flat=True)
    return sorted(found.distinct(), reverse=True)


def totals(place: Place, measures: Iterable[Measure]) -> dict[str, PublicFigure]:
    """Up to yesterday, of the whole county, by the figure's key: of what counts no people."""
    day = last_day()
    plain = [each for each in measures if not each.counts_people]
    found = rollup.figures(plain, Window(place.code, day))
    return {
        each.key: PublicFigure(
            each, place.code, place.name, TOTAL, day, for_everybody(each, found[each.key])
        )
        for each in plain
    }


@dataclass(frozen=True)
class Hidden:
    """So many of all numbers about people that were said for a period stay hidden."""

    number: int
    all: int

    @property
    def share(self) -> float:
        """In per cent."""
        return round(100 * self.number / self.all, 1)


def hidden_among(figures: Iterable[PublicFigure]) -> Hidden | None:
    """None where nothing was said of people."""
    cells = [each.figure for each in figures if each.measure.counts_people]
    return Hidden(cells.count(None), len(cells)) if cells else None


def lines(place: Place, figures: Iterable[PublicFigure]) -> list[Line]:
    """All public figures of a county, with what was said of it for a period."""
    measures = chosen(place.code, clock.today())
    until = totals(place, measures)
    of_place = {each.measure.key: each for each in figures if each.code == place.code}
    return [Line(each, of_place.get(each.key), until.get(each.key)) for each in measures]


def grouped(found: list[Line]) -> dict[str, list[Line]]:
    """By what they are about, in the order in which pages show what a county does."""
    order = {label: number for number, label in enumerate(present())}
    groups: dict[str, list[Line]] = {}
    for line in sorted(found, key=lambda each: order[about(each.measure)]):
        groups.setdefault(str(group_of(line.measure)), []).append(line)
    return groups


def released(
    place: Place, *, period: str = "", key: str = "", only: str = ""
) -> list[PublicFigure]:
    """What was said, by figure, period and place; `only` of one place."""
    keys = [each.key for each in chosen(place.code, clock.today()) if key in {"", each.key}]
    rows = Release.objects.filter(county=place.code, key__in=keys).defer("leaves")
    if period:
        rows = rows.filter(period=period)
    names = _names(place)
    order = {each: number for number, each in enumerate(MEASURES)}
    return [
        PublicFigure(
            measure := MEASURES[row.key],
            code,
            names.get(code, code),
            row.period,
            window_of(place.code, row.period).as_of,
            figure_in(row, code, measure),
            row.root if code == place.code else "",
        )
        for row in sorted(rows, key=lambda each: (order[each.key], each.period))
        for code in sorted(row.cells)
        if only in {"", code}
    ]


def _names(place: Place) -> dict[str, str]:
    rows = Place.objects.filter(parent=place) | Place.objects.filter(parent__parent=place)
    names = {place.code: place.name, **dict(rows.order_by("valid_to").values_list("code", "name"))}
    itself = {
        f"{code}{OWN}": _("%(place)s itself") % {"place": name} for code, name in names.items()
    }
    return {**names, **itself}


def as_rows(place: Place) -> list[tuple[Any, ...]]:
    """Everything that was said and is public today, as COLUMNS name it."""
    until = totals(place, chosen(place.code, clock.today())).values()
    return [each.as_row() for each in (*released(place), *until)]


def definitions(place: Place) -> list[tuple[Any, ...]]:
    """How each public figure is counted, as DEFINITIONS name it."""
    return [
        (
            *(each.key, str(each.name), str(each.shown.unit if each.shown else each.unit)),
            *(str(each.question), str(each.denominator), str(each.numerator)),
            *(str(each.exclusions), each.counts_people),
        )
        for each in chosen(place.code, clock.today())
    ]

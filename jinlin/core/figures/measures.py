"""What is a figure?

One QuerySet (which rows count) and one condition (which of them meet it). Value, trend, comparison,
drill-down and export all come from this one definition.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Window:
    """What is asked about: a place, and the days from `since` (None: from the beginning) to
    `as_of`, both included. State is as it was at the end of `as_of`. `also`: the codes of places
    that were merged into this one, under which a part of its rows was written.
    """

    place_code: str
    as_of: date
    since: date | None = None
    also: tuple[str, ...] = ()

    @classmethod
    def of(cls, codes: Sequence[str], as_of: date, since: date | None = None) -> "Window":
        """These days of a place under its code, which comes first, and under those of whatever was
        merged into it: nothing that was counted there is lost with its old code.
        """
        code, *former = codes
        return cls(code, as_of, since, tuple(each for each in former if not each.startswith(code)))


def between(field: str, window: Window) -> Q:
    """Rows whose day in this field lies in the window."""
    condition = Q(**{f"{field}__lte": window.as_of})
    return condition & Q(**{f"{field}__gte": window.since}) if window.since else condition


class Shape(StrEnum):
    COUNT = "count"
    SUM = "sum"
    RATE = "rate"
    MEDIAN = "median"
    P90 = "p90"


@dataclass(frozen=True)
class Shown:
    """The unit that people read: so many of the stored ones (`per`) are one of it."""

    unit: Any
    per: int


IN_DAYS = Shown(_("days"), 24 * 60)  # of minutes
FEWEST_PEOPLE = 5


@dataclass(frozen=True, eq=False)
class Measure:
    """One figure's definition.

    `published` is its key in the table of published figures, after the county's name; two with a
    space between, where two counties call it differently.

    When it is rolled up (`watched`), its rows have a place and a day, those of a longer window
    include those of a shorter one, and nothing but the window's end and the watched tables decides
    which rows count and meet it: their days and moments are compared with the window's end itself,
    without arithmetic.
    """

    key: str
    name: Any
    question: Any  # the figure as a question in words
    shape: Shape
    unit: Any  # of the value as it is stored, and as programs get it
    rows: Callable[[Window], "QuerySet[Any]"]  # the denominator
    met: Callable[[Window], Q] | None = None  # the numerator, among rows
    value_field: str = ""  # what is summed, or median and p90 are taken of, in `unit`
    shown: "Shown | None" = None  # the unit that people read it in, if another
    denominator: Any = ""
    numerator: Any = ""
    exclusions: Any = ""
    day_field: str = ""  # the business day that puts a row into a month
    place_field: str = "place_code"
    subject_field: str = ""  # from a row to the matter it belongs to; "" when the row is the matter
    published: str = ""
    is_public: bool = False  # may stand on a page for everybody
    counts_people: bool = False  # a small number could name somebody: see `for_everybody`
    # core.rollup.Watched: the tables whose changes touch it; None: it is counted whenever it is
    # asked for
    watched: Any = None

    def day_of(self, row: Any) -> Any:
        """The business day of one of its rows."""
        return _read(row, self.day_field)

    def value_of(self, row: Any) -> int | None:
        """What one of its rows adds to a sum, or is ranked by; in `unit`."""
        value: int | None = _read(row, self.value_field)
        return value


def _read(row: Any, path: str) -> Any:
    for step in path.split("__"):
        row = getattr(row, step)
    return row


@dataclass(frozen=True)
class Figure:
    """A measure's answer. `value` None: nothing to measure (an empty denominator), which is not the
    same as zero.
    """

    key: str
    value: Fraction | int | None
    numerator: int
    denominator: int

    def rounded(self, places: int = 1) -> float | int | None:
        """As printed: half up, as published figures are, not half to even. Counts stay whole."""
        if self.value is None or isinstance(self.value, int):
            return self.value
        return half_up(self.value, places)

    def read_in(self, shown: Shown | None) -> float | int | None:
        """As printed, in the unit that people read."""
        if shown is None or self.value is None:
            return self.rounded()
        return half_up(Fraction(self.value) / shown.per, 1)


def half_up(value: Fraction, places: int) -> float:
    power: int = 10**places
    return int(value * power + Fraction(1, 2)) / power


def for_everybody(measure: Measure, figure: Figure) -> Figure | None:
    """The figure as a page for everybody may say it; None where it may not: the measure is not
    public, or it counts so few people that they could be known by it.
    """
    counted = {number for number in (figure.numerator, figure.denominator) if number}
    few = measure.counts_people and any(number < FEWEST_PEOPLE for number in counted)
    return figure if measure.is_public and not few else None


@dataclass(frozen=True)
class Opening:
    """How a row behind a figure opens: the address of its page at the desk, and what is read along
    for its line. A line shows its title (or what it calls itself) and `place`. `numbered`: it has a
    number that people write down.
    """

    page: str
    beside: tuple[str, ...] = ("place",)
    numbered: bool = False


NOWHERE = Opening("", ())

"""What can a cell of a form ask for?"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

from django.utils.translation import gettext_lazy as _

from jinlin.core.figures.measures import Window
from jinlin.core.time.months import month_of, months_later
from jinlin.metrics.spans import over_code


class Kind(StrEnum):
    MEASURE = "measure"
    WORD = "word"  # the place, the month, the day, who fills in
    HAND = "hand"  # the records do not know it
    BLANK = "blank"  # is left empty: remarks, room for a signature


WORDS = {
    "place": _("The place that reports"),
    "month": _("Month of the form"),
    "today": _("The day on which it is filled in"),
    "person": _("Who fills it in"),
}
PARTS = {
    "value": _("The figure itself"),
    "met": _("Those that meet it"),
    "all": _("All that are counted"),
}
CHANGES = {
    "": _("As it is"),
    "before": _("Change against the period before, in %"),
    "year": _("Change against a year earlier, in %"),
    "before_by": _("How much more or less than in the period before (of a share: in points)"),
    "year_by": _("How much more or less than a year earlier (of a share: in points)"),
}
PERIODS = {
    "month": _("This month"),
    "before": _("The month before"),
    "same": _("The same month last year"),
    "year": _("This year until then"),
    "year_before": _("Last year until then"),
    "quarter": _("This quarter until then"),
    "half": _("This half-year until then"),
    "ever": _("Everything until then"),
}
MONTHS = tuple(f"m{number:02d}" for number in range(1, 13))
QUARTERS = ("q1", "q2", "q3", "q4")


@dataclass(frozen=True)
class Meaning:
    """What one cell asks for. `key` is a measure's or a word's; an empty `place` is the place that
    reports; `per`: so many are one of what the form counts (10,000 in 万元).
    """

    kind: str = Kind.HAND
    key: str = ""
    part: str = "value"
    place: str = ""
    period: str = "month"
    change: str = ""
    per: int = 1

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        return cls(**stored)

    def stored(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def is_counted(self) -> bool:
        """It is one of the fields that somebody must see filled."""
        return self.kind != Kind.BLANK


@dataclass(frozen=True)
class Suggestion:
    """What a cell is filled with (only what is certain), how surely (0 to 1), what it might ask for
    otherwise, and the words by which it is asked.
    """

    meaning: Meaning
    surely: float = 0.0
    offers: tuple[Meaning, ...] = ()
    wording: str = ""


def window(meaning: Meaning, place_code: str, month: str, *, earlier: str = "") -> Window | None:
    """The days that are asked about, of a form for this month; `earlier`: those that a change is
    measured against. None: they have not begun.
    """
    first, last = month_of(date.fromisoformat(f"{month}-01"))
    since, until = _days(meaning.period, first, last)
    if since is not None and since > last:
        return None
    if earlier:
        back = 12 if earlier.startswith("year") else _length(meaning.period)
        until = _end(months_later(until.replace(day=1), -back))
        since = months_later(since, -back) if since else None
    return over_code(meaning.place or place_code, min(until, last), since)


def _days(period: str, first: date, last: date) -> tuple[date | None, date]:
    if period == "ever":
        return None, last
    if period in MONTHS:
        return month_of(date(first.year, int(period[1:]), 1))
    if period in QUARTERS:
        begins = date(first.year, int(period[1]) * 3 - 2, 1)
        return begins, _end(months_later(begins, 2))
    if period == "quarter":
        return date(first.year, (first.month - 1) // 3 * 3 + 1, 1), last
    if period == "half":
        return date(first.year, 1 if first.month <= 6 else 7, 1), last
    back = {"before": 1, "same": 12, "year_before": 12}.get(period, 0)
    day = months_later(first, -back)
    return (day.replace(month=1) if period.startswith("year") else day), _end(day)


def _length(period: str) -> int:
    """How many months lie between a period and the one before."""
    if period in {"quarter", *QUARTERS}:
        return 3
    if period == "half":
        return 6
    return 12 if period.startswith("year") else 1


def _end(day: date) -> date:
    return month_of(day)[1]

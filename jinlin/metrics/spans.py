"""Which days does a dashboard show, and which does it hold them against?"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinlin.core.figures.measures import Window
from jinlin.core.figures.rollup import Stood
from jinlin.core.time import clock
from jinlin.core.time.months import month_of, months_later
from jinlin.ground.places.models import Place

NO_SUCH_DAYS: Final = gettext_lazy(
    "This month or day does not exist, or is still to come. Please choose it again."
)


def over(place: Place, as_of: date, since: date | None = None) -> Window:
    """These days of the place and of whatever was merged into it."""
    return Window.of(place.codes, as_of, since)


def over_code(code: str, as_of: date, since: date | None = None) -> Window:
    here = Place.objects.present().filter(code=code).first()
    return over(here, as_of, since) if here else Window(code, as_of, since)


@dataclass(frozen=True)
class Span:
    """The days shown; those before that they are held against; and the same of the last year.

    `query` is how the address says it; `is_running`: it is not over, and held against as many days.
    """

    query: dict[str, str]
    first: date
    last: date
    before: tuple[date, date]
    is_running: bool

    def now(self, place: Place) -> Window:
        return over(place, self.last, self.first)

    def earlier(self, place: Place) -> Window:
        return over(place, self.before[1], self.before[0])

    def year_ago(self, place: Place) -> Window:
        first, last = self.last_year
        return over(place, last, first)

    @property
    def last_year(self) -> tuple[date, date]:
        """The same days of the year before."""
        first, last = (months_later(day, -12) for day in (self.first, self.last))
        return first, month_of(last)[1] if self.last == month_of(self.last)[1] else last

    @property
    def is_of_year(self) -> bool:
        return "year" in self.query

    @property
    def against(self) -> Any:
        """What the change is against, in words."""
        if self.is_of_year:
            return _("the same days of last year") if self.is_running else _("the year before")
        return _("the same days of last month") if self.is_running else _("the month before")


def begun(day: date) -> date:
    """The day itself. Raises ValueError for one that is still to come: nothing is counted then, and
    what is late on it nobody knows.
    """
    if day > clock.today():
        raise ValueError(day)
    return day


def last_of(as_of: date | None, since: date | None) -> date:
    """The last of the days asked for, today when none is said. Raises ValueError for days that end
    before they begin or are still to come.
    """
    last = begun(as_of or clock.today())
    if since and since > last:
        raise ValueError(since)
    return last


def with_chosen(offered: list[str], chosen: str) -> list[str]:
    """Months or years to choose from, and the one that is shown, if it is an older one."""
    return [*offered, chosen] if chosen and chosen not in offered else offered


def this_month(today: date) -> Span:
    """So far, against the same days of the month before."""
    first = today.replace(day=1)
    ended = first - timedelta(days=1)
    begun = ended.replace(day=1)
    same = min(begun + timedelta(days=today.day - 1), ended)
    return Span({}, first, today, (begun, same), True)


def span_of(*, month: str = "", year: str = "") -> Span:
    """A month ('2026-10'), a year ('2026'), or this month so far.

    Raises ValueError for days that do not exist or have not begun.
    """
    today = clock.today()
    if month and month != f"{today:%Y-%m}":
        first, last = month_of(begun(clock.day_of(f"{month}-01")))
        before = month_of(first - timedelta(days=1))
        return Span({"month": month}, first, min(last, today), before, False)
    if year:
        first = begun(clock.day_of(f"{year}-01-01"))
        last = min(first.replace(month=12, day=31), today)
        before = (months_later(first, -12), months_later(last, -12))
        return Span({"year": year}, first, last, before, last == today)
    return this_month(today)


def held_against(today: date) -> list[Stood]:
    """The past days whose state the pages of this day ask for, the dearest first: what this month
    and this year so far are held against, and the months and years that are over.
    """
    running, ends = this_month(today), [_end_of_month(today, back) for back in range(1, 14)]
    same_day = running.last_year[1]
    return [
        Stood(ends[0]),
        Stood(running.before[1], running.before[0]),
        Stood(same_day, same_day.replace(month=1, day=1)),
        Stood(ends[1]),
        Stood(ends[12]),
        *(Stood(each) for each in ends[2:12]),
        *(Stood(date(today.year - back, 12, 31)) for back in (1, 2)),
    ]


def _end_of_month(today: date, back: int) -> date:
    return month_of(months_later(today.replace(day=1), -back))[1]

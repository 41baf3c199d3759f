"""How does the house say a day, a moment, and the time that is left?"""

from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from jinlin.core.time import clock

WEEKDAYS = "一二三四五六日"
SOON = timedelta(hours=24)
HOUR, DAY = 60, 24 * 60  # minutes


def day(value: date) -> str:
    """4月18日（周五）; with the year when it is not this year's."""
    other_year = value.year != clock.today().year
    if _in_chinese():
        year = f"{value.year}年" if other_year else ""
        return f"{year}{value.month}月{value.day}日（周{WEEKDAYS[value.weekday()]}）"
    return date_format(value, "D, j F Y" if other_year else "D, j F", use_l10n=False)


def period(value: date | str) -> str:
    """2026年10月 of a month ('2026-10', or a day in it), 2026年 of a year ('2026')."""
    year, _dash, month = (value if isinstance(value, str) else f"{value:%Y-%m}").partition("-")
    if _in_chinese():
        return f"{year}年{int(month)}月" if month else f"{year}年"
    return f"{date(int(year), int(month), 1):%B %Y}" if month else year


def moment(value: datetime) -> str:
    here = value.astimezone(clock.CHINA)
    return f"{day(here.date())}{'' if _in_chinese() else ' '}{here:%H:%M}"


def hours(begins: datetime, ends: datetime) -> str:
    """22:00–23:30, and 22:00–次日02:00 of what goes past midnight."""
    return f"{begins.astimezone(clock.CHINA):%H:%M}{until(begins, ends)}"


def until(begins: datetime, ends: datetime) -> str:
    """–23:30, and –次日02:00 where that is another day than that of the begin."""
    time = f"{ends.astimezone(clock.CHINA):%H:%M}"
    if clock.local_day(ends) <= clock.local_day(begins):
        return f"–{time}"
    return _("–%(time)s the next day") % {"time": time}


def by(value: date) -> str:
    """A promise: 4月18日（周五）前."""
    return _("by %(day)s") % {"day": day(value)}


def deadline(due: datetime) -> str:
    """What is promised: a day when the whole day counts, else the moment."""
    here = due.astimezone(clock.CHINA)
    return day(here.date()) if here == clock.end_of(here.date()) else moment(due)


def when(value: str | date | datetime | None) -> str:
    """A day by its name, a moment as it is promised; also of the text that an entry of a timeline
    keeps. Empty for none.
    """
    if not value:
        return ""
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    return deadline(value) if isinstance(value, datetime) else day(value)


def clause(words: object) -> str:
    """What somebody wrote, to stand inside a sentence of ours: without the stop at its end."""
    return str(words).rstrip("。.；; ")


def left(due: datetime) -> str:
    """还剩 2 天, or 已逾期 3 小时."""
    span = due - clock.now()
    return _left(span >= timedelta(0), *_in_units(abs(span)), get_language())


@lru_cache(maxsize=1_000)
def _left(is_left: bool, count: int, unit: int, _language: str | None) -> str:
    """Many lines of a list say the same: it is put together once in a language."""
    words = _("%(span)s left") if is_left else _("%(span)s late")
    return words % {"span": _counted(count, unit)}


def urgency(due: datetime, *, since: datetime | None = None) -> str:
    """late after `due`, soon in its last day (or the last quarter of a shorter term),
    else inhand.
    """
    remaining = due - clock.now()
    if remaining < timedelta(0):
        return "late"
    margin = min(SOON, (due - since) / 4) if since else SOON
    return "soon" if remaining <= margin else "inhand"


def percent_left(since: datetime | None, due: datetime | None, until: datetime) -> int:
    """How full the ring is: 100 at the start,
    0 when time is up (and when there is no term at all).
    """
    if due is None or until >= due:
        return 0
    if since is None or since >= due or until <= since:
        return 100
    return max(1, round(100 * ((due - until) / (due - since))))


def lasting(minutes: int) -> str:
    """How long something took: 3 天."""
    if not minutes:
        return _("less than a minute")
    return _counted(*_in_units(timedelta(minutes=minutes)))


def _in_units(span: timedelta) -> tuple[int, int]:
    """How many whole units it lasts, and how many minutes such a unit has: days from two on."""
    minutes = int(span.total_seconds() // 60)
    unit = DAY if minutes >= 2 * DAY else HOUR if minutes >= HOUR else 1
    return minutes // unit, unit


def _counted(count: int, unit: int) -> str:
    if unit == DAY:
        return ngettext("%(n)d day", "%(n)d days", count) % {"n": count}
    if unit == HOUR:
        return ngettext("%(n)d hour", "%(n)d hours", count) % {"n": count}
    return ngettext("%(n)d minute", "%(n)d minutes", count) % {"n": count}


def _in_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")

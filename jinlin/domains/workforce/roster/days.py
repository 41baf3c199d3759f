"""Which day does a cell of a roster mean, and how exactly?

2019.7.1, 2019年7月, 二〇一九年七月, 20190701, a serial number, a day of the lunar calendar. What can be
read in two ways is not read.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from jinlin.core.books import Number, Value, day_of
from jinlin.core.time import clock
from jinlin.core.time.lunar import lunar
from jinlin.core.time.months import month_of
from jinlin.domains.workforce.roster.identity import FULL_WIDTH, is_nothing, plain, shown
from jinlin.domains.workforce.roster.kinds import Kind

DAY, MONTH, YEAR = "day", "month", "year"
EARLIEST = 1930
DIGITS = {
    **dict(zip("〇零○一二三四五六七八九", (0, 0, *range(10)), strict=False)),
    "Ｏ": 0,
    "O": 0,
    "两": 2,
}
TODAY_STILL = frozenset({"至今", "今", "现在", "在岗", "在职", "目前"})
SINCE_THEN = re.compile(
    r"(?<=[\d年月日号])[ ]?(?:起|至今|起至今|以来|开始|[-–—~至到](?:至?今|现在|目前))$"
)
SPAN = re.compile(r"^(\d{4}[\d年月日号./]*)[-–—~至到](\d{4}[\d年月日号./]*)$")
LUNAR = re.compile(
    r"农历|阴历|旧历|正月|冬月|腊月|闰|初[一二三四五六七八九十]|廿|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年"
)
LUNAR_DAY = re.compile(
    r"^([〇零○一二三四五六七八九\d]{4})[年.\-/](闰)?(正|冬|腊|[一二三四五六七八九十]{1,2}|\d{1,2})[月.\-/]"
    r"((?:初|廿|卅|二十|三十)?[一二三四五六七八九十]?|十[一二三四五六七八九]|\d{1,2})[日号]?$"
)
LUNAR_WORDS = re.compile(r"[(]?(农历|阴历|旧历)[)]?")
LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}
CHINESE_DAY = re.compile(
    r"^([〇零○一二三四五六七八九O]{4}|\d{4})年(?:([一二三四五六七八九十]{1,3})月(?:份)?(?:([一二三四五六七八九十]{1,3})[日号])?)?$"
)
YEAR_FIRST = re.compile(
    r"^(\d{4})\s*[年.\-/,，、。·]\s*(\d{1,2})\s*(?:[月.\-/,，、。·]\s*(?:份)?(?:(\d{1,2})\s*[日号.]?)?)?"
    r"(?:\s*[T ]?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?$"
)
YEAR_ONLY = re.compile(r"^(\d{4})\s*年?(?:度|级|届)?$")
COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})?$")
SHORT_YEAR = re.compile(r"^(\d{2})\s*[年.\-/]\s*(\d{1,2})(?:\s*[月.\-/]\s*(\d{1,2})?\s*[日号]?)?$")
MONTH_FIRST = re.compile(r"^(\d{1,2})[./\-](\d{4})$")
YEAR_LAST = re.compile(r"^(\d{1,2})[./\-](\d{1,2})[./\-](\d{4})$")


@dataclass
class PartialDay:
    """The first day of what is known, and how much is: the day, the month or the year."""

    day: date | None = None
    known: str = DAY
    faults: list[tuple[Kind, str]] = field(default_factory=list)

    def text(self) -> str:
        return day_in_words(self.day, self.known)


def day_in_words(day: date | None, known: str) -> str:
    """2019-07-01, 2019-07 or 2019."""
    return "" if day is None else day.isoformat()[: {DAY: 10, MONTH: 7, YEAR: 4}[known]]


def last_of(day: date, known: str) -> date:
    """The last day of what is known."""
    if known == DAY:
        return day
    if known == YEAR:
        return date(day.year, 12, 31)
    return month_of(day)[1]


def read_day(value: Value, *, is_1904: bool = False) -> PartialDay:
    """The day that the cell means; none, and why, when that is not sure."""
    if is_nothing(value):
        return PartialDay()
    if isinstance(value, date):
        return _judged(PartialDay(value))
    text = plain(value)
    bare = text.replace(" ", "") if not re.search(r"\d{1,2}:\d{2}", text) else text
    if bare in TODAY_STILL:
        return PartialDay()
    if isinstance(value, Number):
        return _judged(_from_number(text, is_1904=is_1904))
    if LUNAR.search(bare):
        return _judged(_from_lunar(bare))
    found = _begun(bare) or _judged(replace(found := _from_words(bare), faults=list(found.faults)))
    if FULL_WIDTH.search(shown(value)) and found.day is not None:
        found.faults.insert(0, (Kind.FULL_WIDTH, found.text()))
    return found


def _begun(text: str) -> PartialDay | None:
    """'2019年7月至今' is when it began; '2019.7-2020.7' is two days. None: it is neither."""
    if span := SPAN.match(text):
        return _two_ways(*(_from_words(part).text() for part in span.groups()))
    if (begun := SINCE_THEN.sub("", text)) == text:
        return None
    found = _judged(replace(found := _from_words(begun), faults=list(found.faults)))
    if found.day is not None and not found.faults:
        found.faults.append((Kind.DAY_WRITTEN, found.text()))
    return found


@lru_cache(1 << 12)
def _from_words(text: str) -> PartialDay:
    if match := CHINESE_DAY.match(text):
        return _made(_year(match[1]), _chinese(match[2]), _chinese(match[3]), Kind.DAY_WRITTEN)
    if match := YEAR_FIRST.match(text):
        is_usual = re.fullmatch(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}", text)
        return _made(
            int(match[1]),
            _whole(match[2]),
            _whole(match[3]),
            None if is_usual else Kind.DAY_WRITTEN,
        )
    if match := YEAR_ONLY.match(text):
        return _made(int(match[1]), None, None, None)
    if match := COMPACT.match(text):
        return _made(int(match[1]), int(match[2]), _whole(match[3]), Kind.DAY_WRITTEN)
    if re.fullmatch(r"\d{5}(\.\d+)?", text) and (day := day_of(text, is_1904=False)):
        return PartialDay(day, DAY, [(Kind.DAY_SERIAL, day.isoformat())])
    return _from_rarer(text)


def _from_rarer(text: str) -> PartialDay:
    """Forms in which the year stands last or short, or a lunar day may be meant."""
    if match := MONTH_FIRST.match(text):
        return _made(int(match[2]), int(match[1]), None, None)
    if (match := LUNAR_DAY.match(text)) and not match[3].isdigit():
        here, there = _made(*_numbers(match), None), _lunar_day(match)
        return _two_ways(here.text(), there.isoformat() if there else "")
    if match := YEAR_LAST.match(text):
        first, second, year = (int(each) for each in match.groups())
        if first != second and max(first, second) <= 12:
            return _two_ways(_iso(year, first, second), _iso(year, second, first))
        month, day_ = min(first, second), max(first, second)
        return _made(year, month, day_, Kind.DAY_WRITTEN)
    if SHORT_YEAR.match(text):
        return PartialDay(faults=[(Kind.DAY_UNSURE, _short(text))])
    return PartialDay(faults=[(Kind.DAY_WRONG, "")])


def _from_lunar(text: str) -> PartialDay:
    """A lunar day of which year, month and day are said is a day; of others the year is told."""
    match = LUNAR_DAY.match(LUNAR_WORDS.sub("", text))
    if match and (day := _lunar_day(match)):
        return PartialDay(day, DAY, [(Kind.DAY_LUNAR, day.isoformat())])
    year = re.search(r"\d{4}", text)
    return PartialDay(faults=[(Kind.DAY_LUNAR, year.group() if year else "")])


def _lunar_day(match: re.Match[str]) -> date | None:
    year, month, day = _numbers(match)
    return lunar(year, month, day, is_leap=bool(match[2]))


def _numbers(match: re.Match[str]) -> tuple[int, int, int]:
    month, day = match[3], match[4].replace("初", "").replace("廿", "二十").replace("卅", "三十")
    return (
        _year(match[1]),
        LUNAR_MONTHS.get(month) or (int(month) if month.isdigit() else _chinese(month) or 0),
        int(day) if day.isdigit() else _chinese(day) or 0,
    )


def _year(text: str) -> int:
    return int(text) if text.isdigit() else int("".join(str(DIGITS[letter]) for letter in text))


def _from_number(text: str, *, is_1904: bool) -> PartialDay:
    if re.fullmatch(r"(19|20)\d{2}", text):
        return _made(int(text), None, None, None)
    if match := re.fullmatch(r"((?:19|20)\d{2})\.(\d{1,2})0*\d{0,14}", text):
        return _from_decimal(text)
    if re.fullmatch(r"(19|20)\d{4}(\d{2})?", text):
        match = COMPACT.match(text)
        assert match is not None
        return _made(int(match[1]), int(match[2]), _whole(match[3]), Kind.DAY_WRITTEN)
    if (day := day_of(text, is_1904=is_1904)) and day.year >= EARLIEST:
        return PartialDay(day, DAY, [(Kind.DAY_SERIAL, day.isoformat())])
    return PartialDay(faults=[(Kind.DAY_WRONG, "")])


def _from_decimal(text: str) -> PartialDay:
    """2019.7 is July; 2019.1 may have been 2019.10 before Excel took the zero."""
    year, _point, rest = f"{float(text):.4f}".partition(".")
    rest = rest.rstrip("0")
    if rest == "1":
        return _two_ways(f"{year}-01", f"{year}-10")
    return _made(int(year), int(rest or 0), None, Kind.DAY_WRITTEN)


def _made(year: int, month: int | None, day: int | None, kind: Kind | None) -> PartialDay:
    """The day of these numbers, with what has to be said of it."""
    known = YEAR if month is None else MONTH if day is None else DAY
    try:
        found = PartialDay(
            date(year, month or (1 if month is None else 0), 1 if day is None else day), known
        )
    except ValueError:
        return PartialDay(faults=[(Kind.DAY_WRONG, "")])
    if known == MONTH:
        kind = Kind.DAY_MONTH_ONLY
    elif known == YEAR:
        kind = Kind.DAY_YEAR_ONLY
    if kind is not None:
        found.faults.append((kind, found.text()))
    return found


def _judged(found: PartialDay) -> PartialDay:
    """Without days that cannot be meant."""
    if found.day is None:
        return found
    if found.day > clock.today():
        return PartialDay(faults=[(Kind.DAY_AHEAD, "")])
    if found.day.year < EARLIEST:
        return PartialDay(faults=[(Kind.DAY_WRONG, "")])
    return found


def _two_ways(one: str, other: str) -> PartialDay:
    return PartialDay(faults=[(Kind.DAY_UNSURE, " / ".join(each for each in (one, other) if each))])


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _short(text: str) -> str:
    """'19.7.3' -> 2019-07-03, as a proposal."""
    match = SHORT_YEAR.match(text)
    if match is None:
        return ""
    year = 2000 + int(match[1])
    year -= 100 if year > clock.today().year else 0
    return _made(year, int(match[2]), _whole(match[3]), None).text()


def _whole(text: str | None) -> int | None:
    return int(text) if text else None


def _chinese(text: str | None) -> int | None:
    """'十二' -> 12."""
    if not text:
        return None
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return DIGITS.get(text, 0) if len(text) == 1 else 0
    return (DIGITS.get(tens, 1 if not tens else 0)) * 10 + DIGITS.get(ones, 0)

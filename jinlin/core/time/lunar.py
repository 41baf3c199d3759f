"""Which day of the calendar is a day of the lunar one?

A table: whether a month of a lunar year has 29 or 30 days follows from no short rule.
"""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

FIRST, BEGINS = 1930, date(1930, 1, 30)
# Of each year: 12 bits for its long months, above them the leap month's length, below its number.
MONTHS: Final = (
    *(
        0x06566,
        0x0D4A0,
        0x0EA50,
        0x16A95,
        0x05AD0,
        0x02B60,
        0x186E3,
        0x092E0,
        0x1C8D7,
        0x0C950,
    ),  # 1930
    *(
        0x0D4A0,
        0x1D8A6,
        0x0B550,
        0x056A0,
        0x1A5B4,
        0x025D0,
        0x092D0,
        0x0D2B2,
        0x0A950,
        0x0B557,
    ),  # 1940
    *(
        0x06CA0,
        0x0B550,
        0x15355,
        0x04DA0,
        0x0A5B0,
        0x14573,
        0x052B0,
        0x0A9A8,
        0x0E950,
        0x06AA0,
    ),  # 1950
    *(
        0x0AEA6,
        0x0AB50,
        0x04B60,
        0x0AAE4,
        0x0A570,
        0x05260,
        0x0F263,
        0x0D950,
        0x05B57,
        0x056A0,
    ),  # 1960
    *(
        0x096D0,
        0x04DD5,
        0x04AD0,
        0x0A4D0,
        0x0D4D4,
        0x0D250,
        0x0D558,
        0x0B540,
        0x0B6A0,
        0x195A6,
    ),  # 1970
    *(
        0x095B0,
        0x049B0,
        0x0A974,
        0x0A4B0,
        0x0B27A,
        0x06A50,
        0x06D40,
        0x0AF46,
        0x0AB60,
        0x09570,
    ),  # 1980
    *(
        0x04AF5,
        0x04970,
        0x064B0,
        0x074A3,
        0x0EA50,
        0x06B58,
        0x05AC0,
        0x0AB60,
        0x096D5,
        0x092E0,
    ),  # 1990
    *(
        0x0C960,
        0x0D954,
        0x0D4A0,
        0x0DA50,
        0x07552,
        0x056A0,
        0x0ABB7,
        0x025D0,
        0x092D0,
        0x0CAB5,
    ),  # 2000
    *(
        0x0A950,
        0x0B4A0,
        0x0BAA4,
        0x0AD50,
        0x055D9,
        0x04BA0,
        0x0A5B0,
        0x15176,
        0x052B0,
        0x0A930,
    ),  # 2010
    *(
        0x07954,
        0x06AA0,
        0x0AD50,
        0x05B52,
        0x04B60,
        0x0A6E6,
        0x0A4E0,
        0x0D260,
        0x0EA65,
        0x0D530,
    ),  # 2020
    *(
        0x05AA0,
        0x076A3,
        0x096D0,
        0x04AFB,
        0x04AD0,
        0x0A4D0,
        0x1D0B6,
        0x0D250,
        0x0D520,
        0x0DD45,
    ),  # 2030
    *(
        0x0B5A0,
        0x056D0,
        0x055B2,
        0x049B0,
        0x0A577,
        0x0A4B0,
        0x0AA50,
        0x1B255,
        0x06D20,
        0x0ADA0,
    ),  # 2040
)
LONG, SHORT, LONGEST_LEAP = 30, 29, 0x10000


def lunar(year: int, month: int, day: int, *, is_leap: bool = False) -> date | None:
    """The day; None for a year that is not in the table, and for a month or day that it lacks."""
    if not FIRST <= year < FIRST + len(MONTHS) or not 1 <= month <= 12:
        return None
    bits = MONTHS[year - FIRST]
    leap, passed = bits & 0xF, 0
    if is_leap and leap != month:
        return None
    for number in range(1, month + is_leap):
        passed += _length(bits, number)
        passed += _leap_length(bits) if number == leap and number < month else 0
    length = _leap_length(bits) if is_leap else _length(bits, month)
    if not 1 <= day <= length:
        return None
    return _new_year(year) + timedelta(days=passed + day - 1)


@lru_cache
def _new_year(year: int) -> date:
    if year == FIRST:
        return BEGINS
    before = MONTHS[year - 1 - FIRST]
    days = sum(_length(before, number) for number in range(1, 13))
    return _new_year(year - 1) + timedelta(days=days + _leap_length(before))


def _length(bits: int, month: int) -> int:
    return LONG if bits & (LONGEST_LEAP >> month) else SHORT


def _leap_length(bits: int) -> int:
    if not bits & 0xF:
        return 0
    return LONG if bits & LONGEST_LEAP else SHORT

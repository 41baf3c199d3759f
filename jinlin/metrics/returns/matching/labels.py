"""What does one label of a form say: of which period, against what, in which unit, about what?"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from jinlin.metrics.returns.matching.changes import (
    ALONE,
    CHANGED,
    EITHER,
    EITHER_UNIT,
    POINT_UNITS,
    POINTS,
    against,
    measured_in,
)
from jinlin.metrics.returns.matching.changes import (
    MONTH as AGAINST_MONTH,
)
from jinlin.metrics.returns.matching.terms import MANY_WORDINGS, Terms, terms, unit_class

NUMBERING = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[①-⑳]|其中[:：]?|其\s*中|#|[-—·•])\s*"
)
UNIT = re.compile(r"[（(]\s*+(?:单位[:：]\s*+)?([^\s（）()][^（）()]{0,5}?)\s*[）)]")
STRANGE_UNIT: Final = frozenset(
    [
        "工作日",
        "分钟",
        "‰",
        "亩",
        "平方米",
        "篇",
        "份",
        "处",
        "栋",
        "台",
        "±",
        "位次",
    ]
)
RANGE = r"1\s*[-—–~～－至到]+\s*\d{1,2}\s*月份?"
PERIODS: Final = (  # the first that fits, within one label
    (re.compile(r"(?:去年|上年)(?:同期累计|累计)"), "year_before"),
    (re.compile(r"去年同期|上年同期|同期"), "same"),
    (re.compile(r"上月|上期"), "before"),
    (re.compile(rf"本年|今年|全年|年度|年内|{RANGE}"), "year"),
    (re.compile(r"现有|截至|截止|在册|存量|历年"), "ever"),
    (re.compile(r"本季|当季|季度?报|第?[一二三四1-4]季度"), "quarter"),
    (re.compile(r"[上下]半年|半年报"), "half"),
    (re.compile(r"本月|当月|本期|月报"), "month"),
)
SUM = re.compile(r"累计")
QUARTER = re.compile(r"^第?([一二三四1234])季度$")
MONTH = re.compile(r"^\s*(\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?:数|份)?\s*$")
DATED = re.compile(r"\d{4}\s*年(?:\s*\d{1,2}\s*月份?)?(?:\s*\d{1,2}\s*日)?")
NUMERALS: Final = {sign: number for number, sign in enumerate("一二三四五六七八九十", 1)} | {
    "十一": 11,
    "十二": 12,
}
# Periods that the house does not know: what stands under them is asked for.
STRANGE_PERIOD = re.compile(
    r"[本上每]周|旬|上季|上年末|去年底|上年底|年初|近[一二三四五六七八九十\d]+[年月天]|[日月年户人]均|"
    r"每[日月年]|十[三四五]五|半年"
)
SPAN_BESIDE = re.compile(
    rf"{RANGE}|{DATED.pattern}|本月|当月|本年度?|今年|全年|年度|年内|累计|去年同期|上年同期|去年|上年|同期|上月|上期|"
    r"本季度?|当季|第?[一二三四1-4]季度|以来|本期|截至|截止|月末|月底|年底"
)
NO_LABEL = re.compile(
    r"^[\d\s.,，%％—\-－/\\×✕☒√□○·*＊（）()]*$|^[（(]?[一二三四五六七八九十]{1,3}[）)]?$|^[甲乙丙丁戊ABCDEFG]$"
)
COUNTS = re.compile(r"(数|量|总计|个数)$")
LONGEST_LABEL = 30
NOTHING: Final = Terms(frozenset())


@dataclass(frozen=True)
class Label:
    """One label. `unit` is a class of units ("" for none, "?" for a strange one); `period` is that
    of a meaning; `change`: against what, `changed_in`: in what (see `changes`); `is_of_month`: it
    is held against the month before and no other period; `is_strange`: its period is none that the
    house knows.
    """

    text: str = ""  # its words without numbering, unit and period
    terms: Terms = NOTHING
    unit: str = ""
    per: int = 1
    period: str = ""
    change: str = ""
    changed_in: str = ""
    is_of_month: bool = False
    is_sum: bool = False
    is_strange: bool = False

    @property
    def is_number(self) -> bool:
        """It asks how many, not for a share."""
        return bool(COUNTS.search(self.text))

    @property
    def is_concept(self) -> bool:
        """It says what is counted, not only when or in what."""
        return bool(self.terms.tokens)


def read(text: str) -> Label:
    """What this label says; one that is no label (a number, a dash, a sentence) says nothing."""
    if len(text) > LONGEST_LABEL or NO_LABEL.match(text):
        return Label()
    return _read(text)


@lru_cache(MANY_WORDINGS)
def _read(text: str) -> Label:
    plain = without_number(text)
    if whole := _unit_named(plain):
        return Label("", unit=whole, per=_per(plain))
    plain, unit, per = _without_unit(plain)
    change = against(plain)
    changed_in = measured_in(plain, unit) if change else ""
    period = "" if change else period_of(plain)
    rest = SPAN_BESIDE.sub("", CHANGED.sub("", plain) if change else plain)
    if ALONE.match(plain) or (period.startswith("m") and MONTH.match(plain)):
        rest = ""
    content = terms(rest)
    return Label(
        re.sub(r"\s+", "", rest),
        content,
        unit,
        per,
        period,
        change,
        changed_in,
        is_of_month=bool(AGAINST_MONTH.search(plain)),
        is_sum=bool(SUM.search(plain)) and not period,
        is_strange=bool(STRANGE_PERIOD.search(plain)) or (bool(change) and unit == "?"),
    )


def _unit_named(text: str) -> str:
    """The class of a unit; "?" for one that the house does not count in, empty for none."""
    plain = re.sub(r"^单位[:：]", "", text.strip().strip("（）()")).lstrip("±")
    if plain in POINT_UNITS:
        return POINTS
    if EITHER_UNIT.match(plain):
        return EITHER
    return unit_class(plain) or ("?" if plain in STRANGE_UNIT else "")


def without_number(text: str) -> str:
    """诉求受理 of 一、诉求受理 and of （3）其中：诉求受理."""
    before = ""
    while before != text:
        before, text = text, NUMBERING.sub("", text)
    return re.sub(r"\s+", "", text).rstrip("：:")


def _without_unit(text: str) -> tuple[str, str, int]:
    for found in UNIT.finditer(text):
        unit = found.group(1)
        if known := _unit_named(unit):
            return text[: found.start()] + text[found.end() :], known, _per(unit)
    return text, "", 1


def _per(unit: str) -> int:
    return 10_000 if "万" in unit else 1


def period_of(text: str) -> str:
    """The period that a label or a title names; empty for none."""
    if found := MONTH.match(text):
        number = NUMERALS.get(found.group(1)) or int(found.group(1))
        return f"m{number:02d}" if 1 <= number <= 12 else ""
    if found := QUARTER.match(text.strip()):
        return f"q{NUMERALS.get(found.group(1)) or int(found.group(1))}"
    return next((name for pattern, name in PERIODS if pattern.search(text)), "")


def label_of(texts: tuple[str, ...]) -> str:
    """The words beside a cell as they are shown beside it."""
    plain = [re.sub(r"\s+", "", NUMBERING.sub("", text)) for text in texts]
    return "|".join(text for text in plain if text and not NO_LABEL.match(text))

"""Does a label of a form ask for a change, against what, and in what?"""

import re
from collections.abc import Collection
from typing import Final

YEAR: Final = re.compile(
    r"同比|[比较](?:上年|去年)(?:同期)?(?!末|底)|与(?:上年|去年)同期(?:相比|比较)|"
    r"同期(?=增|减|变|升|±)"
)
MONTH: Final = re.compile(r"[比较]上月|与上月(?:相比|比较)")
BEFORE: Final = re.compile(rf"环比|{MONTH.pattern}|[比较]上期|与上期(?:相比|比较)")
SHARE: Final = re.compile(r"增长率|增减率|增减?幅度?|增长幅度|变化率|升降幅度?")
NUMBER: Final = re.compile(r"增减|增加|变化|升降|增量")
GROWTH: Final = re.compile(r"增长|提升")
OTHERS: Final = f"{SHARE.pattern}|{NUMBER.pattern}|{GROWTH.pattern}|同期|相比|[±＋+][-－]?"
CHANGED: Final = re.compile(f"{YEAR.pattern}|{BEFORE.pattern}|{OTHERS}")
# Words that say nothing but that something changed: against what, their neighbours say.
ALONE: Final = re.compile(
    rf"^(?:{SHARE.pattern}|增减|增加|增量)(?:件|个|场|人|户|次)?(?:数|量|额|值|数量|情况)?$"
)
# What is held against what, by the period that stands beside the present one: (against, present).
BESIDE: Final = {
    "before": ("before", "month"),
    "same": ("year", "month"),
    "year_before": ("year", "year"),
}
POINTS, EITHER = "points", "either"
POINT_UNITS: Final = frozenset(["百分点", "个百分点"])
EITHER_UNIT: Final = re.compile(
    r"^(?:%|％)[、,，/或和](?:个)?百分点$|^(?:个)?百分点[、,，/或和](?:%|％)$"
)


def against(text: str) -> str:
    """The period before ("before"), a year earlier ("year"), what stands beside it ("?"), or no
    change at all ("").
    """
    if YEAR.search(text):
        return "year"
    if BEFORE.search(text):
        return "before"
    return "?" if ALONE.match(text) else ""


def measured_in(text: str, unit: str) -> str:
    """Per cent ("%"), points, either (per cent of a count, points of a share), a number, or it
    is not said ("").
    """
    if unit in {POINTS, EITHER, "%"}:
        return unit
    if SHARE.search(text):
        return "%"
    if unit or NUMBER.search(text):
        return "number"
    return ""


def beside(periods: Collection[str]) -> tuple[str, str]:
    """Against what, and of which period, where only the heads beside it say so; empty where they
    leave it open.
    """
    found = [name for name in BESIDE if name in periods]
    present = BESIDE[found[0]][1] if len(found) == 1 else ""
    return BESIDE[found[0]] if present and present in periods else ("", "")


def change_of(held_against: str, changed_in: str, *, is_share: bool) -> str | None:
    """The change of a meaning; None where it is open which one is asked for.

    A share that rose from 80 to 90 per cent grew by 12.5 per cent and by 10 points: of one it must
    be said which.
    """
    if not held_against:
        return ""
    if changed_in == "number" or (is_share and changed_in in {POINTS, EITHER}):
        return f"{held_against}_by"
    return None if is_share or changed_in == POINTS else held_against

"""Which names may a template say? A closed list: nothing else of the house can be reached.

Plain names, one for each figure (its Chinese name without signs), the same with an ending, and
lists whose rows have fields.
"""

import re
from functools import cache
from typing import Final

from django.conf import settings
from django.utils.translation import override

from jinlin.metrics.catalogue import MEASURES

PLAIN: Final = {
    "地方": "the place",
    "期间": "the month or year",
    "起始日": "its first day",
    "截止日": "its last day",
    "统计时间": "when it was counted",
    "情况": "the words of the report",
    "填表人": "who draws it up",
}
FIGURES, PLACES, WORDS = "指标", "各地", "情况"
LINE: Final = ("类别", "名称", "数值", "上期", "单位", "说明", "达到", "总数")
PLACE: Final = ("名称", "编码")
ENDINGS: Final = {
    "": "value",
    "_上期": "before",
    "_单位": "unit",
    "_说明": "counted",
    "_达到": "numerator",
    "_总数": "denominator",
}


@cache
def measures() -> dict[str, str]:
    """The key of each figure by its name in a template."""
    with override(settings.LANGUAGE_CODE):
        by_key = {key: re.sub(r"\W", "", str(each.name)) for key, each in MEASURES.items()}
    found: dict[str, str] = {}
    for key, name in by_key.items():
        found.setdefault(f"数{name}" if name[:1].isdigit() else name, key)
    return found


@cache
def figures() -> dict[str, tuple[str, str]]:
    """Key and part of each figure by its name and ending."""
    return {
        f"{name}{ending}": (key, part)
        for name, key in measures().items()
        for ending, part in ENDINGS.items()
    }


@cache
def singles() -> frozenset[str]:
    """All names that stand for one text."""
    return frozenset(PLAIN) | frozenset(figures())


@cache
def lists() -> dict[str, frozenset[str]]:
    """The fields of each list's rows."""
    return {FIGURES: frozenset(LINE), PLACES: frozenset(PLACE) | frozenset(measures())}

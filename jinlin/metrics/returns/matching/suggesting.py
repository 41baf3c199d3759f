"""Which measure, place and period do the words around a cell name?

First what this county said of the same words before, then what stands in the house's own names and
those of words.py; how alike two names are is the share of the pairs of signs that they have in
common.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from django.conf import settings
from django.utils.translation import override

from jinlin.core.figures.measures import Shape
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.groups import NAMES as GROUPS
from jinlin.metrics.groups import about
from jinlin.metrics.returns.layouts import Field
from jinlin.metrics.returns.matching import words
from jinlin.metrics.returns.matching.meanings import Kind, Meaning, Suggestion

SURE, PERHAPS, FAR = 0.72, 0.56, 0.3  # how alike two names are
COUNTING = re.compile(r"(?<=..)(件数|个数|总数|数量|次数|户数|篇数|数|量)$")
UNIT = re.compile(r"[（(]\s*(?:单位[:：])?([^（）()]{1,6})\s*[）)]")
NUMBERING = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|其中[:：]?|#)\s*")
FILLERS = re.compile(
    r"本月|当月|本年|今年|全年|累计|同比|环比|增减|增长|上年同期|去年同期|上月|本季度?|本期|年度|"
    r"情况|开展|[（(][^（）()]*[）)]|[\s、，,。：:]|的|（|）"
)
PERIODS: Final = (  # the first that fits, within one label
    (re.compile(r"去年同期|上年同期"), "same"),
    (re.compile(r"上年累计|去年累计"), "year_before"),
    (re.compile(r"上月|上期"), "before"),
    (re.compile(r"累计|本年|今年|全年|1\s*[-—~至到]+\s*\d{1,2}月"), "year"),
    (re.compile(r"现有|截至|截止|在册|总量|存量|历年"), "ever"),
    (re.compile(r"本季|当季"), "quarter"),
    (re.compile(r"本月|当月|本期"), "month"),
)
QUARTER = re.compile(r"第?([一二三四1234])季度")
MONTH = re.compile(r"^\s*(\d{1,2}|[一二三四五六七八九十]{1,2})月份?\s*$")
NUMERALS: Final = {sign: number for number, sign in enumerate("一二三四五六七八九十", 1)} | {
    "十一": 11,
    "十二": 12,
}
YEAR_CHANGE, MONTH_CHANGE = re.compile(r"同比|比上年|比去年"), re.compile(r"环比|比上月")


@dataclass(frozen=True)
class Name:
    """One way to call a measure, or a part of it."""

    text: str
    key: str
    part: str


def suggestions(
    fields: Iterable[Field], *, places: Mapping[str, str], known: Mapping[str, Meaning]
) -> dict[str, Suggestion]:
    """By ref, what each field asks for. `places`: codes by name; `known`: what this county said
    that these words mean.
    """
    return {each.ref: _suggestion(each, places, known) for each in fields}


def label_of(field: Field) -> str:
    """The words by which a field is known again in another form."""
    plain = [_plain(text) for text in (*field.left[:2], *field.above[:2])]
    return "|".join(text for text in plain if text)


def _suggestion(
    field: Field, places: Mapping[str, str], known: Mapping[str, Meaning]
) -> Suggestion:
    labels = (*field.left, *field.above)
    if plain := _plain_word(field):
        return Suggestion(plain, 1.0)
    place = next((places[said] for text in labels if (said := _bare(text)) in places), "")
    when = _when(field)
    if (before := known.get(label_of(field))) is not None:
        return Suggestion(replace(before, place=place or before.place), 1.0)
    ranked = _ranked(field)
    if not ranked or ranked[0][0] < PERHAPS:
        return Suggestion(Meaning(), 0.0, tuple(name.key for _score, name in ranked[:3]))
    score, name = ranked[0]
    period = when.period
    if not period:
        period = "ever" if name.key in words.STOCKS else "month"
    meaning = replace(
        when,
        kind=Kind.MEASURE,
        key=name.key,
        part=name.part,
        place=place,
        period=period,
        per=10_000 if "万" in _unit(labels) else 1,
    )
    others = dict.fromkeys(each.key for _score, each in ranked[1:6] if each.key != name.key)
    return Suggestion(meaning, min(score, 1.0), tuple(others)[:3])


def _plain_word(field: Field) -> Meaning | None:
    """What stands in the head and the foot of a form, or is left empty."""
    nearest = _bare(field.left[0]) if field.left else ""
    for name, said in words.PLAIN.items():
        if nearest in said.split():
            return Meaning(Kind.WORD, name)
    empty = words.LEFT_EMPTY.split()
    if nearest in empty or any(_bare(text) in empty[:3] for text in field.above[:1]):
        return Meaning(Kind.BLANK)
    return None


def _when(field: Field) -> Meaning:
    """The period and change that the labels name, the nearest first."""
    change = period = ""
    for text in (*field.above, *field.left):
        if not change and YEAR_CHANGE.search(text):
            change = "year"
        elif not change and MONTH_CHANGE.search(text):
            change = "before"
        if len(text) > 30:
            continue
        period = period or _period(text)
    return Meaning(period=period, change=change)


def _period(text: str) -> str:
    if found := MONTH.match(text):
        number = NUMERALS.get(found.group(1)) or int(found.group(1))
        return f"m{number:02d}" if 1 <= number <= 12 else ""
    if found := QUARTER.search(text):
        return f"q{NUMERALS.get(found.group(1)) or int(found.group(1))}"
    return next((name for pattern, name in PERIODS if pattern.search(text)), "")


def _ranked(field: Field) -> list[tuple[float, Name]]:
    """All names by how well they fit, best first."""
    texts = [*_candidates(field.left), *_candidates(field.above)]
    around = "".join((*field.left, *field.above, field.caption))
    unit = _unit((*field.left[:2], *field.above[:2]))
    scored: dict[tuple[str, str], tuple[float, Name]] = {}
    for name in _names():
        best = max((weight * _alike(text, name.text) for text, weight in texts), default=0.0)
        if best < FAR:
            continue
        score = best + _fits(name, unit, around)
        if score > scored.get((name.key, name.part), (0.0, name))[0]:
            scored[name.key, name.part] = (score, name)
    return sorted(scored.values(), key=lambda each: -each[0])


def _candidates(labels: tuple[str, ...]) -> list[tuple[str, float]]:
    """What may be the name of the figure: the nearest label, the same with the one over it, and
    that one alone, which as a rule only says what it is about.
    """
    plain = [text for label in labels if (text := _named(label))][:2]
    if not plain:
        return []
    upper = plain[1:]
    joined = [(f"{over}{plain[0]}", 0.97) for over in upper]
    return [(plain[0], 1.0), *joined, *((over, 0.55) for over in upper)]


def _named(label: str) -> str:
    """The label's words, when it is one that can name a figure: no number, unit or sentence."""
    text = _plain(label)
    return "" if len(label) > 30 or text.isdigit() or label in _all_units() else text


def _fits(name: Name, unit: str, around: str) -> float:
    """What speaks for or against a measure beside its name: unit, and what it is all about."""
    measure = MEASURES[name.key]
    score = 0.0
    is_rate = measure.shape == Shape.RATE and name.part == "value"
    asks_rate = unit == "%" or "率" in unit
    if unit and asks_rate != is_rate:
        score -= 0.35
    elif unit and (asks_rate or unit.strip("万") in _units(name.key)):
        score += 0.08
    if _topic(about(measure)) in around:
        score += 0.12
    return score


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if _stem(one) == _stem(other):
        return 0.96
    first, second = _pairs(one), _pairs(other)
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


@cache
def _stem(text: str) -> str:
    """受理件数 and 受理数 ask for the same."""
    return COUNTING.sub("", text)


@cache
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[place : place + 2] for place in range(len(text) - 1))


def _plain(text: str) -> str:
    """A label without numbering, unit, period and what every label says."""
    return FILLERS.sub("", NUMBERING.sub("", text))


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", NUMBERING.sub("", text)).rstrip("：:")


def _unit(labels: Iterable[str]) -> str:
    """What the form counts in: （件）, （%）; a label that ends with 率 asks for a share."""
    for text in labels:
        if YEAR_CHANGE.search(text) or MONTH_CHANGE.search(text):
            continue
        if found := UNIT.search(text):
            unit = found.group(1).strip().replace("％", "%")
            if len(unit) <= 3:
                return unit
        if text.strip() in _all_units():
            return text.strip()
        if _plain(text).endswith("率"):
            return "%"
    return ""


@cache
def _names() -> tuple[Name, ...]:
    with override(settings.LANGUAGE_CODE):
        own = [Name(_plain(str(each.name)), key, "value") for key, each in MEASURES.items()]
    further = [
        Name(_plain(said), key, part)
        for part, table in (("value", words.NAMES), ("met", words.MET), ("all", words.ALL))
        for key, line in table.items()
        if key in MEASURES
        for said in line.split()
    ]
    return (*own, *further)


@cache
def _units(key: str) -> frozenset[str]:
    measure = MEASURES[key]
    with override(settings.LANGUAGE_CODE):
        found = {str(measure.unit), str(measure.shown.unit) if measure.shown else ""}
    return frozenset(found | {sign for text in found for sign in text})


@cache
def _all_units() -> frozenset[str]:
    return frozenset({"场", "期", "支", "篇", "户", "户次", "元", "万元", "处", "本"}).union(
        *(_units(key) for key in MEASURES)
    ) - {""}


@cache
def _topic(label: str) -> str:
    """The word by which one sees that a form is about this domain."""
    topics = {
        "appeals": "诉求",
        "wishes": "心愿",
        "receptions": "接待",
        "consultations": "协商",
        "pacts": "公约",
        "visits": "走访",
        "servicedays": "圩日",
        "volunteers": "志愿",
        "points": "积分",
        "training": "培训",
        "workforce": "社工",
        "projects": "项目",
    }
    with override(settings.LANGUAGE_CODE):
        return topics.get(label) or str(GROUPS.get(label, label))

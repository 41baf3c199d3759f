"""By which names are the house's figures called, and which are alike to what a form says?"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from django.conf import settings
from django.utils.translation import override

from jinlin.core.figures.measures import Shape
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.groups import about
from jinlin.metrics.returns.matching import words
from jinlin.metrics.returns.matching.around import Around
from jinlin.metrics.returns.matching.terms import MANY_WORDINGS, Terms, terms, unit_class

COUNTING = re.compile(r"(?<=..)(件数|个数|总数|总量|数量|次数|户数|篇数|场数|数|量)$")
FAR: Final = 0.3
TOPIC_OF: Final = {
    **{name: f"T:{name}" for name in ("appeals", "wishes", "receptions", "consultations")},
    **{name: f"T:{name}" for name in ("pacts", "visits", "servicedays", "volunteers", "points")},
    **{name: f"T:{name}" for name in ("training", "workforce", "talents", "projects")},
    "casework": "T:workforce",
}
# How forms count what the house counts in its own unit.
TAKES: Final = {
    "次走访": {"housetimes", "event"},
    "次服务": {"event"},
    "次": {"event"},
    "个": {"item", "team"},
    "支": {"team", "item"},
    "个村（社区）": {"item"},
    "个服务点": {"item"},
    "笔": {"item"},
    "小时": {"hours"},
    "本": {"book", "item"},
}
IMPLIED: Final = {"T:volunteers": ("serve",)}  # what a room's word says by itself
PARTS_IN: Final = {"visits.covered_rate": "house", "training.completion": "people"}


@dataclass(frozen=True)
class Name:
    """One way to call a measure, or a part of it."""

    text: str
    key: str
    part: str

    @property
    def terms(self) -> Terms:
        return terms(self.text)

    @property
    def topic(self) -> str:
        """That of its domain; empty where forms have no word for it."""
        return TOPIC_OF.get(about(MEASURES[self.key]), "")

    @property
    def units(self) -> frozenset[str]:
        return _units(self.key, self.part)


@cache
def names() -> tuple[Name, ...]:
    with override(settings.LANGUAGE_CODE):
        own = [Name(str(each.name), key, "value") for key, each in MEASURES.items()]
    further = [
        Name(text, key, part)
        for part, table in (("value", words.NAMES), ("met", words.MET), ("all", words.ALL))
        for key, line in table.items()
        if key in MEASURES
        for text in line.split()
    ]
    return (*own, *further)


@lru_cache(MANY_WORDINGS)
def _units(key: str, part: str) -> frozenset[str]:
    measure = MEASURES[key]
    if part != "value":
        return frozenset({PARTS_IN.get(key, "item")})
    with override(settings.LANGUAGE_CODE):
        unit = str(measure.shown.unit if measure.shown else measure.unit)
    return frozenset(TAKES.get(unit) or {unit_class(unit)})


def certain(found: Around) -> Name | None:
    """The one figure that these words name, when every word of them is understood."""
    if not found.labels or not found.is_whole:
        return None
    tokens = found.tokens
    fits: dict[tuple[str, str], Name] = {}
    for name in names():
        free = {name.topic, *IMPLIED.get(name.topic, ())}
        if found.unit not in {"", *name.units} or (found.is_number and "%" in name.units):
            continue
        if tokens - free == name.terms.tokens - free and _is_about(name, tokens, found):
            fits[name.key, name.part] = name
    return next(iter(fits.values())) if len(fits) == 1 else None


def _is_about(name: Name, tokens: frozenset[str], found: Around) -> bool:
    """The labels speak of the name's room of the house, or else the titles do; no title of one
    topic speaks of another.
    """
    if not name.topic:
        return len(found.topic) != 1
    if found.topic and name.topic not in found.topic and len(found.topic) == 1:
        return False
    return name.topic in tokens or found.topic == {name.topic}


def ranked(found: Around) -> list[tuple[float, Name]]:
    """All names by how well they fit, best first; of each figure and part the best."""
    tokens, texts = found.tokens, _candidates(found)
    scored: dict[tuple[str, str], tuple[float, Name]] = {}
    for name in names():
        score = max((weight * alike(text, name.text) for text, weight in texts), default=0.0)
        score = max(
            score, 0.9 * _shared(tokens | found.topic, name.terms.tokens | {name.topic} - {""})
        )
        if score < FAR:
            continue
        score += _fits(name, found)
        if score > scored.get((name.key, name.part), (0.0, name))[0]:
            scored[name.key, name.part] = (score, name)
    return sorted(scored.values(), key=lambda each: -each[0])


def _candidates(found: Around) -> list[tuple[str, float]]:
    """What may be the name of the figure: the nearest label, the same with the one over it, and
    that one alone, which as a rule only says what it is about.
    """
    plain = [each.text for each in found.labels if each.text][:2]
    if not plain:
        return []
    upper = plain[1:]
    joined = [(f"{over}{plain[0]}", 0.97) for over in upper]
    return [(plain[0], 1.0), *joined, *((over, 0.55) for over in upper)]


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _fits(name: Name, found: Around) -> float:
    """What speaks for or against a figure beside its name: unit, and what it is all about."""
    score = 0.0
    is_rate = MEASURES[name.key].shape == Shape.RATE and name.part == "value"
    if found.unit and (found.unit == "%") != is_rate:
        score -= 0.5
    elif found.unit:
        score += 0.1 if found.unit in name.units else -0.1
    if name.topic and name.topic in found.tokens:
        score += 0.2
    elif name.topic and name.topic in found.topic:
        score += 0.12
    return score


def alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if COUNTING.sub("", one) == COUNTING.sub("", other):
        return 0.96
    first, second = _pairs(one), _pairs(other)
    return _shared(first, second)


@lru_cache(MANY_WORDINGS)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[place : place + 2] for place in range(len(text) - 1))

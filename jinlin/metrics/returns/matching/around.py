"""What do all the words around a cell say together: which place, which period, about what?"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from jinlin.metrics.returns.layouts import Field
from jinlin.metrics.returns.matching import changes
from jinlin.metrics.returns.matching.labels import (
    DATED,
    LONGEST_LABEL,
    Label,
    period_of,
    read,
    without_number,
)
from jinlin.metrics.returns.matching.terms import NARROWED, SOFT, TOPICS, terms

TOTAL = re.compile(
    r"^(?:全[县镇乡市区村]|全街道|全社区|本级|总|各乡镇|年度?|全年)?(?:合计|总计|共计|小计|总数)$|^全[县镇乡市区村]$|^全街道$|^全社区$"
)
PART_TOTAL = re.compile(r"小计")
MONTHS_OF_A_YEAR: Final = 12
TITLE_PERIODS: Final = {"month", "quarter", "half", "year", "ever"}
Axes = Mapping[str, "Axis"]


@dataclass
class Axis:
    """What stands over (or beside) the cells of one table."""

    places: int = 0
    months: set[str] = field(default_factory=set)
    periods: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Around:
    """`labels` say what is counted, the nearest first; `place`, `period` as in a meaning (`period`
    empty when nobody says one); `change`, `changed_in`: against what and in what. `is_clear`: place
    and period are known for sure. `is_whole`: no title and no sum narrows what is counted. `over`:
    the topics of the titles.
    """

    labels: tuple[Label, ...]
    place: str = ""
    period: str = ""
    change: str = ""
    changed_in: str = ""
    unit: str = ""
    per: int = 1
    is_clear: bool = True
    is_whole: bool = True
    over: tuple[frozenset[str], ...] = ()
    title_period: str = ""

    @property
    def tokens(self) -> frozenset[str]:
        """All terms of the labels; a soft one of a heading says nothing where another says more."""
        found: set[str] = set()
        for label in self.labels:
            others = [each for each in self.labels if each is not label]
            soft = any(each.terms.core or each.terms.unit for each in others)
            found |= label.terms.tokens - SOFT if soft else label.terms.tokens
        return frozenset(found)

    @property
    def is_number(self) -> bool:
        """No unit is said, and yet it is no share that is asked for."""
        return not self.unit and any(each.is_number for each in self.labels[:1])

    @property
    def topic(self) -> frozenset[str]:
        """What the nearest title with a topic is about."""
        return next((each for each in self.over if each), frozenset())

    @property
    def wording(self) -> str:
        """The words by which a county's own sense of them is known again in other forms."""
        own = [each.text for each in self.labels if each.text]
        if not own:
            return ""
        if not any(each.terms.topics for each in self.labels):
            own.append("".join(sorted(TOPICS[each].split()[0] for each in self.topic)))
        return "|".join([*own, self.unit or "-"])


def axes_of(fields: Iterable[Field], places: Mapping[str, str]) -> dict[str, Axis]:
    """By table and side, what kinds of heads there are."""
    found: dict[str, Axis] = {}
    for each in fields:
        for side, texts in (("left", each.left), ("above", each.above)):
            axis = found.setdefault(f"{each.ref.partition('!')[0]}{side}", Axis())
            for text in texts:
                plain = without_number(text)
                if places.get(plain):
                    axis.places += 1
                period = read(text).period
                axis.periods.add(period)
                if period.startswith("m") and period != "month":
                    axis.months.add(period)
    return found


def around(each: Field, places: Mapping[str, str], axes: Axes) -> Around:
    table = each.ref.partition("!")[0]
    sides = [
        _side(texts, places, axes.get(f"{table}{side}", Axis()))
        for side, texts in (("left", each.left), ("above", each.above))
    ]
    labels = [label for side in sides for label in side.labels]
    if each.parent:
        labels.append(read(each.parent))
    concepts = tuple(label for label in labels if label.is_concept)
    period, is_sum = _first(labels, "period"), any(label.is_sum for label in labels)
    periods = {p for side in ("left", "above") for p in axes.get(f"{table}{side}", Axis()).periods}
    titled = [period_of(text) for text in each.over]
    title_period = next((name for name in titled if name in TITLE_PERIODS), "")
    is_clear = all(side.is_clear for side in sides) and not any(x.is_strange for x in labels)
    if is_sum and not period:
        period, is_clear = "year", is_clear and bool(periods & {"month", "year"} or title_period)
    period = next((side.period for side in sides if side.period), period)
    change, of_period = _change(labels, periods)
    period = period or of_period
    narrowed = any(NARROWED.search(text) or _names_another(text, places) for text in each.over)
    return Around(
        concepts,
        next((side.place for side in sides if side.place), ""),
        period,
        change,
        _changed_in(labels) if change else "",
        _unit_of(labels, concepts),
        max((label.per for label in labels), default=1),
        is_clear and change != "?" and _is_of_its_days(labels, period, title_period),
        all(side.is_whole for side in sides) and not narrowed,
        tuple(terms(DATED.sub("", text)).topics for text in each.over),
        title_period,
    )


def _change(labels: list[Label], periods: set[str]) -> tuple[str, str]:
    """Against what a cell is held, said by a label or by the heads beside it, and the period that
    those name; "?" where nobody says it.
    """
    found = {each.change for each in labels} - {""}
    own = found - {"?"}
    if own or not found:
        return (next(iter(own)) if own else "", "") if len(own) < 2 else ("?", "")
    against, period = changes.beside(periods)
    return (against, period) if against else ("?", "")


def _changed_in(labels: list[Label]) -> str:
    if any(each.unit in {changes.POINTS, changes.EITHER} for each in labels):
        return next(each.unit for each in labels if each.unit in {changes.POINTS, changes.EITHER})
    return next((each.changed_in for each in labels if each.changed_in), "")


def _is_of_its_days(labels: list[Label], period: str, title_period: str) -> bool:
    """What is held against the month before, or is of it or of the same month of last year, stands
    in a form that speaks of months.
    """
    spoken = period if period not in {"", "before", "same"} else title_period
    against_a_month = any(each.is_of_month for each in labels) or period in {"before", "same"}
    return not against_a_month or spoken in {"", "month", "ever"} or spoken.startswith("m")


def _unit_of(labels: list[Label], concepts: tuple[Label, ...]) -> str:
    """The unit that is said beside a label, else that in its words, else that of a change in
    numbers; points are the unit of a change alone.
    """
    of_changes = {changes.POINTS, changes.EITHER}
    if any(each.unit in of_changes for each in labels) and not any(x.change for x in labels):
        return "?"
    plain = [each for each in labels if each.unit not in {"", *of_changes}]
    own = next((each.unit for each in plain if not each.change), "")
    own = own or next((each.terms.unit for each in concepts if each.terms.unit), "")
    return own or next((each.unit for each in plain if each.unit != "%"), "")


@dataclass(frozen=True)
class Side:
    """What the heads on one side of a cell say."""

    labels: list[Label]
    place: str = ""
    period: str = ""
    is_clear: bool = True
    is_whole: bool = True


def _side(texts: tuple[str, ...], places: Mapping[str, str], axis: Axis) -> Side:
    labels, place, total, partial = [], "", False, False
    for text in texts:
        plain = without_number(text)
        if plain in places and not TOTAL.match(plain):
            place = place or places[plain]
        elif TOTAL.match(plain):
            total, partial = True, partial or bool(PART_TOTAL.search(plain))
        elif len(text) <= LONGEST_LABEL:
            labels.append(read(text))
    if not total:
        return Side(labels, place)
    if axis.places:
        return Side(labels, place, is_clear=bool(place) or not partial)
    if axis.months:
        whole = len(axis.months) == MONTHS_OF_A_YEAR
        return Side(labels, place, "year", is_clear=whole and not partial)
    return Side(labels, place, is_whole=False)


def _names_another(text: str, places: Mapping[str, str]) -> bool:
    """A title that names a place inside this one speaks of that alone."""
    return any(code and name in text for name, code in places.items())


def _first(labels: list[Label], name: str) -> str:
    return next((value for each in labels if (value := getattr(each, name))), "")

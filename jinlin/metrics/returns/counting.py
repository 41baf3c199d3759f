"""What do the records say to each cell of a form, and how was that counted?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from jinlin.core.figures import rollup
from jinlin.core.figures.measures import Figure, Measure, Window, half_up
from jinlin.core.time import clock
from jinlin.ground.places.models import Place
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.returns.matching.meanings import CHANGES, PARTS, Kind, Meaning, window
from jinlin.metrics.returns.models import Origin

NOTHING = "—"  # the records know that there was nothing to measure
Found = dict[tuple[Window, str], Figure]


@dataclass(frozen=True)
class Counted:
    """What one cell is filled with. `definition` is kept with the answer."""

    value: str
    origin: Origin
    numerator: int | None = None
    denominator: int | None = None
    definition: Mapping[str, Any] = field(default_factory=dict)


def count(
    meanings: Mapping[str, Meaning], place: Place, month: str, *, person: str
) -> dict[str, Counted]:
    """By ref; each place and period is asked once for all its measures."""
    found = _figures(meanings.values(), place.code, month)
    return {
        ref: _of_measure(meaning, place, month, found)
        if meaning.kind == Kind.MEASURE and meaning.key in MEASURES
        else _of_word(meaning, place, month, person)
        for ref, meaning in meanings.items()
    }


def _figures(meanings: Any, code: str, month: str) -> Found:
    wanted: dict[Window, dict[str, Measure]] = {}
    for meaning in meanings:
        if meaning.kind != Kind.MEASURE or meaning.key not in MEASURES:
            continue
        for days in _windows(meaning, code, month):
            if days is not None:
                wanted.setdefault(days, {})[meaning.key] = MEASURES[meaning.key]
    return {
        (days, key): figure
        for days, measures in wanted.items()
        for key, figure in rollup.figures(measures.values(), days).items()
    }


def _windows(meaning: Meaning, code: str, month: str) -> list[Window | None]:
    now = window(meaning, code, month)
    return [now, window(meaning, code, month, earlier=meaning.change)] if meaning.change else [now]


def _of_word(meaning: Meaning, place: Place, month: str, person: str) -> Counted:
    if meaning.kind == Kind.BLANK:
        return Counted("", Origin.BLANK)
    year, number = month.split("-")
    today = clock.today()
    word = {
        "place": place.name,
        "month": _("{year}-{month}").format(year=year, month=int(number)),
        "today": _("{year}-{month}-{day}").format(
            year=today.year, month=today.month, day=today.day
        ),
        "person": person,
    }.get(meaning.key if meaning.kind == Kind.WORD else "", "")
    return Counted(word, Origin.RECORDS if word else Origin.MISSING)


def _of_measure(meaning: Meaning, place: Place, month: str, found: Found) -> Counted:
    measure = MEASURES[meaning.key]
    days = window(meaning, place.code, month)
    if days is None:
        return Counted("", Origin.LATER)
    figure = found[days, meaning.key]
    value = _part(meaning, measure, figure)
    if meaning.change:
        before = window(meaning, place.code, month, earlier=meaning.change)
        earlier = found[before, meaning.key] if before else None
        held = _difference if meaning.change.endswith("_by") else _change
        value = held(value, _part(meaning, measure, earlier) if earlier else None)
    return Counted(
        _text(value, meaning.per),
        Origin.RECORDS,
        figure.numerator,
        figure.denominator,
        definition(meaning, measure, days),
    )


def _part(meaning: Meaning, measure: Measure, figure: Figure) -> float | int | None:
    if meaning.part == "met":
        return figure.numerator
    if meaning.part == "all":
        return figure.denominator
    return figure.read_in(measure.shown)


def _change(now: float | None, before: float | None) -> float | None:
    if now is None or not before:
        return None
    return _rounded(100 * (Fraction(str(now)) - Fraction(str(before))) / Fraction(str(before)), 1)


def _difference(now: float | None, before: float | None) -> float | None:
    """Of two counts a whole number, of two shares points."""
    if now is None or before is None:
        return None
    if isinstance(now, int) and isinstance(before, int):
        return now - before
    return _rounded(Fraction(str(now)) - Fraction(str(before)), 1)


def _rounded(value: Fraction, places: int) -> float:
    """Half away from nothing, so that a fall reads as the rise of the same size does."""
    return half_up(value, places) if value >= 0 else -half_up(-value, places)


def _text(value: float | None, per: int) -> str:
    if value is None:
        return NOTHING
    if per > 1:
        return f"{_rounded(Fraction(str(value)) / per, 2):g}"
    return str(value)


def definition(meaning: Meaning, measure: Measure, days: Window) -> dict[str, str]:
    """How it is counted, in the words of today."""
    return {
        "name": str(measure.name),
        "question": str(measure.question),
        "part": str(PARTS[meaning.part]),
        "change": str(CHANGES[meaning.change]) if meaning.change else "",
        "counted": str(measure.denominator),
        "met": str(measure.numerator),
        "excluded": str(measure.exclusions),
        "unit": str(measure.shown.unit if measure.shown else measure.unit),
        "since": str(days.since or ""),
        "as_of": str(days.as_of),
        "place_code": days.place_code,
    }

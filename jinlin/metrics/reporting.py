"""What does the report of a month or year say: which lines, beside what, in which first words?"""

from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from jinlin.core import spoken
from jinlin.core.figures import rollup
from jinlin.core.figures.measures import Figure, Measure, Shape, Window
from jinlin.ground.places.models import Place
from jinlin.metrics import definitions, periods
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.groups import NAMES, OTHERS, about, present

Line = dict[str, Any]


def lines_of(place: Place, period: str) -> list[Line]:
    """Every figure of the month or year that has rows in it or had in the one before: as shown,
    with the one before, and by what it is made of.
    """
    now, before = (periods.window(place, each) for each in (period, periods.before(period)))
    return lines_between(now, before)


def lines_between(now: Window, before: Window) -> list[Line]:
    """The same of any days, beside others."""
    found, earlier = (rollup.figures(MEASURES.values(), each) for each in (now, before))
    order = {label: number for number, label in enumerate(present())}
    lines = [
        _line(measure, found[key], earlier[key])
        for key, measure in MEASURES.items()
        if found[key].denominator or earlier[key].denominator
    ]
    return sorted(lines, key=lambda line: order[line["key"].partition(".")[0]])


def first_words(place: Place, period: str, lines: list[Line]) -> str:
    """A draft of what the figures say, one sentence for each domain: its largest count and its
    first rate, each against the month or year before.
    """
    beside = (
        _("{words} (the year before {before}{unit})")
        if periods.is_year(period)
        else _("{words} (the month before {before}{unit})")
    )
    sentences = []
    for group in dict.fromkeys(line["group"] for line in lines):
        own = [line for line in lines if line["group"] == group]
        chosen = [
            next((line for line in own if line["is_rate"] is is_rate), None)
            for is_rate in (False, True)
        ]
        parts = [_part(line, beside) for line in chosen if line]
        if parts:
            sentences.append(_("{group}: {parts}.").format(group=group, parts="，".join(parts)))
    opening = _("{place} in {month}:").format(place=place.name, month=spoken.period(period))
    return "\n".join([opening, *sentences])


def _part(line: Line, beside: str) -> str:
    words = f"{line['name']}{line['shown']}{line['unit']}"
    if line["before"] in {None, ""}:
        return words
    return beside.format(words=words, before=line["before"], unit=line["unit"])


def _line(measure: Measure, figure: Figure, before: Figure) -> Line:
    version = definitions.present(measure.key)
    return {
        "key": measure.key,
        "group": str(NAMES.get(about(measure), OTHERS)),
        "name": str(measure.name),
        "shown": as_text(figure.read_in(measure.shown)),
        "before": as_text(before.read_in(measure.shown)),
        "unit": str(measure.shown.unit if measure.shown else measure.unit),
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "is_rate": measure.shape == Shape.RATE,
        "question": str(measure.question),
        "counted": str(measure.denominator),
        "met": str(measure.numerator),
        "excluded": str(measure.exclusions),
        "version": version.number if version else None,
        "mark": version.mark if version else "",
    }


def as_text(value: float | Fraction | None) -> str:
    """As printed; "" where there was nothing to measure."""
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else f"{float(value):,.1f}"

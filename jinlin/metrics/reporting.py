"""What does a month's report say: which lines, beside which month, and in which first words?"""

from datetime import date
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext as _

from jinlin.core.figures import rollup
from jinlin.core.figures.measures import Figure, Measure, Shape, Window
from jinlin.core.time import clock
from jinlin.core.time.months import names_until
from jinlin.ground.places.models import Place
from jinlin.metrics import definitions
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.groups import NAMES, OTHERS, about, present
from jinlin.metrics.queries import window_of

Line = dict[str, Any]
COLUMNS: Final = ("group", "name", "shown", "before", "unit", "numerator", "denominator")


def lines_of(place: Place, month: str) -> list[Line]:
    """Every figure of the month that has rows in it or had in the month before: as shown, with the
    month before, and by what it is made of.
    """
    earlier_month = names_until(date.fromisoformat(f"{month}-01"), 2)[1]
    now, before = (window_of(place, month=each) for each in (month, earlier_month))
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


def months_over(count: int = 12) -> list[str]:
    """The last months that are over, newest first: of one that runs nothing is signed."""
    return names_until(clock.today(), count + 1)[1:]


def first_words(place: Place, month: str, lines: list[Line]) -> str:
    """A draft of what the figures say, one sentence for each domain: its largest count and its
    first rate, each against the month before.
    """
    sentences = []
    for group in dict.fromkeys(line["group"] for line in lines):
        own = [line for line in lines if line["group"] == group]
        chosen = [
            next((line for line in own if line["is_rate"] is is_rate), None)
            for is_rate in (False, True)
        ]
        parts = [_part(line) for line in chosen if line]
        if parts:
            sentences.append(_("{group}: {parts}.").format(group=group, parts="，".join(parts)))
    opening = _("{place} in {month}:").format(place=place.name, month=month)
    return "\n".join([opening, *sentences])


def _part(line: Line) -> str:
    words = f"{line['name']}{line['shown']}{line['unit']}"
    if line["before"] in {None, ""}:
        return words
    return _("{words} (the month before {before}{unit})").format(
        words=words, before=line["before"], unit=line["unit"]
    )


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

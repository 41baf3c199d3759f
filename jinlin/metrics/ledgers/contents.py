"""What are the values of a ledger, and how was each counted?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jinlin.core import spoken
from jinlin.core.figures import rollup
from jinlin.core.figures.measures import Figure, Measure, Window
from jinlin.core.time import clock
from jinlin.ground.places.models import Place
from jinlin.metrics import periods, reporting
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.ledgers.templating import names
from jinlin.metrics.models import Report
from jinlin.metrics.spans import over

Values = dict[str, Any]


@dataclass(frozen=True)
class Contents:
    """The values by their names in a template, and how the figures among them were counted."""

    values: Values
    definitions: list[dict[str, str]]


def contents(place: Place, period: str, text: str, *, person: str) -> Contents:
    """What a template with this text needs, of the records as they are now."""
    now, before = (periods.window(place, each) for each in (period, periods.before(period)))
    is_listed = names.FIGURES in text or names.WORDS in text
    lines = reporting.lines_between(now, before) if is_listed else []
    used = {name: key for name, key in names.measures().items() if name in text}
    values = _plain(place, period, now, lines, person)
    values |= _figures(used, now, before)
    if names.FIGURES in text:
        values[names.FIGURES] = [_line(line) for line in lines]
    if names.PLACES in text:
        values[names.PLACES] = _places(place, now, used)
    return Contents(values, _definitions(used, lines))


def _plain(
    place: Place, period: str, now: Window, lines: list[reporting.Line], person: str
) -> Values:
    report = Report.objects.filter(place=place, month=period).first()
    words = report.words if report else reporting.first_words(place, period, lines)
    return {
        "地方": place.name,
        "期间": spoken.period(period),
        "起始日": str(now.since),
        "截止日": str(now.as_of),
        "统计时间": f"{clock.now():%Y-%m-%d %H:%M}",
        "情况": words,
        "填表人": person,
    }


def _figures(used: Mapping[str, str], now: Window, before: Window) -> Values:
    """Each figure of the text, with all endings: some fifty at most stand in a template."""
    measures = [MEASURES[key] for key in dict.fromkeys(used.values())]
    found, earlier = rollup.figures(measures, now), rollup.figures(measures, before)
    values: Values = {}
    for name, key in used.items():
        parts = _parts(MEASURES[key], found[key], earlier[key])
        values |= {f"{name}{end}": parts[part] for end, part in names.ENDINGS.items()}
    return values


def _parts(measure: Measure, figure: Figure, before: Figure) -> dict[str, str]:
    return {
        "value": reporting.as_text(figure.read_in(measure.shown)) or "—",
        "before": reporting.as_text(before.read_in(measure.shown)) or "—",
        "unit": str(measure.shown.unit if measure.shown else measure.unit),
        "counted": str(measure.denominator),
        "numerator": str(figure.numerator),
        "denominator": str(figure.denominator),
    }


def _line(line: reporting.Line) -> dict[str, str]:
    fields = ("group", "name", "shown", "before", "unit", "counted", "numerator", "denominator")
    texts = [str(line[field]) for field in fields]
    return dict(zip(names.LINE, [each or "—" for each in texts], strict=True))


def _places(place: Place, now: Window, used: Mapping[str, str]) -> list[dict[str, str]]:
    """A row for each place directly inside, with the figures that the text names."""
    measures = [MEASURES[key] for key in dict.fromkeys(used.values())]
    inside = Place.objects.present().filter(parent=place).order_by("code")
    rows = []
    for each in inside:
        found = rollup.figures(measures, over(each, now.as_of, now.since))
        row = {"名称": each.name, "编码": each.code}
        for name, key in used.items():
            row[name] = reporting.as_text(found[key].read_in(MEASURES[key].shown)) or "—"
        rows.append(row)
    return rows


def _definitions(used: Mapping[str, str], lines: Iterable[reporting.Line]) -> list[dict[str, str]]:
    """How each figure of the ledger is counted, in the words of today."""
    keys = dict.fromkeys([*used.values(), *(line["key"] for line in lines)])
    return [
        {
            "key": key,
            "name": str(MEASURES[key].name),
            "question": str(MEASURES[key].question),
            "counted": str(MEASURES[key].denominator),
            "met": str(MEASURES[key].numerator),
            "excluded": str(MEASURES[key].exclusions),
        }
        for key in keys
    ]

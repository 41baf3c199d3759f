"""Is a figure the same, whichever way it is counted?

Summed up, counted in full, added up from its parts, and (where there is one) asked of the archive.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from jinlin.core.figures import answers, archive, rollup
from jinlin.core.figures.measures import Figure, Measure, Window
from jinlin.core.time import clock
from jinlin.metrics.catalogue import MEASURES

TOWN_DIGITS = 9


@dataclass(frozen=True)
class Difference:
    """One way of counting that does not say what the full count says."""

    key: str
    place: str
    way: str
    found: str
    counted: str


def differences(counties: Sequence[str], folder: Path | None, engine: str) -> Iterator[Difference]:
    """The first that differs comes first; none: everything is proved."""
    for county in counties:
        yield from _of_county(county, list(MEASURES.values()))
    if folder:
        yield from _of_archive(counties, folder, engine)


def _of_county(county: str, measures: list[Measure]) -> Iterator[Difference]:
    window = Window(county, clock.today())
    summed = rollup.figures(measures, window)
    for measure in measures:
        full = answers.answer(measure, window)
        yield from _unequal(measure, window, _("summed up"), summed[measure.key], full)
        parts = rollup.by_place(measure, window, TOWN_DIGITS).values()
        added = (sum(each.numerator for each in parts), sum(each.denominator for each in parts))
        if added != (full.numerator, full.denominator):
            yield Difference(
                measure.key, county, _("added up from its towns"), _of(*added), _as_words(full)
            )


def _of_archive(counties: Sequence[str], folder: Path, engine: str) -> Iterator[Difference]:
    """As of the day on which it was taken out; what was put right afterwards is a difference."""
    for each in archive.whole(folder):
        for path in each.damaged(folder):
            yield Difference("", each.county, path, _("not as it was written"), each.begun_at)
    with archive.opened(folder, engine) as found:
        for each in found:
            if not any(each.county.startswith(county) for county in counties):
                continue
            window = Window(each.county, date.fromisoformat(each.day))
            for measure in MEASURES.values():
                there = answers.answer(archive.on(measure), window)
                full = answers.answer(measure, window)
                yield from _unequal(
                    measure, window, _("archive, {engine}").format(engine=engine), there, full
                )


def _unequal(
    measure: Measure, window: Window, way: str, found: Figure, full: Figure
) -> Iterator[Difference]:
    if found != full:
        yield Difference(measure.key, window.place_code, way, _as_words(found), _as_words(full))


def _as_words(figure: Figure) -> str:
    value = "-" if figure.value is None else str(figure.rounded())
    return f"{value} ({_of(figure.numerator, figure.denominator)})"


def _of(numerator: int, denominator: int) -> str:
    return f"{numerator} / {denominator}"

"""What does the catalogue of figures say of each?"""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from jinlin.core.figures.archive.questions import asks_of_a_period
from jinlin.core.figures.measures import Measure, Window
from jinlin.core.time import clock
from jinlin.metrics import definitions
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.definitions import Version
from jinlin.metrics.groups import NAMES, OTHERS, about, present

MANY_ENTRIES = 1_000  # each figure in each language


@dataclass(frozen=True)
class Entry:
    """One figure's definition, for a reader."""

    measure: Measure

    @property
    def is_of_a_period(self) -> bool:
        """Else it is the state on the last day."""
        return _is_of_a_period(self.measure)

    @property
    def source(self) -> Any:
        """Which records are counted."""
        return _model(self.measure)._meta.verbose_name_plural

    @property
    def versions(self) -> tuple[Version, ...]:
        return tuple(reversed(definitions.versions().get(self.measure.key, ())))

    @property
    def version(self) -> Version | None:
        return definitions.present(self.measure.key)

    @property
    def written(self) -> SafeString:
        """As a page shows it: the same for every reader, so it is written once for a language."""
        year = clock.today().year  # days of another year are shown with it
        return _written(self.measure, self.versions, get_language() or "", year)


_is_of_a_period = cache(asks_of_a_period)  # no definition changes while a process lives


@cache
def _model(measure: Measure) -> type[Model]:
    return measure.rows(Window("0", clock.today())).model


@lru_cache(MANY_ENTRIES)
def _written(
    measure: Measure, _versions: tuple[Version, ...], _language: str, _year: int
) -> SafeString:
    return render_to_string("metrics/entry.html", {"entry": Entry(measure)})


def entries(*, is_public: bool, words: str = "") -> dict[Any, list[Entry]]:
    """By what they are about; only the public ones, or all, or those with these words in their
    name, question or key.
    """
    found = [
        each
        for each in MEASURES.values()
        if (each.is_public or not is_public)
        and (not words or words.casefold() in f"{each.name} {each.question} {each.key}".casefold())
    ]
    groups: dict[Any, list[Entry]] = {}
    for label in present():
        rows = [Entry(each) for each in found if about(each) == label]
        if rows:
            groups.setdefault(NAMES.get(label, OTHERS), []).extend(rows)
    return groups

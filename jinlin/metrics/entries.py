"""What does the catalogue of figures say of each?"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jinlin.core.figures.archive.asked import asks_of_a_period
from jinlin.core.figures.measures import Measure, Window
from jinlin.core.time import clock
from jinlin.metrics import definitions
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.definitions import Version
from jinlin.metrics.groups import NAMES, OTHERS, about, present


@dataclass(frozen=True)
class Entry:
    """One figure's definition, for a reader."""

    measure: Measure

    @cached_property
    def is_of_a_period(self) -> bool:
        """Else it is the state on the last day."""
        return asks_of_a_period(self.measure)

    @property
    def source(self) -> Any:
        """Which records are counted."""
        model = self.measure.rows(Window("0", clock.today())).model
        return model._meta.verbose_name_plural

    @property
    def versions(self) -> tuple[Version, ...]:
        return tuple(reversed(definitions.versions().get(self.measure.key, ())))

    @property
    def version(self) -> Version | None:
        return definitions.present(self.measure.key)


def entries(*, is_public: bool) -> dict[Any, list[Entry]]:
    """By what they are about; only the public ones, or all."""
    found = [each for each in MEASURES.values() if each.is_public or not is_public]
    groups: dict[Any, list[Entry]] = {}
    for label in present():
        rows = [Entry(each) for each in found if about(each) == label]
        if rows:
            groups.setdefault(NAMES.get(label, OTHERS), []).extend(rows)
    return groups

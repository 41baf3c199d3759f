"""How are numbers drawn? By the house itself, as shapes in the page: no script, no service."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

HEIGHT: Final = 120
STEP: Final = 44
TOP: Final = 20  # room for the number over the highest one


@dataclass(frozen=True)
class Column:
    """One month of a chart. `value` None: nothing is known, and nothing drawn."""

    x: int
    y: int
    height: int
    label: str
    name: str
    value: Any


@dataclass(frozen=True)
class Chart:
    columns: list[Column]
    width: int
    foot: int = TOP + HEIGHT


def columns(months: Sequence[tuple[str, Any]], *, whole: float = 0.0) -> Chart:
    """Month by month ('2026-10', value); the highest fills the chart, unless `whole` does."""
    top = whole or max((float(value or 0) for _month, value in months), default=0.0) or 1.0
    drawn = []
    for number, (month, value) in enumerate(months):
        height = max(round(float(value or 0) / top * HEIGHT), 1 if value else 0)
        is_named = number == 0 or month.endswith("-01")
        label = month[2:].replace("-", "/") if is_named else str(int(month[5:]))
        drawn.append(Column(number * STEP, TOP + HEIGHT - height, height, label, month, value))
    return Chart(drawn, max(len(months), 1) * STEP)

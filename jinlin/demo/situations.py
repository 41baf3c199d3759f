"""What do residents of the demo county say, and how is it answered?"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Situation:
    """One kind of matter in several wordings.

    Texts and replies have places for {neighbourhood}, {building}, {place}, {unit}, {done} and
    {next}.
    """

    id: str
    category: str
    grade: str
    unit: str
    where: str
    weight: int
    at_once: bool
    texts: tuple[str, ...]
    replies: tuple[str, ...]
    internal: tuple[str, ...]
    unsolved: str
    thanks: str


@dataclass(frozen=True)
class Story:
    """Everything that can happen in the demo."""

    situations: tuple[Situation, ...]
    rejections: tuple[dict[str, str], ...]
    withdrawals: tuple[str, ...]


@cache
def story() -> Story:
    table = tomllib.loads((DATA / "situations.toml").read_text(encoding="utf-8"))
    return Story(
        situations=tuple(_situation(row) for row in table["situations"]),
        rejections=tuple(table["rejections"]),
        withdrawals=tuple(row["reason"] for row in table["withdrawals"]),
    )


def _situation(row: dict[str, Any]) -> Situation:
    fields: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.items()
    }
    return Situation(**fields)

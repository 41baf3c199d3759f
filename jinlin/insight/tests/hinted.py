"""Which messages only hint at a danger, and which use the same words harmlessly? Seven lots, in
`hinted.csv`: each was written before the weights of `data/leaning.csv` were learnt with it. From
those that are KEPT nothing is ever learnt: they say what is heard of new messages.
"""

import csv
from pathlib import Path
from typing import Final

from jinlin.insight.dangers import Danger

FILE: Final = Path(__file__).with_name("hinted.csv")
KEPT: Final = ("kept", "last")  # the second was written when the words of ideas stood
Lot = list[tuple[Danger | None, str]]  # None: harmless


def lots() -> dict[str, Lot]:
    found: dict[str, Lot] = {}
    with FILE.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            danger = Danger(row["danger"]) if row["danger"] else None
            found.setdefault(row["lot"], []).append((danger, row["text"]))
    return found

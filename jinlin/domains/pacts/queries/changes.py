"""What would change, clause by clause and character by character?

Chinese has no spaces, so words are no unit: runs of characters are compared. Clauses are brought
together by how alike they are, so that a clause that only moved is not shown as taken away.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "gone", "new"]
ALIKE = 0.4  # below this a clause is another one, not the same one reworded


@dataclass(frozen=True)
class Run:
    """Characters that stand in both texts, only in the old one, or only in the new one."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class ClauseChange:
    """One clause of either text. `old` and `new` are its numbers, None where it does not stand."""

    old: int | None
    new: int | None
    runs: tuple[Run, ...]

    @property
    def is_same(self) -> bool:
        return all(run.kind == "same" for run in self.runs) and self.old == self.new


def runs_between(old: str, new: str) -> tuple[Run, ...]:
    """The runs that lead from one text to the other: without the new ones it is the old text,
    without those gone the new one.
    """
    found: list[Run] = []
    for _tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if old[a:b] == new[c:d]:
            found.append(Run("same", old[a:b]))
            continue
        found += [Run("gone", old[a:b])] if a < b else []
        found += [Run("new", new[c:d])] if c < d else []
    return tuple(found)


def changes_between(old: Sequence[str], new: Sequence[str]) -> list[ClauseChange]:
    """Each clause of the new text in its order, those that are gone where they stood before."""
    pairs = _pairs(old, new)
    partner = {b: a for a, b in pairs.items()}
    found = [
        ClauseChange(_number(partner.get(n)), n + 1, runs_between(_at(old, partner.get(n)), text))
        for n, text in enumerate(new)
    ]
    for n, text in enumerate(old):
        if n not in pairs:
            gone = ClauseChange(n + 1, None, (Run("gone", text),))
            found.insert(_where(found, n + 1), gone)
    return found


def _pairs(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Which clause became which: the same words first, then the most alike."""
    alike = sorted(
        (
            (-_likeness(a, b), abs(i - j), i, j)
            for i, a in enumerate(old)
            for j, b in enumerate(new)
        ),
    )
    pairs: dict[int, int] = {}
    for likeness, _distance, i, j in alike:
        if -likeness >= ALIKE and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _likeness(a: str, b: str) -> float:
    return 1.0 if a == b else SequenceMatcher(None, a, b, autojunk=False).ratio()


def _number(index: int | None) -> int | None:
    return None if index is None else index + 1


def _at(texts: Sequence[str], index: int | None) -> str:
    return "" if index is None else texts[index]


def _where(found: Sequence[ClauseChange], old: int) -> int:
    before = [n for n, each in enumerate(found) if each.old is not None and each.old < old]
    return max(before, default=-1) + 1

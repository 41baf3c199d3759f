"""Do many weak cues, none of which says it alone, lean together towards a danger that nobody named?

A hint says who, what and since when: the old neighbour, not seen, for a week. Each run of one to
three letters that hints share has a weight in `data/leaning.csv`, learnt by `bench/leaning.py` from
invented hints and from invented messages that use the same words harmlessly; so has each idea that
words have in common (`concepts`), and two of them together. What stands in a sentence, of a long
one in WINDOW letters, is weighed together and compared with one bound. The words that weighed most
are the reason which whoever looks is shown.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import sqrt
from operator import add
from pathlib import Path
from typing import Final

from jinlin.insight.borders import ENDS
from jinlin.insight.concepts import IDEAS_OF, MARK, ideas
from jinlin.insight.dangers import Danger

FILE: Final = Path(__file__).parent / "data" / "leaning.csv"
WINDOW: Final = 50  # letters; a hint is one or two sentences
STEP: Final = 25
LONGEST: Final = 3  # letters of a run
READ_AT_MOST: Final = 4_000  # letters of a text: what is longer hints at nothing by itself
FEWEST: Final = 60  # runs, of a sentence of some twenty letters
REASONS: Final = 4
LEAN: Final = 1.0  # times the bound: of what is told as being wrong
# Who wishes for a night light says old, alone and dark as a hint does. Of 147 wishes told in the
# demo 20 weighed more than the bound, and 2 more than this; of the hints seven in ten do.
WISHFUL_LEAN: Final = 1.35
STOPS: Final = frozenset("。!?;…,、:")
WORD: Final = re.compile(r"[^\W_]+")  # what `isalnum` says yes to
BLANKS: Final = re.compile(r"\s+")
KINDS: Final = tuple(Danger)


@dataclass(frozen=True)
class Weights:
    """`hearing` is what a run weighs, `kinds` to which danger, in the order of KINDS. A stretch
    is heard when it weighs more than `bound`.
    """

    hearing: dict[str, float]
    kinds: dict[str, tuple[float, ...]]
    bound: float


@dataclass(frozen=True)
class Lean:
    """From where to where a stretch stands, which danger it leans to, and by which of its words."""

    danger: Danger
    span: tuple[int, int]
    reasons: tuple[str, ...]


@cache
def weights() -> Weights:
    """Read once in a process, some 4,000 lines. The first line holds the bound."""
    hearing, kinds, bound = {}, {}, 0.0
    with FILE.open(encoding="utf-8", newline="") as rows:
        for run, weight, *towards in csv.reader(rows):
            if not run:
                bound = float(weight)
                continue
            hearing[run] = float(weight)
            kinds[run] = tuple(float(each) for each in towards)
    return Weights(hearing, kinds, bound)


def squeezed(text: str) -> str:
    """One width, no blanks, a stop where a line ends without one: what signs and weights are looked
    for in.
    """
    return BLANKS.sub(_ended, unicodedata.normalize("NFKC", text).strip())


def _ended(blanks: re.Match[str]) -> str:
    """A stop for a run of blanks in which a line ends; none where one stands right before it."""
    run, at = blanks[0], blanks.start()
    ends = "\n" in (run[1:] if at and blanks.string[at - 1] in STOPS else run)
    return "。" if ends else ""


def heard_leaning(plain: str, *, by: float = LEAN) -> Lean | None:
    """The heaviest stretch of a text without blanks; None where none weighs more than so many times
    the bound.
    """
    table = weights()
    weight, at = heaviest(plain, table)
    if weight <= table.bound * by:
        return None
    stretch = plain[slice(*at)]
    return Lean(_danger(stretch, table), at, _reasons(stretch, table))


def heaviest(plain: str, table: Weights) -> tuple[float, tuple[int, int]]:
    """What the heaviest stretch weighs, and where it stands."""
    return max((_weight(plain[slice(*at)], table), at) for at in stretches(plain))


def runs(text: str) -> set[str]:
    """Each run of up to LONGEST letters, once. Signs between words say how somebody types, and no
    danger: none stands in a run.
    """
    found = set[str]()
    for word in WORD.findall(text):
        longer = word
        found.update(word)
        for long in range(1, LONGEST):
            longer = [*map(add, longer, word[long:])]
            found.update(longer)
    return found


def traits(found: set[str]) -> list[str]:
    """What has a weight of the runs of a stretch: they themselves, and the ideas in them."""
    return [*found, *ideas(found)]


def share(count: int) -> float:
    """What one run counts among so many: long stretches have more of them. A few words alone are no
    hint, whatever they weigh.
    """
    return 1 / sqrt(max(count, FEWEST))


def stretches(plain: str) -> Iterator[tuple[int, int]]:
    """Each sentence by itself, a long one in overlapping parts: what stands around a hint is not
    weighed with it.
    """
    begin = 0
    whole = min(len(plain), READ_AT_MOST)
    for end in [*(each.end() for each in ENDS.finditer(plain, 0, whole)), whole]:
        last = max(end - begin - WINDOW, 0)
        for at in range(begin, begin + last + STEP, STEP):
            yield at, min(at + WINDOW, end)
        begin = end


def _weight(stretch: str, table: Weights) -> float:
    found = runs(stretch)
    known = table.hearing.keys() & traits(found)
    return sum(map(table.hearing.__getitem__, known)) * share(len(found))


def _danger(stretch: str, table: Weights) -> Danger:
    """Towards which the stretch leans most, the graver one of two."""
    towards = [0.0] * len(KINDS)
    for each in traits(runs(stretch)):
        for at, weight in enumerate(table.kinds.get(each, ())):
            towards[at] += weight
    return KINDS[towards.index(max(towards))]


def _reasons(stretch: str, table: Weights) -> tuple[str, ...]:
    """The words that weigh most, with the ideas in them, as they stand one after the other."""
    present = ideas(runs(stretch))
    found = sorted(
        (
            (_weight_of(word, present, table), at, at + long)
            for long in range(1, LONGEST + 1)
            for at in range(len(stretch) - long + 1)
            if (word := stretch[at : at + long]).isalnum() and (long > 1 or word in IDEAS_OF)
        ),
        reverse=True,
    )
    taken: list[tuple[int, int]] = []
    for weight, begin, end in found:
        if weight <= 0 or len(taken) == REASONS:
            break
        is_new = all(stretch[begin:end] != stretch[one:other] for one, other in taken)
        if is_new and not any(begin < other and one < end for one, other in taken):
            taken.append((begin, end))
    return tuple(stretch[begin:end] for begin, end in sorted(taken))


def _weight_of(word: str, present: list[str], table: Weights) -> float:
    """What a word weighs by itself and by its ideas; of two ideas together each has a half."""
    weight = table.hearing.get(word, 0.0)
    for name in IDEAS_OF.get(word, ()):
        for each in present:
            parts = each.split(MARK)[1:]
            if name in parts:
                weight += table.hearing.get(each, 0.0) / len(parts)
    return weight

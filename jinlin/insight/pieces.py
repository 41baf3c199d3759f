"""Into which pieces is a text taken apart, and which numbers stand for them?

Characters, neighbouring characters, words and neighbouring words, each as a place in a row of
PLACES numbers. No list of pieces is kept: the place follows from the piece, so that a model is
small, and what speaks for a class can be read from the text itself.
"""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import rjieba

from jinlin.insight.texts import Text, clean

BITS: Final = 19
PLACES: Final = 1 << BITS
LAST: Final = np.uint64(PLACES - 1)

Array = Any  # numpy's; of a type that is said where it matters


__all__ = ["PLACES", "VIEWS", "Array", "Pieces", "Text", "clean", "place_of_word", "words_of"]


@dataclass(frozen=True)
class Pieces:
    """Which place stands how often in which text, sorted by text and place: three arrays of one
    length.
    """

    texts: Array  # int64
    places: Array  # int64
    counts: Array  # float32


def of_characters(texts: Sequence[str], *, longest: int) -> Pieces:
    """Runs of 1 to `longest` characters."""
    sizes = np.array([len(text) for text in texts], dtype=np.int64)
    joined = "".join(texts).encode("utf-32-le", "surrogatepass")
    signs = np.frombuffer(joined, dtype=np.uint32).astype(np.uint64)
    owner = np.repeat(np.arange(len(texts), dtype=np.int64), sizes)
    owners, places = [], []
    for length in range(1, longest + 1):
        many = max(len(signs) - length + 1, 0)
        run = signs[:many].copy()
        for ahead in range(1, length):
            run = run * np.uint64(1_000_003) + signs[ahead : many + ahead]
        inside = owner[:many] == owner[length - 1 : length - 1 + many]
        owners.append(owner[:many][inside])
        places.append(_mixed(run[inside] * np.uint64(4) + np.uint64(length)))
    return _counted(np.concatenate(owners), np.concatenate(places))


def of_words(texts: Sequence[str]) -> Pieces:
    """Words and pairs of neighbouring words."""
    sizes: list[int] = []
    numbers: list[int] = []
    known: dict[str, int] = {}
    for text in texts:
        before = len(numbers)
        for word in words_of(text):
            number = known.get(word)
            if number is None:
                number = known[word] = zlib.crc32(word.encode())
            numbers.append(number)
        sizes.append(len(numbers) - before)
    signs = np.array(numbers, dtype=np.uint64)
    owner = np.repeat(np.arange(len(texts), dtype=np.int64), np.array(sizes, dtype=np.int64))
    inside = owner[:-1] == owner[1:]
    pairs = (signs[:-1] * np.uint64(1_000_003) + signs[1:])[inside]
    return _counted(
        np.concatenate([owner, owner[:-1][inside]]),
        np.concatenate([signs & LAST, _mixed(pairs)]),
    )


def words_of(text: str) -> list[str]:
    return [word for word in rjieba.cut(text) if word.strip()]


def place_of_word(word: str) -> int:
    return zlib.crc32(word.encode()) & (PLACES - 1)


def _mixed(numbers: Array) -> Array:
    """Places that are spread evenly, whatever the numbers have in common."""
    for shift, factor in ((33, 0xFF51AFD7ED558CCD), (33, 0xC4CEB9FE1A85EC53)):
        numbers = (numbers ^ (numbers >> np.uint64(shift))) * np.uint64(factor)
    return (numbers ^ (numbers >> np.uint64(33))) & LAST


def _counted(owners: Array, places: Array) -> Pieces:
    keys = (owners.astype(np.int64) << BITS) | places.astype(np.int64)
    keys.sort()
    first = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else keys
    counts = np.diff(np.append(first, len(keys))).astype(np.float32)
    kept = keys[first]
    return Pieces(kept >> BITS, kept & (PLACES - 1), counts)


@dataclass(frozen=True)
class View:
    """One way to look at a text: which part of it, taken apart how, and how much it counts."""

    name: str
    part: Callable[[Text], str]
    apart: Callable[[Sequence[str]], Pieces]
    weight: float

    def of(self, texts: Sequence[Text]) -> Pieces:
        return self.apart([self.part(text) for text in texts])


VIEWS: Final = (
    View("whole", lambda text: text.whole, lambda all_: of_characters(all_, longest=2), 1.0),
    View("words", lambda text: text.whole, of_words, 1.0),
    View("title", lambda text: text.title, lambda all_: of_characters(all_, longest=3), 0.7),
    View("start", lambda text: text.start, lambda all_: of_characters(all_, longest=2), 0.7),
)

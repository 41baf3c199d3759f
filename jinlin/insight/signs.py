"""By which few numbers are two texts that say the same found among a million?

Each run of three letters has a number; the texts' smallest ones, by BUCKETS that the numbers
themselves choose, are alike as often as the texts are (MinHash of one permutation, empty buckets
filled by the next one). Two neighbouring ones make a sign: texts that share one of BANDS signs are
compared. What is found is only looked at: a repeat is a pair that was compared.
"""

import zlib
from typing import Final

from jinlin.core.search.grams import squeezed

RUN: Final = 3  # letters
BANDS: Final = 10
BUCKETS: Final = 2 * BANDS
SPREAD: Final = 0x9E3779B97F4A7C15  # odd, of the golden ratio: neighbours end far apart
MASK: Final = (1 << 64) - 1
EMPTY: Final = 1 << 64


def signs_of(county: str, title: str, text: str) -> list[int]:
    """The text's signs in its county, as a database's whole numbers; none for a text of fewer than
    three letters.
    """
    begun = title.removesuffix("…")
    letters = squeezed(text if text.startswith(begun) else f"{title} {text}")
    smallest = [EMPTY] * BUCKETS
    for run in {letters[at : at + RUN] for at in range(len(letters) - RUN + 1)}:
        number = (zlib.crc32(run.encode()) * SPREAD) & MASK
        number ^= number >> 29
        bucket = (number * SPREAD & MASK) >> 32
        at = bucket % BUCKETS
        smallest[at] = min(smallest[at], number)
    if min(smallest) == EMPTY:
        return []
    full = _filled(smallest)
    return [_sign(county, band, full[2 * band], full[2 * band + 1]) for band in range(BANDS)]


def _filled(smallest: list[int]) -> list[int]:
    """An empty bucket says what the next one that is not empty says, and how far that is."""
    full = list(smallest)
    for at, number in enumerate(smallest):
        if number == EMPTY:
            ahead = next(
                step for step in range(1, BUCKETS) if smallest[(at + step) % BUCKETS] != EMPTY
            )
            full[at] = (smallest[(at + ahead) % BUCKETS] + ahead * SPREAD) & MASK
    return full


def _sign(county: str, band: int, one: int, other: int) -> int:
    """A number of 63 bits."""
    mixed = (one * 1_000_003 + other) * SPREAD + int(county) * 131 + band
    mixed &= MASK
    return ((mixed ^ (mixed >> 31)) * SPREAD & MASK) >> 1

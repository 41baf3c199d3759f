"""How much do two texts say the same?

By the pairs of neighbouring characters that they share; Chinese needs no words for that.
"""

import unicodedata


def bigrams(text: str) -> frozenset[str]:
    """Pairs of neighbouring letters, signs and digits; what only separates them (spaces,
    punctuation) ends a run and counts for nothing.
    """
    runs = "".join(
        c.lower() if unicodedata.category(c)[0] in "LN" else " "
        for c in unicodedata.normalize("NFKC", text)
    ).split()
    return frozenset(run[at : at + 2] for run in runs for at in range(len(run) - 1))


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0 (nothing in common) to 1 (the same pairs): twice what is shared, by what both have."""
    if not one or not other:
        return 0.0
    return 2 * len(one & other) / (len(one) + len(other))

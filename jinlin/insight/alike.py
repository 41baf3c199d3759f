"""Which messages say the same in other words, and which say the same thing as many others?

Texts are compared by the characters, and runs of two and three of them, that they share (the
cosine of their weighed pieces). A repeat is a pair that was compared and is alike enough; likeness
is never handed on from pair to pair. A topic is what hangs together by somewhat weaker likeness,
named by the words that stand in it and hardly elsewhere; and what has a name in common (`named`).
The same input gives the same output, byte
for byte.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from jinlin.insight.named import NUMBER, Topic, with_named
from jinlin.insight.pieces import PLACES, Array, Text, of_characters, words_of

REPEAT: Final = 0.6
TOPIC: Final = 0.15
COMMON, FEW = 0.02, 50  # a piece in more of the texts (of few: in more than so many) says nothing
BLOCK: Final = 1000
LONGEST: Final = 3
NAMED_BY: Final = 3
SHARED_TIMES: Final = 2


@dataclass(frozen=True)
class Pair:
    """Two messages, by their places in the input, and how much they say the same, from 0 to 1."""

    one: int
    other: int
    alike: float


def repeats(texts: Sequence[Text], *, least: float = REPEAT) -> list[Pair]:
    """Every pair that is so much alike, in the order of the input."""
    return [
        Pair(one, other, round(float(alike), 4))
        for one, other, alike in _pairs(_weighed(texts), least)
    ]


def topics(texts: Sequence[Text], *, least: float = TOPIC, size: int = 5) -> list[Topic]:
    """What at least `size` messages are about, the largest first: what hangs together, and, for
    those who share hardly more than it, a name.
    """
    found = list(_pairs(_weighed(texts), least))
    count = len(texts)
    ones = [one for one, _other, _alike in found]
    others = [other for _one, other, _alike in found]
    linked = sparse.coo_matrix((np.ones(len(found)), (ones, others)), shape=(count, count))
    _number, part = connected_components(linked, directed=False)
    members: dict[int, list[int]] = {}
    for place, number in enumerate(part):
        members.setdefault(int(number), []).append(place)
    large = sorted(
        (tuple(each) for each in members.values() if len(each) >= size),
        key=lambda each: (-len(each), each),
    )
    stands_in = Counter(word for text in texts for word in set(words_of(text.whole)))
    return with_named([Topic(_names(texts, each, stands_in), each) for each in large], texts, size)


def _names(
    texts: Sequence[Text], members: tuple[int, ...], stands_in: Counter[str]
) -> tuple[str, ...]:
    own = Counter(word for place in members for word in set(words_of(texts[place].whole)))
    worth = {
        word: times / len(members) * (times / stands_in[word])
        for word, times in own.items()
        if len(word) > 1 and times >= SHARED_TIMES and not NUMBER.search(word)
    }
    return tuple(sorted(worth, key=lambda word: (-worth[word], -len(word), word))[:NAMED_BY])


def _weighed(texts: Sequence[Text]) -> Any:
    """Texts x pieces, each text of length 1; pieces that are common are left out. Those that only
    one text has stay: they are what tells it from the others.
    """
    found = of_characters([text.whole for text in texts], longest=LONGEST)
    count = len(texts)
    edges = np.searchsorted(found.texts, np.arange(count + 1))
    rows = sparse.csr_matrix(
        (1 + np.log(found.counts), found.places, edges), shape=(count, PLACES), dtype=np.float32
    )
    stands_in = np.bincount(rows.indices, minlength=PLACES)
    rare = np.log((1 + count) / (1 + stands_in)) + 1
    rare[stands_in > max(FEW, COMMON * count)] = 0
    rows = rows @ sparse.diags(rare.astype(np.float32))
    rows.eliminate_zeros()
    length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    length[length == 0] = 1
    return (sparse.diags((1 / length).astype(np.float32)) @ rows).tocsr()


def _pairs(rows: Any, least: float) -> Iterator[tuple[int, int, Array]]:
    turned = rows.T.tocsr()
    for begin in range(0, rows.shape[0], BLOCK):
        near = (rows[begin : begin + BLOCK] @ turned).tocoo()
        kept = (near.data >= least) & (near.row + begin < near.col)
        order = np.lexsort((near.col[kept], near.row[kept]))
        yield from zip(
            (near.row[kept] + begin)[order].tolist(),
            near.col[kept][order].tolist(),
            near.data[kept][order],
            strict=True,
        )

"""How is one of many hashes shown to stand under a root, without the others?

A binary tree as in RFC 6962: leaves and nodes are hashed with different first bytes, so that none
can be taken for the other; a last one without a partner goes up as it is.
"""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from jinlin.core.timeline.chain import canonical

Step = tuple[Literal["left", "right"], str]  # on which side the partner stands, and its hash


def leaf(value: Any) -> str:
    return hashlib.sha256(b"\x00" + canonical(value)).hexdigest()


def root_of(leaves: Sequence[str]) -> str:
    """The root over these leaves in their order; of none, the hash of nothing."""
    if not leaves:
        return hashlib.sha256(b"").hexdigest()
    *_below, top = _levels(leaves)
    return top[0]


def path_of(leaves: Sequence[str], place: int) -> list[Step]:
    """The partners on the way from one leaf to the root."""
    steps: list[Step] = []
    for level in _levels(leaves):
        partner = place ^ 1
        if partner < len(level):
            steps.append(("left" if partner < place else "right", level[partner]))
        place //= 2
    return steps


def leads_to(root: str, *, leaf: str, path: Sequence[Step]) -> bool:
    """Whether this way from the leaf ends at this root."""
    found = leaf
    for side, partner in path:
        found = _node(partner, found) if side == "left" else _node(found, partner)
    return found == root


def _levels(leaves: Sequence[str]) -> Iterator[Sequence[str]]:
    level = leaves
    yield level
    while len(level) > 1:
        pairs = [level[start : start + 2] for start in range(0, len(level), 2)]
        level = [_node(*pair) if len(pair) == 2 else pair[0] for pair in pairs]
        yield level


def _node(left: str, right: str) -> str:
    return hashlib.sha256(b"\x01" + bytes.fromhex(left) + bytes.fromhex(right)).hexdigest()

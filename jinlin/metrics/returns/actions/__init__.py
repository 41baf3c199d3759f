"""How does a form come in, get its meaning, get filled, and get signed?"""

from jinlin.metrics.returns.actions.filling import (
    PAPER,
    RETURN,
    fill,
    fill_again,
    register_kinds,
    sign,
    take_in,
    write,
)
from jinlin.metrics.returns.actions.matching import agree, arrange, confirm, match

__all__ = [
    "PAPER",
    "RETURN",
    "agree",
    "arrange",
    "confirm",
    "fill",
    "fill_again",
    "match",
    "register_kinds",
    "sign",
    "take_in",
    "write",
]

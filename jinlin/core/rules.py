"""Which moves would be done if this actor made them now?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from jinlin.core.actor import Actor
from jinlin.core.lifecycle import Lifecycle, Move

Row = TypeVar("Row", bound=Any)


def is_the_house(actor: Actor, row: Any) -> bool:
    """Of a move that nobody makes by hand."""
    return actor.is_system


@dataclass(frozen=True)
class Rules(Generic[Row]):
    """The table of moves of a domain, and who may make each.

    Raises ValueError at import when a move has nobody who may.

    `when` holds what a move depends on beyond its state; a move that does not stand there is open
    whenever its state is. `scope` is what a token must have been issued for.
    """

    lifecycle: Lifecycle
    may: Mapping[str, Callable[[Actor, Row], bool]]
    when: Mapping[str, Callable[[Row], bool]] = field(default_factory=dict)
    scope: str = ""

    def __post_init__(self) -> None:
        if strange := set(self.lifecycle.moves) ^ set(self.may) | set(self.when) - set(self.may):
            raise ValueError(f"moves and permissions do not agree on {sorted(strange)}")

    def can_make(self, actor: Actor, row: Row, name: str) -> bool:
        """Whether this move, made now by this actor, would be done: its state, who they are, and
        what else it depends on.
        """
        return self.could_make(actor, row, name) and (name not in self.when or self.when[name](row))

    def could_make(self, actor: Actor, row: Row, name: str) -> bool:
        """Whether its state is right and the move is theirs, whatever else it depends on."""
        return self.lifecycle.is_open(name, row.state) and self.may[name](actor, row)

    def open_to(self, actor: Actor, row: Row) -> list[Move]:
        """The moves that this actor finds as buttons, in the table's order.

        A program that may only read finds none.
        """
        if actor.scopes is not None and self.scope not in actor.scopes:
            return []
        return [
            move
            for move in self.lifecycle.open_moves(row.state)
            if self.can_make(actor, row, move.name)
        ]

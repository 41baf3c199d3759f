"""Which moves does a thing know, and which are open in its state?

A lifecycle is a table. The guard, the buttons, the API, the drawing in the README and the test that
walks every state and move all read this one table.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from jinlin.core.errors import NotNow


@dataclass(frozen=True)
class Move:
    """One named move. `to` None: the move is open in these states and leaves them as they are."""

    name: str
    sources: frozenset[str]
    to: str | None
    label: Any  # the button: 'Accept'
    sentence: Any  # the trail's: '{by} took it on and answers by {due}'
    by_hand: bool = True  # False: the house makes this move itself, there is no button for it
    danger: bool = False
    is_statement: bool = False  # the button says how it is ('Not received'), not what is done


class Lifecycle:
    """A table of moves over the states of one kind of thing.

    Raises ValueError at import when the table is inconsistent.
    """

    def __init__(self, states: type[StrEnum], moves: Iterable[Move], *, start: str) -> None:
        self.states = states
        self.moves = {move.name: move for move in moves}
        self.start = start
        known = {str(state) for state in states}
        for move in self.moves.values():
            if strange := (move.sources | {move.to or start}) - known:
                raise ValueError(f"move {move.name} names unknown states {strange}")

    def is_open(self, move: str, state: str) -> bool:
        return state in self.moves[move].sources

    def target(self, move: str, state: str) -> str:
        """The state after this move. Raises NotNow when the move is not open."""
        if not self.is_open(move, state):
            raise NotNow(
                detail={
                    "move": move,
                    "state": state,
                    "open": [m.name for m in self.open_moves(state)],
                }
            )
        return self.moves[move].to or state

    def open_moves(self, state: str) -> list[Move]:
        """The moves a person may find open in this state, in the table's order."""
        return [move for move in self.moves.values() if move.by_hand and state in move.sources]

    def ends(self) -> set[str]:
        """States that no move leads out of to another state."""
        leaving = {
            source
            for move in self.moves.values()
            if move.to
            for source in move.sources
            if move.to != source
        }
        return {str(state) for state in self.states} - leaving

    def drawing(self) -> str:
        """The table as a Mermaid state diagram, as it stands in the domain's README. Moves that
        leave the state as it is are not drawn.
        """
        lines = ["stateDiagram-v2", f"    [*] --> {self.start}"]
        for move in self.moves.values():
            lines += [
                f"    {source} --> {move.to}: {move.name}"
                for source in self._in_order(move.sources)
                if move.to
            ]
        return "\n".join(
            [*lines, *(f"    {state} --> [*]" for state in self._in_order(self.ends()))]
        )

    def _in_order(self, states: Iterable[str]) -> list[str]:
        wanted = set(states)
        return [str(state) for state in self.states if state in wanted]

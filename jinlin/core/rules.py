"""Which moves would be done if this actor made them now, and how does a verb begin?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, cast

from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, require
from jinlin.core.lifecycle import Lifecycle, Move

Row = TypeVar("Row", bound=Any)


def is_the_house(actor: Actor, row: Any) -> bool:
    """Of a move that nobody makes by hand."""
    return actor.is_system


@dataclass(frozen=True)
class When(Generic[Row]):
    """What a move depends on beyond its state, and the words of the no where it does not hold."""

    holds: Callable[[Row], bool]
    otherwise: Any = None


@dataclass(frozen=True)
class Rules(Generic[Row]):
    """The table of moves of a domain, and who may make each.

    Raises ValueError at import when a move has nobody who may.

    A move that does not stand in `when` is open whenever its state is. Of several conditions the
    first that does not hold is the reason. `scope` is what a token must have been issued for.
    """

    lifecycle: Lifecycle
    may: Mapping[str, Callable[[Actor, Row], bool]]
    when: Mapping[str, Sequence[When[Row]]] = field(default_factory=dict)
    scope: str = ""

    def __post_init__(self) -> None:
        if strange := set(self.lifecycle.moves) ^ set(self.may) | set(self.when) - set(self.may):
            raise ValueError(f"moves and permissions do not agree on {sorted(strange)}")

    def begin(self, row: Row, name: str, actor: Actor) -> Row:
        """The row as it is now, locked, in the state after this move: the verb goes on from here.

        Raises Stale when it moved on since the caller's copy was read, NotAllowed when the move is
        not theirs, NotNow with the reason when it is not open.
        """
        return self.enter(cast(Row, type(row).objects.locked(row)), name, actor)

    def enter(self, row: Row, name: str, actor: Actor) -> Row:
        """The same for a row that the verb has locked already."""
        require(self.may[name](actor, row))
        state = self.lifecycle.target(name, row.state)
        if missing := self.missing(row, name):
            raise NotNow(missing.otherwise)
        row.state = state
        return row

    def missing(self, row: Row, name: str) -> When[Row] | None:
        """The first condition of the move that does not hold, beyond its state."""
        return next((when for when in self.when.get(name, ()) if not when.holds(row)), None)

    def can_make(self, actor: Actor, row: Row, name: str) -> bool:
        """Whether this move, made now by this actor, would be done: its state, who they are, and
        what else it depends on.
        """
        return self.could_make(actor, row, name) and self.missing(row, name) is None

    def could_make(self, actor: Actor, row: Row, name: str) -> bool:
        """Whether its state is right and the move is theirs, whatever else it depends on."""
        return self.lifecycle.is_open(name, row.state) and self.may[name](actor, row)

    def open_to(self, actor: Actor, row: Row) -> list[Move]:
        """The moves that this actor finds as buttons, in the table's order.

        A program that may only read finds none. The row then knows what is not open yet, and why:
        `row.shut`.
        """
        row.shut = []
        if actor.scopes is not None and self.scope not in actor.scopes:
            return []
        found = []
        for move in self.lifecycle.open_moves(row.state):
            if not self.may[move.name](actor, row):
                continue
            missing = self.missing(row, move.name)
            if missing is None:
                found.append(move)
            elif missing.otherwise:
                row.shut.append((move, missing.otherwise))
        return found

    def why_not(self, row: Row, name: str) -> str:
        """Why this move is not open now, in words."""
        state, move = row.state, self.lifecycle.moves[name]
        if self.lifecycle.is_open(name, state):
            missing = self.missing(row, name)
            return str(missing.otherwise) if missing and missing.otherwise else ""
        words = dict(row._meta.get_field("state").flatchoices)
        states = [str(words[each]) for each in self.lifecycle.states if str(each) in move.sources]
        details = {"move": move.label, "states": _("”, “").join(states), "now": words[state]}
        return str(_("“%(move)s” can be done in “%(states)s”; it stands at “%(now)s”.") % details)

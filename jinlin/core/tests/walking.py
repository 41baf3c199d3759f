"""How is every move tried in every state by everybody, to be compared with a table that was written
by hand?

buttons(rules, row, actors)             who finds which moves
may_make(rules, row, actors)            who would be let make which, also those of the house
answer_of(verb, row, actor=..., ...)    200, or the status of the no; whatever was done is undone
tried(act)                              the same, with the state that came of it or the no itself
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from jinlin.core.actor import Actor
from jinlin.core.errors import Refusal
from jinlin.core.lifecycle import Move
from jinlin.core.rules import Rules

Asked = Rules[Any] | Callable[[Actor, Any], Iterable[Move]]


@dataclass(frozen=True)
class Tried:
    """What came of a move before it was undone: the state it led to, or the no."""

    state: str = ""
    refusal: Refusal | None = None

    @property
    def status(self) -> int:
        return self.refusal.status if self.refusal else 200


def buttons(rules: Asked, row: Any, actors: Mapping[str, Actor]) -> dict[str, set[str]]:
    """The names of the moves that each of them finds open."""
    open_to = rules.open_to if isinstance(rules, Rules) else rules
    return {name: {move.name for move in open_to(actor, row)} for name, actor in actors.items()}


def may_make(
    rules: Rules[Any], row: Any, actors: Mapping[str, Actor], moves: Iterable[str] = ()
) -> dict[str, set[str]]:
    """The names of the moves, buttons or not, that would be done if they made them."""
    asked = list(moves) or list(rules.lifecycle.moves)
    return {
        name: {move for move in asked if rules.can_make(actor, row, move)}
        for name, actor in actors.items()
    }


def answer_of(verb: Callable[..., Any], row: Any, **told: Any) -> int:
    """The next one finds everything as it was."""
    return tried(lambda: verb(row, **told)).status


def tried(act: Callable[[], Any], *, then: Callable[[Any], None] | None = None) -> Tried:
    """What came of it; `then` looks at what it gave back, while that stands."""
    with transaction.atomic():
        try:
            done = act()
            if then is not None:
                then(done)
            return Tried(state=str(getattr(done, "state", "")))
        except Refusal as no:
            return Tried(refusal=no)
        finally:
            transaction.set_rollback(True)

"""What does a table of moves that was written by hand expect, and what came of each move?

A table says of each move in which states it is open, which state it leads to (None: it stays), and
who may make it. All three beside each other are what a walk compares:

shape(lifecycle)                     what the code's own table says, to be compared with the hand's
expected_buttons(table, state, all)  who is to find which moves open
expected_ends(table, state, verbs, all)   what is to come of each move for each of them
ends(row, verbs, actors)             what came of it: the state, or the status of the no
"""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.lifecycle import Lifecycle
from jinlin.core.tests.walking import tried

# of each move: open in, becomes, who may
Line = tuple[AbstractSet[str], str | None, AbstractSet[str]]
Table = Mapping[str, Line]
Verbs = Mapping[str, Callable[[Any, Actor], Any]]
End = str | int


def shape(lifecycle: Lifecycle) -> dict[str, tuple[set[str], str | None]]:
    return {name: (set(move.sources), move.to) for name, move in lifecycle.moves.items()}


def shape_by_hand(table: Table) -> dict[str, tuple[set[str], str | None]]:
    return {name: (set(sources), to) for name, (sources, to, _who) in table.items()}


def expected_buttons(table: Table, state: str, names: Iterable[str]) -> dict[str, set[str]]:
    return {
        name: {
            move for move, (sources, _to, who) in table.items() if state in sources and name in who
        }
        for name in names
    }


def expected_ends(
    table: Table, state: str, verbs: Iterable[str], names: Iterable[str]
) -> dict[tuple[str, str], End]:
    """Not theirs is 403 whatever the state, not open 409; otherwise the state that it leads to."""
    everybody = list(names)
    return {(move, name): _end(table[move], state, name) for move in verbs for name in everybody}


def ends(row: Any, verbs: Verbs, actors: Mapping[str, Actor]) -> dict[tuple[str, str], End]:
    """Each verb by each of them, from the same row, and nothing of it stays.

    What was done is one version and one entry more.
    """
    return {
        (move, name): _end_of(row, verb, actor)
        for move, verb in verbs.items()
        for name, actor in actors.items()
    }


def _end(line: Line, state: str, name: str) -> End:
    sources, to, who = line
    if name not in who:
        return 403
    return str(to or state) if state in sources else 409


def _end_of(row: Any, verb: Callable[[Any, Actor], Any], actor: Actor) -> End:
    before = _now_of(row)
    entries = len(list(timeline.trail(before)))

    def moved() -> Any:
        verb(_now_of(row), actor)
        after = _now_of(row)
        assert after.version == before.version + 1
        assert len(list(timeline.trail(after))) == entries + 1
        return after

    found = tried(moved)
    return found.status if found.refusal else found.state


def _now_of(row: Any) -> Any:
    return type(row)._default_manager.get(pk=row.pk)

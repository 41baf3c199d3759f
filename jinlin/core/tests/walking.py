"""How is every move tried in every state by everybody, to be compared with a table that was written
by hand?

buttons(rules, row, actors)             who finds which moves
answer_of(verb, row, actor=..., ...)    200, or the status of the no; whatever was done is undone
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction

from jinlin.core.actor import Actor
from jinlin.core.errors import Refusal
from jinlin.core.rules import Rules


def buttons(rules: Rules[Any], row: Any, actors: Mapping[str, Actor]) -> dict[str, set[str]]:
    """The names of the moves that each of them finds open."""
    return {
        name: {move.name for move in rules.open_to(actor, row)} for name, actor in actors.items()
    }


def answer_of(verb: Callable[..., Any], row: Any, **told: Any) -> int:
    """The next one finds everything as it was."""
    with transaction.atomic():
        try:
            verb(row, **told)
        except Refusal as no:
            return no.status
        finally:
            transaction.set_rollback(True)
    return 200

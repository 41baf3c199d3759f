"""How does a row come to a number that nobody can count through, and nobody else has?

Its letters are drawn; that they are nobody else's the database says when the row is stored.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Model

from jinlin.core.storing import insert, insert_unless

Made = TypeVar("Made")
TRIES = 5


def drawn(store: Callable[[], Made]) -> Made:
    """What `store` made under the number that it drew. Where somebody has that number already, all
    of it is undone and begun again, with another; any other refusal of the database is raised.
    """
    for left in reversed(range(TRIES)):
        try:
            with transaction.atomic():
                return store()
        except IntegrityError as problem:
            if not left or "number" not in str(problem):
                raise
    raise AssertionError("unreachable")


def insert_drawn(row: Model, draw: Callable[[], str], *, taken: tuple[str, ...]) -> None:
    """The new row stands under a number that nobody else has: `taken` names the columns that may be
    there once only, the number's among them. Nothing has to be undone where another row has it.
    """
    numbered: Any = row
    for _try in range(TRIES - 1):
        numbered.number = draw()
        if insert_unless(row, taken=taken):
            return
    numbered.number = draw()
    insert(row)

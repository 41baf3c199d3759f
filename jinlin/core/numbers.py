"""How does a row come to a number that nobody can count through, and nobody else has?

Its letters are drawn; that they are nobody else's the database says when the row is stored.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Model

from jinlin.core.storing import insert, insert_unless

TRIES = 5
LETTERS = (
    "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: nothing that is read out as something else
)


def insert_drawn(
    row: Model, draw: Callable[[], str], *, taken: tuple[str, ...] = ("county", "number")
) -> None:
    """The new row stands under a number that nobody else has: `taken` names the columns that may be
    there once only, the number's among them. Nothing has to be undone where another row has it.
    Raises IntegrityError after the fifth number that is taken, and for whatever else the database
    refuses.
    """
    numbered: Any = row
    for _try in range(TRIES - 1):
        numbered.number = draw()
        if insert_unless(row, taken=taken):
            return
    numbered.number = draw()
    insert(row)

"""Under which number does an appeal stand?"""

from typing import Any

from django.utils.crypto import get_random_string

from jinlin.core.numbers import LETTERS, insert_drawn


def number_for(day: Any, letters: str) -> str:
    """An appeal's number: its day and five letters that cannot be counted through."""
    return f"{day:%y%m%d}-{letters}"


class NumberedOnce:
    """A new row of a county stands under a number that nobody else in it has."""

    number: Any
    reported_on: Any

    def store_new(self) -> None:
        """As `core.storing` asks for it."""
        row: Any = self
        insert_drawn(row, lambda: number_for(self.reported_on, get_random_string(5, LETTERS)))

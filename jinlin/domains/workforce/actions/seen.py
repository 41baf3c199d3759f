"""Which people did the rows above name already, and where?

In a file of its own that goes away by itself: memory does not grow with the rows.
"""

import sqlite3
from contextlib import AbstractContextManager
from hashlib import sha256
from types import TracebackType
from typing import Self

from jinlin.domains.workforce.roster.facts import Facts, Row
from jinlin.domains.workforce.roster.words import unit_key


class Seen(AbstractContextManager["Seen"]):
    """The rows of one roster, by citizen id and by all that they say. Ids stand there hashed."""

    def __init__(self) -> None:
        self._store = sqlite3.connect("")
        self._store.execute("create table person (id blob primary key, unit text)")
        self._store.execute("create table said (id blob primary key, place text)")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, one: BaseException | None, at: TracebackType | None
    ) -> None:
        self._store.close()

    def unit_of(self, citizen_id: str) -> str:
        """The unit that this person's first row named."""
        row = self._store.execute(
            "select unit from person where id = ?", (_digest(citizen_id),)
        ).fetchone()
        return str(row[0]) if row else ""

    def same(self, facts: Facts) -> str:
        """Where a row above says exactly the same; "" when none does."""
        row = self._store.execute(
            "select place from said where id = ?", (_digest(_all(facts)),)
        ).fetchone()
        return str(row[0]) if row else ""

    def add(self, facts: Facts, row: Row) -> None:
        self._store.execute(
            "insert or ignore into person values (?, ?)",
            (_digest(facts.citizen_id), unit_key(facts.unit)),
        )
        self._store.execute(
            "insert or ignore into said values (?, ?)",
            (_digest(_all(facts)), f"{row.sheet}!{row.number}"),
        )


def _all(facts: Facts) -> str:
    held = sorted((h.level, h.number, h.issued.text()) for h in facts.held.values())
    return repr(
        (facts.citizen_id, unit_key(facts.unit), facts.title, facts.degree, facts.major, held)
    )


def _digest(text: str) -> bytes:
    return sha256(text.encode()).digest()[:16]

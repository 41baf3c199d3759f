"""How does the house speak with PostgreSQL?

Django's own backend, with two things cheaper. Each thread keeps its line, and with it the plans
that the server made there; one that was in use a moment ago is tried by looking whether the server
hung up, which asks the server nothing, and one that lay idle by asking, since a line can also be
cut without a word. And statements whose text is kept are sent with their values beside the text:
the server keeps their plans, and nobody writes each value into the text anew.
"""

import select
import time
from typing import Any, cast

from django.db.backends.postgresql import base
from django.db.backends.postgresql.operations import DatabaseOperations
from psycopg.pq import Format
from psycopg.types.numeric import (
    Int2,
    Int2Dumper,
    Int4,
    Int4Dumper,
    Int8,
    Int8Dumper,
    IntDumper,
)

from jinlin.core.kept_cursors import KeepsCursor
from jinlin.core.ordering import WritesOrdersSooner
from jinlin.core.postgresql.plans import KeptCursor

IDLE = 30.0  # seconds after which a line is tried by asking
# Whole numbers are sent in digits: in bytes, the driver would cut off what is too large for a
# column, and the server would never know. Plain ones too: what a line once learnt of a size, it
# keeps for all numbers of that size.
WRITTEN_OUT = ((int, IntDumper), (Int2, Int2Dumper), (Int4, Int4Dumper), (Int8, Int8Dumper))


class Operations(WritesOrdersSooner, DatabaseOperations):
    """A statement whose plan is kept stands in the log by its text."""

    def last_executed_query(self, cursor: Any, sql: Any, params: Any) -> Any:
        if isinstance(cursor, KeptCursor):
            return sql
        return super().last_executed_query(cursor, sql, params)


class DatabaseWrapper(KeepsCursor, base.DatabaseWrapper):
    """The line of one thread, for many requests."""

    ops_class = Operations
    tried_at = 0.0  # by the process's own clock

    def connect(self) -> None:
        super().connect()
        self.tried_at = time.monotonic()

    def is_usable(self) -> bool:
        """Whether the server still listens. Asked before a request's first statement, and after
        something failed.
        """
        since, self.tried_at = time.monotonic() - self.tried_at, time.monotonic()
        if self.connection.closed:
            return False
        if since < IDLE and not self.errors_occurred and not _has_word(self.connection):
            return True
        return bool(super().is_usable())

    def make_kept_cursor(self) -> Any:
        django = cast(Any, base)
        adaption = django.ServerBindingCursor(self.connection)
        loader: Any = self.connection.adapters.get_loader(django.TIMESTAMPTZ_OID, Format.TEXT)
        if loader.timezone != self.timezone:
            django.register_tzloader(self.timezone, adaption)
        for kind, dumper in WRITTEN_OUT:
            adaption.adapters.register_dumper(kind, dumper)
        return KeptCursor(self.connection, adaption)

    def _close(self) -> None:
        self.let_cursor_go()
        super()._close()  # type: ignore[misc]


def _has_word(line: Any) -> bool:
    """Whether something came that nobody asked for: that the server hangs up, for one."""
    poll = select.poll()
    poll.register(line.fileno(), select.POLLIN)
    return bool(poll.poll(0))

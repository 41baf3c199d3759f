"""How does the house speak with PostgreSQL?

Django's own backend, with two things cheaper. Each thread keeps its line, and with it the plans
that the server made there; one that was in use a moment ago is tried by looking whether the server
hung up, which asks the server nothing, and one that lay idle by asking, since a line can also be
cut without a word. And statements whose text is kept are sent with their values beside the text:
the server keeps their plans, and nobody writes each value into the text anew.
"""

import select
import time
from functools import lru_cache
from typing import Any, cast

import psycopg
from django.db.backends.postgresql import base
from django.db.backends.postgresql.operations import DatabaseOperations
from psycopg._queries import PostgresQuery, _query2pg_nocache
from psycopg.pq import Format, TransactionStatus
from psycopg.types.numeric import Int2, Int2Dumper, Int4, Int4Dumper, Int8, Int8Dumper

from jinlin.core.kept_cursors import KeepsCursor
from jinlin.core.ordering import WritesOrdersSooner

IDLE = 30.0  # seconds after which a line is tried by asking
OFTEN = 1  # times that a text was sent before the server keeps its plan
# Texts whose plans a line keeps (some 55 KB each): as many as the pages of a working day send. Of
# fewer, each would be let go before it is asked again.
MOST_PLANS = 300
# Texts whose places are known, and how long one may be. The driver itself takes texts of 4,096
# bytes and 50 values at most, and looks for the places in all others each time.
MOST_TEXTS, LONGEST_TEXT = 2_000, 20_000
USELESS = (  # what is said of a plan that changed, of one that is gone, of a name already taken
    psycopg.errors.FeatureNotSupported,
    psycopg.errors.InvalidSqlStatementName,
    psycopg.errors.DuplicatePreparedStatement,
)
# Whole numbers are sent in digits: in bytes, the driver would cut off what is too large for a
# column, and the server would never know.
WRITTEN_OUT = ((Int2, Int2Dumper), (Int4, Int4Dumper), (Int8, Int8Dumper))


class Operations(WritesOrdersSooner, DatabaseOperations):
    """A statement whose plan is kept is sent by a name; in the log stands its text."""

    def last_executed_query(self, cursor: Any, sql: Any, params: Any) -> Any:
        return super().last_executed_query(cursor, sql, params) or sql


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
        self.connection.prepared_max = MOST_PLANS
        cursor = KeptCursor(self.connection)
        loader: Any = self.connection.adapters.get_loader(django.TIMESTAMPTZ_OID, Format.TEXT)
        if loader.timezone != self.timezone:
            django.register_tzloader(self.timezone, cursor)
        for kind, dumper in WRITTEN_OUT:
            cursor.adapters.register_dumper(kind, dumper)
        return cursor

    def _close(self) -> None:
        self.let_cursor_go()
        super()._close()  # type: ignore[misc]


class KeptQuery(PostgresQuery):
    """A statement whose text is known: where its values stand is found once. The driver has no
    public way to keep more of them than it does.
    """

    def convert(self, query: Any, vars: Any) -> None:  # noqa: A002 - the driver's name
        if vars is None or not isinstance(query, str) or len(query) > LONGEST_TEXT:
            super().convert(query, vars)
            return
        known = _places_in(query, self._tx.encoding)
        self.query, self._want_formats, self._order, self._parts = known
        self.dump(vars)


@lru_cache(MOST_TEXTS)
def _places_in(query: str, encoding: str) -> Any:
    return _query2pg_nocache(query.encode(encoding), encoding)


class KeptCursor(cast(Any, base).ServerBindingCursor):  # type: ignore[misc]
    """Asks the server to keep plans, for its own statements only: those of Django's cursors have
    their values inside the text, and there would be a plan for each.

    A plan is of no use any more once a column has become another one, which happens while an older
    version still serves, or when the server has let it go: somebody cleaned the session behind the
    line (`DISCARD ALL`, as poolers do). Outside a transaction the statement is then sent once more;
    one that is inside ends in an error, and with it all plans of the line.
    """

    _query_cls = KeptQuery

    def execute(self, query: Any, params: Any = None) -> Any:
        line = self.connection
        line.prepare_threshold = OFTEN
        try:
            return super().execute(query, params)
        except USELESS:
            if line.info.transaction_status != TransactionStatus.IDLE:
                raise
            line.execute("DEALLOCATE ALL")
            return super().execute(query, params)
        finally:
            line.prepare_threshold = None


def _has_word(line: Any) -> bool:
    """Whether something came that nobody asked for: that the server hangs up, for one."""
    poll = select.poll()
    poll.register(line.fileno(), select.POLLIN)
    return bool(poll.poll(0))

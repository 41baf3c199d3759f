"""How is a text sent again and again whose plan PostgreSQL keeps?

Through the driver's lower floor, which asks the server by the plan's name: the driver's own cursor
works out anew each time what a kept text needs, which takes longer than to send it.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import count
from typing import Any

import psycopg
from psycopg._queries import _query2pg_nocache
from psycopg.adapt import Transformer
from psycopg.generators import execute
from psycopg.pq import ExecStatus, Format, TransactionStatus

# Texts whose plans a line keeps (some 55 KB each): as many as the pages of a working day send. Of
# fewer, each would be let go before it is asked again.
MOST_PLANS = 300
# Texts whose places are known, and how long one may be. The driver has no public way to find them.
MOST_TEXTS, LONGEST_TEXT = 2_000, 20_000
USELESS = (  # what is said of a plan that changed, of one that is gone, of a name already taken
    psycopg.errors.FeatureNotSupported,
    psycopg.errors.InvalidSqlStatementName,
    psycopg.errors.DuplicatePreparedStatement,
)
GOOD = {ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK}
Params = Sequence[Any] | Mapping[str, Any] | None
Text = tuple[bytes, tuple[int, ...]]  # as the server reads it, and the types of its values


class KeptCursor:
    """What one line is asked by texts that are kept; from the second time on the server keeps the
    plan of a text with values of these types.

    Only for the house's own statements: those of Django's cursors have their values inside the
    text, and there would be a plan for each. Each is waited for as the driver waits, so that a
    command can be broken off.

    A plan is of no use any more once a column has become another one, which happens while an older
    version still serves, or when the server has let it go: somebody cleaned the session behind the
    line (`DISCARD ALL`, as poolers do). Outside a transaction the statement is then sent once more;
    one that is inside ends in an error, and no plan is trusted afterwards.
    """

    rowcount = -1

    def __init__(self, line: Any, adaption: Any) -> None:
        self.line, self.server = line, line.pgconn
        self._adapted: Any = Transformer(adaption)
        self._plans = OrderedDict[Text, bytes]()
        self._met = OrderedDict[Text, None]()
        self._numbers = count()
        self._result: Any = None

    def execute(self, query: str, params: Params = None) -> None:
        """Raises what the driver raises."""
        text, values, formats = self._bound(query, params)
        try:
            result = self._sent(text, values, formats)
        except USELESS:
            self._plans.clear()
            if self.server.transaction_status != TransactionStatus.IDLE:
                raise
            self.line.execute("DEALLOCATE ALL")
            result = self._sent(text, values, formats)
        self._result = result
        has_rows = result.status == ExecStatus.TUPLES_OK
        self.rowcount = result.ntuples if has_rows else (result.command_tuples or 0)

    def fetchall(self) -> list[Any]:
        result = self._result
        if result is None or result.status != ExecStatus.TUPLES_OK:
            raise psycopg.ProgrammingError("the last statement gave no rows")
        self._adapted.set_pgresult(result)
        rows: list[Any] = self._adapted.load_rows(0, result.ntuples, tuple)
        return rows

    @property
    def description(self) -> list[tuple[str]]:
        """The names of the columns."""
        found = self._result
        return [(found.fname(at).decode(),) for at in range(found.nfields)]

    def _bound(self, query: str, params: Params) -> tuple[Text, Any, Any]:
        """What the server reads, the values as it is sent them, and which of them are in bytes."""
        if params is None:
            return (query.encode(), ()), (), ()
        find = _places_in if len(query) <= LONGEST_TEXT else _places_of
        sent, wanted, names = find(query)
        if names is not None:
            assert isinstance(params, Mapping)
            params = [params[name] for name in names]
        values = self._adapted.dump_sequence(params, wanted)
        return (sent, self._adapted.types), values, self._adapted.formats

    def _sent(self, text: Text, values: Any, formats: Any) -> Any:
        query, types = text
        server = self.server
        if server.transaction_status == TransactionStatus.IDLE and not self.line.autocommit:
            server.send_query(b"BEGIN")
            self._answer()
        if name := self._plan_of(text):
            server.send_query_prepared(name, values, formats, Format.TEXT)
        else:
            server.send_query_params(query, values, types, formats, Format.TEXT)
        return self._answer()

    def _plan_of(self, text: Text) -> bytes | None:
        """The name of its plan, which is made with the second question."""
        if name := self._plans.get(text):
            self._plans.move_to_end(text)
            return name
        if text not in self._met:
            self._met[text] = None
            if len(self._met) > MOST_TEXTS:
                self._met.popitem(last=False)
            return None
        if len(self._plans) >= MOST_PLANS:
            _text, oldest = self._plans.popitem(last=False)
            self.server.send_query(b"DEALLOCATE " + oldest)
            self._answer()
        name = b"kept_%d" % next(self._numbers)
        self.server.send_prepare(name, text[0], text[1])
        self._answer()
        self._plans[text] = name
        return name

    def _answer(self) -> Any:
        (result,) = self.line.wait(execute(self.server))
        if result.status not in GOOD:
            raise psycopg.errors.error_from_result(result)
        return result


def _places_of(query: str) -> tuple[bytes, Any, list[str] | None]:
    """The text with its places numbered, how each value is wanted, and their names if they have."""
    sent, wanted, names, _parts = _query2pg_nocache(query.encode(), "utf-8")
    return sent, wanted, names


_places_in = lru_cache(MOST_TEXTS)(_places_of)

"""How do the threads of one process take turns at writing to SQLite?

Django's own SQLite backend, with a queue before BEGIN IMMEDIATE: each outermost atomic block takes
its turn and gives it back when it commits, rolls back or loses its connection. A block that only
reads waits too, because nobody can know beforehand that it will not write: reading needs no atomic
block. A single statement outside any block does not queue; SQLite's own busy timeout serves it.

A connection lives for many requests, but never longer than the file that it opened: where another
one was put in its place, the next request opens that one.

Where the values stand is marked in another way by SQLite than by Django; how a text is written in
SQLite's way is kept with the text.
"""

import sqlite3
import time
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3.operations import DatabaseOperations
from django.db.utils import DataError, OperationalError

from jinlin.core.kept_cursors import KeepsCursor
from jinlin.core.ordering import WritesOrdersSooner
from jinlin.core.sqlite.constants import VALUE
from jinlin.core.sqlite.turns import Turns, turns_at

SQLITE_DEFAULT_TIMEOUT = 5.0
PAUSE = 0.01  # seconds, between two tries to open a file


class Operations(WritesOrdersSooner, DatabaseOperations):
    """Django's own, but for how an order of names is read, and that a column holds no larger number
    than on PostgreSQL, which SQLite by itself does not mind.
    """

    def integer_field_range(self, internal_type: str) -> tuple[int, int]:
        return self.integer_field_ranges[internal_type]

    def adapt_integerfield_value(self, value: Any, internal_type: str) -> Any:
        """Raises DataError for a number beyond the column."""
        if isinstance(value, int):
            most = self.integer_field_ranges[internal_type][1]
            if not -most - 1 <= value <= most:
                raise DataError(f"{value} is out of range for {internal_type}")
        return value

    def adapt_datetimefield_value(self, value: Any) -> Any:
        """Every moment of the house has a zone, so that nothing else need be asked about it."""
        if type(value) is datetime and value.tzinfo is not None:
            return str(value.astimezone(self.connection.timezone).replace(tzinfo=None))
        return super().adapt_datetimefield_value(value)


class DatabaseWrapper(KeepsCursor, base.DatabaseWrapper):
    """One connection. `turn` is what it holds while its transaction is open: never more than one,
    and never without a transaction.
    """

    ops_class = Operations
    turn: Turns | None = None
    transaction_mode: str | None
    opened: tuple[int, int] | None = None  # which file

    def connect(self) -> None:
        super().connect()
        self.opened = self._file()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Waits for others who open the same file: one that keeps no log of writes yet (a house put
        back from a copy) gets it from whoever comes first, and SQLite refuses all who ask meanwhile
        at once, however long they would wait.
        """
        until = time.monotonic() + self._patience()
        while True:
            try:
                return super().get_new_connection(conn_params)
            except sqlite3.OperationalError as refused:
                is_busy = refused.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                if not is_busy or time.monotonic() > until:
                    raise
            time.sleep(PAUSE)

    def close_if_unusable_or_obsolete(self) -> None:
        """Also after an error of the database, and when its file is another one now."""
        if self.connection is None or self.in_atomic_block:
            return
        if self.errors_occurred or self.opened != self._file():
            self.close()
        else:
            super().close_if_unusable_or_obsolete()

    def create_cursor(self, name: str | None = None) -> Any:
        return self.connection.cursor(factory=Cursor)

    def _file(self) -> tuple[int, int] | None:
        try:
            found = Path(str(self.settings_dict["NAME"])).stat()
        except (OSError, ValueError):  # in memory, or gone
            return None
        return found.st_dev, found.st_ino

    def _start_transaction_under_autocommit(self) -> None:
        if self.transaction_mode in {"IMMEDIATE", "EXCLUSIVE"}:
            self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
            self.clean_savepoints()  # their names come again, and so texts that SQLite knows
        except BaseException:
            self._give_turn()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._give_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _close(self) -> None:
        self.let_cursor_go()
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _take_turn(self) -> None:
        if self.turn is not None:
            return
        turns = Turns() if self._is_private() else turns_at(str(self.settings_dict["NAME"]))
        if not turns.take(timeout=self._patience()):
            raise OperationalError("database is locked: the turn to write did not come in time")
        self.turn = turns

    def _give_turn(self) -> None:
        turn, self.turn = self.turn, None
        if turn is not None:
            turn.give()

    def _is_private(self) -> bool:
        """Whether each connection is a database of its own, so that there is nobody to wait for."""
        return str(self.settings_dict["NAME"]) == ":memory:"

    def _patience(self) -> float:
        options: dict[str, Any] = self.settings_dict["OPTIONS"]
        return float(options.get("timeout", SQLITE_DEFAULT_TIMEOUT))


class Cursor(base.SQLiteCursorWrapper):
    """Django's own, which finds the places of the values once for each text."""

    def execute(self, query: Any, params: Any = None) -> Any:
        if type(params) in (list, tuple):
            return sqlite3.Cursor.execute(self, _with_marks(str(query)), params)
        return super().execute(query, params)

    def convert_query(self, query: Any, *, param_names: list[str] | None = None) -> str:
        if param_names is None:
            return _with_marks(str(query))
        converted: str = super().convert_query(query, param_names=param_names)
        return converted


@lru_cache(maxsize=500)
def _with_marks(text: str) -> str:
    return VALUE.sub("?", text).replace("%%", "%")

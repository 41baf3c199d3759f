"""Which cursor does a statement use that is sent many times?

One that lives as long as its connection: making a cursor takes longer than sending a short
statement. Whoever uses it reads all rows at once and never closes it.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.db.backends.base.base import BaseDatabaseWrapper

Params = Sequence[Any] | Mapping[str, Any] | None


def cursor_of(connection: BaseDatabaseWrapper) -> Any:
    """For statements whose text is kept; not to be closed, and read to the end at once."""
    return getattr(connection, "kept_cursor", connection.cursor)()


class Unheard:
    """A driver's cursor where nobody listens to statements and nothing logs them: what is left of
    Django's own wrapper then. A broken transaction is told, and errors are Django's.
    """

    def __init__(self, cursor: Any, connection: BaseDatabaseWrapper) -> None:
        self.cursor, self.connection = cursor, connection
        self._guard: Any = connection.wrap_database_errors

    def execute(self, sql: str, params: Params = None) -> None:
        if self.connection.needs_rollback:
            self.connection.validate_no_broken_transaction()
        try:
            self.cursor.execute(sql, params)
        except Exception:
            with self._guard:
                raise

    def fetchall(self) -> list[Any]:
        try:
            return cast(list[Any], self.cursor.fetchall())
        except Exception:
            with self._guard:
                raise

    @property
    def rowcount(self) -> int:
        return cast(int, self.cursor.rowcount)

    @property
    def description(self) -> Sequence[Any]:
        return cast(Sequence[Any], self.cursor.description)


class KeepsCursor:
    """What a connection adds to Django's own. An engine may give it a cursor of another kind."""

    _kept: tuple[Any, Unheard] | None = None  # the driver's connection, and its cursor

    def kept_cursor(self) -> Any:
        """Listened to, logged and guarded as any other one."""
        own = cast(Any, self)
        own.close_if_health_check_failed()
        if own.connection is None:
            own.ensure_connection()
        if self._kept is None or self._kept[0] is not own.connection:
            with own.wrap_database_errors:
                self._kept = (own.connection, Unheard(self.make_kept_cursor(), own))
        unheard = self._kept[1]
        if own.execute_wrappers or own.queries_logged:
            return own._prepare_cursor(unheard.cursor)  # noqa: SLF001 - what `cursor` does
        return unheard

    def make_kept_cursor(self) -> Any:
        return cast(Any, self).create_cursor()

    def let_cursor_go(self) -> None:
        """When the connection is given back."""
        self._kept = None

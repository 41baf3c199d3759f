"""Which cursor does a statement use that is sent many times?

One that lives as long as its connection: making a cursor takes longer than sending a short
statement. Whoever uses it reads all rows at once and never closes it.
"""

from typing import Any, cast

from django.db.backends.base.base import BaseDatabaseWrapper


def cursor_of(connection: BaseDatabaseWrapper) -> Any:
    """For statements whose text is kept; not to be closed, and read to the end at once."""
    return getattr(connection, "kept_cursor", connection.cursor)()


class KeepsCursor:
    """What a connection adds to Django's own. An engine may give it a cursor of another kind."""

    _kept: tuple[Any, Any] | None = None  # the driver's connection, and its cursor

    def kept_cursor(self) -> Any:
        """Listened to, logged and guarded as any other one."""
        own = cast(Any, self)
        own.close_if_health_check_failed()
        own.ensure_connection()
        if self._kept is None or self._kept[0] is not own.connection:
            with own.wrap_database_errors:
                self._kept = (own.connection, self.make_kept_cursor())
        return own._prepare_cursor(self._kept[1])  # noqa: SLF001 - what `cursor` does

    def make_kept_cursor(self) -> Any:
        return cast(Any, self).create_cursor()

    def let_cursor_go(self) -> None:
        """When the connection is given back."""
        self._kept = None

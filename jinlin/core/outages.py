"""Which failures are the database's or the disk's, so that waiting helps and nobody erred?"""

import errno
import sqlite3
from collections.abc import Iterator
from enum import StrEnum

import psycopg
from django.db.utils import OperationalError

LONGEST_CHAIN = 12


class Trouble(StrEnum):
    """What keeps the house from doing what was asked."""

    DOWN = "database_down"
    BUSY = "database_busy"
    SLOW = "database_slow"
    READ_ONLY = "read_only"
    FULL = "disk_full"


# https://www.postgresql.org/docs/current/errcodes-appendix.html
BY_STATE = {
    "25006": Trouble.READ_ONLY,
    "53100": Trouble.FULL,
    "53200": Trouble.BUSY,
    "53300": Trouble.BUSY,
    "26000": Trouble.BUSY,  # a plan that the server let go: it is made anew with the next try
    "42P05": Trouble.BUSY,
    "57014": Trouble.SLOW,
    "55P03": Trouble.BUSY,
    "40001": Trouble.BUSY,
    "40P01": Trouble.BUSY,
    "57P01": Trouble.DOWN,
    "57P02": Trouble.DOWN,
    "57P03": Trouble.DOWN,
}
OUTGROWN = "RevalidateCachedQuery"  # says of a plan that its columns are others now: as one let go
BY_SQLITE = {
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_IOERR: Trouble.DOWN,
    # what is mapped into memory grows as a file: without room that is an error of reading
    sqlite3.SQLITE_IOERR_SHMSIZE: Trouble.FULL,
    sqlite3.SQLITE_IOERR_SHMMAP: Trouble.FULL,
    sqlite3.SQLITE_BUSY: Trouble.BUSY,
    sqlite3.SQLITE_LOCKED: Trouble.BUSY,
    sqlite3.SQLITE_CANTOPEN: Trouble.DOWN,
}
BY_NUMBER = {
    errno.ENOSPC: Trouble.FULL,
    errno.EDQUOT: Trouble.FULL,
    errno.EFBIG: Trouble.FULL,
    errno.EROFS: Trouble.READ_ONLY,
}
PRIMARY = 0xFF  # of SQLite's codes; the rest says where in SQLite


def trouble_of(error: BaseException | None) -> Trouble | None:
    """None: the failure is our own mistake."""
    return next(filter(None, map(_trouble, _chain(error))), None)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    for _turn in range(LONGEST_CHAIN):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


def _trouble(error: BaseException) -> Trouble | None:
    if isinstance(error, psycopg.Error):
        return _of_postgres(error)
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", 0)
        return BY_SQLITE.get(code) or BY_SQLITE.get(code & PRIMARY)
    if isinstance(error, OperationalError) and "database is locked" in str(error):
        return Trouble.BUSY
    if isinstance(error, OSError):
        return BY_NUMBER.get(error.errno or 0)
    return None


def _of_postgres(error: psycopg.Error) -> Trouble | None:
    if state := error.sqlstate:
        if error.diag.source_function == OUTGROWN:
            return Trouble.BUSY
        return BY_STATE.get(state, Trouble.DOWN if state.startswith("08") else None)
    if isinstance(error, psycopg.OperationalError):
        is_full_up = "too many" in str(error) or "remaining connection slots" in str(error)
        return Trouble.BUSY if is_full_up else Trouble.DOWN
    return Trouble.DOWN if isinstance(error, psycopg.InterfaceError) else None

"""Which failures mean 'not now', and which are our own mistakes?"""

import errno
import sqlite3

import psycopg
import pytest
from django.db.utils import DataError, InternalError, OperationalError
from psycopg import errors

from jinlin.core.outages import Trouble, trouble_of

pytestmark = pytest.mark.one_engine


def of_sqlite(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("said by SQLite")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (errors.ReadOnlySqlTransaction(), Trouble.READ_ONLY),
        (errors.DiskFull(), Trouble.FULL),
        (errors.TooManyConnections(), Trouble.BUSY),
        (errors.DeadlockDetected(), Trouble.BUSY),
        (errors.QueryCanceled(), Trouble.SLOW),
        (errors.AdminShutdown(), Trouble.DOWN),
        (errors.CannotConnectNow(), Trouble.DOWN),
        (errors.ConnectionFailure(), Trouble.DOWN),
        (psycopg.OperationalError("connection refused"), Trouble.DOWN),
        (psycopg.OperationalError("FATAL: sorry, too many clients already"), Trouble.BUSY),
        (psycopg.InterfaceError("the connection is closed"), Trouble.DOWN),
        (errors.ConnectionTimeout("connection timeout expired"), Trouble.DOWN),
        (of_sqlite(sqlite3.SQLITE_READONLY), Trouble.READ_ONLY),
        (of_sqlite(sqlite3.SQLITE_READONLY_DBMOVED), Trouble.READ_ONLY),
        (of_sqlite(sqlite3.SQLITE_FULL), Trouble.FULL),
        (of_sqlite(sqlite3.SQLITE_IOERR_SHMSIZE), Trouble.FULL),
        (of_sqlite(sqlite3.SQLITE_IOERR_READ), Trouble.DOWN),
        (of_sqlite(sqlite3.SQLITE_BUSY), Trouble.BUSY),
        (of_sqlite(sqlite3.SQLITE_CANTOPEN), Trouble.DOWN),
        (OperationalError("database is locked: the turn did not come"), Trouble.BUSY),
        (OSError(errno.ENOSPC, "no space"), Trouble.FULL),
        (OSError(errno.EROFS, "read-only"), Trouble.READ_ONLY),
        (errors.UniqueViolation(), None),
        (errors.UndefinedTable(), None),
        (errors.InvalidTextRepresentation(), None),
        (of_sqlite(sqlite3.SQLITE_CONSTRAINT), None),
        (FileNotFoundError(errno.ENOENT, "gone"), None),
        (ValueError("ours"), None),
    ],
    ids=repr,
)
def test_what_waiting_helps_is_told_from_our_own_mistakes(error, trouble):
    assert trouble_of(error) == trouble
    wrapper = InternalError("as Django says it")
    wrapper.__cause__ = error
    assert trouble_of(wrapper) == trouble


def test_nothing_is_no_trouble():
    assert trouble_of(None) is None
    assert trouble_of(DataError("ours")) is None

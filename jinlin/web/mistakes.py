"""Which line says why a word of the console failed?

What was named with it caused that, or the database. Whatever else failed is our own mistake, and
shows where.
"""

import csv
import os
import zlib
from pathlib import Path
from zipfile import BadZipFile

import click
from django.db import DatabaseError, DataError
from django.utils.translation import gettext as _

from jinlin.core.errors import Refusal
from jinlin.core.outages import trouble_of
from jinlin.web import database

# What readers raise over a file that is cut off, damaged, or none of what its name says.
DAMAGED = (EOFError, zlib.error, BadZipFile, UnicodeDecodeError, csv.Error)


def in_a_line(error: Exception, words: list[str]) -> click.ClickException | None:
    """The failure as the console says it; None for a mistake of our own."""
    if isinstance(error, Refusal):
        return click.ClickException(str(error))
    if isinstance(error, OSError) and (named := _named(error, words)):
        return click.FileError(named, hint=error.strerror)
    if isinstance(error, DatabaseError) and (line := _of_database(error)):
        return click.ClickException(line)
    files = [word for word in words if _is_there(word)]
    if files and (isinstance(error, DAMAGED) or _is_no_gzip(error)):
        line = _("{file} cannot be read: it is cut off, damaged or no such file as its name says.")
        return click.ClickException(line.format(file=", ".join(files)))
    if isinstance(error, (OverflowError, DataError)):
        return click.UsageError(
            _("A number, a day or a text of these lies beyond all that is kept.")
        )
    return None


def _of_database(error: DatabaseError) -> str:
    """Why the database cannot do this, if it is the database's affair."""
    if trouble_of(error):
        return _("The database does not answer: %(why)s") % {"why": str(error).strip()}
    try:
        missing = database.pending()
    except DatabaseError:
        return ""
    return database.to_migrate(missing) if missing else ""


def _named(error: OSError, words: list[str]) -> str:
    """The file that could not be opened or written, where it is the one that was named, or stands
    beside it until it is whole.
    """
    name = os.fspath(error.filename) if isinstance(error.filename, str | Path) else ""
    return name if any(_is_about(name, word or os.curdir) for word in words) else ""


def _is_about(name: str, word: str) -> bool:
    return name.startswith(word) or (os.sep in word and Path(name).parent == Path(word).parent)


def _is_no_gzip(error: Exception) -> bool:
    return isinstance(error, OSError) and error.errno is None and error.filename is None


def _is_there(word: str) -> bool:
    try:
        return Path(word).is_file()
    except (OSError, ValueError):
        return False

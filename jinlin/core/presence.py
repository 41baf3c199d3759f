"""Does a house work in this folder just now?

Whoever serves or works holds a file open with a shared lock; whoever must be alone asks for the
lock without company. The kernel lets go of it when a process ends, however it ends.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

LOCK = "at-work.lock"


class NotAlone(Exception):
    """Somebody serves or works in this folder, or somebody there must be alone."""


@contextmanager
def at_work() -> Iterator[None]:
    """As long as this is open, nobody else is alone in the folder. Where nothing can be written,
    nobody moves a house either, and it serves without.
    """
    folder = Path(settings.VAR)
    try:
        (folder / LOCK).touch(mode=0o600)
    except OSError:
        yield
        return
    with _held(folder, fcntl.LOCK_SH):
        yield


@contextmanager
def alone(*folders: Path) -> Iterator[None]:
    """As long as this is open, nobody serves or works in these folders. Raises NotAlone."""
    if not folders:
        yield
        return
    with _held(folders[0], fcntl.LOCK_EX), alone(*folders[1:]):
        yield


@contextmanager
def _held(folder: Path, kind: int) -> Iterator[None]:
    with (folder / LOCK).open("a") as file:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise NotAlone(str(folder)) from taken
        yield

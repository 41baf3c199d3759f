"""Where does a house that a test runs as a process have its static files from?

To collect and compress them takes seconds of processor time, and they are the same in every house
of one checkout: the first that is prepared leaves a copy, and the others begin with one. The house
itself looks whether they are those of today, as ever.
"""

import hashlib
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.apps import apps

from tests import migrated


@contextmanager
def lent(var: Path) -> Iterator[None]:
    """A house is prepared inside, in this folder. If nobody had its static files yet, they are kept
    for whoever comes next. A bench that only serves a house has no Django: nothing is lent there.
    """
    if not apps.ready:
        yield
        return
    own, kept = var / "static", _kept()
    if kept.exists() and not own.exists():
        shutil.copytree(kept, own)
    yield
    if own.exists() and not kept.exists():
        _keep(own, kept)


def _kept() -> Path:
    """Of these files alone: a file more, or one that was changed, is another name."""
    from jinlin.web import database  # its models need Django

    mark = hashlib.sha256(database.static_fingerprint().encode()).hexdigest()[:16]
    return migrated.ROOM / f"static-{mark}"


def _keep(own: Path, kept: Path) -> None:
    migrated.ROOM.mkdir(exist_ok=True)
    for old in migrated.ROOM.glob("static-*"):
        with suppress(FileNotFoundError):
            if old.stat().st_mtime < time.time() - migrated.KEPT_SECONDS:
                shutil.rmtree(old, ignore_errors=True)
    making = Path(tempfile.mkdtemp(dir=migrated.ROOM)) / kept.name
    shutil.copytree(own, making)
    with suppress(OSError):  # somebody else was first
        making.rename(kept)
    shutil.rmtree(making.parent, ignore_errors=True)

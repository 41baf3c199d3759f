"""Which backups are kept, and when is the next one made?

Of the last days, weeks and months the newest each: `JINLIN_BACKUP_KEEP=7,5,12`. Only files that the
house itself made are ever removed, and only after a newer one was read back whole.
"""

import fcntl
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.utils import timezone

from jinlin.core import state
from jinlin.core.time import clock
from jinlin.web import backup as backups

NAME = "jinlin-*.tar.gz"
FORM = "jinlin-%Y%m%d-%H%M%S.tar.gz"

_making: list["subprocess.Popen[bytes]"] = []


def made_at(archive: Path) -> datetime | None:
    """As its name says. None: it is none of ours."""
    try:
        return datetime.strptime(archive.name, FORM)  # noqa: DTZ007 - only compared with its like
    except ValueError:
        return None


def kept(archives: Iterable[Path], keep: Sequence[int]) -> set[Path]:
    """The newest of each of the last days, weeks and months that have any."""
    known = sorted(((at, one) for one in archives if (at := made_at(one))), reverse=True)
    spells: tuple[Callable[[date], object], ...] = (
        lambda day: day,
        lambda day: day.isocalendar()[:2],
        lambda day: (day.year, day.month),
    )
    found: set[Path] = set()
    for spell, most in zip(spells, keep, strict=True):
        newest: dict[object, Path] = {}
        for at, one in known:
            newest.setdefault(spell(at.date()), one)
        found |= set(list(newest.values())[:most])
    return found


def newest(folder: Path) -> Path | None:
    known = [(at, one) for one in folder.glob(NAME) if (at := made_at(one))]
    return max(known)[1] if known else None


def is_due(now: datetime) -> bool:
    """Once for each day, from the hour on that was set."""
    last = newest(Path(settings.BACKUPS))
    day = made_at(last) if last else None
    is_made = day is not None and day.date() == clock.local_day(now)
    return not is_made and timezone.localtime(now).time() >= time.fromisoformat(settings.BACKUP_AT)


def make() -> Path | None:
    """A new backup lies in the folder, was read back whole, and those past their time are gone.
    None: another process is making one.
    """
    folder = Path(settings.BACKUPS)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone_in(folder) as is_alone:
        if not is_alone:
            return None
        for unfinished in folder.glob(".jinlin-*.unfinished"):
            unfinished.unlink()
        archive = backups.backup(
            folder / f"{timezone.localtime(clock.now()):{FORM}}",
            with_keys=settings.BACKUP_WITH_KEYS,
        )
        with TemporaryDirectory(prefix="read-back-", dir=settings.VAR) as room:
            backups.opened(archive, Path(room))
        mine = [one for one in folder.glob(NAME) if made_at(one)]
        for old in set(mine) - kept(mine, settings.BACKUP_KEEP) - {archive}:
            old.unlink()
    return archive


def begin_if_due() -> bool:
    """A process of its own is making today's backup, so that nothing else waits for it. Raises when
    the last one came to no good end.
    """
    _look_after()
    if not settings.BACKUPS or _making or not is_due(clock.now()):
        return False
    if state.now().is_down:
        return False
    words = [str(Path(sys.executable).with_name("jinlin")), "backup", "nightly"]
    _making.append(subprocess.Popen(words))  # noqa: S603 - our own console
    return True


def _look_after() -> None:
    while _making and _making[0].poll() is not None:
        done = _making.pop(0)
        if done.returncode:
            raise RuntimeError(f"the backup ended with status {done.returncode}")


@contextmanager
def _alone_in(folder: Path) -> Iterator[bool]:
    with (folder / ".lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True

"""How do uploads, keys and roots go along when the folder of the house changes?"""

import hashlib
import os
import shutil
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from jinlin.core import presence
from jinlin.core.progress import track
from jinlin.web.moving.ends import FILE, Unmovable

MADE_ANEW = ("static", "before-restore-", "backup-")  # of the first part of a name


def carry_files(here: Path, there: Path) -> int:
    """Every file of the house lies in the new folder, the same to the last byte; how many. Those
    that lie there already stay. Nothing to do where the folder is the same.
    """
    if here.resolve() == there.resolve():
        return 0
    files = _files(here)
    for path in track(files, total=len(files), label=_("Files")):
        _carry(path, there / path.relative_to(here))
    return len(files)


def _files(here: Path) -> list[Path]:
    return [
        path
        for path in sorted(here.rglob("*"))
        if path.is_file()
        and not path.name.startswith((FILE, presence.LOCK))
        and not path.relative_to(here).parts[0].startswith(MADE_ANEW)
    ]


def _carry(path: Path, place: Path) -> None:
    digest = _digest(path)
    if not place.exists():
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = place.with_name(f".{place.name}.moving")
        shutil.copy2(path, fresh)
        with fresh.open("rb") as written:
            os.fsync(written.fileno())
        fresh.replace(place)
    if _digest(place) != digest:
        raise Unmovable(
            _("%(place)s is not what lies at %(path)s.") % {"place": place, "path": path}
        )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keys_lie_apart() -> bool:
    """Whether the key ring is kept outside of the folder, and stays where it is."""
    return Path(settings.VAR).resolve() not in Path(settings.KEY_RING).resolve().parents

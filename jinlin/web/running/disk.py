"""How much can still be written where the house keeps its files?"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

MB = 1024**2


@dataclass(frozen=True)
class Disk:
    """The disk under a folder."""

    path: Path
    free: int
    size: int
    is_read_only: bool

    @property
    def is_low(self) -> bool:
        """Somebody should make room, and there is still time."""
        return self.free < settings.DISK_WARN_MB * MB

    @property
    def is_full(self) -> bool:
        """Nothing more is taken in, so that what is there stays whole and can be read."""
        return self.free < settings.DISK_FULL_MB * MB


def disk() -> Disk:
    """The fullest of those that hold the database's file, the uploads and what is being sent."""
    return min(map(_under, _places()), key=lambda one: (not one.is_read_only, one.free))


def _places() -> set[Path]:
    name = str(settings.DATABASES["default"]["NAME"])
    is_file = connection.vendor == "sqlite" and "/" in name and not name.startswith("file:")
    return {Path(settings.VAR), *([Path(name).parent] if is_file else [])}


def _under(path: Path) -> Disk:
    usage = shutil.disk_usage(path)
    has_lock = bool(os.statvfs(path).f_flag & os.ST_RDONLY)
    return Disk(path, usage.free, usage.total, has_lock)

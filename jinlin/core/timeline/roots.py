"""Where are the roots of the seals kept, so that whoever owns the database cannot rewrite them too?

One file for each county, in a folder that the database's user cannot write (JINLIN_ROOTS); lines
are only added. `seal` lines hold what was sealed; `count` lines how many entries the open day had;
a `restored` line says that an older state of the house goes on from there.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from jinlin.core.time import clock


@dataclass
class Kept:
    """What stands outside of a county's seals (number -> hash) and open days (day -> entries)."""

    seals: dict[int, str] = field(default_factory=dict)
    counts: dict[date, int] = field(default_factory=dict)

    @property
    def last(self) -> int:
        return max(self.seals, default=0)


def is_kept() -> bool:
    return bool(settings.ROOTS)


def counties() -> list[str]:
    """Of which counties roots are kept."""
    return sorted(path.stem for path in _folder().glob("*.txt")) if is_kept() else []


def kept(county: str) -> Kept:
    found = Kept()
    path = _folder() / f"{county}.txt"
    if not is_kept() or not path.exists():
        return found
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, *words = line.split(" ")
        if kind == "seal":
            found.seals[int(words[0])] = words[2].partition(":")[2]
        elif kind == "count":
            day = date.fromisoformat(words[0])
            found.counts[day] = max(found.counts.get(day, 0), int(words[1]))
        elif kind == "restored":
            last = int(words[0])
            found.seals = {seq: hash_ for seq, hash_ in found.seals.items() if seq <= last}
            found.counts = {}
    return found


def keep_seals(county: str, seals: Iterable[Any]) -> None:
    _add(county, [f"seal {one.seq} {one.day} {one.algorithm}:{one.hash}" for one in seals])


def keep_count(county: str, day: date, entries: int) -> None:
    if kept(county).counts.get(day, 0) < entries:
        _add(county, [f"count {day} {entries}"])


def go_on_after_restore(county: str, *, last: int) -> None:
    """An older state of the house was put back: the seals after `last` are those of another past.
    The lines that were there stay readable.
    """
    _add(county, [f"restored {last}"])


def _add(county: str, lines: Iterable[str]) -> None:
    """Written through to the disk before anybody is told that it is kept."""
    lines = [f"{line} {clock.now().isoformat(timespec='seconds')}\n" for line in lines]
    if not is_kept() or not lines:
        return
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    file = os.open(_folder() / f"{county}.txt", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, "".join(lines).encode())
        os.fsync(file)
    finally:
        os.close(file)


def _folder() -> Path:
    return Path(settings.ROOTS)

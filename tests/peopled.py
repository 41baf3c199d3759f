"""Where does a house that a test runs as a process have its people from?

To let the small cast stand in a house takes five seconds of processor time, and it is the same in
every house of one checkout and day: the first that is peopled leaves a copy, database and folder,
and the others begin with one. What stands there may be as much older as a run takes.
"""

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from jinlin.core.time import clock
from tests import migrated
from tests.clusters import copy_database, renamed, stands
from tests.house import ROOT

READ = {".py", ".html", ".po", ".mo", ".csv", ".json"}
SAID = "people.json"


def told(var: Path, url: str, people_it: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What is told of the people of the house in this folder, on the PostgreSQL database at this
    address or on SQLite: of a copy, or of people that it has from now on. It has the settings that
    every house of a test has, and nobody is using it.
    """
    kept = migrated.ROOM / f"people-{_mark(url)}"
    with migrated.one_at_a_time(f"{kept.name}.lock"):
        beside = url and renamed(url, kept.name.replace("-", "_"))
        if not kept.exists() or (beside and not stands(beside)):
            said = people_it()
            _keep(var, kept, said)
            if beside:
                copy_database(url, beside)
            return said
    shutil.copytree(kept, var, dirs_exist_ok=True)
    if beside:
        copy_database(beside, url)
    told: dict[str, Any] = json.loads((var / SAID).read_text())
    return told


def _mark(url: str) -> str:
    """Of this code, these texts, this day and this engine."""
    digest = hashlib.sha256(f"{clock.today()} {bool(url)}".encode())
    for file in _files():
        with suppress(FileNotFoundError):
            about = file.stat()
            digest.update(f"{file} {about.st_size} {about.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


def _files() -> Iterator[Path]:
    for top in ("jinlin", "tests"):
        for at, folders, names in os.walk(ROOT / top):
            folders.sort()
            yield from (Path(at, name) for name in sorted(names) if Path(name).suffix in READ)


def _keep(var: Path, kept: Path, said: dict[str, Any]) -> None:
    for old in (each for each in migrated.ROOM.glob("people-*") if each.is_dir()):
        if old == kept or old.stat().st_mtime < time.time() - migrated.KEPT_SECONDS:
            shutil.rmtree(old, ignore_errors=True)
    making = Path(tempfile.mkdtemp(dir=migrated.ROOM))
    shutil.copytree(var, making / kept.name)
    (making / kept.name / SAID).write_text(json.dumps(said))
    (making / kept.name).rename(kept)
    making.rmdir()

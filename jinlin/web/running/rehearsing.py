"""Can a backup really be put back? It is, beside the house, and proved there.

A fresh database and a fresh folder take it; hashes, rows, uploads and histories are compared; then
both are gone, and the day is noted.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from jinlin.core.timeline import roots
from jinlin.web import backup as backups
from jinlin.web import dumps
from jinlin.web.dumps import Unrestorable
from jinlin.web.models import REHEARSAL, Note

ATTACHED = "SELECT stored FROM core_upload WHERE subject_id IS NOT NULL AND destroyed_at IS NULL"
LAST_SEALS = "SELECT county, max(seq) FROM core_seal GROUP BY county"
APPLIED = "SELECT app, name FROM django_migrations"


@dataclass(frozen=True)
class Rehearsal:
    """What was proved of one archive."""

    archive: Path
    made_at: str
    files: int
    rows: int
    proof: str  # of the histories, by verify-timeline


@dataclass(frozen=True)
class Beside:
    """The house as it was, put back where it is in nobody's way."""

    var: Path
    url: str

    def rows(self, statement: str) -> list[Any]:
        if self.url.startswith("sqlite"):
            import sqlite3  # noqa: PLC0415 - only of a SQLite house

            with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"))) as own:
                return own.execute(statement).fetchall()
        with closing(dumps.line(self.url.rpartition("/")[2])) as own:
            return own.execute(statement).fetchall()


def rehearse(archive: Path) -> Rehearsal:
    """The archive was put back beside the house, proved, and removed again. Raises Unrestorable
    with what is wrong with it.
    """
    with backups.room_of_its_own() as place:
        room = Path(place)
        manifest = backups.opened(archive, room)
        with _put_back(manifest, room) as beside:
            _require_uploads(beside, manifest)
            _bring_to_this_version(beside)
            _keep_roots(beside)
            lines = _say(beside, "verify-timeline").strip().splitlines()
    result = Rehearsal(
        archive,
        manifest.made_at,
        len(manifest.files),
        sum(manifest.rows.values()),
        lines[-1] if lines else "",
    )
    Note.put(REHEARSAL, file=str(archive), rows=result.rows, files=result.files)
    return result


@contextmanager
def _put_back(manifest: backups.Manifest, room: Path) -> Iterator[Beside]:
    file, var = backups.database_of(manifest, room), room / "var"
    var.mkdir(mode=0o700)
    if (room / backups.UPLOADS).exists():
        shutil.move(room / backups.UPLOADS, var / backups.UPLOADS)
    if connection.vendor == "sqlite":
        place = var / "jinlin.sqlite3"
        shutil.move(file, place)
        yield Beside(var, f"sqlite:///{place}")
        return
    name = dumps.make_beside(file, manifest.rows, kind="rehearsal")
    try:
        yield Beside(var, dumps.url_of(name))
    finally:
        dumps.drop(name)


def _require_uploads(beside: Beside, manifest: backups.Manifest) -> None:
    """What belongs to a matter came along."""
    here = {entry.path for entry in manifest.files}
    missing = [
        stored for (stored,) in beside.rows(ATTACHED) if f"{backups.UPLOADS}/{stored}" not in here
    ]
    if missing:
        words = _("%(count)d photos and papers of this backup are missing, such as %(name)s.")
        raise Unrestorable(words % {"count": len(missing), "name": missing[0]})


def _bring_to_this_version(beside: Beside) -> None:
    with connection.cursor() as cursor:
        cursor.execute(APPLIED)
        if set(cursor.fetchall()) == set(map(tuple, beside.rows(APPLIED))):
            return
    _run(beside, sys.executable, "-m", "django", "migrate", "--skip-checks", "--verbosity", "0")


def _keep_roots(beside: Beside) -> None:
    """The roots that are kept outside, up to the last seal that the backup can have."""
    folder = beside.var / "roots"
    folder.mkdir(mode=0o700)
    last = dict(beside.rows(LAST_SEALS))
    for county in roots.counties():
        lines = [
            f"seal {seq} - kept:{root} -\n"
            for seq, root in roots.kept(county).seals.items()
            if seq <= last.get(county, 0)
        ]
        (folder / f"{county}.txt").write_text("".join(lines), encoding="utf-8")


def _say(beside: Beside, *words: str) -> str:
    return _run(beside, str(Path(sys.executable).with_name("jinlin")), *words)


def _run(beside: Beside, *words: str) -> str:
    """In a process whose house is the one beside: this one's own keys read it."""
    own = {
        "DJANGO_SETTINGS_MODULE": "jinlin.web.settings",
        "JINLIN_DATABASE_URL": beside.url,
        "JINLIN_VAR": str(beside.var),
        "JINLIN_ROOTS": str(beside.var / "roots") if roots.is_kept() else "",
        "JINLIN_KEY_RING": str(settings.KEY_RING),
        "JINLIN_SECRET_KEY": str(settings.SECRET_KEY),
        "JINLIN_DEMO": "",
    }
    done = subprocess.run(  # noqa: S603 - our own console
        words, env={**os.environ, **own}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Unrestorable(f"{' '.join(words[1:])}: {(done.stdout + done.stderr).strip()[-2000:]}")
    return done.stdout

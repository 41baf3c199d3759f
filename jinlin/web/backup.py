"""How is everything that a county owns carried away in one file, and put back?

A backup is a .tar.gz with the database, the uploads and, last, manifest.json, which names every
file with its size and SHA-256. Keys stay out unless they are asked for: a backup that falls into
wrong hands must not open the sensitive fields.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from jinlin.core.progress import gauge, track
from jinlin.core.time import clock

FORMAT = 1
MANIFEST = "manifest.json"
MIGRATED = "django_migrations"  # the table that every database of this house has
DUMPS = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
UPLOADS = "uploads"
KEYS = "keys"


class Unrestorable(Exception):
    """The archive is not put back, and nothing was changed; the text says why."""


@dataclass(frozen=True)
class Stored:
    """One file of the archive."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What the archive holds."""

    format: int
    engine: str
    made_at: str
    with_keys: bool
    files: list[Stored]


def fresh_name() -> Path:
    return Path(f"jinlin-{clock.now():%Y%m%d-%H%M%S}.tar.gz")


def key_ring() -> Path:
    return Path(settings.KEY_RING)


def backup(archive: Path, *, with_keys: bool = False) -> Path:
    """`archive` holds the database as of one moment, then every upload that was there; it appears
    only when it is whole.
    """
    unfinished = archive.with_name(f".{archive.name}.unfinished")
    with _room() as room:
        dump = Path(room) / DUMPS[connection.vendor]
        _dump(
            dump
        )  # before the uploads: no row of the dump then names a file that is not in the archive
        sources = [(dump, dump.name), *_uploads(), *(_keys() if with_keys else [])]
        with (
            _private(unfinished) as file,
            tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as tar,
        ):
            stored = [
                _store(tar, *source)
                for source in track(sources, total=len(sources), label=_("Backup"))
            ]
            manifest = Manifest(
                FORMAT,
                connection.vendor,
                clock.now().isoformat(timespec="seconds"),
                with_keys,
                [s for s in stored if s],
            )
            (Path(room) / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1))
            tar.add(Path(room) / MANIFEST, MANIFEST)
    unfinished.replace(archive)
    return archive


def restore(archive: Path, *, force: bool = False) -> Manifest:
    """The database and the uploads are those of the archive; what was there before lies beside, in
    a folder that only its owner reads, until somebody removes it.

    Everything in the archive was verified before the first change. When the new state does not
    answer, the old one is put back.
    """
    if not force and is_in_use():
        raise Unrestorable(_("There is data here already. Say --force to overwrite it."))
    with _room() as room:
        manifest = _unpacked(archive, Path(room))
        if manifest.engine != connection.vendor:
            words = _("This is a backup of %(theirs)s, but the database here is %(ours)s.")
            raise Unrestorable(words % {"theirs": manifest.engine, "ours": connection.vendor})
        _require_whole_database(manifest, Path(room))
        before = _kept_beside()
        try:
            _load(Path(room) / DUMPS[connection.vendor])
            _require_answer()
        except BaseException:
            if (before / DUMPS[connection.vendor]).exists():
                _load(before / DUMPS[connection.vendor])
            raise
        _swap(Path(room) / UPLOADS, Path(settings.UPLOADS), before / UPLOADS)
        if manifest.with_keys:
            for path, name in _key_files():
                _take(Path(room) / name, path)
    return manifest


def _require_whole_database(manifest: Manifest, room: Path) -> None:
    """Raises Unrestorable for an archive without a database of this house in it."""
    dump = room / DUMPS[connection.vendor]
    if dump.name not in {entry.path for entry in manifest.files} or not dump.stat().st_size:
        raise Unrestorable(_("There is no database in this archive. Nothing was changed."))
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(dump)) as copy:
            names = copy.execute("SELECT count(*) FROM sqlite_master WHERE name = ?", [MIGRATED])
            if names.fetchone() == (0,):
                raise Unrestorable(_("There is no database in this archive. Nothing was changed."))
    else:
        _postgres("pg_restore", "--list", str(dump))


def _kept_beside() -> Path:
    """A folder with the database as it is now; the uploads go there when they are replaced."""
    place = Path(settings.VAR) / f"before-restore-{clock.now():%Y%m%d-%H%M%S-%f}"
    place.mkdir(mode=0o700)
    if MIGRATED in connection.introspection.table_names():
        _dump(place / DUMPS[connection.vendor])
    return place


def _require_answer() -> None:
    """The new database answers as one of this house does."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {MIGRATED}")  # noqa: S608 - a constant
        if cursor.fetchone() == (0,):
            raise Unrestorable(_("The restored database is empty; the one before is back."))


def is_in_use() -> bool:
    """Whether a restore would overwrite anything."""
    uploads = Path(settings.UPLOADS)
    return MIGRATED in connection.introspection.table_names() or (
        uploads.exists() and any(uploads.iterdir())
    )


def _room() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="backup-", dir=settings.VAR)


def _private(path: Path) -> Any:
    """A new file that only its owner may read."""
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _dump(target: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(target)) as copy:
            connection.connection.backup(copy)
    else:
        _postgres("pg_dump", "--format=custom", "--no-owner", "--file", str(target))


def _load(dump: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(dump)) as copy:
            if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise Unrestorable(_("The database in the archive is damaged."))
            copy.backup(
                connection.connection
            )  # replaces the whole content in one transaction, also under a running server
        connection.close()
        return
    connection.close()  # its locks would keep the tables from being replaced
    _postgres(
        "pg_restore",
        "--clean",
        "--if-exists",
        "--no-owner",
        "--single-transaction",
        "--exit-on-error",
        "--dbname",
        "{name}",
        str(dump),
    )


def _postgres(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs on this database; the password goes through the
    environment, not the process list.
    """
    ours = connection.settings_dict
    variables = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    environment = os.environ | {
        name: str(ours[key]) for name, key in variables.items() if ours[key]
    }
    command = [program, *(argument.replace("{name}", str(ours["NAME"])) for argument in arguments)]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - a fixed program
    except FileNotFoundError as error:
        raise Unrestorable(_("%(program)s is not installed.") % {"program": program}) from error
    if done.returncode:
        raise Unrestorable(f"{program}: {done.stderr.strip()}")


def _uploads() -> list[tuple[Path, str]]:
    root = Path(settings.UPLOADS)
    return [
        (path, f"{UPLOADS}/{path.relative_to(root).as_posix()}")
        for path in sorted(root.rglob("*"))
        if path.is_file()
    ]


def _key_files() -> list[tuple[Path, str]]:
    return [
        (key_ring(), f"{KEYS}/keys.json"),
        (Path(settings.VAR) / "secret-key", f"{KEYS}/secret-key"),
    ]


def _keys() -> list[tuple[Path, str]]:
    return [(path, name) for path, name in _key_files() if path.exists()]


def _store(tar: tarfile.TarFile, path: Path, name: str) -> Stored | None:
    """The file is in the archive. None when it is gone: an upload nobody sent off is dropped after
    some days.
    """
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            entry = tar.gettarinfo(arcname=name, fileobj=file)
            tar.addfile(entry, file)
    except FileNotFoundError:
        return None
    return Stored(name, entry.size, digest)


def _unpacked(archive: Path, room: Path) -> Manifest:
    """Everything in the archive lies in `room` and is what the manifest says."""
    try:
        _unpack(archive, room)
        raw = json.loads((room / MANIFEST).read_text())
        manifest = Manifest(**raw | {"files": [Stored(**entry) for entry in raw["files"]]})
    except (OSError, EOFError, tarfile.TarError, ValueError, KeyError, TypeError) as error:
        raise Unrestorable(
            _("%(path)s is not a whole backup: %(error)s") % {"path": archive, "error": error}
        ) from error
    if manifest.format != FORMAT:
        raise Unrestorable(_("This backup was written by another version of Jinlin."))
    _verify(manifest, room)
    return manifest


def _unpack(archive: Path, room: Path) -> None:
    with (
        archive.open("rb") as file,
        gauge(total=archive.stat().st_size, label=_("Unpacking")) as advance,
        tarfile.open(fileobj=file) as tar,
    ):
        done = 0
        for member in tar:
            tar.extract(member, room, filter="data")
            advance(file.tell() - done)
            done = file.tell()


def _verify(manifest: Manifest, room: Path) -> None:
    wanted = {entry.path: entry for entry in manifest.files}
    present = {path.relative_to(room).as_posix() for path in room.rglob("*") if path.is_file()} - {
        MANIFEST
    }
    differing = sorted(present ^ set(wanted))
    for path in track(sorted(present & set(wanted)), total=len(present), label=_("Verifying")):
        with (room / PurePosixPath(path)).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != wanted[path].sha256:
                differing.append(path)
    if differing:
        raise Unrestorable(
            _("These files of the backup are not what was stored: %(names)s")
            % {"names": ", ".join(differing[:5])}
        )


def _swap(fresh: Path, place: Path, before: Path) -> None:
    """The folder `place` is now `fresh`, or empty when there is none; what it was is `before`."""
    fresh.mkdir(exist_ok=True)
    if place.exists():
        shutil.move(place, before)
    shutil.move(fresh, place)


def _take(source: Path, place: Path) -> None:
    """A key file from the archive, if it holds one, lies in its place,
    readable by its owner only.
    """
    if source.exists():
        fresh = place.with_name(f".{place.name}.fresh")
        with _private(fresh) as file:
            file.write(source.read_bytes())
        fresh.replace(place)

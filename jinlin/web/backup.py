"""How is everything that a county owns carried away in one file, and put back?

A backup is a .tar.gz with the database, the uploads and, last, manifest.json, which names every
file with its size and SHA-256. Keys stay out unless they are asked for: a backup that falls into
wrong hands must not open the sensitive fields.
"""

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from jinlin.core.progress import gauge, track
from jinlin.core.time import clock
from jinlin.web import dumps
from jinlin.web.dumps import DUMPS, MIGRATED, Unrestorable
from jinlin.web.models import BACKUP, Note

FORMAT = 1
MANIFEST = "manifest.json"
UPLOADS = "uploads"
KEYS = "keys"
# Python's own refusal of what would lie outside, where it has one: Debian 12's 3.11.2 does not.
FILTER: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}


@dataclass(frozen=True)
class Stored:
    """One file of the archive."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What the archive holds; `rows` are those of each table, as of the same moment."""

    format: int
    engine: str
    made_at: str
    with_keys: bool
    files: list[Stored]
    rows: dict[str, int] = field(default_factory=dict)


def fresh_name() -> Path:
    return Path(f"jinlin-{clock.now():%Y%m%d-%H%M%S}.tar.gz")


def key_ring() -> Path:
    return Path(settings.KEY_RING)


def backup(archive: Path, *, with_keys: bool = False) -> Path:
    """`archive` holds the database as of one moment, then every upload that was there; it appears
    only when it is whole.
    """
    unfinished = archive.with_name(f".{archive.name}.unfinished")
    with room_of_its_own() as room:
        dump = Path(room) / DUMPS[connection.vendor]
        # before the uploads: no row of the dump then names a file that is not in the archive
        rows = dumps.dump(dump)
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
                rows,
            )
            (Path(room) / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1))
            tar.add(Path(room) / MANIFEST, MANIFEST)
    unfinished.replace(archive)
    with suppress(DatabaseError):  # one that takes no writing is backed up all the same
        Note.put(BACKUP, file=str(archive), size=archive.stat().st_size)
    return archive


def restore(archive: Path, *, force: bool = False) -> Manifest:
    """The database and the uploads are those of the archive; what was there before lies beside, in
    a folder that only its owner reads, until somebody removes it.

    Everything in the archive was verified before the first change. When the new state does not
    answer, the old one is put back.
    """
    if not force and is_in_use():
        raise Unrestorable(_("There is data here already. Say --force to overwrite it."))
    with room_of_its_own() as room:
        manifest = opened(archive, Path(room))
        beside = _folder_beside()
        uploads = (Path(room) / UPLOADS, Path(settings.UPLOADS), beside / UPLOADS)
        swapped = dumps.put(database_of(manifest, Path(room)), manifest.rows, beside)
        try:
            _require_answer()
            _swap(*uploads)
        except BaseException:
            swapped.undo()
            raise
        if manifest.with_keys:
            for path, name in _key_files():
                _take(Path(room) / name, path)
        swapped.settle(beside / DUMPS[connection.vendor])
    return manifest


def opened(archive: Path, room: Path) -> Manifest:
    """Everything in the archive lies in `room`, is what the manifest says, and is a database of
    this house with its files. Raises Unrestorable.
    """
    manifest = _unpacked(archive, room)
    if manifest.engine != connection.vendor:
        words = _("This is a backup of %(theirs)s, but the database here is %(ours)s.")
        raise Unrestorable(words % {"theirs": manifest.engine, "ours": connection.vendor})
    file = database_of(manifest, room)
    if file.name not in {entry.path for entry in manifest.files} or not file.stat().st_size:
        raise Unrestorable(_("There is no database in this archive. Nothing was changed."))
    dumps.require_whole(file, manifest.rows)
    return manifest


def database_of(manifest: Manifest, room: Path) -> Path:
    return room / DUMPS[manifest.engine]


def _folder_beside() -> Path:
    """Where the database and the uploads go that are replaced."""
    place = Path(settings.VAR) / f"before-restore-{clock.now():%Y%m%d-%H%M%S-%f}"
    place.mkdir(mode=0o700)
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


def room_of_its_own() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="backup-", dir=settings.VAR)


def _private(path: Path) -> Any:
    """A new file that only its owner may read."""
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


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
            if not _stays_inside(member):
                raise tarfile.TarError(member.name)
            tar.extract(member, room, **FILTER)
            advance(file.tell() - done)
            done = file.tell()


def _stays_inside(member: tarfile.TarInfo) -> bool:
    """Whether it is a plain file or a folder that lies where the archive is unpacked."""
    path = PurePosixPath(member.name)
    return (member.isfile() or member.isdir()) and not path.is_absolute() and ".." not in path.parts


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
    """The folder `place` is now `fresh`, or empty when there is none; what it was is `before`. When
    that fails, it is what it was.
    """
    fresh.mkdir(exist_ok=True)
    if place.exists():
        shutil.move(place, before)
    try:
        shutil.move(fresh, place)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        if before.exists():
            shutil.move(before, place)
        raise


def _take(source: Path, place: Path) -> None:
    """A key file from the archive, if it holds one, lies in its place,
    readable by its owner only.
    """
    if source.exists():
        fresh = place.with_name(f".{place.name}.fresh")
        with _private(fresh) as file:
            file.write(source.read_bytes())
        fresh.replace(place)

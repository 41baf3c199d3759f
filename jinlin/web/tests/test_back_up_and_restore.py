"""Does a backup bring back everything, and nothing that is damaged?"""

import json
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from jinlin.core.secrets import keyring
from jinlin.core.time import clock
from jinlin.web import backup as backups
from jinlin.web import dumps
from jinlin.web.models import Turn

PHOTO = "4f/photo.jpg"
ON_EACH_ENGINE = pytest.mark.django_db(transaction=True)


@pytest.fixture
def uploads(settings, tmp_path):
    """A house with one row and one photo."""
    settings.UPLOADS = tmp_path / "uploads"
    (settings.UPLOADS / PHOTO).parent.mkdir(parents=True)
    (settings.UPLOADS / PHOTO).write_bytes(b"porcelain")
    return settings.UPLOADS


@pytest.fixture
def archive(uploads, tmp_path):
    Turn.objects.create(name="kept", due_at=clock.now())
    return backups.backup(tmp_path / "house.tar.gz")


def names_in(archive: Path) -> list[str]:
    with tarfile.open(archive) as tar:
        return tar.getnames()


def rewritten(archive: Path, name: str, content: bytes) -> Path:
    """The same archive with other content in one file."""
    room = archive.parent / "rewritten"
    with tarfile.open(archive) as tar:
        tar.extractall(room, **backups.FILTER)
        order = tar.getnames()
    (room / name).write_bytes(content)
    with tarfile.open(archive, "w:gz") as tar:
        for entry in order:
            tar.add(room / entry, entry)
    return archive


@ON_EACH_ENGINE
def test_what_was_backed_up_comes_back_and_what_came_later_is_gone(archive, uploads):
    Turn.objects.all().delete()
    Turn.objects.create(name="later", due_at=clock.now())
    (uploads / PHOTO).write_bytes(b"overwritten")
    (uploads / "later.jpg").write_bytes(b"later")

    backups.restore(archive, force=True)

    assert list(Turn.objects.values_list("name", flat=True)) == ["kept"]
    assert {
        path.relative_to(uploads).as_posix(): path.read_bytes() for path in uploads.rglob("*.jpg")
    } == {PHOTO: b"porcelain"}


@ON_EACH_ENGINE
def test_a_restored_history_still_refuses_to_be_changed(archive):
    from jinlin.core.append_only import unguarded_tables

    backups.restore(archive, force=True)

    assert unguarded_tables() == []


@ON_EACH_ENGINE
def test_an_archive_names_every_file_with_its_size_and_ends_with_the_manifest(archive):
    dump = backups.DUMPS[connection.vendor]
    assert names_in(archive) == [dump, f"uploads/{PHOTO}", "manifest.json"]
    with tarfile.open(archive) as tar:
        manifest = json.load(tar.extractfile("manifest.json"))
    assert [entry["path"] for entry in manifest["files"]] == [dump, f"uploads/{PHOTO}"]
    assert manifest["files"][1]["size"] == len(b"porcelain")
    assert (manifest["engine"], manifest["with_keys"]) == (connection.vendor, False)


@ON_EACH_ENGINE
def test_an_archive_can_be_read_by_its_owner_only(archive):
    assert archive.stat().st_mode & 0o777 == 0o600
    assert list(archive.parent.glob("*.unfinished")) == []


@ON_EACH_ENGINE
def test_keys_come_along_only_when_asked_for(uploads, settings, tmp_path):
    settings.KEY_RING = str(tmp_path / "keys.json")
    ring = keyring.key_ring()
    archive = backups.backup(tmp_path / "with-keys.tar.gz", with_keys=True)
    assert [name for name in names_in(archive) if name.startswith("keys/")] == [
        "keys/keys.json",
        "keys/secret-key",
    ]
    Path(settings.KEY_RING).unlink()

    backups.restore(archive, force=True)

    assert keyring.key_ring() == ring
    assert Path(settings.KEY_RING).stat().st_mode & 0o777 == 0o600


@ON_EACH_ENGINE
def test_a_house_in_use_is_not_overwritten_by_mistake(archive):
    with pytest.raises(backups.Unrestorable):
        backups.restore(archive)
    assert Turn.objects.count() == 1


@ON_EACH_ENGINE
@pytest.mark.parametrize("name", [f"uploads/{PHOTO}", "manifest.json"])
def test_a_tampered_archive_is_refused_before_anything_changes(archive, uploads, name):
    Turn.objects.create(name="later", due_at=clock.now())

    with pytest.raises(backups.Unrestorable):
        backups.restore(rewritten(archive, name, b"tampered"), force=True)

    assert Turn.objects.count() == 2
    assert (uploads / PHOTO).read_bytes() == b"porcelain"


@ON_EACH_ENGINE
def test_half_an_archive_is_refused(archive):
    archive.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])
    with pytest.raises(backups.Unrestorable):
        backups.restore(archive, force=True)


@ON_EACH_ENGINE
@pytest.mark.parametrize("filters", [backups.FILTER, {}], ids=["python's", "none"])
def test_a_file_that_would_land_outside_is_refused(archive, tmp_path, monkeypatch, filters):
    """Also by a Python that itself refuses none."""
    monkeypatch.setattr(backups, "FILTER", filters)
    (tmp_path / "evil").write_text("evil")
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(tmp_path / "evil", "../../escaped")
    with pytest.raises(backups.Unrestorable):
        backups.restore(archive, force=True)
    assert not (Path(settings.VAR).parent / "escaped").exists()


@ON_EACH_ENGINE
def test_a_backup_of_the_other_database_is_refused(archive):
    with tarfile.open(archive) as tar:
        manifest = json.load(tar.extractfile("manifest.json"))
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    with pytest.raises(backups.Unrestorable, match=other):
        backups.restore(
            rewritten(archive, "manifest.json", json.dumps(manifest | {"engine": other}).encode()),
            force=True,
        )


@ON_EACH_ENGINE
def test_nothing_is_left_lying_about(archive):
    backups.restore(archive, force=True)
    assert list(Path(settings.VAR).glob("backup-*")) == []


@ON_EACH_ENGINE
def test_no_further_database_is_left_on_the_server(archive):
    if connection.vendor != "postgresql":
        pytest.skip("asks about PostgreSQL")
    backups.restore(archive, force=True)
    with closing(dumps.line("postgres")) as own:
        listed = own.execute("SELECT datname FROM pg_database").fetchall()
    ours = str(connection.settings_dict["NAME"])
    assert [name for (name,) in listed if name.startswith(ours) and name != ours] == []


@ON_EACH_ENGINE
def test_what_cannot_be_swapped_leaves_everything_as_it_was(archive, uploads, monkeypatch):
    Turn.objects.create(name="later", due_at=clock.now())

    def broken(*_places: Path) -> None:
        raise OSError("no room")

    monkeypatch.setattr(backups, "_swap", broken)
    with pytest.raises(OSError, match="no room"):
        backups.restore(archive, force=True)
    assert sorted(Turn.objects.values_list("name", flat=True)) == ["kept", "later"]
    assert (uploads / PHOTO).read_bytes() == b"porcelain"


@ON_EACH_ENGINE
def test_the_dump_of_a_sqlite_house_opens_anywhere(archive, tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("asks about SQLite")
    with tarfile.open(archive) as tar:
        tar.extract("database.sqlite3", tmp_path, **backups.FILTER)
    copy = sqlite3.connect(tmp_path / "database.sqlite3")
    assert copy.execute("SELECT name FROM web_turn").fetchall() == [("kept",)]
    copy.close()


def without(archive: Path, name: str) -> Path:
    """The same archive, whole by its own manifest, but without one file."""
    room = archive.parent / "without"
    with tarfile.open(archive) as tar:
        tar.extractall(room, **backups.FILTER)
        order = [entry for entry in tar.getnames() if entry != name]
    told = json.loads((room / "manifest.json").read_text())
    told["files"] = [entry for entry in told["files"] if entry["path"] != name]
    (room / "manifest.json").write_text(json.dumps(told))
    with tarfile.open(archive, "w:gz") as tar:
        for entry in order:
            tar.add(room / entry, entry)
    return archive


@ON_EACH_ENGINE
def test_an_archive_without_a_database_changes_nothing_even_by_force(archive, uploads):
    bare = without(archive, backups.DUMPS[connection.vendor])
    with pytest.raises(backups.Unrestorable):
        backups.restore(bare, force=True)
    assert list(Turn.objects.values_list("name", flat=True)) == ["kept"]
    assert (uploads / PHOTO).read_bytes() == b"porcelain"


@ON_EACH_ENGINE
def test_what_was_there_before_a_restore_lies_beside_and_private(archive, uploads, settings):
    (uploads / "later.jpg").write_bytes(b"later")
    known = set(Path(settings.VAR).glob("before-restore-*"))
    backups.restore(archive, force=True)
    (beside,) = set(Path(settings.VAR).glob("before-restore-*")) - known
    assert (beside / "uploads" / "later.jpg").read_bytes() == b"later"
    assert (beside / backups.DUMPS[connection.vendor]).stat().st_size > 0
    assert beside.stat().st_mode & 0o077 == 0


@ON_EACH_ENGINE
def test_when_the_new_database_does_not_answer_the_old_one_is_back(archive, uploads, monkeypatch):
    Turn.objects.create(name="later", due_at=clock.now())

    def silent() -> None:
        raise backups.Unrestorable("it does not answer")

    monkeypatch.setattr(backups, "_require_answer", silent)
    with pytest.raises(backups.Unrestorable):
        backups.restore(archive, force=True)
    assert sorted(Turn.objects.values_list("name", flat=True)) == ["kept", "later"]
    assert (uploads / PHOTO).read_bytes() == b"porcelain"

"""Is a backup really put back, proved and removed again; and is one that is not whole found out?"""

import json
import tarfile
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import settings as house
from django.db import connection

from jinlin.core.files.uploads import Upload
from jinlin.core.time import clock
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import accepted, cast_of_dehua
from jinlin.web import backup as backups
from jinlin.web import dumps
from jinlin.web.cli import main
from jinlin.web.models import REHEARSAL, Note
from jinlin.web.running.rehearsing import rehearse

pytestmark = pytest.mark.django_db(transaction=True)
PHOTO = "4f/photo.jpg"


@pytest.fixture
def archive(settings, tmp_path) -> Path:
    """Of a house with one matter, its history, and one photo of it."""
    settings.UPLOADS = tmp_path / "uploads"
    (settings.UPLOADS / PHOTO).parent.mkdir(parents=True)
    (settings.UPLOADS / PHOTO).write_bytes(b"porcelain")
    appeal = accepted(cast_of_dehua())
    Upload.objects.create(
        county=appeal.county,
        stored=PHOTO,
        kind="jpg",
        size=9,
        width=1,
        height=1,
        received_at=clock.now(),
        subject_label="appeals.Appeal",
        subject_id=appeal.pk,
    )
    return backups.backup(tmp_path / "house.tar.gz")


def rewritten(archive: Path, **changes: object) -> Path:
    """The same archive with other words in its manifest."""
    room = archive.parent / "rewritten"
    with tarfile.open(archive) as tar:
        tar.extractall(room, **backups.FILTER)
        order = tar.getnames()
    told = json.loads((room / "manifest.json").read_text())
    (room / "manifest.json").write_text(json.dumps(told | changes))
    with tarfile.open(archive, "w:gz") as tar:
        for entry in order:
            tar.add(room / entry, entry)
    return archive


def beside() -> list[str]:
    """What lies about of a rehearsal."""
    rooms = [path.name for path in Path(house.VAR).glob("backup-*")]
    if connection.vendor != "postgresql":
        return rooms
    with closing(dumps.line()) as own:
        found = own.execute("SELECT datname FROM pg_database WHERE datname LIKE '%rehearsal%'")
        return [*rooms, *(name for (name,) in found.fetchall())]


def test_a_whole_backup_is_proved_beside_the_house_and_nothing_stays(archive):
    before = Appeal.objects.count()
    said = CliRunner().invoke(main, ["backup", "rehearse", str(archive)])
    assert (said.exit_code, "演练成功" in said.output) == (0, True), said.output
    assert beside() == []
    assert Appeal.objects.count() == before
    noted = Note.of(REHEARSAL)
    assert noted is not None
    assert (noted.told["file"], noted.told["rows"] > 10) == (str(archive), True)


def test_rows_that_are_not_those_that_were_counted_are_found_out(archive):
    with tarfile.open(archive) as tar:
        rows = json.load(tar.extractfile("manifest.json"))["rows"]
    assert rows["appeals_appeal"] == 1
    with pytest.raises(backups.Unrestorable, match="appeals_appeal"):
        rehearse(rewritten(archive, rows=rows | {"appeals_appeal": 2}))
    assert (beside(), Note.of(REHEARSAL)) == ([], None)


def test_a_backup_without_a_photo_that_belongs_to_a_matter_is_found_out(
    settings, tmp_path, archive
):
    (settings.UPLOADS / PHOTO).unlink()
    bare = backups.backup(tmp_path / "bare.tar.gz")
    with pytest.raises(backups.Unrestorable, match=PHOTO):
        rehearse(bare)
    assert (beside(), Note.of(REHEARSAL)) == ([], None)


def test_a_history_that_was_changed_is_found_out(tmp_path, archive):
    _tamper()
    changed = backups.backup(tmp_path / "changed.tar.gz")
    with pytest.raises(backups.Unrestorable, match="verify-timeline"):
        rehearse(changed)
    assert beside() == []


def _tamper() -> None:
    """As whoever owns the database can."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE core_entry DISABLE TRIGGER USER")
            cursor.execute("UPDATE core_entry SET face = 'x' WHERE verb = 'accept'")
            cursor.execute("ALTER TABLE core_entry ENABLE TRIGGER USER")
            return
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'core_entry'"
        )
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        cursor.execute("UPDATE core_entry SET face = 'x' WHERE verb = 'accept'")
        for _name, sql in triggers:
            cursor.execute(sql)


def test_when_no_backup_is_there_it_says_so(settings, tmp_path):
    settings.BACKUPS = str(tmp_path)
    said = CliRunner().invoke(main, ["backup", "rehearse"])
    assert (said.exit_code, "没有备份" in said.output) == (1, True)

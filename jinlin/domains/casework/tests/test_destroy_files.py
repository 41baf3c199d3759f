"""Is no word left when a file is destroyed: in the database's bytes, the search, the uploads?"""

import subprocess
import time
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from PIL import Image

from jinlin.core import timeline
from jinlin.core.errors import NotAllowed, NotNow
from jinlin.core.files import uploads
from jinlin.core.search.rows import Sought
from jinlin.core.time import clock
from jinlin.domains.casework import actions, jobs
from jinlin.domains.casework.actions import Kinship
from jinlin.domains.casework.deadlines import years_after
from jinlin.domains.casework.models import Case, Destruction, Note, Plan
from jinlin.domains.casework.tests.cast import CHILD, cast_of_casework, closed, now_of, session
from jinlin.ground.accounts.tests.county import at_desk
from jinlin.ground.places.tests.parallel import shared_house

__all__ = ["shared_house"]
PATIENCE = 120  # seconds
WORDS = ("苗小禾", "13977770001", "夜里常一个人在桥边坐着", "苗母", "谢谢茹社工", "暂缓结案的原因")


@pytest.fixture
def cast(shared_house, tmp_path, settings):
    settings.UPLOADS, settings.VAR = tmp_path / "uploads", tmp_path / "var"
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "jinlin-20250101-010101.tar.gz").write_bytes(b"x")
    return cast_of_casework()


def told(cast) -> Case:
    """A closed file of a child with words everywhere."""
    case = closed(cast, client=CHILD, field="youth")
    case = actions.reopen(case, reason=WORDS[5], actor=cast.actors.watcher)
    actions.sign(case, session(WORDS[2]), actor=cast.actors.worker)
    actions.know_relative(case, Kinship("mother", "苗母"), actor=cast.actors.worker)
    drawn = BytesIO()
    Image.new("RGB", (60, 40), (31, 111, 107)).save(drawn, "JPEG")
    upload = uploads.receive(
        ContentFile(drawn.getvalue(), "b.jpg"),
        county=case.county,
        actor=cast.actors.worker,
        sealed=True,
    )
    actions.attach(case, upload, actor=cast.actors.worker)
    said = actions.Closing("reached", "好多了", "thanks", WORDS[4])
    while (case := now_of(case)).phase + 1 < len(case.phases):
        actions.move_on(case, actor=cast.actors.worker)
    case = actions.ask_to_close(case, closing=said, actor=cast.actors.worker)
    return actions.close(case, actor=cast.actors.watcher)


def ciphertexts(case) -> list[str]:
    """What the words look like where they are stored."""
    found = [row.words for model in (Note, Plan) for row in model.objects.filter(case=case)]
    names = ("name", "phone", "words_key", "problem", "own_words")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(names)} FROM casework_case")
        found += [value for row in cursor.fetchall() for value in row]
    return [each for each in found if each]


def bytes_of_the_database(tmp_path: Path) -> bytes:
    """All that the database's own files hold, after what is gone was taken out of them."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            file = Path(str(connection.settings_dict["NAME"]))
            beside = [Path(f"{file}-wal"), Path(f"{file}-journal")]
            return b"".join(each.read_bytes() for each in (file, *beside) if each.exists())
        cursor.execute("VACUUM FULL")
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT current_setting('data_directory'), oid FROM pg_database"
            " WHERE datname = current_database()"
        )
        cluster, own = cursor.fetchone()
    base = Path(cluster) / "base" / str(own)  # others' databases come and go beside it
    held = b"".join(each.read_bytes() for each in base.rglob("*") if each.is_file())
    return held + dumped()


def dumped() -> bytes:
    where = connection.settings_dict
    address = f"--dbname={where['NAME']}", f"--host={where['HOST']}", f"--port={where['PORT']}"
    return subprocess.run(
        ["pg_dump", *address, f"--username={where['USER']}"], check=True, capture_output=True
    ).stdout


def test_no_word_is_left_anywhere_and_the_history_still_holds(cast, tmp_path):
    case = told(cast)
    locked = ciphertexts(case)
    assert len(locked) > 6
    before = bytes_of_the_database(tmp_path)
    assert [each for each in locked if each.encode() not in before] == []  # the control
    assert Sought.objects.filter(row_id=case.pk).exists()
    (upload,) = uploads.of(case)
    assert upload.path.exists()

    with clock.set_to(clock.at(case.keep_until + timedelta(days=1), 10)):
        actions.destroy(now_of(case), backups=["异地盘 2025-01"], actor=cast.actors.watcher)

    after = bytes_of_the_database(tmp_path)
    for _turn in range(PATIENCE if connection.vendor == "postgresql" else 0):
        if not any(each.encode() in after for each in locked):
            break
        time.sleep(1)  # what is open elsewhere in the cluster may still see the old rows
        after = bytes_of_the_database(tmp_path)
    assert [each for each in (*locked, *WORDS) if each.encode() in after] == []
    assert not Sought.objects.filter(row_id=case.pk).exists()
    assert not upload.path.exists()
    assert list(timeline.verify()) == list(timeline.compare()) == []
    (line,) = Destruction.objects.all()
    assert line.backups == ["jinlin-20250101-010101.tar.gz", "异地盘 2025-01"]
    assert (line.number, line.files, line.notes) == (case.number, 1, 3)
    assert line.entries >= 1
    assert settings.UPLOADS.exists()


def test_before_the_term_is_over_nothing_is_destroyed(cast):
    case = closed(cast)
    with clock.set_to(clock.at(case.keep_until - timedelta(days=1), 10)), pytest.raises(NotNow):
        actions.destroy(case, actor=cast.actors.watcher)
    with (
        clock.set_to(clock.at(case.keep_until, 10)),
        pytest.raises(NotAllowed),
    ):
        actions.destroy(case, actor=cast.actors.worker)


def test_a_sealed_file_is_destroyed_without_being_read_once_more(cast):
    case = closed(cast, client=CHILD, field="youth")
    case = actions.seal(now_of(case), actor=cast.actors.watcher)
    with clock.set_to(clock.at(case.keep_until, 10)):
        assert (jobs.tell_of_terms(), jobs.tell_of_terms()) == (1, 0)
        at = f"/desk/casework/register/{case.pk}/destroy/"
        browser = at_desk(cast.users.watcher)
        assert browser.get(f"/desk/casework/{case.pk}/").status_code == 404
        assert case.number in browser.get("/desk/casework/register/").content.decode()
        assert case.number in browser.get("/desk/").content.decode()
        assert at_desk(cast.users.other_watcher).post(at).status_code == 404
        assert at_desk(cast.users.worker).post(at).status_code == 403
        assert browser.post(at).status_code == 302
    assert now_of(case).state == "destroyed"


def test_a_childs_file_is_kept_until_they_are_grown(cast):
    case = closed(cast, client=CHILD, field="youth")
    assert case.keep_until == max(years_after(case.closed_on, 10), case.grown_on)

"""Does the report for the graded protection say what stands in this very house?"""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner
from docx import Document

from jinlin.core.actor import SYSTEM
from jinlin.core.append_only import unguard
from jinlin.core.secrets.keyring import key_ring
from jinlin.core.tests.standing import standing
from jinlin.core.time import clock
from jinlin.core.timeline import Entry, look
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests import cast as play
from jinlin.ground.accounts.models import Grant, User
from jinlin.ground.accounts.roles import ADMINISTRATORS
from jinlin.web.inspecting.commands import inspection
from jinlin.web.inspecting.found import Verdict
from jinlin.web.inspecting.report import LEVELS, QUESTIONS, _rows, inspected


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    with standing(django_db_blocker):
        cast = play.cast_of_dehua()
        play.closed(cast)
        yield cast


pytestmark = pytest.mark.usefixtures("db", "town")


@pytest.fixture(autouse=True)
def _safe(settings):
    """As docs/operations.md says it is to be set up."""
    settings.SITE_URL = "https://jinlin.example.gov.cn"
    settings.IS_SECURE, settings.TRUSTED_PROXIES = True, ["127.0.0.1/32"]
    settings.SECURE_HSTS_SECONDS, settings.DEMO = 31536000, False


def found(ask, level=3):
    return QUESTIONS[ask](level)


def test_every_question_has_lines_and_every_line_a_question_or_the_county():
    rows = _rows()
    assert {row["ask"] for row in rows if row["ask"]} == set(QUESTIONS)
    assert [row for row in rows if not row["ask"] and not row["county"]] == []
    assert [row for row in rows if not (row["level2"] or row["level3"])] == []


@pytest.mark.parametrize("level", LEVELS)
def test_no_question_fails_and_what_nobody_can_know_is_the_countys(level):
    report = inspected(level)
    assert [line for line in report.lines if "Error" in line.found.words] == []
    assert len(report.lines) == sum(1 for row in _rows() if row[f"level{level}"])
    for line in report.lines:
        assert line.found.verdict is not Verdict.COUNTY or line.county


def test_a_question_that_fails_is_told_and_the_rest_is_asked(monkeypatch):
    monkeypatch.setitem(QUESTIONS, "kept", lambda _level: 1 / 0)
    (line,) = [line for line in inspected(2).lines if "ZeroDivision" in line.found.words]
    assert (line.point, line.found.verdict) == ("安全审计", Verdict.UNMET)


def test_the_values_are_those_of_the_house(town, settings):
    assert str(User.objects.staff().count()) in found("identities").words
    assert str(settings.LOCKOUT_FAILURES) in found("tries").words
    assert str(Entry.objects.count()) in found("audited").words
    assert key_ring().current_key.algorithm in found("encrypted").words


def test_a_demo_does_not_pass(settings):
    settings.DEMO = True
    assert found("defaults").verdict is Verdict.UNMET
    assert found("factors").verdict is Verdict.UNMET


def test_an_address_in_clear_does_not_pass(settings):
    settings.IS_SECURE = False
    assert found("way").verdict is Verdict.UNMET


def test_second_steps_are_counted(town):
    staff = User.objects.staff().filter(is_active=True)
    assert found("factors").verdict is Verdict.PARTLY
    for user in staff:
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    assert found("factors").verdict is Verdict.MET


def test_two_administrator_roles_in_one_hand_are_found(town):
    assert found("apart").verdict is Verdict.MET
    one = Grant.objects.current().filter(role__in=ADMINISTRATORS).first()
    other = next(role for role in ADMINISTRATORS if role != one.role)
    Grant.objects.bulk_create(
        [
            Grant(
                county=one.county,
                user=one.user,
                role=other,
                place=one.place,
                valid_from=one.valid_from,
            )
        ]
    )
    assert found("apart").verdict is Verdict.UNMET


def test_accounts_that_nobody_uses_are_found(town):
    User.objects.staff().update(last_seen_at=clock.now())
    assert found("idle").verdict is Verdict.MET
    with clock.set_to(clock.now() + timedelta(days=200)):
        later = found("idle")
    many = User.objects.staff().filter(is_active=True).count()
    assert later.verdict is Verdict.UNMET
    assert f" {many} 个 90 天" in later.words


def test_looks_are_named_as_people_call_them_and_none_is_said_to_be_none(town):
    assert found("looks").words.endswith("近 30 天没有人看过。")
    appeal = Appeal.objects.first()
    for _time in range(2):
        look(appeal, actor=SYSTEM, what="reporter", why="核对")
    look(appeal, actor=SYSTEM, what="appeals.export", why="上报")
    assert "3 次。最多的是：反映人 2、" in found("looks").words
    assert "appeals" not in found("looks").words


def test_a_table_that_lost_its_protection_is_found(db):
    from django.db import connection

    unguard(connection, "core_entry")
    assert found("kept").verdict is Verdict.UNMET
    assert found("whole").verdict is Verdict.UNMET


def test_an_open_key_ring_is_found(settings):
    key_ring()
    Path(settings.KEY_RING).chmod(0o644)
    try:
        assert found("encrypted").verdict is Verdict.PARTLY
    finally:
        Path(settings.KEY_RING).chmod(0o600)
    assert found("encrypted").verdict is Verdict.MET


def test_a_backup_of_yesterday_passes_and_none_does_not(settings, tmp_path):
    settings.BACKUPS = ""
    assert found("backups").verdict is Verdict.UNMET
    settings.BACKUPS = str(tmp_path)
    (tmp_path / "jinlin-20261127-020000.tar.gz").write_bytes(b"x" * 2_000_000)
    assert found("backups").verdict is Verdict.MET
    assert "2.0 MB" in found("backups").words
    old = clock.now().timestamp() - 9 * 86400
    os.utime(tmp_path / "jinlin-20261127-020000.tar.gz", (old, old))
    assert found("backups").verdict is Verdict.PARTLY


@pytest.mark.parametrize("level", LEVELS)
def test_the_console_writes_a_word_file_in_chinese(level, tmp_path):
    file = tmp_path / "自查.docx"
    said = CliRunner().invoke(inspection, ["--level", str(level), "--out", str(file)])
    assert said.exit_code == 0, said.output
    paper = Document(str(file))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert {"控制点", "符合", "由县里落实"} <= set(cells)
    report = inspected(level)
    assert len(cells) == 5 * (len(report.lines) + len(report.by_area))
    told = "\n".join([*cells, *(each.text for each in paper.paragraphs)])
    assert ("第三级" if level == 3 else "第二级") in told
    assert not any(word in told for word in ("%(", "None", " accounts", "msgid"))

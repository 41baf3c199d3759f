"""Does the doctor find what is amiss in the running of the house, and say what to do next?"""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import OperationalError, connection

from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import cast_of_dehua, reported
from jinlin.services.notices.models import Channel, Delivery
from jinlin.web import health
from jinlin.web.cli import main
from jinlin.web.models import BACKUP, CLOSED, REHEARSAL, Note, Turn
from jinlin.web.running import disk as disks
from jinlin.web.running import questions
from jinlin.web.running.answers import Answer


def asked(name: str) -> Answer:
    return health.QUESTIONS[name]()


@pytest.mark.django_db
def test_every_finding_that_is_not_well_says_what_to_do_next_in_both_languages(monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    chinese = json.loads(CliRunner().invoke(main, ["doctor", "--json"]).output)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    english = json.loads(CliRunner().invoke(main, ["doctor", "--json"]).output)
    for told in (chinese, english):
        assert [each["name"] for each in told["findings"]] == list(health.QUESTIONS)
        amiss = [each for each in told["findings"] if each["level"] != "ok"]
        assert amiss
        assert [each["name"] for each in amiss if not each["todo"]] == []
    assert chinese["findings"][-1]["title"] == "本机时钟"
    assert english["findings"][-1]["title"] == "Clock of the machine"


@pytest.mark.django_db
def test_check_and_doctor_find_the_same_and_end_alike(settings, tmp_path, monkeypatch):
    settings.STATIC_ROOT = tmp_path
    # Both are asked one after the other: what others write meanwhile, or a new minute, is no fault.
    here = disks.Disk(Path("/srv"), 5_000 * disks.MB, 10_000 * disks.MB, False)
    monkeypatch.setattr(questions, "disk", lambda: here)
    monkeypatch.setattr(questions, "_as_minute", lambda moment: "2025-03-04 09:00")
    check, doctor = (CliRunner().invoke(main, [word]) for word in ("check", "doctor"))
    found = [line for line in doctor.output.splitlines() if not line.startswith("      → ")]
    assert found[:-1] == check.output.splitlines()
    assert (check.exit_code, doctor.exit_code) == (1, 1)
    assert "→ 请运行 jinlin migrate。" in doctor.output


@pytest.mark.django_db
def test_when_the_database_is_away_it_says_so_once_and_does_not_wait_for_each_question(monkeypatch):
    with monkeypatch.context() as away:
        away.setattr(connection, "cursor", _gone)
        found = {each.name: each for each in health.findings()}
    assert list(found) == list(health.QUESTIONS)
    assert found["database"].level == "fail"
    assert "JINLIN_DATABASE_URL" in found["database"].todo
    not_asked = {name for name, each in found.items() if each.words.startswith("没有检查")}
    assert not_asked == set(health.QUESTIONS) - health.NEEDS_NO_DATABASE
    assert found["disk"].level in {"ok", "warn"}


def _gone() -> None:
    from psycopg import OperationalError as Refused

    raise OperationalError from Refused("connection refused")


@pytest.mark.django_db
def test_a_worker_that_began_nothing_for_minutes_is_a_failure():
    assert asked("worker").level == "fail"
    turn = Turn.objects.create(name="town.bell", due_at=clock.now(), began_at=clock.now())
    assert asked("worker").level == "ok"
    turn.began_at = clock.now() - timedelta(minutes=6)
    turn.save()
    assert asked("worker").level == "fail"


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "level"), [(1, "ok"), (30, "warn"), (180, "fail")])
def test_messages_that_wait_too_long_are_told(minutes, level):
    _delivery(minutes)
    assert asked("outbox").level == level


@pytest.mark.django_db
def test_messages_that_were_given_up_are_told():
    row = _delivery(0)
    Delivery.objects.filter(pk=row.pk).update(state="dead")
    assert (asked("outbox").level, "1" in asked("outbox").words) == ("warn", True)


def _delivery(minutes: int) -> Delivery:
    since = clock.now() - timedelta(minutes=minutes)
    return Delivery.objects.create(
        county="350526",
        event="appeals.report",
        channel=Channel.SMS,
        next_at=since,
        created_at=since,
        created_on=clock.local_day(since),
    )


@pytest.mark.django_db
def test_a_past_day_without_a_seal_is_told():
    assert asked("seals").level == "ok"
    with clock.set_to(clock.now() - timedelta(days=3)):
        reported(cast_of_dehua())
    assert asked("seals").level == "fail"


@pytest.mark.django_db
def test_backups_and_rehearsals_are_asked_for_by_their_age(settings, tmp_path):
    settings.BACKUPS = ""
    assert (asked("backups").level, asked("rehearsed restore").level) == ("warn", "warn")
    for days, backup, rehearsal in ((1, "ok", "ok"), (3, "warn", "ok"), (101, "fail", "warn")):
        for name in (BACKUP, REHEARSAL):
            with clock.set_to(clock.now() - timedelta(days=days)):
                Note.put(name)
        assert (asked("backups").level, asked("rehearsed restore").level) == (backup, rehearsal)


@pytest.mark.django_db
def test_a_house_closed_by_hand_says_how_it_is_opened(monkeypatch):
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    assert asked("open for writing").level == "ok"
    CliRunner().invoke(main, ["read-only", "on"])
    first = Note.moment(CLOSED)
    CliRunner().invoke(main, ["read-only", "on"])
    assert Note.moment(CLOSED) == first
    assert "jinlin read-only off" in asked("open for writing").todo
    assert "只能查看" in CliRunner().invoke(main, ["read-only", "status"]).output
    CliRunner().invoke(main, ["read-only", "off"])
    assert Note.moment(CLOSED) is None
    assert "可以提交" in CliRunner().invoke(main, ["read-only", "status"]).output


@pytest.mark.parametrize(("free", "level"), [(50, "fail"), (2000, "warn"), (9000, "ok")])
def test_a_disk_is_nearly_full_before_it_is_full(settings, monkeypatch, free, level):
    here = disks.Disk(Path("/srv"), free * disks.MB, 10_000 * disks.MB, False)
    monkeypatch.setattr(questions, "disk", lambda: here)
    assert asked("disk").level == level
    assert (here.is_full, here.is_low) == (level == "fail", level != "ok")


@pytest.mark.django_db
def test_a_gateway_that_does_not_listen_is_told(settings):
    settings.SMS_GATEWAY_URL = ""
    assert asked("text messages").level == "warn"
    settings.SMS_GATEWAY_URL = "http://127.0.0.1:9/"
    assert asked("text messages").level == "fail"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert asked("mail").level == "fail"


@pytest.mark.django_db
def test_a_password_that_was_handed_over_long_ago_is_told():
    user = cast_of_dehua().users.clerk
    user.has_first_password, user.created_at = True, clock.now() - timedelta(days=8)
    user.save()
    assert asked("first passwords").level == "warn"
    user.has_first_password = False
    user.save()
    assert asked("first passwords").level == "ok"


@pytest.mark.django_db
def test_a_clock_that_went_back_is_told(settings):
    settings.DEMO = False
    assert asked("clock").level == "ok"
    with clock.set_to(clock.now() + timedelta(hours=2)):
        reported(cast_of_dehua())
    assert asked("clock").level == "fail"

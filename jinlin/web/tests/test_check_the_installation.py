"""Does `jinlin check` find what is amiss?"""

import os
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest
from click.testing import CliRunner

from jinlin.core.models import PublishedYear
from jinlin.core.secrets import keyring
from jinlin.core.time import clock
from jinlin.web import health
from jinlin.web.cli import main
from jinlin.web.models import Turn


def level_of(name: str) -> str:
    return health.QUESTIONS[name]()[0]


@pytest.mark.django_db
def test_a_key_ring_that_others_can_read_is_a_failure(settings, tmp_path):
    settings.KEY_RING = str(tmp_path / "keys.json")
    assert level_of("key ring") == "warn"
    keyring.key_ring()
    assert level_of("key ring") == "ok"
    Path(settings.KEY_RING).chmod(0o644)
    assert level_of("key ring") == "fail"


@pytest.mark.django_db
def test_an_unpublished_next_year_is_a_warning_and_an_unknown_present_one_a_failure():
    PublishedYear.objects.all().delete()
    assert level_of("working days") == "fail"
    PublishedYear.objects.create(year=clock.today().year, published_at=clock.now())
    assert level_of("working days") == "warn"
    PublishedYear.objects.create(year=clock.today().year + 1, published_at=clock.now())
    assert level_of("working days") == "ok"


@pytest.mark.django_db
def test_a_job_that_failed_is_a_failure_and_an_idle_worker_a_warning():
    assert health.QUESTIONS["periodic jobs"]()[:2] == ("warn", "从来没有运行过")
    turn = Turn.objects.create(name="town.bell", due_at=clock.now() - timedelta(days=1))
    assert health.QUESTIONS["periodic jobs"]()[:2] == ("warn", "1 个定时任务没有按时运行。")
    turn.due_at = clock.now()
    turn.save()
    assert level_of("periodic jobs") == "ok"
    turn.failure = "RuntimeError"
    turn.save()
    assert level_of("periodic jobs") == "fail"


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "value"), [("DEBUG", True), ("DEMO", True), ("IS_SECURE", False)])
def test_settings_for_trying_out_are_a_warning(settings, name, value):
    settings.DEBUG, settings.DEMO, settings.IS_SECURE = False, False, True
    settings.TRUSTED_PROXIES = [ip_network("127.0.0.1")]
    assert level_of("settings") == "ok"
    setattr(settings, name, value)
    assert level_of("settings") == "warn"


@pytest.mark.django_db
def test_a_house_without_chinese_fonts_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    assert level_of("Chinese fonts") == "fail"


@pytest.mark.django_db
def test_a_question_that_cannot_be_answered_fails_and_the_rest_are_asked(settings):
    settings.VAR = Path("/nowhere")
    found = {finding.name: finding.level for finding in health.findings()}
    assert list(found) == list(health.QUESTIONS)
    assert found["disk"] == "fail"


@pytest.mark.django_db
def test_a_failure_is_the_exit_status(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    assert CliRunner().invoke(main, ["check"]).exit_code == 1

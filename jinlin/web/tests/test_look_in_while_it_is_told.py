"""What do visitors find in a demo county whose story is still being told?"""

from datetime import date, timedelta

import pytest
from django.conf import settings as house
from django.test import Client

from jinlin.core.keys import uuid7
from jinlin.core.time import clock
from jinlin.demo.county import CAST, PASSWORD, RESIDENT_PHONE
from jinlin.demo.models import Telling
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import COUNTY, at_desk, cast_of_dehua, reported
from jinlin.web.work import Job, run_due

pytestmark = pytest.mark.one_engine


@pytest.fixture
def cast(db, settings):
    settings.DEMO = True
    settings.MIDDLEWARE = [*house.MIDDLEWARE]  # read anew, as a demo's house does
    return cast_of_dehua()


@pytest.fixture
def story(cast):
    now = clock.now()
    return Telling.objects.create(
        county=COUNTY,
        until=now,
        day=date(2024, 11, 3),
        told=300,
        steps=900,
        resumed_at=now - timedelta(seconds=50),
        resumed_from=100,
    )


def test_the_first_page_says_how_far_it_is_and_leads_on_by_itself(story):
    page = Client().get("/")
    wanted = (
        "演示县正在准备",
        "33 %",
        "2024年11月3日",
        "大约还需 3 分钟",
        RESIDENT_PHONE,
        PASSWORD,
        *(who.username for who in CAST),
    )
    assert [words for words in wanted if words not in page.text] == []
    assert (page.status_code, page["Refresh"], page["Cache-Control"]) == (
        200,
        "3",
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )


def test_one_can_look_in_already(story, cast):
    reported(cast)
    page = Client().get("/?look=1")
    assert ("演示县正在准备" in page.text, page.has_header("Refresh")) == (False, False)
    assert at_desk(cast.users.clerk).get("/desk/appeals/").status_code == 200


def test_nothing_can_be_sent_and_what_was_typed_is_kept(story, cast):
    told = {"identity": "anonymous", "text": "路灯坏了", "place": cast.places.neighbourhood.code}
    answer = Client().post("/report/who/", told)
    assert (answer.status_code, "演示县的记录还在补录" in answer.text) == (409, True)
    assert "路灯坏了" in answer.text
    program = Client().post("/api/v1/appeals", told, content_type="application/json")
    assert (program.status_code, program.json()["code"]) == (409, "not_now")
    assert not Appeal.objects.exists()


def test_a_resident_can_sign_in_and_choose_a_neighbourhood(story, cast):
    browser = Client()
    assert browser.post("/sign-in/", {"phone": "13800000001"}).status_code == 302
    chosen = browser.post("/places/", {"code": cast.places.neighbourhood.code})
    assert chosen.status_code == 302


@pytest.mark.parametrize("is_over", [True, None])
def test_afterwards_and_in_a_house_that_tells_nothing_all_is_as_ever(story, cast, is_over):
    Telling.objects.update(is_over=True) if is_over else Telling.objects.all().delete()
    home, key = cast.places.neighbourhood.code, str(uuid7())
    told = {"identity": "anonymous", "text": "路灯坏了", "place": home, "key": key}
    assert "演示县正在准备" not in Client().get("/").text
    assert Client().post("/report/who/", told).status_code == 302
    assert Appeal.objects.count() == 1


def test_a_house_that_is_no_demo_shows_its_first_page(story, settings):
    settings.DEMO = False
    assert "演示县正在准备" not in Client().get("/").text


def test_no_periodic_job_runs_in_the_middle_of_the_story(story):
    runs: list[int] = []
    job = Job("town.bell", timedelta(hours=1), lambda: runs.append(1))
    assert (run_due([job]), runs) == ([], [])
    Telling.objects.update(is_over=True)
    assert (run_due([job]), runs) == (["town.bell"], [1])

"""Does what somebody answers at a door come in from a phone that had no network: sealed, once, and
on the day on which it was said?
"""

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from jinlin.core.offline import Conflict
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.projects import actions as projects
from jinlin.domains.projects.actions import Asking
from jinlin.domains.projects.lifecycle import State
from jinlin.domains.projects.models import Project, Reply
from jinlin.domains.projects.tests import cast as play
from jinlin.domains.visits import actions as visits
from jinlin.domains.visits.models import CountyKey
from jinlin.ground.accounts.tests.county import COUNTY, at_desk
from jinlin.journeys.answers_at_doors import have_keys

HAND_IN = "/desk/projects/hand-in/"
QUESTIONS = [{"text": "哪一项", "options": ["送餐", "理发"]}, {"text": "还有", "options": []}]

standing_cast, cast = once_a_file(play.cast_of_projects)


@pytest.fixture
def survey(cast):
    today = clock.today()
    asking = Asking("您需要什么", QUESTIONS, today, today + timedelta(days=7))
    return projects.ask_needs(play.drafted(cast), asking, actor=cast.actors.worker)


def sheet(survey, *answers, key=None, away=timedelta(0)):
    told = {"survey": str(survey.pk), "answers": answers or ["送餐", "修灯"]}
    sealed = visits.sealed_for(COUNTY, json.dumps(told).encode())
    now = clock.now()
    moments = {"said_at": (now - away).isoformat(), "sent_at": now.isoformat()}
    return {**sealed, **moments, "id": str(key or uuid4())}


def post(cast, told, who="worker"):
    user = getattr(cast.users, who)
    return at_desk(user).post(HAND_IN, json.dumps(told), content_type="application/json")


def test_sent_twice_it_is_one_and_the_receipt_names_it_and_proves_its_bytes(cast, survey):
    told = sheet(survey)
    first, second = post(cast, told), post(cast, told)
    reply = Reply.objects.get()
    assert (reply.answers, reply.way, reply.user) == (["送餐", "修灯"], "door", None)
    assert first.json() == second.json()
    assert first.json()["id"] == str(reply.pk) == told["id"]
    assert first.json()["digest"] == visits.envelope(told).digest


def test_other_answers_under_its_key_are_kept_beside_it(cast, survey):
    key = uuid4()
    post(cast, sheet(survey, "送餐", "", key=key))
    answer = post(cast, sheet(survey, "理发", "", key=key))
    assert (answer.status_code, answer.json()["id"]) == (200, str(key))
    assert Reply.objects.get().answers == ["送餐", ""]
    assert "理发" in str(Conflict.objects.get().fields)


def test_what_was_said_while_it_was_open_counts_when_it_is_sent_later(cast, survey):
    with clock.set_to(clock.now() + timedelta(days=9)):
        assert post(cast, sheet(survey)).status_code == 409
        assert post(cast, sheet(survey, away=timedelta(days=5))).status_code == 200
        said_on = clock.today() - timedelta(days=5)
    assert Reply.objects.get().written_on == said_on


def test_a_project_that_is_over_takes_none(cast, survey):
    Project.objects.filter(pk=survey.project_id).update(state=State.TURNED_DOWN)
    assert post(cast, sheet(survey)).status_code == 409


def test_what_was_not_sealed_for_the_house_or_holds_no_answer_is_refused_for_good(cast, survey):
    spoiled = sheet(survey)
    spoiled["number"] += 1
    empty = sheet(survey, "", "")
    other = sheet(survey, "别的", "")
    for told in (spoiled, empty, other, {}, [], "x"):
        answer = post(cast, told)
        assert (answer.status_code, bool(answer.json()["code"])) == (422, True)
    assert not Reply.objects.exists()


def test_who_does_not_see_the_project_hands_nothing_in(cast, survey):
    statuses = {
        who: post(cast, sheet(survey), who).status_code for who in ("worker", "county_outsider")
    }
    assert statuses == {"worker": 200, "county_outsider": 404}


def test_the_page_brings_the_countys_key_and_without_one_it_needs_a_network(cast, survey):
    way = f"/desk/projects/{survey.project_id}/needs/{survey.pk}/"
    browser = at_desk(cast.users.worker)
    assert "data-outbox=" not in browser.get(way).text
    assert (have_keys(), have_keys()) == (1, 0)
    page = browser.get(way).text
    assert f'data-outbox="{HAND_IN}"' in page
    assert CountyKey.objects.get().public in page

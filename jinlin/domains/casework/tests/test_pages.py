"""Does every page of the desk work for its team, with whatever is typed, and is a list flat?"""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jinlin.core.keys import uuid7
from jinlin.core.search.frequency import forget_frequencies
from jinlin.core.time import clock
from jinlin.domains.casework import actions
from jinlin.domains.casework.models import (
    Case,
    Consent,
    Member,
    Note,
    Passing,
    Plan,
    Relative,
    Service,
)
from jinlin.domains.casework.tests.cast import (
    GOALS,
    agreed,
    closed,
    group,
    now_of,
    opened,
    session,
    working,
)
from jinlin.ground.accounts.tests.county import at_desk

pytestmark = pytest.mark.one_engine

PAGES = (
    *("", "notes/", "plan/", "scales/daily/", "scales/mood/", "family/", "members/", "consents/"),
    *("team/", "offer/", "refer/", "measure/", "files/", "looks/", "print/"),
)
MOVES = (
    *("take_on", "decline", "move_on", "step_back", "ask_to_close", "follow_up"),
    *("close", "send_back", "reopen", "seal", "destroy"),
)
NASTY = (
    "",
    " \t\u3000\n",
    "啊" * 9000,
    "👨‍👩‍👧‍👦𠮷\u202e",
    "\x01\x07\x1b[31m",
    "<script>alert(1)</script>\"'>",
    "{{ 7*7 }}{% debug %}'; DROP TABLE casework_case; --",
)


def key() -> str:
    return str(uuid7())


@pytest.mark.parametrize("make", [working, group, closed, opened])
def test_every_page_of_a_case_opens_for_its_team(cast, make):
    case = make(cast)
    if case.state == "working":
        actions.sign(case, session(), actor=cast.actors.worker)
        actions.write_plan(case, GOALS, based_on=0, actor=cast.actors.worker)
        actions.know_relative(case, actions.Kinship("mother"), actor=cast.actors.worker)
    for who in ("worker", "watcher"):
        browser = at_desk(getattr(cast.users, who))
        answers = {
            page: browser.get(f"/desk/casework/{case.pk}/{page}").status_code for page in PAGES
        }
        assert set(answers.values()) == {200}
        told = {
            move: browser.get(f"/desk/casework/{case.pk}/{move}/").status_code for move in MOVES
        }
        assert set(told.values()) <= {200, 403, 409}


def test_the_house_s_own_pages_open(cast):
    for who in ("worker", "watcher"):
        browser = at_desk(getattr(cast.users, who))
        for page in (
            *("/desk/", "/desk/casework/", "/desk/casework/?state=nonsense&q=x"),
            *("/desk/casework/new/", "/desk/casework/register/", "/desk/casework/openings/"),
            *("/desk/services/", "/desk/services/new/", "/desk/services/points/"),
            *("/desk/services/export.xlsx", "/desk/services/export.csv", "/desk/search/?q=秦"),
        ):
            answer = browser.get(page)
            b"".join(answer.streaming_content if answer.streaming else ())
            assert answer.status_code == (422 if "nonsense" in page else 200)


def test_taken_in_and_taken_on_by_the_desk_alone(cast):
    worker = at_desk(cast.users.worker)
    told = {
        "agency": cast.units.agency.pk,
        "method": "individual",
        "field": "youth",
        "name": "苗小禾",
        "phone": "13977770001",
        "born_on": f"{clock.today().year - 11}-05-06",
        "place": cast.places.community.code,
        "source": "family",
        "problem": "不愿上学",
        "key": key(),
    }
    for _time in range(2):
        answer = worker.post("/desk/casework/new/", told)
        assert answer.status_code == 302
    case = Case.objects.get()
    at = f"/desk/casework/{case.pk}/"
    agreed_to = {"purpose": "service", "relation": "guardian", "given_by": "苗母", "key": key()}
    assert worker.post(f"{at}consents/", agreed_to).status_code == 302
    move = {"version": now_of(case).version, "key": key()}
    assert worker.post(f"{at}take_on/", move).status_code == 302
    assert worker.post(f"{at}take_on/", {**move, "key": key()}).status_code == 409


def test_notes_plan_scales_and_family_by_the_desk_alone(cast):
    worker, watcher = at_desk(cast.users.worker), at_desk(cast.users.watcher)
    case = working(cast)
    at = f"/desk/casework/{case.pk}/"
    note = {
        "on": str(clock.today()),
        "way": "talk",
        "minutes": 50,
        "text": "谈了学校。",
        "key": key(),
    }
    assert worker.post(f"{at}notes/", {**note, "keep": "draft"}).status_code == 302
    assert worker.post(f"{at}notes/", note).status_code == 302
    plan = {"goal_1": "每天到校", "based_on": 0, "key": key()}
    assert worker.post(f"{at}plan/", plan).status_code == 302
    said = {"agreed": "yes", "key": key()}
    assert worker.post(f"{at}plan/1/", said).status_code == 403
    assert watcher.post(f"{at}plan/1/", {**said, "key": key()}).status_code == 302
    scale = {"care": 1, "home": 1, "money": 1, "out": 1, "key": key()}
    assert worker.post(f"{at}scales/daily/", scale).status_code == 302
    kin = {"kin": "mother", "name": "苗母", "closeness": "close", "key": key()}
    assert worker.post(f"{at}family/", kin).status_code == 302
    assert (Note.objects.count(), Plan.objects.count(), Relative.objects.count()) == (1, 1, 1)
    page = worker.get(at).content.decode()
    assert "谈了学校。" in page
    assert "每天到校" in page


def test_people_and_teams_by_the_desk(cast):
    case = group(cast)
    worker, watcher = at_desk(cast.users.worker), at_desk(cast.users.watcher)
    at = f"/desk/casework/{case.pk}/"
    assert worker.post(f"{at}members/", {"name": "组员甲", "key": key()}).status_code == 302
    member = Member.objects.get()
    assert worker.post(f"{at}members/{member.pk}/leave/").status_code == 302
    helper = {"user": cast.users.colleague.pk, "part": "helper", "key": key()}
    assert worker.post(f"{at}team/", helper).status_code == 403
    assert watcher.post(f"{at}team/", helper).status_code == 302
    words = "向其他单位提供信息，须先取得专门的同意。"
    page = worker.get(f"{at}refer/").content.decode()
    assert (words in page, f'href="{at}consents/"' in page) == (True, True)
    agreed(cast, case, purpose="sharing", relation="guardian", given_by="家长")
    assert words not in worker.get(f"{at}refer/").content.decode()
    asked = {"unit": "县医院", "reason": "体检", "key": key()}
    assert worker.post(f"{at}refer/", asked).status_code == 302
    passing = Passing.objects.get()
    answer = {"answer": "done", "words": "已体检", "key": key()}
    assert worker.post(f"{at}refer/{passing.pk}/", answer).status_code == 302
    consent = Consent.objects.get(purpose="sharing")
    assert worker.post(f"{at}consents/{consent.pk}/withdraw/").status_code == 302
    assert "同意被撤回" in watcher.get("/desk/").content.decode()


def test_services_by_the_desk(cast):
    worker, watcher = at_desk(cast.users.worker), at_desk(cast.users.watcher)
    place = cast.places.community.code
    point = {
        "agency": cast.units.agency.pk,
        "name": "凤池社工站",
        "kind": "town_station",
        "place": place,
        "since": str(clock.today()),
        "key": key(),
    }
    assert watcher.post("/desk/services/points/", point).status_code == 302
    told = {
        "agency": cast.units.agency.pk,
        "field": "difficulty",
        "form": "call",
        "place": place,
        "on": str(clock.today()),
        "title": "电话问候",
        "minutes": 10,
        "heads": 1,
        "key": key(),
    }
    for _time in range(2):
        assert worker.post("/desk/services/new/", told).status_code == 302
    assert Service.objects.count() == 1
    for who in ("lead", "clerk", "worker"):
        assert (
            "电话问候" in at_desk(getattr(cast.users, who)).get("/desk/services/").content.decode()
        )
    assert (
        "电话问候" not in at_desk(cast.users.other_worker).get("/desk/services/").content.decode()
    )
    late = {**told, "on": str(clock.today() + timedelta(days=1)), "key": key()}
    answer = worker.post("/desk/services/new/", late)
    assert answer.status_code == 422
    assert "电话问候" in answer.content.decode()


@pytest.mark.parametrize("text", NASTY)
def test_whatever_is_typed_is_kept_or_refused_and_never_breaks_a_page(cast, text):
    case = working(cast)
    browser = at_desk(cast.users.worker)
    at = f"/desk/casework/{case.pk}/"
    day = str(clock.today())
    forms = {
        "/desk/casework/new/": {"name": text, "problem": text, "born_on": text, "citizen_id": text},
        f"{at}notes/": {"text": text, "on": day, "minutes": text, "way": "talk"},
        f"{at}plan/": {"goal_1": text, "steps_1": text, "based_on": text or 0},
        f"{at}family/": {"kin": "mother", "name": text, "born": text, "closeness": "usual"},
        f"{at}consents/": {"purpose": "thanks", "relation": "guardian", "given_by": text},
        f"{at}refer/": {"unit": text, "reason": text},
        f"{at}offer/": {"user": text, "reason": text},
        f"{at}measure/": {"ends_on": text},
        f"{at}scales/daily/": {"care": text, "home": 1, "money": 1, "out": 1, "remark": text},
        f"{at}files/": {"file": text},
        "/desk/casework/openings/": {"number": text[:14], "why": "consult", "reason": text},
        "/desk/services/new/": {"title": text, "name": text, "phone": text, "heads": text},
    }
    for address, told in forms.items():
        answer = browser.post(address, {**told, "key": key()})
        assert answer.status_code in {302, 403, 409, 422}, address
        assert "<script>alert(1)" not in answer.content.decode()


def test_the_caseload_says_whose_step_it_is(cast):
    case = opened(cast)
    browser = at_desk(cast.users.worker)
    assert "记下同意并接案" in browser.get("/desk/casework/").content.decode()
    agreed(cast, case)
    page = browser.get("/desk/casework/").content.decode()
    assert f"/desk/casework/{case.pk}/take_on/" in page
    assert case.number in browser.get("/desk/casework/?q=秦阿公").content.decode()
    assert case.number not in browser.get("/desk/casework/?q=无此人").content.decode()


def test_a_list_costs_the_same_for_one_case_and_for_three(cast):
    browser, found = at_desk(cast.users.worker), []
    for _time in range(2):
        working(cast)
        browser.get("/desk/casework/")
        forget_frequencies()
        for page in ("/desk/casework/", "/desk/", "/desk/search/?q=秦阿公"):
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(page).status_code == 200
            found.append(len(asked))
        working(cast)
    assert found[:3] == found[3:]


def test_no_page_of_a_case_stays_behind_in_a_browser(cast):
    case = working(cast)
    answer = at_desk(cast.users.worker).get(f"/desk/casework/{case.pk}/")
    assert "no-store" in answer["Cache-Control"]


def test_the_words_of_a_case_are_chinese(cast):
    case = closed(cast)
    browser = at_desk(cast.users.watcher)
    for page in ("", "notes/", "plan/", "print/"):
        html = browser.get(f"/desk/casework/{case.pk}/{page}").content.decode()
        text = re.sub(r"<(script|style|svg).*?</\1>|<[^>]*>", " ", html, flags=re.DOTALL)
        assert re.findall(r"\b[A-Z][a-z]{3,} [a-z]{2,}", text) == []

"""While nothing can be written, is every page read as ever, and does every form come back?"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client

from jinlin.core import state
from jinlin.core.outages import Trouble
from jinlin.core.tests.standing import standing
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import cast_of_dehua
from tests.scene import Scene, callers, copies, scene_of
from tests.walked import READS, WRITES, answer_of, walk, word_of

pytestmark = pytest.mark.one_engine
# Who opened these is on record: while nothing can be recorded they stay shut, and say so. Whoever
# comes in at a door without signing in is known by a session that begins there.
SHUT = {
    ("clerk", "/desk/visits/records/{visit_record}/"),
    ("visitor", "/servicedays/{service_day}/in/NOTHING/"),
}
# That a list left as a file is on record too, whichever room it is of.
LISTS = re.compile(r"/export|/(days|month|records)\.(csv|xlsx)|/list/|/desk/forms/\{\w+\}/file/")
ONLY_READ = {"/mode/", "/language/", "/desk/search/"}
TYPED = "三号楼的路灯坏了三天，晚上看不清台阶。"


@pytest.fixture(scope="module")
def house(
    django_db_setup, django_db_blocker, tmp_path_factory
) -> Iterator[tuple[Scene, dict[str, Client]]]:
    with standing(django_db_blocker, tmp_path_factory.mktemp("uploads")):
        scene = scene_of(cast_of_dehua())
        yield scene, callers(scene.cast)


@contextmanager
def nothing_is_written(trouble: Trouble = Trouble.READ_ONLY) -> Iterator[None]:
    """The database itself refuses; the process has noticed."""
    state.keep(state.State(trouble))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = 1")
        try:
            yield
        finally:
            cursor.execute("PRAGMA query_only = 0")
            state.keep(state.State())


def _leaves(address: str, word: str) -> bool:
    return word == "200" and LISTS.search(address) is not None


@pytest.mark.parametrize("caller", ["visitor", "clerk"])
def test_every_page_is_read_as_ever_except_where_a_look_goes_on_record(house, db, caller):
    scene, browsers = house
    browser = copies(browsers)[caller]
    expected = {
        address: "503" if (caller, address) in SHUT or _leaves(address, word) else word
        for address, word in ((address, words[caller]) for address, words in READS.items())
    }
    with nothing_is_written():
        found = walk(browser, "get", READS, scene)
    assert {each: found[each] for each in READS if found[each] != expected[each]} == {}


def test_every_form_is_refused_in_words_and_nothing_else_happens(house, db):
    scene, browsers = house
    browser = copies(browsers)["lead"]
    sent = {"data": {"csrfmiddlewaretoken": "x"}}
    with nothing_is_written():
        found = {
            address: word_of(answer_of(browser, "post", address, scene, **sent))
            for address in set(WRITES) - ONLY_READ
        }
    assert {address: word for address, word in found.items() if word != "503"} == {}


def test_what_was_typed_comes_back_and_one_press_sends_it_again(house, db):
    scene, browsers = house
    browser, before = copies(browsers)["visitor"], Appeal.objects.count()
    form = {"text": TYPED, "place": scene.cast.places.neighbourhood.code, "identity": "anonymous"}
    form["key"] = "0190a5a0-0000-7000-8000-000000000077"
    with nothing_is_written():
        answer = browser.post("/report/who/", form, headers={"Sec-Fetch-Site": "same-origin"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "120")
    assert "现在只能看，暂时不能提交" in answer.text
    assert [f'name="{name}" value="{value}"' in answer.text for name, value in form.items()] == [
        True
    ] * len(form)
    assert 'action="/report/who/"' in answer.text
    assert Appeal.objects.count() == before
    assert browser.post("/report/who/", form).status_code == 302
    assert Appeal.objects.count() == before + 1


def test_a_form_from_elsewhere_and_one_with_a_secret_are_not_given_back(house, db):
    browser = Client()
    with nothing_is_written():
        abroad = browser.post(
            "/report/who/", {"text": TYPED}, headers={"Sec-Fetch-Site": "cross-site"}
        )
        secret = browser.post("/desk/sign-in/", {"login": "clerk", "password": "white-porcelain-9"})
    assert (TYPED in abroad.text, "porcelain" in secret.text) == (False, False)
    assert (abroad.status_code, secret.status_code) == (503, 503)


def test_programs_get_a_problem_that_they_can_read(house, db):
    with nothing_is_written(Trouble.FULL):
        answer = Client().post("/api/v1/appeals", {}, content_type="application/json")
        part = Client().post("/report/", {"text": TYPED}, headers={"HX-Request": "true"})
        open311 = Client().post("/open311/v2/requests.json", {"description": TYPED})
    told = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert (told["status"], told["code"], told["type"]) == (503, "disk_full", "about:blank")
    assert (part.status_code, part["HX-Retarget"], "<html" in part.text) == (503, "#flash", False)
    assert (open311.status_code, open311.json()[0]["code"]) == (503, 503)


def test_every_page_says_so_at_the_top_and_says_nothing_when_all_is_well(house, db):
    browser = Client()
    with nothing_is_written():
        assert "网站目前只能查看" in browser.get("/").text
    assert "网站目前只能查看" not in browser.get("/").text


def test_closed_by_hand_one_can_still_come_in_to_read(house, db, settings):
    settings.DEMO = True  # codes are on the page
    state.keep(state.State(by_hand=True))
    try:
        browser = Client()
        sent = browser.post("/sign-in/", {"phone": "13800000001"})
        refused = browser.post("/report/who/", {"text": TYPED})
    finally:
        state.keep(state.State())
    assert (sent.status_code, refused.status_code) == (302, 503)


def test_only_who_runs_the_house_is_told_that_the_disk_is_nearly_full(house, db):
    _scene, browsers = house
    state.keep(state.State(disk_is_low=True, disk_free=300 * 1024**2))
    try:
        told = {
            name: "磁盘快满了，只剩 300 MB"
            in copies(browsers)[name].get("/desk/", follow=True).text
            for name in ("system_admin", "clerk")
        }
    finally:
        state.keep(state.State())
    assert told == {"system_admin": True, "clerk": False}

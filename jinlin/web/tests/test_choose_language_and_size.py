"""Can a visitor choose language and text size, without script, session or account?"""

import pytest
from django.test import Client

pytestmark = [
    pytest.mark.urls("jinlin.web.tests.doors"),
    pytest.mark.one_engine,
    pytest.mark.django_db,  # forms of strangers are counted
]


@pytest.fixture
def visitor():
    return Client()


def test_pages_are_chinese_whatever_the_browser_prefers(visitor):
    answer = visitor.get("/tell/", headers={"accept-language": "en"})
    assert (answer["Content-Language"], '<html lang="zh-hans"' in answer.text) == ("zh-hans", True)


def test_the_chosen_language_stays(visitor):
    answer = visitor.post("/language/", {"language": "en", "next": "/tell/"})
    assert (answer.status_code, answer["Location"], visitor.get("/tell/")["Content-Language"]) == (
        302,
        "/tell/",
        "en",
    )


def test_an_unknown_language_changes_nothing(visitor):
    visitor.post("/language/", {"language": "xx", "next": "/tell/"})
    assert visitor.get("/tell/")["Content-Language"] == "zh-hans"


def test_large_text_is_switched_on_and_off(visitor):
    seen = []
    for choice in ("on", "off"):
        visitor.post("/mode/", {"elder": choice, "next": "/tell/"})
        seen.append('<html lang="zh-hans" data-elder>' in visitor.get("/tell/").text)
    assert seen == [True, False]


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""]
)
def test_the_way_back_never_leaves_the_house(visitor, target):
    assert visitor.post("/mode/", {"elder": "on", "next": target})["Location"] == "/"


def test_a_choice_needs_a_post(visitor):
    assert [visitor.get("/mode/").status_code, visitor.get("/language/").status_code] == [405, 405]


def test_the_toggle_leads_back_to_the_form_that_was_refused(visitor):
    answer = visitor.post(
        "/no/stale/", {"text": "x"}, headers={"referer": "http://testserver/tell/"}
    )
    assert answer.text.count('name="next" value="/tell/"') == 2

"""Where nobody takes matters in yet, does a resident learn it before they type, in every room whose
words go to whoever looks after the place?
"""

import pytest
from django.test import Client
from django.urls import reverse

from jinlin.core.tests.standing import once_a_file
from jinlin.domains.appeals.tests.cast import cast_of_dehua
from jinlin.ground.places import queries

pytestmark = pytest.mark.one_engine

standing_cast, cast = once_a_file(cast_of_dehua)
WORDS = "还没有单位受理"


@pytest.fixture
def browser(cast):
    browser = Client(headers={"Accept-Language": "zh-Hans"})
    browser.force_login(cast.users.resident)
    browser.post(reverse("places:choose"), {"code": cast.places.neighbourhood.code})
    return browser


@pytest.mark.parametrize("room", ["appeals:report_what", "wishes:post", "consultations:raise"])
def test_they_learn_it_on_the_first_page_and_not_when_they_send(browser, monkeypatch, room):
    served = browser.get(reverse(room), follow=True)
    monkeypatch.setattr(queries, "intake_unit", lambda place: None)
    unserved = browser.get(reverse(room), follow=True)
    assert [(page.status_code, WORDS in page.text) for page in (served, unserved)] == [
        (200, False),
        (200, True),
    ]


def test_a_place_that_nobody_looks_after_is_not_taken_for_a_report(browser, cast, monkeypatch):
    monkeypatch.setattr(queries, "intake_unit", lambda place: None)
    page = browser.post(reverse("appeals:report_place"), {"code": cast.places.neighbourhood.code})
    assert (page.status_code, WORDS in page.text) == (422, True)

"""Is a robot that sends form after form told to wait, and nobody else?"""

import re
from contextlib import suppress

import pytest
from django.test import Client
from django.urls import Resolver404, get_resolver

from jinlin.core import limits
from jinlin.core.errors import NotNow, TooOften
from jinlin.domains.appeals import drafts
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import cast_of_dehua
from jinlin.web import middleware

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
ADDRESSES = [
    "/sign-in/",
    "/report/",
    "/report/who/",
    "/track/",
    "/verify/",
    "/mode/",
]


@pytest.fixture(autouse=True)
def _few(monkeypatch):
    monkeypatch.setattr(middleware, "POSTS", 3)


@pytest.mark.parametrize("address", ["/report/place/", "/report/what/"])
def test_pages_of_a_form_that_is_not_sent_yet_are_counted_apart(address):
    robot = Client(REMOTE_ADDR="203.0.113.13")
    told = [robot.post(address, {}).status_code for _ in range(3 * middleware.DRAFTS + 2)]
    assert (429 in told[:-2], told[-2:]) == (False, [429, 429])
    assert robot.post("/track/", {}).status_code != 429


def test_a_network_that_many_share_may_send_more(settings):
    settings.SHARED_NETWORKS = {"203.0.113.0/24": 2, "2001:db8::/32": 3}
    for address, many in (("203.0.113.14", 6), ("2001:db8::9", 9), ("203.0.114.1", 3)):
        robot = Client(REMOTE_ADDR=address)
        told = [robot.post("/track/", {}).status_code for _ in range(many + 1)]
        assert (429 in told[:-1], told[-1]) == (False, 429), address


def test_a_network_that_many_share_guesses_no_more(settings):
    from jinlin.core.feeds import MOST_UNKNOWN

    settings.SHARED_NETWORKS = {"127.0.0.0/8": 9}
    asked = [Client().get(f"/calendar/mine/{n}.ics").status_code for n in range(MOST_UNKNOWN + 1)]
    assert asked == [404] * MOST_UNKNOWN + [429]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_form_that_needs_no_sign_in_is_counted(address):
    robot = Client(REMOTE_ADDR="203.0.113.9")
    told = [robot.post(address, {}).status_code for _ in range(5)]
    assert (429 in told[:3], told[3:]) == (False, [429, 429])
    assert Client(REMOTE_ADDR="203.0.113.10").post(address, {}).status_code != 429


HERE = "203.0.113.12"


def reported(browser, cast):
    """The answer to the last page of the form, all before it being done."""
    browser.post("/report/place/", {"code": cast.places.neighbourhood.code})
    browser.post("/report/what/", {"text": "路灯坏了", "spot": ""})
    page = browser.get("/report/who/").content.decode()
    hidden = dict(re.findall(r'name="(text|spot|place|key)" value="([^"]*)"', page))
    return browser.post("/report/who/", {**hidden, "identity": "anonymous"})


def test_what_is_sent_is_counted_with_it_once(monkeypatch):
    cast = cast_of_dehua()
    monkeypatch.setattr(middleware, "POSTS", 30)
    browser = Client(REMOTE_ADDR=HERE)
    assert reported(browser, cast).status_code == 302
    assert (limits.used("post", HERE), limits.used("draft", HERE)) == (1, 2)
    assert reported(browser, cast).status_code == 302
    assert (limits.used("post", HERE), limits.used("draft", HERE)) == (2, 4)


def test_what_is_undone_is_counted_all_the_same(monkeypatch):
    def refuse(*_words, **_more):
        raise NotNow("not today")

    cast = cast_of_dehua()
    monkeypatch.setattr(middleware, "POSTS", 30)
    monkeypatch.setattr(drafts, "_remember", refuse)
    assert reported(Client(REMOTE_ADDR=HERE), cast).status_code == 409
    assert (limits.used("post", HERE), Appeal.objects.count()) == (1, 0)


def test_whoever_became_too_many_meanwhile_brings_nothing(monkeypatch):
    """As if others of the address had sent theirs after this one was let in."""
    cast = cast_of_dehua()
    monkeypatch.setattr(middleware, "POSTS", 1)
    browser = Client(REMOTE_ADDR=HERE)
    monkeypatch.setattr(
        middleware.limits, "used", lambda *_who: limits.take("post", HERE, limit=1, seconds=600) - 1
    )
    answer = reported(browser, cast)
    assert (answer.status_code, Appeal.objects.count()) == (429, 0)
    assert "路灯坏了" in answer.content.decode()


class Nobody(dict):
    """Whatever an address asks for, it is the key of nothing."""

    def __missing__(self, name: str) -> str:
        return "0190a5a0-0000-7000-8000-000000000000"


def test_no_form_of_any_room_is_left_out():
    """Every address that takes a form, those of all domains: a robot is told to wait before
    anybody looks at what it sent.
    """
    from tests.walked import WRITES

    robot, told = Client(REMOTE_ADDR="203.0.113.11"), {}
    for _time in range(middleware.POSTS):
        robot.post("/mode/", {})
    for _time in range(middleware.POSTS * middleware.DRAFTS):
        robot.post("/report/what/", {})
    for address in WRITES:
        path = address.format_map(Nobody()).partition("?")[0]
        with suppress(Resolver404):
            get_resolver().resolve(path)
            told[address] = robot.post(path, {}).status_code
    geo_report = {"/open311/", "/open311/v2/requests.json"}  # it knows no 429, and says 400
    assert {address for address, code in told.items() if code != 429} == geo_report
    assert len(told) > len(WRITES) / 2


def test_reading_is_not_counted(client):
    assert {client.get("/sign-in/").status_code for _ in range(5)} == {200}
    assert get_resolver().resolve("/sign-in/").url_name == "sign-in"


def test_guessing_tokens_is_stopped(monkeypatch):
    monkeypatch.setattr("jinlin.ground.accounts.tokens.MOST_UNKNOWN", 3)
    told = [
        Client()
        .get("/api/v1/appeals", headers={"Authorization": f"Bearer jl_{number}"})
        .status_code
        for number in range(5)
    ]
    assert told == [401] * 3 + [429] * 2


def test_guessing_feeds_is_stopped(monkeypatch):
    monkeypatch.setattr("jinlin.core.feeds.MOST_UNKNOWN", 3)
    told = [Client().get(f"/calendar/mine/{number}.ics").status_code for number in range(5)]
    assert told == [404] * 3 + [429] * 2


def test_sending_files_without_an_account_is_limited(monkeypatch):
    from jinlin.core.actor import ANONYMOUS

    monkeypatch.setattr(limits, "FILES", 2)
    request = Client().get("/sign-in/").wsgi_request
    limits.take_a_file(request, ANONYMOUS)
    limits.take_a_file(request, ANONYMOUS)
    with pytest.raises(TooOften):
        limits.take_a_file(request, ANONYMOUS)

"""Of many guesses that arrive at the same moment, are no more looked at than one person has?

Whole requests, each in a thread of its own, against one house.
"""

import copy
from functools import partial
from threading import Barrier

import pytest
from django.conf import settings
from django.test import Client

from jinlin.core import limits
from jinlin.core.actor import SYSTEM
from jinlin.core.limits import Tally
from jinlin.core.tests.databases import together
from jinlin.ground.accounts import codes
from jinlin.ground.accounts.actions import add_staff
from jinlin.ground.accounts.models import User
from jinlin.ground.places.tests.parallel import shared_house

__all__ = ["shared_house"]
AT_ONCE = 12


@pytest.fixture
def compared(monkeypatch) -> list[str]:
    """What was really held against the code."""
    seen: list[str] = []

    def compare(expected: str, typed: str) -> bool:
        seen.append(typed)
        return False

    monkeypatch.setattr(codes, "constant_time_compare", compare)
    return seen


def guess(browser: Client, number: int) -> int:
    """In a browser of its own, with the same cookie."""
    own = Client(raise_request_exception=True)
    own.cookies = copy.deepcopy(browser.cookies)
    return own.post("/sign-in/code/", {"code": f"{number:06d}"}).status_code


def guesses() -> list[int]:
    browser = Client()
    assert browser.post("/sign-in/", {"phone": "13800001111"}).status_code == 302
    return together(*(partial(guess, browser, number) for number in range(AT_ONCE)))


def test_of_twelve_codes_at_the_same_moment_five_are_looked_at(shared_house, demo, compared):
    answers = guesses()
    assert len(compared) == settings.SIGN_IN_CODE_TRIES == 5
    assert {answer for answer in answers if answer not in {302, 409, 422}} == set()


def test_as_it_was_counted_before_more_are_looked_at(shared_house, demo, compared, monkeypatch):
    """The negative control: read, compared, written back."""
    gate = Barrier(AT_ONCE)

    def careless(what: str, who: str, *, limit: int, seconds: int) -> bool:
        if what != codes.STATE:
            return True
        used = Tally.objects.filter(key="control").count()
        gate.wait(timeout=60)
        return used < limit

    monkeypatch.setattr(limits, "take", careless)
    guesses()
    assert len(compared) == AT_ONCE


def test_of_twelve_passwords_at_the_same_moment_five_are_looked_at(shared_house, monkeypatch):
    user, _password = add_staff("350526", username="anna", name="安娜", actor=SYSTEM)
    seen: list[str] = []
    monkeypatch.setattr(User, "check_password", lambda _self, raw: seen.append(raw) or False)

    def sign_in(number: int) -> int:
        told = {"login": user.username, "password": f"white-porcelain-{number}"}
        return Client().post("/desk/sign-in/", told).status_code

    together(*(partial(sign_in, number) for number in range(AT_ONCE)))
    assert len(seen) == settings.LOCKOUT_FAILURES == 5

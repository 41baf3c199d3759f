"""Which county and which people do the tests about accounts share?"""

import time
from types import SimpleNamespace

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from jinlin.core.actor import SYSTEM
from jinlin.core.tests.standing import once_a_file
from jinlin.ground.accounts.actions import add_staff, grant_role
from jinlin.ground.accounts.actors import actor_for
from jinlin.ground.accounts.roles import ADMINISTRATORS
from jinlin.ground.places.actions import found_organisation
from jinlin.ground.places.init import build_county
from jinlin.ground.places.models import Place

DEHUA = "350526"
PASSWORD = "white-porcelain-9"
PERIOD = 30  # seconds for which an authenticator shows a code


def code_of(secret):
    """The six digits that an authenticator with this secret shows now, and for some seconds yet."""
    while time.time() % PERIOD > PERIOD - 5:
        time.sleep(0.1)
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


standing_cast, county = once_a_file(lambda: build_county(DEHUA).county)


@pytest.fixture
def town(county):
    return Place.objects.present().get(name="浔中镇")


@pytest.fixture
def unit(town):
    return found_organisation(town, name="浔中镇城管中队", kind="department", actor=SYSTEM)


@pytest.fixture
def hire(county):
    """Opens an account with a role; the actor is what a request would build."""

    def hire(username, role=None, at=None):
        user, _password = add_staff(
            DEHUA, username=username, name=username.title(), actor=SYSTEM, password=PASSWORD
        )
        if role:
            grant_role(user, role=role, at=at or county, actor=SYSTEM)
        return SimpleNamespace(user=user, actor=actor_for(user), county=county)

    return hire


@pytest.fixture
def clerk(hire):
    return hire("clerk", "clerk")


@pytest.fixture
def security(hire):
    return hire("security", "security_admin")


@pytest.fixture
def auditor(hire):
    return hire("auditor", "audit_admin")


@pytest.fixture
def system_admin(hire):
    return hire("system", "system_admin")


@pytest.fixture
def at_desk(client):
    """A browser in which somebody signed in by user name and password, administrators with the
    second step as well.
    """

    def at_desk(person):
        way = "/desk/sign-in/", {"login": person.user.username, "password": PASSWORD}
        if {grant.role for grant in person.actor.grants} & ADMINISTRATORS:
            secret = generate_totp_secret()
            TOTP.activate(person.user, secret)
            assert client.post(*way)["Location"] == "/desk/sign-in/code/"
            way = "/desk/sign-in/code/", {"code": code_of(secret)}
        answer = client.post(*way)
        assert (answer.status_code, answer["Location"]) == (302, "/desk/")
        return client

    return at_desk


@pytest.fixture
def demo(settings):
    settings.DEMO = True


@pytest.fixture
def by_phone(demo):
    """A browser in which somebody signed in with a phone."""

    def by_phone(phone="13800001111", browser=None, target=""):
        browser = browser or Client()
        browser.post("/sign-in/", {"phone": phone, "next": target})
        code = browser.session["sign_in_code"]["shown"]
        answer = browser.post("/sign-in/code/", {"code": code, "next": target})
        assert answer.status_code == 302
        return SimpleNamespace(browser=browser, answer=answer)

    return by_phone

"""Which county, people and other houses do the tests about identities share?"""

from datetime import date

import pytest
from django.test import Client

from jinlin.core.actor import SYSTEM
from jinlin.ground.accounts.tests import county as small
from jinlin.ground.identities.actions import settle_provider
from jinlin.ground.identities.models import Audience, Kind, Provider
from jinlin.ground.identities.tests import houses

WECHAT = {"HTTP_USER_AGENT": "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.49"}


@pytest.fixture
def county(db):
    return small.county()


@pytest.fixture
def house(settings):
    settings.WEBHOOKS_PRIVATE = True
    with houses.standing_house() as house:
        yield house


def provider_of(house, kind=Kind.WECHAT, **more):
    """Settled as a system administrator does it."""
    row = {
        "county": small.COUNTY,
        "kind": kind,
        "audience": Audience.RESIDENTS,
        "slug": kind.value,
        "name": {"wechat": "微信", "wecom": "企业微信", "dingtalk": "钉钉", "oidc": "闽政通"}[kind],
        "client_id": houses.APP,
        "agent_id": houses.AGENT,
        "issuer": house.url if kind == Kind.OIDC else "",
        "pages_at": "" if kind == Kind.OIDC else house.url,
        "calls_at": "" if kind == Kind.OIDC else house.url,
        "valid_from": date(2020, 1, 1),
    }
    return settle_provider(Provider(**row | more), actor=SYSTEM, secret=houses.SECRET)


@pytest.fixture
def wechat(county, house):
    return provider_of(house)


def come(browser, slug="wechat", target=""):
    """The whole way there and back; the answer of the house to it."""
    there = browser.get(f"/sign-in/with/{slug}/", {"next": target} if target else {}, **WECHAT)
    assert there.status_code == 302, there.content.decode()
    return browser.get(houses.agreed(there["Location"]), **WECHAT)


def prove_phone(browser, phone, settings):
    """The code sent to the phone, as the existing sign-in asks for it."""
    settings.DEMO = True
    browser.post("/sign-in/", {"phone": phone, "next": "/sign-in/bind/"})
    code = browser.session["sign_in_code"]["shown"]
    return browser.post("/sign-in/code/", {"code": code, "next": "/sign-in/bind/"})


@pytest.fixture
def bound(wechat, county, settings):
    """The resident bound her WeChat, in a browser that is gone."""
    browser = Client()
    come(browser)
    prove_phone(browser, "13800000001", settings)
    assert browser.post("/sign-in/bind/")["Location"] == "/me/ways/"
    return wechat

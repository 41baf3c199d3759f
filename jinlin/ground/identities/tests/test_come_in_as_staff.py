"""How do staff come in from WeCom and DingTalk, and is their second step still asked for?"""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from jinlin.core import timeline
from jinlin.ground.accounts.models import User
from jinlin.ground.accounts.sessions import BY_PHONE
from jinlin.ground.accounts.tests import county as small
from jinlin.ground.accounts.tests.conftest import PASSWORD, code_of
from jinlin.ground.identities.models import Identity, Kind
from jinlin.ground.identities.tests import houses
from jinlin.ground.identities.tests.conftest import come, prove_phone, provider_of

pytestmark = pytest.mark.one_engine

BACK_FROM = {"wecom": "企业微信", "dingtalk": "钉钉"}


@pytest.fixture
def clerk(county):
    county.users.clerk.set_password(PASSWORD)
    county.users.clerk.save()
    return county.users.clerk


def at_desk(username="clerk"):
    """Signed in by password, and asked for it once more as before every change of one's sign-in."""
    browser = Client()
    browser.post("/desk/sign-in/", {"login": username, "password": PASSWORD})
    browser.post("/desk/security/confirm/", {"password": PASSWORD})
    return browser


def bind_at_desk(slug):
    browser = at_desk()
    assert come(browser, slug)["Location"] == "/sign-in/bind/"
    answer = browser.post("/sign-in/bind/")
    assert answer["Location"] == "/desk/security/ways/", answer.content.decode()
    return browser


@pytest.mark.parametrize("kind", [Kind.WECOM, Kind.DINGTALK])
def test_bound_at_the_desk_it_opens_the_desk(clerk, house, kind):
    provider_of(house, kind)
    assert f"用{BACK_FROM[kind]}登录" in Client().get("/desk/sign-in/").content.decode()
    browser = bind_at_desk(kind.value)
    assert "已绑定" in browser.get("/desk/security/ways/").content.decode()
    assert [entry.verb for entry in timeline.trail(clerk)] == ["identity_bound"]
    again = Client()
    assert come(again, kind.value)["Location"] == "/desk/"
    assert again.session["_auth_user_id"] == str(clerk.pk)
    assert again.session[BY_PHONE] is False
    assert again.get("/desk/").status_code == 200


def test_whoever_is_not_bound_signs_in_with_the_password_once_and_binds(clerk, house):
    provider_of(house, Kind.WECOM)
    browser = Client()
    assert come(browser, "wecom")["Location"] == "/desk/sign-in/?next=%2Fsign-in%2Fbind%2F"
    answer = browser.post(
        "/desk/sign-in/", {"login": "clerk", "password": PASSWORD, "next": "/sign-in/bind/"}
    )
    assert answer["Location"] == "/sign-in/bind/"
    assert browser.post("/sign-in/bind/").status_code == 302
    assert Identity.objects.get().user == clerk


def test_a_second_step_that_is_turned_on_is_still_asked_for(clerk, house):
    provider_of(house, Kind.WECOM)
    bind_at_desk("wecom")
    secret = generate_totp_secret()
    TOTP.activate(clerk, secret)
    browser = Client()
    assert come(browser, "wecom")["Location"].startswith("/desk/sign-in/code/")
    assert "_auth_user_id" not in browser.session
    assert browser.get("/desk/").status_code == 302
    answer = browser.post("/desk/sign-in/code/", {"code": code_of(secret)})
    assert (answer.status_code, browser.session["_auth_user_id"]) == (302, str(clerk.pk))


def test_an_administrator_who_owes_a_second_step_is_led_to_it(county, house):
    provider_of(house, Kind.WECOM)
    county.users.system_admin.set_password(PASSWORD)
    county.users.system_admin.save()
    browser = at_desk("system-admin")
    assert browser.get("/desk/security/ways/")["Location"] == reverse("mfa_activate_totp")
    there = browser.get("/sign-in/with/wecom/")
    assert there["Location"] == reverse("mfa_activate_totp")


def test_an_open_browser_is_asked_for_the_password_before_it_binds(clerk, house):
    provider_of(house, Kind.WECOM)
    browser = small.at_desk(clerk)
    answer = browser.get("/sign-in/with/wecom/")
    assert answer["Location"].startswith("/desk/security/confirm/")


def test_a_resident_binds_no_staff_way(clerk, house, settings):
    provider_of(house, Kind.WECOM)
    browser = Client()
    prove_phone(browser, "13800000001", settings)
    assert browser.get("/sign-in/with/wecom/").status_code == 403
    other = Client()
    come(other, "wecom")
    prove_phone(other, "13800000001", settings)
    assert other.post("/sign-in/bind/").status_code == 403
    assert Identity.objects.count() == 0


def test_who_is_no_member_over_there_does_not_come_in(clerk, house):
    provider_of(house, Kind.WECOM)
    house.lies = {"stranger"}
    assert come(Client(), "wecom").status_code == 403


def test_the_token_of_the_app_is_fetched_once_for_all(clerk, house):
    provider_of(house, Kind.WECOM)
    bind_at_desk("wecom")
    come(Client(), "wecom")
    assert house.tokens == 1


def test_inside_wecom_no_code_is_scanned(clerk, house):
    provider_of(house, Kind.WECOM)
    inside = Client().get("/sign-in/with/wecom/", HTTP_USER_AGENT="wxwork/4.1 MicroMessenger/7")
    outside = Client().get("/sign-in/with/wecom/")
    assert [
        each["Location"].partition("?")[0].removeprefix(house.url) for each in (inside, outside)
    ] == [
        "/connect/oauth2/authorize",
        "/wwlogin/sso/login",
    ]


@pytest.mark.parametrize("kind", [Kind.WECOM, Kind.DINGTALK])
@pytest.mark.parametrize("lie", ["500", "garbage", "state"])
def test_a_failing_house_opens_nothing_and_says_so(clerk, house, kind, lie):
    provider_of(house, kind)
    bind_at_desk(kind.value)
    house.lies = {lie}
    from jinlin.ground.identities.models import Pass

    Pass.objects.all().delete()
    browser = Client()
    assert come(browser, kind.value).status_code == (409 if lie == "state" else 503)
    assert "_auth_user_id" not in browser.session


def test_a_code_of_dingtalk_that_is_spent_opens_nothing(clerk, house):
    provider_of(house, Kind.DINGTALK)
    browser = Client()
    back = houses.agreed(browser.get("/sign-in/with/dingtalk/")["Location"])
    for grant in house.grants.values():
        grant.is_spent = True
    assert browser.get(back).status_code == 409


def test_a_locked_member_of_staff_stays_out(clerk, house):
    provider_of(house, Kind.WECOM)
    bind_at_desk("wecom")
    User.objects.filter(pk=clerk.pk).update(is_active=False)
    assert come(Client(), "wecom")["Location"] == "/desk/sign-in/locked/"


def test_a_key_of_ours_that_wecom_forgot_is_fetched_anew_and_nobody_waits(clerk, house):
    provider_of(house, Kind.WECOM)
    bind_at_desk("wecom")
    house.lies.add("forgets")
    house.tokens += 1  # another system of the county has fetched one
    assert come(Client(), "wecom")["Location"] == "/desk/"


def test_without_a_way_for_staff_the_desk_shows_no_trace(clerk, wechat):
    browser = at_desk()
    assert browser.get("/desk/security/ways/").status_code == 404
    assert "其他登录方式" not in browser.get("/desk/security/").content.decode()
    assert "/sign-in/with/" not in Client().get("/desk/sign-in/").content.decode()

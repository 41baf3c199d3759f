"""How does a resident come in from the county's WeChat official account, and who does not?"""

import hashlib
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from jinlin.core.time import clock
from jinlin.ground.accounts.models import User
from jinlin.ground.accounts.sessions import BY_PHONE
from jinlin.ground.identities.models import Identity, Pass
from jinlin.ground.identities.tests import houses
from jinlin.ground.identities.tests.conftest import WECHAT, come, prove_phone, provider_of

pytestmark = pytest.mark.one_engine

PHONE = "13800000001"


def is_in(browser):
    return browser.session.get("_auth_user_id")


def test_bound_to_a_phone_once_she_comes_in_without_a_code(wechat, county, settings):
    browser = Client()
    first = come(browser, target="/report/place/")
    assert first["Location"] == "/sign-in/?next=%2Fsign-in%2Fbind%2F"
    assert is_in(browser) is None
    assert prove_phone(browser, PHONE, settings)["Location"] == "/sign-in/bind/"
    assert "微信" in browser.get("/sign-in/bind/").content.decode()
    assert Identity.objects.count() == 0
    assert browser.post("/sign-in/bind/")["Location"] == "/report/place/"

    again = Client()
    assert come(again, target="/mine/")["Location"] == "/mine/"
    assert is_in(again) == str(county.users.resident.pk)
    assert again.session[BY_PHONE] is True
    assert again.get("/desk/").status_code == 403


def test_who_does_not_want_it_is_not_bound(wechat, county, settings):
    browser = Client()
    come(browser)
    prove_phone(browser, PHONE, settings)
    browser.post("/sign-in/bind/", {"no": "1"})
    assert Identity.objects.count() == 0
    assert browser.get("/sign-in/bind/").status_code == 404


def test_nothing_readable_of_an_identity_stands_in_the_table(bound):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT subject, subject_key, union_key, name FROM identities_identity")
        row = " ".join(cursor.fetchone())
    assert "openid" not in row
    assert "union" not in row


def test_an_identity_of_somebody_else_never_takes_an_account_over(bound, house, county, settings):
    """The neighbour, signed in by her phone, shows the WeChat that the resident bound."""
    browser = Client()
    prove_phone(browser, "13800000002", settings)
    come(browser)
    answer = browser.post("/sign-in/bind/")
    assert answer.status_code == 409
    assert "已经绑定了别的账号" in answer.content.decode()
    assert [row.user for row in Identity.objects.all()] == [county.users.resident]

    house.who = houses.Who(openid="oB-neighbour", unionid="uB-neighbour")
    stranger = Client()
    assert come(stranger)["Location"].startswith("/sign-in/?")
    assert is_in(stranger) is None


def test_a_second_wechat_is_bound_only_after_the_first_is_given_up(bound, house, settings):
    browser = Client()
    come(browser)
    house.who = houses.Who(openid="oC-new-phone", unionid="uC-new-phone")
    come(browser)
    assert browser.post("/sign-in/bind/").status_code == 409
    own = Identity.objects.get()
    assert own.name == ""
    assert browser.post(f"/me/ways/{own.pk}/give-up/")["Location"] == "/me/ways/"
    come(browser)
    assert browser.post("/sign-in/bind/").status_code == 302
    house.who = houses.Who()
    assert come(Client())["Location"].startswith("/sign-in/?")


def test_nobody_gives_up_what_is_anothers(bound, settings):
    browser = Client()
    prove_phone(browser, "13800000002", settings)
    own = Identity.objects.get()
    assert browser.post(f"/me/ways/{own.pk}/give-up/").status_code == 404
    assert Identity.objects.count() == 1


def test_the_union_opens_another_app_of_the_same_owner(bound, house, county):
    provider_of(house, slug="second", name="服务号")
    house.who = houses.Who(openid="oZ-in-the-other-app")
    browser = Client()
    assert come(browser, "second")["Location"] == "/"
    assert is_in(browser) == str(county.users.resident.pk)
    house.says_union = False
    assert come(Client(), "second")["Location"] == "/"
    house.who = houses.Who(openid="oY-nobody")
    assert come(Client(), "second")["Location"].startswith("/sign-in/?")


def test_the_union_of_another_wechat_opens_nothing(bound, house, county):
    with houses.standing_house() as elsewhere:
        provider_of(elsewhere, slug="elsewhere", name="别处")
        elsewhere.who = houses.Who(openid="oQ-forged")
        assert come(Client(), "elsewhere")["Location"].startswith("/sign-in/?")


@pytest.mark.parametrize("lie", ["snapshot", "other_openid"])
def test_a_preview_and_a_stranger_open_nothing(county, house, lie):
    provider_of(house, asks_name=True)
    house.lies = {lie}
    browser = Client()
    assert come(browser).status_code in {403, 409}
    assert is_in(browser) is None


def test_a_wrong_state_opens_nothing(bound, house):
    house.lies = {"state"}
    browser = Client()
    answer = come(browser)
    assert (answer.status_code, is_in(browser)) == (409, None)
    assert "已经用过，或者时间太长" in answer.content.decode()


def test_the_answer_to_another_browsers_question_opens_nothing(bound):
    attacker, victim = Client(), Client()
    there = attacker.get("/sign-in/with/wechat/", **WECHAT)
    answer = victim.get(houses.agreed(there["Location"]), **WECHAT)
    assert (answer.status_code, is_in(victim)) == (409, None)


def test_an_answer_is_taken_once(bound):
    browser = Client()
    there = browser.get("/sign-in/with/wechat/", **WECHAT)
    back = houses.agreed(there["Location"])
    assert browser.get(back, **WECHAT).status_code == 302
    browser.get("/sign-out/")
    browser.post("/sign-out/")
    assert browser.get(back, **WECHAT).status_code == 409
    assert is_in(browser) is None


def test_a_code_is_taken_once_whatever_state_it_comes_with(bound):
    one, two = Client(), Client()
    back = houses.agreed(one.get("/sign-in/with/wechat/", **WECHAT)["Location"])
    one.get(back, **WECHAT)
    code = parse_qs(urlsplit(back).query)["code"][0]
    state = parse_qs(urlsplit(two.get("/sign-in/with/wechat/", **WECHAT)["Location"]).query)
    answer = two.get("/sign-in/with/wechat/back/", {"code": code, "state": state["state"][0]})
    assert (answer.status_code, is_in(two)) == (409, None)


def test_an_answer_that_took_too_long_opens_nothing(bound):
    browser = Client()
    there = browser.get("/sign-in/with/wechat/", **WECHAT)
    back = houses.agreed(there["Location"])
    with clock.set_to(clock.now() + timedelta(minutes=11)):
        assert browser.get(back, **WECHAT).status_code == 409


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_it_never_leads_out_of_the_house(bound, target):
    assert come(Client(), target=target)["Location"] == "/"


@pytest.mark.parametrize(("lie", "status"), [("slow", 503), ("500", 503), ("garbage", 503)])
def test_a_slow_or_broken_wechat_is_said_in_words(bound, house, monkeypatch, lie, status):
    monkeypatch.setattr("jinlin.core.gateways.TIMEOUT_SECONDS", 0.2)
    house.lies = {lie}
    browser = Client()
    answer = come(browser)
    words = answer.content.decode()
    assert (answer.status_code, is_in(browser)) == (status, None)
    assert "对方暂时没有回应" in words
    assert 'href="/sign-in/"' in words


def test_an_agreement_refused_over_there_opens_nothing(bound):
    browser = Client()
    there = browser.get("/sign-in/with/wechat/", **WECHAT)
    state = parse_qs(urlsplit(there["Location"]).query)["state"][0]
    answer = browser.get("/sign-in/with/wechat/back/", {"state": state, "error": "access_denied"})
    assert answer.status_code == 409


def test_a_locked_account_stays_shut(bound, county):
    User.objects.filter(pk=county.users.resident.pk).update(is_active=False)
    browser = Client()
    assert come(browser)["Location"] == "/desk/sign-in/locked/"
    assert is_in(browser) is None


def test_without_a_provider_no_page_shows_a_trace(county, client):
    for address in ("/sign-in/with/wechat/", "/sign-in/with/wechat/back/", "/sign-in/bind/"):
        assert client.get(address).status_code == 404
    assert client.get("/wechat/wechat/signature/").status_code == 404
    page = client.get("/sign-in/", **WECHAT).content.decode()
    assert "/sign-in/with/" not in page


def test_only_inside_wechat_the_button_stands_and_the_phone_always(wechat, client):
    inside = client.get("/sign-in/", **WECHAT).content.decode()
    outside = client.get("/sign-in/").content.decode()
    at_wecom = client.get("/sign-in/", HTTP_USER_AGENT="wxwork/4 MicroMessenger/7").content.decode()
    assert ["/sign-in/with/wechat/" in page for page in (inside, outside, at_wecom)] == [
        True,
        False,
        False,
    ]
    assert ['name="phone"' in page for page in (inside, outside)] == [True, True]


def test_a_provider_whose_days_are_over_is_not_there(wechat, client):
    type(wechat).objects.filter(pk=wechat.pk).update(valid_to=clock.today() - timedelta(days=1))
    assert client.get("/sign-in/with/wechat/", **WECHAT).status_code == 404
    assert "/sign-in/with/" not in client.get("/sign-in/", **WECHAT).content.decode()


def test_a_page_is_signed_for_wechats_scanner_and_only_ours(wechat, house, client):
    url = "http://testserver/report/place/?a=1"
    signed = client.get("/wechat/wechat/signature/", {"url": f"{url}#part"}).json()
    text = (
        f"jsapi_ticket=ticket-for-token-1&noncestr={signed['nonceStr']}"
        f"&timestamp={signed['timestamp']}&url={url}"
    )
    assert signed["signature"] == hashlib.sha1(text.encode()).hexdigest()
    assert signed["appId"] == houses.APP
    client.get("/wechat/wechat/signature/", {"url": url})
    assert house.tokens == 1
    assert Pass.objects.count() == 2
    for wrong in ("https://evil.example/", "http://testserver.evil.example/", ""):
        assert client.get("/wechat/wechat/signature/", {"url": wrong}).status_code == 422

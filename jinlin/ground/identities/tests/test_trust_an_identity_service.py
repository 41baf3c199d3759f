"""What must an OpenID Connect service prove before its word opens an account?"""

import pytest
from django.test import Client

from jinlin.ground.identities.models import Audience, Identity, Kind
from jinlin.ground.identities.tests import houses
from jinlin.ground.identities.tests.conftest import come, prove_phone, provider_of

pytestmark = pytest.mark.one_engine


@pytest.fixture
def service(county, house):
    return provider_of(house, Kind.OIDC)


@pytest.fixture
def bound(service, settings):
    browser = Client()
    come(browser, "oidc")
    prove_phone(browser, "13800000001", settings)
    browser.post("/sign-in/bind/")
    return Identity.objects.get()


def test_bound_once_it_opens_the_account(bound, county, house):
    browser = Client()
    assert come(browser, "oidc", target="/mine/")["Location"] == "/mine/"
    assert browser.session["_auth_user_id"] == str(county.users.resident.pk)
    assert bound.name == "小梅"
    sent = [sent for path, _asked, sent in house.calls if path == "/token"]
    assert {len(each["code_verifier"]) >= 43 for each in sent} == {True}


@pytest.mark.parametrize(
    ("lie", "status"),
    [
        ("state", 409),
        *((lie, 403) for lie in ("nonce", "no_nonce", "signature", "expired", "audience")),
        *((lie, 403) for lie in ("issuer", "none", "symmetric", "azp")),
        *((lie, 503) for lie in ("500", "garbage", "slow")),
    ],
)
def test_a_lie_opens_nothing(bound, house, monkeypatch, lie, status):
    monkeypatch.setattr("jinlin.core.gateways.TIMEOUT_SECONDS", 0.3)
    browser = Client()
    there = browser.get("/sign-in/with/oidc/")
    back = houses.agreed(there["Location"])
    if lie == "state":
        back = back.replace("state=", "state=x")
    house.lies = {lie}
    answer = browser.get(back)
    assert (answer.status_code, "_auth_user_id" in browser.session) == (status, False)


def test_a_code_brought_by_another_browser_fails_for_want_of_the_verifier(bound, house):
    """Even with a state of its own: the service gives the token only to whoever asked."""
    attacker, victim = Client(), Client()
    stolen = houses.agreed(attacker.get("/sign-in/with/oidc/")["Location"])
    own = houses.agreed(victim.get("/sign-in/with/oidc/")["Location"])
    code = stolen.partition("code=")[2].partition("&")[0]
    mine = own.partition("code=")[2].partition("&")[0]
    answer = victim.get(own.replace(mine, code))
    assert (answer.status_code, "_auth_user_id" in victim.session) == (409, False)


def test_an_issuer_named_in_the_answer_must_be_the_one_asked(bound):
    browser = Client()
    back = houses.agreed(browser.get("/sign-in/with/oidc/")["Location"])
    assert browser.get(f"{back}&iss=https%3A%2F%2Felsewhere.example").status_code == 403


def test_a_service_whose_own_description_is_anothers_is_not_even_asked(service, house):
    house.lies = {"issuer"}
    assert Client().get("/sign-in/with/oidc/").status_code == 403


def test_a_service_for_staff_opens_the_desk_only_for_staff(county, house, settings):
    provider_of(house, Kind.OIDC, audience=Audience.STAFF)
    browser = Client()
    assert come(browser, "oidc")["Location"].startswith("/desk/sign-in/")
    prove_phone(browser, "13800000001", settings)
    assert browser.post("/sign-in/bind/").status_code == 403


def test_an_address_inside_the_house_is_never_called(service, settings):
    settings.WEBHOOKS_PRIVATE = False
    assert Client().get("/sign-in/with/oidc/").status_code == 503

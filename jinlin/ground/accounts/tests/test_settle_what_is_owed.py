"""Does nobody work with a password that another has seen, and no administrator without a second
step?
"""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from jinlin.core.actor import SYSTEM
from jinlin.ground.accounts.actions import add_staff, grant_role, renew_password
from jinlin.ground.accounts.models import User
from jinlin.ground.accounts.roles import ADMINISTRATORS, Role
from jinlin.ground.accounts.tests.conftest import PASSWORD, code_of

pytestmark = pytest.mark.one_engine

OWN = "teapot-on-the-hill-7"
PASSWORDS, SECOND = "/desk/security/password/", "/desk/security/authenticator/"


def entered(username: str, password: str) -> Client:
    browser = Client()
    answer = browser.post("/desk/sign-in/", {"login": username, "password": password})
    assert answer.status_code == 302
    return browser


def leads_to(browser: Client, path: str) -> str:
    answer = browser.get(path)
    return answer["Location"] if answer.status_code == 302 else str(answer.status_code)


def change(browser: Client, old: str, new: str = OWN):
    return browser.post(PASSWORDS, {"oldpassword": old, "password1": new, "password2": new})


@pytest.fixture
def newcomer(county):
    """A clerk, and the password that the security administrator read out."""
    user, first = add_staff(county.code, username="newcomer", name="林新来", actor=SYSTEM)
    grant_role(user, role=Role.CLERK, at=county, actor=SYSTEM)
    return user, first


def test_a_first_password_opens_one_page_until_it_is_changed(newcomer):
    _user, first = newcomer
    browser = entered("newcomer", first)
    assert [leads_to(browser, path) for path in ("/desk/", "/desk/appeals/", "/", "/mine/")] == [
        PASSWORDS
    ] * 4
    assert "您的初始密码别人看到过" in browser.get("/desk/", follow=True).text
    assert change(browser, first).status_code == 302
    assert (leads_to(browser, "/desk/"), leads_to(entered("newcomer", OWN), "/desk/")) == (
        "200",
        "200",
    )


def test_the_same_password_once_more_is_no_change(newcomer):
    _user, first = newcomer
    browser = entered("newcomer", first)
    page = change(browser, first, first)
    assert page.context["form"].errors == {"password1": ["这就是现在的密码，请另设一个。"]}
    assert leads_to(browser, "/desk/") == PASSWORDS


def test_what_is_sent_from_an_open_page_is_led_there_too(newcomer):
    _user, first = newcomer
    browser = entered("newcomer", first)
    sent = browser.post("/desk/duty/add/", {"day": "2026-12-01"})
    asked = browser.get("/desk/appeals/", headers={"HX-Request": "true"})
    assert (sent.status_code, sent["Location"]) == (302, PASSWORDS)
    assert (asked.status_code, asked["HX-Redirect"]) == (403, PASSWORDS)


def test_a_renewed_password_is_a_first_one_again(clerk, security):
    fresh = renew_password(clerk.user, actor=security.actor)
    assert leads_to(entered("clerk", fresh), "/desk/") == PASSWORDS


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_an_administrator_sets_up_a_second_step_first(county, role):
    user, first = add_staff(county.code, username="guan.li", name="管", actor=SYSTEM)
    grant_role(user, role=role, at=county, actor=SYSTEM)
    browser = entered("guan.li", first)
    change(browser, first)
    assert [leads_to(browser, path) for path in ("/desk/", "/desk/accounts/", "/desk/admin/")] == [
        SECOND
    ] * 3
    browser.post(f"/desk/security/confirm/?next={SECOND}", {"password": OWN})
    page = browser.get(SECOND)
    browser.post(SECOND, {"code": code_of(page.context["form"].secret)})
    assert Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).count() == 1
    assert leads_to(browser, "/desk/") != SECOND


def test_one_who_has_it_is_asked_for_the_code_and_not_to_set_it_up(system_admin):
    secret = generate_totp_secret()
    TOTP.activate(system_admin.user, secret)
    RecoveryCodes.activate(system_admin.user)
    browser = entered(system_admin.user.username, PASSWORD)
    browser.post("/desk/sign-in/code/", {"code": code_of(secret)})
    assert leads_to(browser, "/desk/security/") == "200"
    assert leads_to(browser, "/desk/admin/") == "200"


def test_a_demo_that_prints_its_passwords_asks_for_no_second_step(system_admin, settings):
    settings.DEMO = True
    assert leads_to(entered(system_admin.user.username, PASSWORD), "/desk/admin/") == "200"


def test_a_resident_with_a_code_owes_nothing(newcomer, client):
    user = User.objects.create(phone="13800000001", phone_key="x" * 43)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert leads_to(client, "/mine/") == "200"


def test_the_admin_of_tables_has_no_password_page_of_its_own(system_admin, client):
    client.force_login(system_admin.user)
    assert leads_to(client, "/desk/admin/password_change/") == PASSWORDS

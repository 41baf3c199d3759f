"""How do staff come in, and what stops whoever is not staff?"""

import logging
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
)
from django.test import Client

from jinlin.core import timeline
from jinlin.core.errors import NotAllowed
from jinlin.core.time import clock
from jinlin.ground.accounts import lockout
from jinlin.ground.accounts.actions import lock, remove_second_factor, renew_password, unlock
from jinlin.ground.accounts.models import Lockout, User
from jinlin.ground.accounts.tests.conftest import PASSWORD, code_of

pytestmark = pytest.mark.one_engine


def enter(browser, username="clerk", password=PASSWORD, **more):
    return browser.post("/desk/sign-in/", {"login": username, "password": password, **more})


def errors(page):
    return list(page.context["form"].non_field_errors())


@pytest.fixture
def secret(clerk):
    secret = generate_totp_secret()
    TOTP.activate(clerk.user, secret)
    RecoveryCodes.activate(clerk.user)
    return secret


def test_staff_land_on_the_desk_and_wanted_pages_are_found_again(clerk):
    assert enter(Client())["Location"] == "/desk/"
    assert enter(Client(), next="/desk/security/?a=1")["Location"] == "/desk/security/?a=1"
    assert enter(Client(), next="https://example.org/")["Location"] == "/desk/"
    assert User.objects.get(pk=clerk.user.pk).last_seen_at is not None


def test_capitals_and_spaces_in_the_user_name_do_not_matter(clerk, client):
    assert enter(client, username=" Clerk ").status_code == 302


def test_the_answer_to_a_wrong_password_is_the_same_for_a_name_nobody_has(clerk):
    told = [
        errors(enter(Client(), username=name, password="wrong")) for name in ("clerk", "nobody")
    ]
    assert told == [["用户名或密码不对，还可以再试 4 次。"]] * 2


def test_a_draft_in_the_session_survives_the_sign_in(clerk, client):
    session = client.session
    session["draft"] = {"text": "下水道堵了"}
    session.save()
    client.cookies["sessionid"] = session.session_key
    enter(client)
    assert client.session["draft"] == {"text": "下水道堵了"}


@pytest.mark.parametrize("name", ["clerk", "nobody"])
def test_five_wrong_passwords_shut_the_door_for_fifteen_minutes(clerk, name):
    now = clock.at(clock.today(), 10)
    with clock.set_to(now):
        told = [errors(enter(Client(), username=name, password="wrong")) for _ in range(5)]
        right = errors(enter(Client(), username=name))
    assert told[3] == ["用户名或密码不对，还可以再试 1 次。"]
    assert told[4] == right
    assert right[0].startswith("密码错得太多了，这个用户名要到 ")
    with clock.set_to(now + timedelta(minutes=14, seconds=59)):
        assert enter(Client(), username=name).status_code == 200
    with clock.set_to(now + timedelta(minutes=15, seconds=1)):
        assert enter(Client(), username=name).status_code == (302 if name == "clerk" else 200)


def wrong(name):
    lockout.take_a_try(name)
    return lockout.failed(name)


def test_a_lock_out_is_logged_and_on_record(clerk, caplog):
    with caplog.at_level(logging.WARNING, logger="jinlin.ground.accounts.lockout"):
        for _ in range(5):
            wrong("clerk")
    assert (
        len(
            [record for record in caplog.records if record.name == "jinlin.ground.accounts.lockout"]
        )
        == 1
    )
    assert [entry.verb for entry in timeline.trail(clerk.user)][-1] == "locked_out"


def test_success_and_time_forgive_wrong_passwords(clerk):
    now = clock.now()
    for _ in range(4):
        wrong("clerk")
    enter(Client())
    assert wrong("clerk") == 4
    with clock.set_to(now + timedelta(minutes=16)):
        assert wrong("clerk") == 4


def test_old_counts_are_forgotten(clerk):
    wrong("nobody")
    assert (
        lockout.forget_old(clock.now()),
        lockout.forget_old(clock.now() + timedelta(days=2)),
        Lockout.objects.count(),
    ) == (0, 1, 0)


def test_a_security_administrator_opens_the_door_earlier(clerk, security):
    for _ in range(5):
        wrong("clerk")
    unlock(clerk.user, actor=security.actor, reason="called from her desk")
    assert enter(Client()).status_code == 302


def test_a_locked_account_neither_comes_in_nor_goes_on(clerk, security, at_desk):
    browser = at_desk(clerk)
    lock(clerk.user, actor=security.actor, reason="left the office")
    assert browser.get("/desk/security/").status_code == 302
    assert enter(Client())["Location"] == "/desk/sign-in/locked/"
    assert Client().get("/desk/sign-in/locked/").status_code == 200


def test_a_renewed_password_ends_open_sessions(clerk, security, at_desk):
    browser = at_desk(clerk)
    fresh = renew_password(clerk.user, actor=security.actor)
    assert browser.get("/desk/security/").status_code == 302
    assert enter(Client(), password=fresh).status_code == 302


def test_with_a_second_factor_the_password_alone_opens_nothing(clerk, secret, client):
    assert enter(client, next="/desk/security/")["Location"] == "/desk/sign-in/code/"
    assert "_auth_user_id" not in client.session
    wrong = client.post("/desk/sign-in/code/", {"code": "abc"})
    assert wrong.context["form"].errors["code"] == ["验证码不对，请输入此刻显示的那一个。"]
    assert (
        client.post("/desk/sign-in/code/", {"code": code_of(secret)})["Location"]
        == "/desk/security/"
    )
    assert client.session["_auth_user_id"] == str(clerk.user.pk)


def test_wrong_second_factors_are_limited(clerk, secret, client):
    enter(client)
    told = [
        client.post("/desk/sign-in/code/", {"code": "000"}).context["form"].errors["code"][0]
        for _ in range(6)
    ]
    assert told[4:] == [
        "验证码不对，请输入此刻显示的那一个。",
        "验证码错得太多了，请等 15 分钟再试。",
    ]


def test_a_recovery_code_works_once(clerk, secret):
    code = (
        Authenticator.objects.get(user=clerk.user, type="recovery_codes")
        .wrap()
        .get_unused_codes()[0]
    )
    answers = []
    for browser in (Client(), Client()):
        enter(browser)
        answers.append(browser.post("/desk/sign-in/code/", {"code": code}).status_code)
    assert answers == [302, 200]


def test_the_authenticators_secret_is_not_readable_in_the_table(clerk, secret):
    stored = Authenticator.objects.get(user=clerk.user, type="totp").data["secret"]
    assert (secret in stored, stored.split(":")[0]) == (False, "aes256gcm")


def confirm(browser, target):
    """Before anything about the second factor changes, the password is asked for once more."""
    asked = browser.get(target)["Location"]
    assert asked == f"/desk/security/confirm/?next={target.replace('/', '%2F')}"
    assert browser.get(asked).status_code == 200
    assert browser.post(asked, {"password": PASSWORD, "next": target})["Location"] == target


def test_a_second_factor_is_set_up_and_turned_off_on_the_security_page(
    clerk, at_desk, django_capture_on_commit_callbacks
):
    browser, target = at_desk(clerk), "/desk/security/authenticator/"
    confirm(browser, target)
    secret = browser.get(target).context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        assert (
            browser.post(target, {"code": code_of(secret)})["Location"]
            == "/desk/security/recovery-codes/"
        )
    assert len(browser.get("/desk/security/recovery-codes/").context["unused_codes"]) == 10
    assert [str(message) for message in browser.get("/desk/security/").context["messages"]] == []
    assert "已开启" in browser.get("/desk/security/").content.decode()
    assert browser.get("/desk/security/recovery-codes/new/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        assert (
            browser.post("/desk/security/recovery-codes/new/")["Location"]
            == "/desk/security/recovery-codes/"
        )
    assert browser.get("/desk/security/authenticator/off/").status_code == 200
    assert browser.post("/desk/security/authenticator/off/")["Location"] == "/desk/security/"
    assert [str(message) for message in browser.get("/desk/security/").context["messages"]][
        -1:
    ] == ["第二步验证已关闭。"]
    assert Authenticator.objects.count() == 0
    assert [entry.verb for entry in timeline.trail(clerk.user)][2:] == [
        "second_factor_on",
        "recovery_codes_renewed",
        "second_factor_off",
    ]


def test_with_a_second_factor_its_code_can_confirm_too(clerk, secret, client):
    enter(client)
    codes = (
        Authenticator.objects.get(user=clerk.user, type="recovery_codes").wrap().get_unused_codes()
    )
    client.post("/desk/sign-in/code/", {"code": codes[0]})
    assert client.get("/desk/security/confirm/code/").status_code == 200
    assert (
        client.post("/desk/security/confirm/code/", {"code": codes[1], "next": "/desk/security/"})[
            "Location"
        ]
        == "/desk/security/"
    )


def test_a_lost_phone_is_helped_by_the_security_administrator(clerk, secret, security):
    remove_second_factor(clerk.user, actor=security.actor, reason="lost the phone")
    assert enter(Client())["Location"] == "/desk/"


def test_nobody_removes_the_second_factor_of_himself_or_as_a_clerk(clerk, security, hire):
    other = hire("other", "clerk")
    for user, actor in ((security.user, security.actor), (clerk.user, other.actor)):
        with pytest.raises(NotAllowed):
            remove_second_factor(user, actor=actor)


def test_ones_own_password_is_changed_with_the_present_one(clerk, at_desk):
    browser = at_desk(clerk)
    typed = {
        "oldpassword": PASSWORD,
        "password1": "celadon-on-the-hill",
        "password2": "celadon-on-the-hill",
    }
    wrong = browser.post("/desk/security/password/", {**typed, "password2": "other"})
    assert wrong.context["form"].errors == {"password2": ["两次输入的新密码不一样。"]}
    assert browser.post("/desk/security/password/", typed)["Location"] == "/desk/security/"
    assert enter(Client(), password="celadon-on-the-hill").status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        "/desk/security/",
        "/desk/security/authenticator/",
        "/desk/security/password/",
        "/desk/accounts/",
        "/desk/audit/",
    ],
)
def test_visitors_are_led_to_the_staff_sign_in_and_back(client, county, address):
    assert client.get(address)["Location"] == f"/desk/sign-in/?next={address.replace('/', '%2F')}"


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/accounts/email/",
        "/sign-up/",
    ],
)
def test_no_other_page_of_the_sign_in_packages_has_an_address(client, county, address):
    assert client.get(address).status_code == 404

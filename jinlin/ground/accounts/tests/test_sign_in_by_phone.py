"""How does a resident come in with a phone and a code?"""

from datetime import timedelta

import pytest
from django.test import Client

from jinlin.core.errors import Unusable
from jinlin.core.time import clock
from jinlin.ground.accounts.models import User
from jinlin.ground.accounts.phones import mobile


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "typed",
    [
        "13800001111",
        "+8613800001111",
        "+86 138 0000 1111",
        "0086-138-0000-1111",
        "8613800001111",
        "138 0000 1111",
        "１３８００００１１１１",
        "（138）0000 1111",
    ],
)
def test_a_number_is_understood_however_it_is_typed(typed):
    assert mobile(typed) == "13800001111"


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "typed",
    [
        "",
        "12345",
        "1380000111",
        "138000011112",
        "23800001111",
        "12800001111",
        "abc",
        "😀",
        "059523522222",
        "1380000111١",
    ],
)
def test_what_is_no_mobile_number_is_refused(typed):
    with pytest.raises(Unusable):
        mobile(typed)


@pytest.mark.one_engine
def test_a_wrong_number_gets_a_clear_answer_and_stays_in_the_field(client, db):
    page = client.post("/sign-in/", {"phone": "138000"})
    assert page.status_code == 422
    assert page.context["form"].errors["phone"] == ["手机号是 11 位，您填的是 6 位。"]
    assert 'value="138000"' in page.content.decode()


def test_the_first_sign_in_opens_an_account_and_the_next_one_finds_it(by_phone, db):
    first = by_phone("13800001111").browser
    second = by_phone("+86 138 0000 1111").browser
    assert first.session["_auth_user_id"] == second.session["_auth_user_id"]
    assert [user.phone for user in User.objects.all()] == ["13800001111"]


def test_the_number_is_not_readable_in_the_table(by_phone, db, django_db_blocker):
    from django.db import connection

    by_phone("13800001111")
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone, phone_key FROM accounts_user")
        assert [value for row in cursor.fetchall() for value in row if "13800001111" in value] == []


@pytest.mark.one_engine
def test_the_answer_is_the_same_for_a_known_and_an_unknown_number(by_phone, db, demo):
    by_phone("13800001111")
    answers = []
    for number in ("13800001111", "13900002222"):
        browser = Client()
        page = browser.post("/sign-in/", {"phone": number}, follow=True)
        code, shown = browser.session["sign_in_code"]["shown"], page.content.decode()
        answers.append(
            (
                page.redirect_chain,
                page.status_code,
                shown.replace(code, "").count("<p"),
                len(page.context["form"].errors),
            )
        )
    assert answers[0] == answers[1]
    assert User.objects.count() == 1


@pytest.mark.one_engine
def test_residents_land_at_home_and_wanted_pages_are_found_again(by_phone, db):
    assert by_phone("13800001111").answer["Location"] == "/"
    assert by_phone("13800001112", target="/me/?from=here").answer["Location"] == "/me/?from=here"


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)"]
)
def test_nobody_is_led_to_another_site(by_phone, db, elsewhere):
    assert by_phone("13800001111", target=elsewhere).answer["Location"] == "/"


@pytest.mark.one_engine
def test_a_draft_in_the_session_survives_the_sign_in(by_phone, db):
    browser = Client()
    session = browser.session
    session["draft"] = {"text": "路灯不亮"}
    session.save()
    browser.cookies["sessionid"] = session.session_key
    by_phone("13800001111", browser=browser)
    assert browser.session["draft"] == {"text": "路灯不亮"}
    assert browser.session.session_key != session.session_key


@pytest.mark.one_engine
def test_a_wrong_code_leaves_four_more_tries_and_the_fifth_ends_it(client, db, demo):
    client.post("/sign-in/", {"phone": "13800001111"})
    right = client.session["sign_in_code"]["shown"]
    wrong = "000000" if right != "000000" else "111111"
    told = [
        client.post("/sign-in/code/", {"code": wrong}).context["form"].errors["code"][0]
        for _ in range(4)
    ]
    assert told == [f"验证码不对，还可以再试 {left} 次。" for left in (4, 3, 2, 1)]
    assert client.post("/sign-in/code/", {"code": wrong})["Location"] == "/sign-in/"
    assert client.post("/sign-in/code/", {"code": right})["Location"] == "/sign-in/"
    assert "_auth_user_id" not in client.session


@pytest.mark.one_engine
def test_a_code_lasts_five_minutes(client, db, demo):
    now = clock.now()
    with clock.set_to(now):
        client.post("/sign-in/", {"phone": "13800001111"})
    code = client.session["sign_in_code"]["shown"]
    with clock.set_to(now + timedelta(minutes=5, seconds=1)):
        assert client.post("/sign-in/code/", {"code": code})["Location"] == "/sign-in/"
    with clock.set_to(now + timedelta(minutes=4, seconds=59)):
        client.post("/sign-in/", {"phone": "13800001111"})
        assert (
            client.post("/sign-in/code/", {"code": client.session["sign_in_code"]["shown"]})[
                "Location"
            ]
            == "/"
        )


@pytest.mark.one_engine
def test_a_code_works_once(by_phone, db):
    browser = by_phone("13800001111").browser
    assert "sign_in_code" not in browser.session


@pytest.mark.one_engine
def test_full_width_digits_and_spaces_in_a_code_are_fine(client, db, demo):
    client.post("/sign-in/", {"phone": "13800001111"})
    code = client.session["sign_in_code"]["shown"].translate(
        {48 + n: 0xFF10 + n for n in range(10)}
    )
    assert client.post("/sign-in/code/", {"code": f" {code[:3]} {code[3:]} "})["Location"] == "/"


@pytest.mark.one_engine
def test_the_fourth_code_within_a_minute_is_refused_from_any_browser(db, demo):
    answers = [Client().post("/sign-in/", {"phone": "13800001111"}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert Client().post("/sign-in/", {"phone": "13800001112"}).status_code == 302


@pytest.mark.one_engine
def test_asking_again_replaces_the_code(client, db, demo):
    client.post("/sign-in/", {"phone": "13800001111"})
    first = client.session["sign_in_code"]["hash"]
    client.post("/sign-in/code/", {"again": "1"})
    assert client.session["sign_in_code"]["hash"] != first


@pytest.mark.one_engine
def test_the_code_is_shown_in_a_demo_and_marked_as_such(client, db, demo):
    page = client.post("/sign-in/", {"phone": "13800001111"}, follow=True)
    assert (
        f"演示环境，不会真的发短信。验证码是 <strong "
        f'id="demo-code">{client.session["sign_in_code"]["shown"]}</strong>。'
        in page.content.decode()
    )


@pytest.mark.one_engine
def test_without_gateway_and_demo_the_page_says_so(client, db):
    page = client.post("/sign-in/", {"phone": "13800001111"})
    assert (page.status_code, page.context["form"].errors["phone"]) == (
        503,
        ["本站还不能发短信，暂时无法用手机号登录。请打电话给社区。"],
    )
    assert "sign_in_code" not in client.session


@pytest.mark.one_engine
def test_the_code_page_without_a_code_leads_to_the_start(client, db):
    assert client.get("/sign-in/code/")["Location"] == "/sign-in/"


@pytest.mark.one_engine
def test_a_code_sent_to_a_phone_does_not_open_the_desk(by_phone, clerk):
    User.objects.filter(pk=clerk.user.pk).update(
        phone_key=User.objects.get(
            pk=by_phone("13800001111").browser.session["_auth_user_id"]
        ).phone_key
        + "x"
    )
    resident = User.objects.get(username=None)
    key = resident.phone_key
    resident.delete()
    User.objects.filter(pk=clerk.user.pk).update(phone_key=key)
    browser = by_phone("13800001111").browser
    assert browser.session["_auth_user_id"] == str(clerk.user.pk)
    assert browser.get("/desk/security/").status_code == 403


@pytest.mark.one_engine
def test_signing_out_needs_a_button(by_phone, db):
    browser = by_phone("13800001111").browser
    assert browser.get("/sign-out/").status_code == 200
    assert browser.post("/sign-out/")["Location"] == "/"
    assert "_auth_user_id" not in browser.session


@pytest.mark.one_engine
def test_whoever_lost_a_phone_signs_out_on_it_from_another_one(by_phone, db):
    lost, here = by_phone("13800001111").browser, by_phone("13800001111").browser
    neighbour = by_phone("13800002222").browser
    assert here.post("/sign-out/everywhere/")["Location"] == "/"
    statuses = [each.get("/notices/").status_code for each in (lost, here, neighbour)]
    assert statuses == [302, 302, 200]
    assert by_phone("13800001111").browser.get("/notices/").status_code == 200


@pytest.mark.one_engine
def test_whoever_has_a_password_is_told_that_changing_it_signs_out(clerk, at_desk):
    browser, other = at_desk(clerk), at_desk(clerk)
    page = browser.post("/sign-out/everywhere/", follow=True).content.decode()
    assert "请到工作台修改密码" in page
    assert other.get("/desk/security/").status_code == 200

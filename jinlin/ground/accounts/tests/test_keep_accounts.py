"""What do the three administrators see and do,
and what stays closed to them and to everybody else?
"""

import re

import pytest
from django.apps import apps
from django.test import Client

from jinlin.core import timeline
from jinlin.ground.accounts.models import User

PAGES = {
    "security_admin": ["/desk/accounts/", "/desk/accounts/add/", "/desk/tokens/"],
    "audit_admin": ["/desk/audit/"],
}


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "role",
    ["clerk", "lead", "handler", "supervisor", "system_admin", "security_admin", "audit_admin"],
)
def test_each_administrators_pages_open_to_that_role_only(hire, at_desk, role):
    browser = at_desk(hire("somebody", role))
    found = {
        address: browser.get(address).status_code for pages in PAGES.values() for address in pages
    }
    assert found == {
        address: 200 if role == owner else 403
        for owner, pages in PAGES.items()
        for address in pages
    }


@pytest.mark.one_engine
@pytest.mark.parametrize("role", ["security_admin", "audit_admin", "clerk"])
def test_djangos_admin_is_closed_to_everybody_but_system_administrators(hire, at_desk, role):
    assert at_desk(hire("somebody", role)).get("/desk/admin/", follow=True).status_code == 403


@pytest.mark.one_engine
def test_the_system_administrator_keeps_reference_data_and_sees_no_accounts(system_admin, at_desk):
    page = at_desk(system_admin).get("/desk/admin/")
    assert page.status_code == 200
    assert {app["app_label"] for app in page.context["app_list"]} & {
        "accounts",
        "account",
        "mfa",
        "auth",
    } == set()
    assert [
        label
        for label in ("accounts", "account", "mfa", "auth", "sessions")
        if User.objects.get(username="system").has_module_perms(label)
    ] == []


@pytest.mark.one_engine
def test_djangos_admin_has_no_sign_in_of_its_own(client, county):
    assert (
        client.get("/desk/admin/", follow=True).redirect_chain[-1][0]
        == "/desk/sign-in/?next=%2Fdesk%2Fadmin%2F"
    )
    assert (
        client.post("/desk/admin/login/", {"username": "x", "password": "y"})["Location"]
        == "/desk/sign-in/?next=%2Fdesk%2Fadmin%2F"
    )


@pytest.mark.one_engine
def test_the_system_administrator_comes_back_to_the_table_that_was_wanted(system_admin, at_desk):
    assert (
        at_desk(system_admin).get("/desk/admin/login/?next=/desk/admin/places/")["Location"]
        == "/desk/admin/places/"
    )


@pytest.mark.one_engine
def test_there_is_no_superuser():
    assert [
        field.name
        for field in apps.get_model("accounts.User")._meta.get_fields()
        if "superuser" in field.name or field.name == "is_staff"
    ] == []


@pytest.mark.one_engine
def test_a_new_member_of_staff_gets_a_password_once_and_a_role_next(security, county, at_desk):
    browser = at_desk(security)
    page = browser.post(
        "/desk/accounts/add/", {"name": "陈小燕", "username": "chen.xy", "phone": ""}
    )
    password = re.search(r'id="shown-once">([^<]+)<', page.content.decode())[1]
    person = User.objects.get(username="chen.xy")
    assert (page.headers["Cache-Control"], person.county, person.check_password(password)) == (
        "no-store",
        "350526",
        True,
    )
    assert password not in browser.get(f"/desk/accounts/{person.pk}/").content.decode()
    typed = {
        "role": "clerk",
        "place": str(county.pk),
        "since": "2025-01-01",
        "last": "",
        "reason": "new at the hall",
    }
    assert (
        browser.post(f"/desk/accounts/{person.pk}/roles/", typed)["Location"]
        == f"/desk/accounts/{person.pk}/"
    )
    assert [grant.role for grant in person.grants.all()] == ["clerk"]


@pytest.mark.one_engine
def test_what_cannot_be_granted_is_said_on_the_form(security, clerk, county, at_desk):
    browser = at_desk(security)
    typed = {
        "role": "audit_admin",
        "place": str(county.pk),
        "since": "2025-01-01",
        "last": "",
        "reason": "asked for it",
    }
    page = browser.post(f"/desk/accounts/{clerk.user.pk}/roles/", typed)
    assert page.status_code == 422
    assert list(page.context["role_form"].non_field_errors()) == [
        "审计管理员和受理员不能由同一人担任：管理员只能有一个角色。"
    ]


@pytest.mark.one_engine
def test_a_forged_place_is_not_a_choice(security, clerk, county, at_desk):
    typed = {"role": "clerk", "place": str(county.parent.pk), "since": "2025-01-01", "reason": "x"}
    page = at_desk(security).post(f"/desk/accounts/{clerk.user.pk}/roles/", typed)
    assert (page.status_code, "place" in page.context["role_form"].errors) == (422, True)


@pytest.mark.one_engine
def test_roles_end_and_tokens_and_locks_work_from_the_page(security, clerk, at_desk):
    browser, person = at_desk(security), f"/desk/accounts/{clerk.user.pk}/"
    token = browser.post(
        f"{person}tokens/",
        {
            "name": "hotline",
            "scopes": ["appeals:read"],
            "expires_on": str(clerk.user.created_at.date()),
        },
    )
    assert 'id="shown-once">jl_' in token.content.decode()
    steps = [
        f"/desk/tokens/{clerk.user.tokens.get().pk}/revoke/",
        f"/desk/accounts/roles/{clerk.user.grants.get().pk}/end/",
        f"{person}lock/",
        f"{person}unlock/",
    ]
    assert [browser.post(step, {"reason": "as agreed"})["Location"] for step in steps] == [
        person
    ] * 4
    assert "as agreed" in browser.get(person).content.decode()
    verbs = [entry.verb for entry in timeline.trail(clerk.user)]
    assert verbs[2:] == ["token_issued", "token_revoked", "role_revoked", "locked", "unlocked"]


@pytest.mark.one_engine
def test_a_step_without_a_reason_is_refused(security, clerk, at_desk):
    assert (
        at_desk(security).post(f"/desk/accounts/{clerk.user.pk}/lock/", {"reason": " "}).status_code
        == 422
    )


def test_accounts_of_another_county_do_not_exist_here(security, at_desk, db):
    stranger = User.objects.create(county="140502", username="stranger")
    browser = at_desk(security)
    assert browser.get(f"/desk/accounts/{stranger.pk}/").status_code == 404
    assert browser.post(f"/desk/accounts/{stranger.pk}/lock/", {"reason": "x"}).status_code == 404
    assert "stranger" not in browser.get("/desk/accounts/").content.decode()


@pytest.mark.one_engine
def test_residents_are_not_on_the_list_of_staff(security, by_phone, at_desk):
    by_phone("13800001111")
    assert len(at_desk(security).get("/desk/accounts/").context["page"].rows) == 1


def test_the_list_costs_the_same_for_one_and_for_many(
    security, hire, at_desk, django_assert_num_queries
):
    browser = at_desk(security)
    with django_assert_num_queries(6):
        browser.get("/desk/accounts/")
    for number in range(3):
        hire(f"clerk{number}", "clerk")
    with django_assert_num_queries(6):
        assert len(browser.get("/desk/accounts/").context["page"].rows) == 4


def test_the_list_is_searched_by_name(security, clerk, at_desk):
    assert [
        row.username for row in at_desk(security).get("/desk/accounts/?q=CLE").context["page"].rows
    ] == ["clerk"]


def test_the_auditor_sees_who_looked_at_what_and_why(auditor, clerk, county, at_desk):
    timeline.look(clerk.user, actor=clerk.actor, what="phone", why="to call back")
    row = at_desk(auditor).get("/desk/audit/").context["rows"][0]
    assert (row["who"], row["row"].what, row["row"].why, row["thing"]) == (
        "Clerk",
        "phone",
        "to call back",
        "账号",
    )


def test_the_auditor_verifies_the_histories(auditor, at_desk):
    page = at_desk(auditor).post("/desk/audit/verify/")
    assert page.context["verdict"] == {"breaks": [], "entries": 3}
    assert "全部记录和当初写下的一致" in page.content.decode()


@pytest.mark.one_engine
def test_a_county_audits_itself_only(auditor, at_desk, db):
    stranger = User.objects.create(county="140502", username="stranger")
    timeline.look(stranger, actor=auditor.actor, what="phone", why="x")
    assert at_desk(auditor).get("/desk/audit/").context["rows"] == []


@pytest.mark.one_engine
def test_staff_without_a_role_can_keep_their_own_sign_in_only(hire, at_desk):
    browser = at_desk(hire("newcomer"))
    assert (
        browser.get("/desk/security/").status_code,
        browser.get("/desk/accounts/").status_code,
    ) == (200, 403)


def test_a_phone_is_used_by_one_account(security, at_desk, by_phone):
    by_phone("13800001111")
    page = at_desk(security).post(
        "/desk/accounts/add/", {"name": "A", "username": "aaa", "phone": "138 0000 1111"}
    )
    assert page.context["form"].errors == {"phone": ["这个手机号已经用在别的账号上了。"]}


@pytest.mark.one_engine
@pytest.mark.parametrize("username", ["ab", "1abc", "小王", "a" * 41, "a b c"])
def test_strange_user_names_are_refused(security, at_desk, username):
    assert (
        "username"
        in at_desk(security)
        .post("/desk/accounts/add/", {"name": "A", "username": username})
        .context["form"]
        .errors
    )


@pytest.mark.one_engine
def test_pages_carry_no_english_of_the_sign_in_packages(clerk, at_desk):
    browser = at_desk(clerk)
    pages = ["/desk/security/", "/desk/security/password/", "/desk/security/authenticator/", "/me/"]
    shown = [
        Client().get("/desk/sign-in/"),
        Client().get("/sign-in/"),
        *(browser.get(page) for page in pages),
    ]
    texts = [
        re.sub(
            r"<(script|style|template|svg|code)\b.*?</\1>|<[^>]+>",
            " ",
            page.content.decode(),
            flags=re.DOTALL,
        )
        for page in shown
    ]
    assert [
        sorted(set(re.findall(r"[A-Za-z]{3,}", text)) - {"English", "Enter", "Clerk"})
        for text in texts
    ] == [[]] * 6

"""Does the desk find a person by number, hide what it should, and record what is done?"""

from datetime import date

import pytest
from django.conf import settings
from django.test import Client

from jinlin.core.timeline import Access
from jinlin.ground.accounts.models import Grant
from jinlin.ground.people.actions import act_for, consent, know
from jinlin.ground.people.models import Consent, Mandate
from jinlin.ground.people.tests.conftest import CITIZEN_ID, DEHUA, PHONE, user

pytestmark = pytest.mark.one_engine

SIGN_IN = settings.AUTHENTICATION_BACKENDS[0]
ACTING = {"reason": "没有手机", "relation": "self", "given_by": "", "days": "10", "agreed": "on"}


def at_desk(dehua, name: str, *, role: str = "", place=None) -> Client:
    who = dehua.users[name]
    Grant.objects.create(
        county=DEHUA,
        user=who,
        role=role or name,
        place=place or dehua.county,
        valid_from=date(2020, 1, 1),
    )
    client = Client()
    client.force_login(who, backend=SIGN_IN)
    return client


def addresses(wang) -> list[str]:
    return [
        f"/desk/people/{wang.pk}/",
        f"/desk/people/{wang.pk}/clear/",
        f"/desk/people/{wang.pk}/act/",
    ]


def test_a_person_is_found_by_the_exact_number_and_masked(dehua, wang):
    page = at_desk(dehua, "clerk").post("/desk/people/", {"citizen_id": CITIZEN_ID})
    assert (page.context["found"], page["Cache-Control"]) == (
        [wang],
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )
    assert ("王**" in page.text, "王秀英" in page.text, f">{CITIZEN_ID}<" in page.text) == (
        True,
        False,
        False,
    )


@pytest.mark.parametrize("told", [{}, {"phone": "1380013"}, {"citizen_id": CITIZEN_ID[:-1]}])
def test_part_of_a_number_finds_nobody_and_is_explained(dehua, wang, told):
    page = at_desk(dehua, "clerk").post("/desk/people/", told)
    assert (page.status_code, page.context["found"]) == (422, None)


@pytest.mark.parametrize("name", ["handler", "system_admin"])
def test_roles_that_do_not_need_people_are_told_so(dehua, wang, name):
    client = at_desk(dehua, name)
    answers = [
        client.get("/desk/people/"),
        client.get(addresses(wang)[0]),
        *(client.post(address, ACTING) for address in addresses(wang)[1:]),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 403, 403]


def test_a_town_that_does_not_know_the_person_finds_nothing(dehua, wang):
    client = at_desk(dehua, "town_clerk", role="clerk", place=dehua.town)
    assert client.post("/desk/people/", {"citizen_id": CITIZEN_ID}).context["found"] == []
    answers = [
        client.get(addresses(wang)[0]),
        *(client.post(address, ACTING) for address in addresses(wang)[1:]),
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_whoever_is_not_signed_in_comes_no_further(client, wang):
    answers = [
        client.get("/desk/people/"),
        client.get(addresses(wang)[0]),
        client.post(addresses(wang)[1]),
    ]
    assert [answer.status_code for answer in answers] == [302, 302, 401]


def test_clear_text_needs_a_reason_and_is_logged(dehua, wang):
    client = at_desk(dehua, "supervisor")
    refused = client.post(addresses(wang)[1], {"why": " "})
    assert (refused.status_code, "王秀英" in refused.text, Access.objects.count()) == (
        422,
        False,
        0,
    )
    page = client.post(addresses(wang)[1], {"why": "核对"})
    assert ("王秀英" in page.text, CITIZEN_ID in page.text) == (True, True)
    assert Access.objects.get().why == "核对"


def test_acting_is_started_and_ended_from_the_page(dehua, wang):
    client = at_desk(dehua, "clerk")
    assert client.post(addresses(wang)[2], ACTING).status_code == 302
    mandate = Mandate.objects.get()
    assert (mandate.days, mandate.reason, mandate.consent.purpose, mandate.consent.given_by) == (
        10,
        "没有手机",
        "acting",
        "王秀英",
    )
    assert client.get(addresses(wang)[0]).context["mandate"] == mandate
    assert client.post(f"/desk/people/mandates/{mandate.pk}/stop/").status_code == 302
    assert client.get(addresses(wang)[0]).context["mandate"] is None
    assert client.post(f"/desk/people/mandates/{mandate.pk}/stop/").status_code == 409


def test_a_consent_is_withdrawn_from_the_page(dehua, wang):
    client = at_desk(dehua, "clerk")
    client.post(addresses(wang)[2], ACTING)
    assert (
        client.post(f"/desk/people/consents/{Consent.objects.get().pk}/withdraw/").status_code
        == 302
    )
    assert not Consent.objects.get().holds
    assert not Mandate.objects.in_force().exists()


@pytest.mark.parametrize(
    "wrong", [{"reason": ""}, {"agreed": ""}, {"days": "31"}, {"days": "x"}, {"relation": "nobody"}]
)
def test_a_form_that_is_not_complete_changes_nothing_and_keeps_what_was_typed(dehua, wang, wrong):
    page = at_desk(dehua, "clerk").post(
        addresses(wang)[2], {**ACTING, "given_by": "女儿王芳", **wrong}
    )
    assert (page.status_code, Mandate.objects.count(), Consent.objects.count()) == (422, 0, 0)
    assert "女儿王芳" in page.text


def test_another_clerks_mandate_is_not_there(dehua, wang):
    given = consent(
        wang, given_by="", relation="self", purpose="acting", version="1", actor=dehua.clerk
    )
    mandate = act_for(wang, reason="没有手机", consent=given, actor=dehua.clerk)
    client = at_desk(dehua, "other_clerk", role="clerk")
    assert client.post(f"/desk/people/mandates/{mandate.pk}/stop/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_mandates_asks_as_often_for_three_as_for_one(
    dehua, django_assert_num_queries, count
):
    for n in range(count):
        person = know(DEHUA, name=f"老人{n}", actor=dehua.clerk)
        given = consent(
            person, given_by="", relation="self", purpose="acting", version="1", actor=dehua.clerk
        )
        act_for(person, reason="没有手机", consent=given, actor=dehua.clerk)
    client = at_desk(dehua, "clerk")
    client.get("/desk/people/")
    with django_assert_num_queries(5):
        page = client.get("/desk/people/")
    assert len(page.context["page"].rows) == count


def test_a_resident_stays_outside(dehua, wang):
    client = Client()
    client.force_login(user("居民", PHONE), backend=SIGN_IN)
    assert client.get("/desk/people/").status_code == 403


def test_groups_in_need_are_kept_by_the_system_administrator_and_people_by_nobody(dehua):
    client = at_desk(dehua, "system_admin")
    assert client.get("/desk/admin/people/groupinneed/").status_code == 200
    assert client.get("/desk/admin/people/person/").status_code == 404

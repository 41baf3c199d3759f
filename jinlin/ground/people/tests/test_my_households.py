"""Does whoever looks after a household find it, and reach it, by phone?"""

import pytest
from django.conf import settings
from django.test import Client

from jinlin.core.timeline import Access
from jinlin.ground.people.actions import (
    Carer,
    NewMember,
    add_member,
    end_link,
    hand_over_link,
    link,
    withdraw_consent,
)
from jinlin.ground.people.models import Consent
from jinlin.ground.people.tests.conftest import PHONE, in_need, user
from jinlin.ground.people.tests.test_work_at_the_desk import at_desk

pytestmark = pytest.mark.one_engine

SIGN_IN = settings.AUTHENTICATION_BACKENDS[0]


def at_phone(who) -> Client:
    client = Client()
    client.force_login(who, backend=SIGN_IN)
    return client


def test_the_list_and_the_page_are_masked_until_a_tap_and_the_tap_is_kept(
    household, linked, volunteer
):
    client, address = at_phone(volunteer), f"/care/{household.pk}/"
    for page in (client.get("/care/"), client.get(address)):
        assert (
            "王**" in page.text,
            "王秀英" in page.text,
            PHONE in page.text,
            "12号" in page.text,
        ) == (True, False, False, False)
    assert Access.objects.count() == 0
    page = client.post(address)
    assert (
        "王秀英" in page.text,
        f"tel:{PHONE}" in page.text,
        "丁溪路12号3幢201室" in page.text,
    ) == (True, True, True)
    assert (Access.objects.get().user_id, page["Cache-Control"]) == (
        volunteer.pk,
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )


def test_the_successor_reads_what_the_one_before_wrote(dehua, household, linked, volunteer):
    other = user("李接手", "13700137000")
    hand_over_link(linked, to=Carer(other), note="敲门重一点。", actor=dehua.clerk)
    client = at_phone(other)
    assert (
        "敲门重一点" in client.get(f"/care/{household.pk}/").text,
        "敲门重一点" in client.post(f"/care/{household.pk}/").text,
    ) == (
        False,
        True,
    )
    assert at_phone(volunteer).get(f"/care/{household.pk}/").status_code == 404


def test_who_did_not_agree_stays_masked_beside_who_did(dehua, household, linked, volunteer):
    son = add_member(household, NewMember("王建国", phone="13500135000"), actor=dehua.clerk)
    withdraw_consent(son.consents.get(), actor=dehua.clerk)
    page = at_phone(volunteer).post(f"/care/{household.pk}/")
    assert ("王秀英" in page.text, "王建国" in page.text, "13500135000" in page.text) == (
        True,
        False,
        False,
    )


def test_a_consent_that_was_withdrawn_hides_everything_again(dehua, household, linked, volunteer):
    withdraw_consent(Consent.objects.get(), actor=dehua.clerk)
    client, address = at_phone(volunteer), f"/care/{household.pk}/"
    assert "查看住址和电话" not in client.get(address).text
    page = client.post(address)
    assert (page.status_code, "王秀英" in page.text, Access.objects.count()) == (409, False, 0)


def test_nobody_else_finds_it(dehua, household, linked):
    stranger = at_phone(user("路人", "13700137000"))
    assert (
        stranger.get(f"/care/{household.pk}/").status_code,
        stranger.post(f"/care/{household.pk}/").status_code,
    ) == (404, 404)
    assert "您目前没有结对的住户" in stranger.get("/care/").text
    assert Client().get("/care/").status_code == 302


def test_the_page_me_leads_there_whoever_looks_after_somebody(dehua, household, linked, volunteer):
    assert 'href="/care/"' in at_phone(volunteer).get("/me/").text
    end_link(linked, reason="搬走了", actor=dehua.clerk)
    assert 'href="/care/"' not in at_phone(volunteer).get("/me/").text


def test_staff_find_theirs_in_the_shell_of_the_desk(dehua, household):
    link(household, role="worker", carer=Carer(dehua.users["handler"]), actor=dehua.clerk)
    client = at_desk(dehua, "handler")
    page = client.get("/care/")
    assert ([home.household for home in page.context["homes"]], page.context["face"]) == (
        [household],
        "desk.html",
    )
    assert 'href="/care/"' in client.get("/desk/").text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_three_as_for_one(
    dehua, volunteer, django_assert_num_queries, count
):
    for number in range(count):
        link(
            in_need(dehua, number, name=f"老人{number}"),
            role="member",
            carer=Carer(volunteer),
            actor=dehua.clerk,
        )
    client = at_phone(volunteer)
    client.get("/care/")
    with django_assert_num_queries(9):
        page = client.get("/care/")
    assert len(page.context["homes"]) == count

"""Does the desk show which households lack somebody, and does it give them into care?"""

import re

import pytest

from jinlin.core.timeline import Access
from jinlin.ground.people.actions import Carer, NewMember, add_member, end_need, link
from jinlin.ground.people.models import CareLink, Household, Need, Person
from jinlin.ground.people.queries import households_without
from jinlin.ground.people.queries.care import gaps
from jinlin.ground.people.tests.conftest import OTHER_PHONE, community, in_need, user
from jinlin.ground.people.tests.test_work_at_the_desk import at_desk

CARE = "/desk/care/"
WHOLE = {
    "address": "3幢201室",
    "name": "陈阿公",
    "groups": "elderly_alone",
    "relation": "self",
    "agreed": "on",
}


def page_of(household) -> str:
    return f"{CARE}{household.pk}/"


def everybody(dehua, household) -> None:
    for number, role in enumerate(("member", "worker", "volunteer")):
        link(
            household,
            role=role,
            carer=Carer(user(f"联系人{number}", f"1370013700{number}")),
            actor=dehua.clerk,
        )


def test_each_filter_shows_its_households(dehua, linked, household):
    whole, over = in_need(dehua, 1, name="陈阿公"), in_need(dehua, 2, name="李阿婆")
    everybody(dehua, whole)
    link(over, role="member", carer=Carer(user("党员", "13600136000")), actor=dehua.clerk)
    end_need(Need.objects.get(person__memberships__household=over), actor=dehua.clerk)
    client = at_desk(dehua, "clerk")
    found = {
        show: _shown(client.get(CARE, {"show": show}))
        for show in ("", "member", "worker", "volunteer", "all", "leavers", "over")
    }
    assert found == {
        "": {household},
        "member": {household},
        "worker": {household},
        "volunteer": set(),
        "all": {household, whole},
        "leavers": set(),
        "over": {over},
    }
    assert set(households_without(dehua.clerk)) == {household}


def test_what_a_leaver_still_looks_after_is_shown_to_be_handed_over(
    dehua, household, linked, volunteer
):
    link(household, role="worker", carer=Carer(dehua.users["handler"]), actor=dehua.clerk)
    client = at_desk(dehua, "clerk")
    assert _shown(client.get(CARE, {"show": "leavers"})) == {
        household
    }  # no grant in the database: the handler works nowhere
    at_desk(dehua, "handler")
    assert _shown(client.get(CARE, {"show": "leavers"})) == set()
    volunteer.is_active = False
    volunteer.save()
    assert _shown(client.get(CARE, {"show": "leavers"})) == {household}
    assert "已不在此任职" in client.get(page_of(household)).text


def test_the_numbers_stand_by_place(dehua, household, linked):
    whole = in_need(dehua, 1, name="陈阿公")
    everybody(dehua, whole)
    found = [
        (gap.name, gap.households, gap.any, gap.cells) for gap in gaps(dehua.clerk, dehua.county)
    ]
    assert found == [("浔中镇", 2, 1, [1, 1, 0])]
    assert [gap.households for gap in gaps(dehua.far_clerk, dehua.county)] == []


def test_a_town_sees_its_own_and_asks_for_nothing_else(dehua, household):
    client = at_desk(dehua, "town_clerk", role="clerk", place=dehua.town)
    answers = {
        place: client.get(CARE, {"place": place}).status_code
        for place in ("", dehua.town.code, dehua.other_town.code, "x", "3505")
    }
    assert answers == {
        "": 200,
        dehua.town.code: 200,
        dehua.other_town.code: 404,
        "x": 422,
        "3505": 404,
    }
    assert _shown(client.get(CARE)) == {household}


def test_a_filter_that_cannot_be_used_is_named_and_the_place_is_kept(dehua, household):
    client = at_desk(dehua, "town_clerk", role="clerk", place=dehua.town)
    page = client.get(CARE, {"show": "nonsense", "place": dehua.town.code})
    assert page.status_code == 422
    assert list(page.context["filter_form"].errors) == ["show"]
    assert page.context["place"] == dehua.town
    assert _shown(page) == {household}
    assert client.get(f"{CARE}print/", {"show": "nonsense"}).status_code == 422


@pytest.mark.one_engine
def test_list_and_print_are_masked(dehua, household):
    client = at_desk(dehua, "clerk")
    for address in (CARE, f"{CARE}print/", page_of(household)):
        text = client.get(address).text
        assert ("王**" in text, "王秀英" in text, "201室" in text, "12号" in text) == (
            True,
            False,
            False,
            False,
        )


@pytest.mark.one_engine
def test_clear_text_needs_a_reason_and_is_logged(dehua, household):
    client = at_desk(dehua, "supervisor")
    refused = client.post(f"{page_of(household)}clear/", {"why": " "})
    assert (refused.status_code, "王秀英" in refused.text, Access.objects.count()) == (
        422,
        False,
        0,
    )
    page = client.post(f"{page_of(household)}clear/", {"why": "核对"})
    assert ("王秀英" in page.text, "丁溪路12号3幢201室" in page.text, Access.objects.get().why) == (
        True,
        True,
        "核对",
    )


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("address", "statements"), [(CARE, 13), (f"{CARE}print/", 12)])
def test_a_list_asks_as_often_for_three_as_for_one(
    dehua, django_assert_num_queries, count, address, statements
):
    for number in range(count):
        home = in_need(dehua, number, name=f"老人{number}")
        link(home, role="member", carer=Carer(dehua.users["lead"]), actor=dehua.clerk)
    client = at_desk(dehua, "clerk")
    client.get(address)
    with django_assert_num_queries(statements):
        page = client.get(address)
    assert len(page.context["homes"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_household_asks_as_often_for_three_members_as_for_one(
    dehua, django_assert_num_queries, household, count
):
    for number in range(count - 1):
        add_member(household, NewMember(f"家人{number}"), actor=dehua.clerk)
    client = at_desk(dehua, "clerk")
    client.get(page_of(household))
    with django_assert_num_queries(11):
        client.get(page_of(household))


def test_a_household_is_registered_once_however_often_it_is_sent(dehua):
    client = at_desk(dehua, "clerk")
    sent = {**WHOLE, "place": community(dehua).code, "key": _key(client.get(f"{CARE}new/").text)}
    answers = [client.post(f"{CARE}new/", sent) for _time in range(2)]
    home = Household.objects.get()
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [
        (302, page_of(home))
    ] * 2


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"agreed": ""},
        {"groups": ""},
        {"place": "350526101"},
        {"citizen_id": "123"},
        {"key": ""},
    ],
)
def test_a_form_that_is_not_complete_changes_nothing_and_keeps_what_was_typed(dehua, wrong):
    client = at_desk(dehua, "clerk")
    sent = {
        **WHOLE,
        "place": community(dehua).code,
        "key": _key(client.get(f"{CARE}new/").text),
        "given_by": "女儿王芳",
        **wrong,
    }
    page = client.post(f"{CARE}new/", sent)
    assert (
        page.status_code,
        Household.objects.count(),
        Person.objects.count(),
        "女儿王芳" in page.text,
    ) == (422, 0, 0, True)


def test_a_resident_is_linked_by_the_number_they_signed_in_with_and_their_name(
    dehua, household, volunteer
):
    client, address = at_desk(dehua, "clerk"), f"{page_of(household)}link/volunteer/"
    wrong = [
        {},
        {"phone": OTHER_PHONE},
        {"phone": OTHER_PHONE, "name": "别人"},
        {"phone": "13700137000", "name": "林志愿"},
    ]
    assert [client.post(address, each).status_code for each in wrong] == [422] * 4
    assert client.post(address, {"phone": OTHER_PHONE, "name": "林志愿"}).status_code == 302
    assert (CareLink.objects.get().user, CareLink.objects.get().name) == (volunteer, "林志愿")
    taken = client.post(address, {"phone": OTHER_PHONE, "name": "林志愿"})
    assert (taken.status_code, CareLink.objects.count()) == (409, 1)


def test_one_of_the_staff_is_linked_handed_over_and_ended_from_the_page(
    dehua, household, volunteer
):
    client = at_desk(dehua, "clerk")
    lead = dehua.users["lead"]
    lead.county = "350526"
    lead.save()
    at_desk(dehua, "lead")
    assert client.post(f"{page_of(household)}link/worker/", {"staff": lead.pk}).status_code == 302
    first = CareLink.objects.get()
    over = {"phone": OTHER_PHONE, "name": "林志愿", "note": "周三买菜"}
    stale = client.post(f"{CARE}links/{first.pk}/hand-over/", {**over, "version": 7})
    assert (stale.status_code, "周三买菜" in stale.text, CareLink.objects.count()) == (409, True, 1)
    assert (
        client.post(f"{CARE}links/{first.pk}/hand-over/", {**over, "version": 1}).status_code == 302
    )
    second = CareLink.objects.open().get()
    assert (second.user, second.follows) == (volunteer, first)
    assert (
        client.post(f"{CARE}links/{second.pk}/end/", {"note": "搬走了", "version": 1}).status_code
        == 302
    )
    assert [
        client.get(f"{CARE}links/{second.pk}/{verb}/").status_code for verb in ("end", "hand-over")
    ] == [409, 409]


@pytest.mark.one_engine
def test_an_empty_place_says_what_to_do_next(dehua):
    page = at_desk(dehua, "clerk").get(CARE)
    assert ("这里没有住户" in page.text, "/desk/care/new/" in page.text) == (True, True)


def _shown(page) -> set[Household]:
    return {home.household for home in page.context["homes"]}


def _key(text: str) -> str:
    return re.search(r'name="key" value="([^"]+)"', text)[1]

"""Who sees which person, how much of them, and is it kept?"""

import pytest

from jinlin.core.actor import ANONYMOUS
from jinlin.core.errors import NotAllowed, Unusable
from jinlin.core.timeline import Access
from jinlin.ground.people.actions import (
    act_for,
    consent,
    end_need,
    know,
    note_need,
    see_clear,
    settle,
)
from jinlin.ground.people.models import GroupInNeed, Household, Person
from jinlin.ground.people.queries import matching, needs_of, person_of
from jinlin.ground.people.tests.conftest import CITIZEN_ID, DEHUA, PHONE, resident, user


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("clerk", True),
        ("lead", True),
        ("supervisor", True),
        ("handler", False),
        ("system_admin", False),
        ("far_clerk", False),
        ("town_clerk", False),
    ],
)
def test_who_sees_a_person_of_the_county(dehua, wang, who, sees):
    actor = getattr(dehua, who)
    assert Person.objects.visible_to(actor).filter(pk=wang.pk).exists() is sees
    assert matching(actor, citizen_id=CITIZEN_ID).exists() is sees


def test_nobody_is_seen_without_signing_in(dehua, wang):
    assert not Person.objects.visible_to(ANONYMOUS).exists()


def test_a_resident_sees_only_their_own_row(dehua, wang):
    signed_in = user("李明", PHONE)
    mine = know(DEHUA, name="李明", phone=PHONE, user=signed_in, actor=resident(signed_in))
    assert list(Person.objects.visible_to(resident(signed_in))) == [mine]
    assert person_of(resident(signed_in), DEHUA) == mine
    assert person_of(resident(signed_in), "621121") is None
    assert person_of(ANONYMOUS, DEHUA) is None


def test_a_town_sees_the_members_of_its_households_while_they_live_there(dehua, wang):
    settle(wang, dehua.town, address="丁溪村12号", actor=dehua.clerk)
    assert Person.objects.visible_to(dehua.town_clerk).filter(pk=wang.pk).exists()
    settle(wang, dehua.other_town, actor=dehua.clerk)
    assert not Person.objects.visible_to(dehua.town_clerk).filter(pk=wang.pk).exists()


def test_a_town_sees_whoever_turned_up_there_with_their_card(dehua, wang):
    assert know(DEHUA, name="王秀英", citizen_id=CITIZEN_ID, actor=dehua.town_clerk) == wang
    assert know(DEHUA, name="", citizen_id=CITIZEN_ID, actor=dehua.town_clerk) == wang
    assert list(Person.objects.visible_to(dehua.town_clerk)) == [wang]
    assert wang.acquaintances.count() == 1


def test_a_number_alone_gives_a_town_no_more_than_it_wrote_down(dehua, wang):
    know(DEHUA, name="", phone=PHONE, citizen_id=CITIZEN_ID, actor=dehua.clerk)
    told = [
        {"name": "", "phone": PHONE},
        {"name": "某人", "phone": PHONE},
        {"name": "某人", "citizen_id": CITIZEN_ID},
        {"name": "", "citizen_id": CITIZEN_ID},
    ]
    rows = [know(DEHUA, **each, actor=dehua.town_clerk) for each in told]
    assert wang not in rows
    assert [
        {key: getattr(row, key) for key in each} for row, each in zip(rows, told, strict=True)
    ] == told
    assert [(row.phone_key, row.citizen_key, row.user) for row in rows] == [("", "", None)] * 4
    assert not Person.objects.visible_to(dehua.town_clerk).filter(pk=wang.pk).exists()


def test_name_and_phone_as_they_stand_find_the_person_and_open_nothing(dehua, wang):
    know(DEHUA, name="", phone=PHONE, citizen_id=CITIZEN_ID, actor=dehua.clerk)
    assert know(DEHUA, name="王秀英", phone=PHONE, actor=dehua.town_clerk) == wang
    assert not Person.objects.visible_to(dehua.town_clerk).exists()
    with pytest.raises(NotAllowed):
        see_clear(wang, why="好奇", actor=dehua.town_clerk)


def test_an_invented_card_opens_nobody(dehua):
    li = know(DEHUA, name="李明", phone=PHONE, actor=dehua.clerk)
    for _time in range(2):
        know(DEHUA, name="李明", phone=PHONE, citizen_id=CITIZEN_ID, actor=dehua.town_clerk)
    li.refresh_from_db()
    assert li.citizen_id == ""
    assert not Person.objects.visible_to(dehua.town_clerk).filter(pk=li.pk).exists()


def test_a_person_is_listed_once_however_many_reasons_there_are_to_see_them(dehua, wang):
    know(DEHUA, name="王秀英", citizen_id=CITIZEN_ID, actor=dehua.town_clerk)
    settle(wang, dehua.town, actor=dehua.town_clerk)
    given = consent(
        wang, given_by="", relation="self", purpose="acting", version="1", actor=dehua.town_clerk
    )
    act_for(wang, reason="没有手机", consent=given, actor=dehua.town_clerk)
    assert list(Person.objects.visible_to(dehua.town_clerk)) == [wang]


def test_there_is_no_browsing(dehua, wang):
    assert list(matching(dehua.clerk)) == []


def test_both_numbers_must_fit(dehua):
    person = know(DEHUA, name="王", phone=PHONE, citizen_id=CITIZEN_ID, actor=dehua.clerk)
    assert list(matching(dehua.clerk, phone=PHONE, citizen_id=CITIZEN_ID)) == [person]
    assert list(matching(dehua.clerk, phone="13900139000", citizen_id=CITIZEN_ID)) == []


def test_a_person_is_masked_unless_asked_otherwise(dehua, wang):
    assert (wang.shown_name(), wang.shown_citizen_id(), str(wang)) == (
        "王**",
        "350526********0021",
        "王**",
    )
    assert (wang.shown_name(clear=True), wang.shown_citizen_id(clear=True)) == (
        "王秀英",
        CITIZEN_ID,
    )


def test_looking_in_clear_is_kept_with_its_reason(dehua, wang):
    see_clear(wang, why="核对补贴名单", actor=dehua.clerk)
    assert [(row.subject_id, row.user_id, row.what, row.why) for row in Access.objects.all()] == [
        (wang.pk, dehua.clerk.user_id, "identity", "核对补贴名单")
    ]


@pytest.mark.parametrize("why", ["", "  ", "x" * 201])
def test_looking_needs_a_reason(dehua, wang, why):
    with pytest.raises(Unusable):
        see_clear(wang, why=why, actor=dehua.clerk)
    assert not Access.objects.exists()


@pytest.mark.parametrize("who", ["handler", "system_admin", "far_clerk", "town_clerk"])
def test_others_do_not_look(dehua, wang, who):
    with pytest.raises(NotAllowed):
        see_clear(wang, why="好奇", actor=getattr(dehua, who))


def test_a_household_can_be_shared_and_a_person_has_one_home(dehua, wang):
    son = know(DEHUA, name="李明", phone=PHONE, actor=dehua.clerk)
    home = settle(wang, dehua.town, address="12号", actor=dehua.clerk)
    assert settle(son, dehua.town, household=home, actor=dehua.clerk) == home
    assert settle(wang, dehua.other_town, actor=dehua.clerk) != home
    assert (Household.objects.count(), wang.memberships.filter(until=None).count()) == (2, 1)


@pytest.mark.parametrize("who", ["supervisor", "handler", "far_clerk"])
def test_only_clerks_and_leads_settle_people_and_note_needs(dehua, wang, who):
    with pytest.raises(NotAllowed):
        settle(wang, dehua.town, actor=getattr(dehua, who))
    with pytest.raises(NotAllowed):
        note_need(wang, GroupInNeed.objects.get(code="elderly_alone"), actor=getattr(dehua, who))


def test_a_need_is_noted_once_and_ends(dehua, wang):
    group = GroupInNeed.objects.get(code="elderly_alone")
    need = note_need(wang, group, actor=dehua.clerk)
    assert note_need(wang, group, actor=dehua.clerk) == need
    assert [row.group.name for row in needs_of(wang)] == ["独居老人"]
    end_need(need, actor=dehua.lead)
    assert list(needs_of(wang)) == []
    assert note_need(wang, group, actor=dehua.clerk) != need

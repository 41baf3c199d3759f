"""Who gives a household into whose care, and does exactly one person have each role at any time?"""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from jinlin.core import timeline
from jinlin.core.actor import ANONYMOUS
from jinlin.core.errors import NotAllowed, NotNow, Stale, Unusable
from jinlin.core.time import clock
from jinlin.ground.people.actions import (
    Carer,
    NewMember,
    add_member,
    end_link,
    end_need,
    hand_over_link,
    link,
    register_household,
)
from jinlin.ground.people.models import (
    CareLink,
    CareRole,
    Consent,
    GroupInNeed,
    Household,
    Need,
    Person,
)
from jinlin.ground.people.queries import people_of
from jinlin.ground.people.tests.conftest import (
    CITIZEN_ID,
    PHONE,
    community,
    in_need,
    resident,
    staff,
    user,
)

# who                register  add_member  link  hand_over  end
MAY = """
clerk                yes       yes         yes   yes        yes
lead                 yes       yes         yes   yes        yes
town_clerk           yes       yes         yes   yes        yes
supervisor           no        no          no    no         no
handler              no        no          no    no         no
system_admin         no        no          no    no         no
far_clerk            no        no          no    no         no
other_town_clerk     no        no          no    no         no
volunteer            no        no          no    no         no
anonymous            no        no          no    no         no
"""
VERBS = ("register", "add_member", "link", "hand_over", "end")
LINES = [line.split() for line in MAY.strip().splitlines()]


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("who", "verb", "may"),
    [
        (line[0], verb, word == "yes")
        for line in LINES
        for verb, word in zip(VERBS, line[1:], strict=True)
    ],
)
def test_who_may_do_what(dehua, household, linked, volunteer, who, verb, may):
    other, actor = user("李接手", "13700137000"), _actor(dehua, volunteer, who)
    done = {
        "register": lambda: register_household(
            community(dehua), NewMember("陈阿公", groups=_groups()), address="1号", actor=actor
        ),
        "add_member": lambda: add_member(household, NewMember("陈阿公"), actor=actor),
        "link": lambda: link(household, role="member", carer=Carer(other), actor=actor),
        "hand_over": lambda: hand_over_link(linked, to=Carer(other), note="周三买菜", actor=actor),
        "end": lambda: end_link(linked, reason="搬走了", actor=actor),
    }
    if may:
        done[verb]()
    else:
        with pytest.raises(NotAllowed):
            done[verb]()


def test_each_role_has_one_person_and_the_trail_tells_it(dehua, household, linked, volunteer):
    party, worker = user("苏党员", "13700137000"), dehua.users["handler"]
    link(household, role="member", carer=Carer(party), actor=dehua.lead)
    link(household, role="worker", carer=Carer(worker), actor=dehua.lead)
    assert [(each.role, each.user, each.name) for each in people_of(household)] == [
        ("member", party, "苏党员"),
        ("volunteer", volunteer, "林志愿"),
        ("worker", worker, "handler"),
    ]
    with pytest.raises(NotNow):
        link(household, role="volunteer", carer=Carer(party), actor=dehua.clerk)
    assert [(entry.verb, entry.audience, entry.data) for entry in timeline.trail(linked)] == [
        ("linked", "staff", {"role": "volunteer", "user": str(volunteer.pk)})
    ]


def test_the_database_itself_refuses_a_second_one(dehua, household, linked):
    with pytest.raises(IntegrityError), transaction.atomic():
        CareLink.objects.create(
            county=household.county,
            household=household,
            place_code=household.place_code,
            role="volunteer",
            user=linked.user,
            name="二",
            since=clock.today(),
        )


def test_the_successor_takes_over_with_the_note_and_the_one_before_is_out(
    dehua, household, linked, volunteer
):
    other = user("李接手", "13700137000")
    new = hand_over_link(
        linked, to=Carer(other), note="周三上午买菜，敲门重一点。", actor=dehua.clerk
    )
    linked.refresh_from_db()
    assert (linked.until, linked.ended, linked.note, linked.version) == (
        clock.today(),
        "handed_over",
        "周三上午买菜，敲门重一点。",
        2,
    )
    assert (new.user, new.role, new.follows, new.given_by_id, new.version) == (
        other,
        "volunteer",
        linked,
        dehua.clerk.user_id,
        1,
    )
    assert [entry.verb for entry in timeline.trail(linked)] == ["linked", "handed_over"]
    assert [entry.verb for entry in timeline.trail(new)] == ["taken_over"]
    assert list(Household.objects.visible_to(resident(volunteer))) == []
    assert list(Household.objects.visible_to(resident(other))) == [household]


def test_the_notes_stand_in_no_trail(dehua, linked):
    end_link(linked, reason="老人住进养老院", actor=dehua.clerk)
    assert [(entry.note, entry.internal, entry.data) for entry in timeline.trail(linked)][-1] == (
        "",
        "",
        {},
    )


def test_a_stale_copy_is_told_so_and_an_ended_link_stays_ended(dehua, household, linked):
    copy = CareLink.objects.get(pk=linked.pk)
    end_link(linked, reason="搬走了", actor=dehua.clerk)
    with pytest.raises(Stale):
        end_link(copy, reason="搬走了", actor=dehua.lead)
    with pytest.raises(NotNow):
        end_link(CareLink.objects.get(pk=linked.pk), reason="搬走了", actor=dehua.lead)
    assert link(household, role="volunteer", carer=Carer(linked.user), actor=dehua.clerk).is_open


@pytest.mark.parametrize("note", ["", " \n ", "字" * 501])
def test_a_hand_over_and_an_end_say_something(dehua, linked, note):
    with pytest.raises(Unusable):
        hand_over_link(linked, to=Carer(dehua.users["handler"]), note=note, actor=dehua.clerk)
    with pytest.raises(Unusable):
        end_link(linked, reason=note, actor=dehua.clerk)
    assert CareLink.objects.get().is_open


def test_who_cannot_look_after_a_household(dehua, household, linked, volunteer):
    locked, nameless = user("锁", "13700137000"), user("", "13600136000")
    locked.is_active = False
    locked.save()
    abroad = user("far")
    abroad.county = "621121"
    abroad.save()
    herself = user("王秀英", PHONE)
    Person.objects.filter(memberships__household=household).update(user=herself)
    for wrong in (locked, nameless, abroad, herself):
        with pytest.raises(Unusable):
            link(household, role="member", carer=Carer(wrong), actor=dehua.clerk)
    with pytest.raises(Unusable):
        link(household, role="mayor", carer=Carer(volunteer), actor=dehua.clerk)
    with pytest.raises(Unusable):
        hand_over_link(linked, to=Carer(volunteer), note="自己", actor=dehua.clerk)


def test_where_nobody_is_in_need_nobody_is_linked(dehua, household, volunteer):
    end_need(Need.objects.get(), actor=dehua.clerk)
    with pytest.raises(NotNow):
        link(household, role="volunteer", carer=Carer(volunteer), actor=dehua.clerk)


def test_a_household_comes_on_record_whole_and_once(dehua, household):
    assert in_need(dehua) == household
    assert (household.place, household.address, str(household)) == (
        community(dehua),
        "丁溪路12号3幢201室",
        "丁溪路*号*幢*室",
    )
    woman = Person.objects.get()
    assert ([need.group_id for need in woman.needs.all()], woman.memberships.count()) == (
        ["elderly_alone"],
        1,
    )
    assert [(each.purpose, each.relation, each.given_by) for each in Consent.objects.all()] == [
        ("care", "self", "王秀英")
    ]


def test_somebody_known_is_found_and_others_move_in(dehua, household):
    son = add_member(household, NewMember("王建国", phone="13500135000"), actor=dehua.town_clerk)
    assert (
        add_member(household, NewMember("王建国", phone="13500135000"), actor=dehua.town_clerk)
        == son
    )
    assert (
        household.memberships.filter(until=None).count(),
        son.needs.count(),
        son.consents.count(),
    ) == (2, 0, 1)


def test_the_same_person_at_another_place_has_moved(dehua, household):
    there = community(dehua).parent.children.order_by("code")[1]
    moved = register_household(
        there,
        NewMember("王秀英", citizen_id=CITIZEN_ID, groups=_groups()),
        address="9号",
        actor=dehua.clerk,
    )
    assert (moved == household, household.memberships.filter(until=None).count()) == (False, 0)
    assert list(Household.objects.in_need()) == [moved]


def test_a_household_needs_a_name_a_group_and_for_a_child_the_guardian(dehua):
    place = community(dehua)
    for wrong in (
        NewMember("", groups=_groups()),
        NewMember("王"),
        NewMember("小明", citizen_id="350526201506010030", groups=_groups()),
    ):
        with clock.set_to(clock.at(date(2026, 1, 5))), pytest.raises(Unusable):
            register_household(place, wrong, address="1号", actor=dehua.clerk)
    assert (Household.objects.count(), Person.objects.count(), Need.objects.count()) == (0, 0, 0)
    with clock.set_to(clock.at(date(2026, 1, 5))):
        child = NewMember(
            "小明",
            citizen_id="350526201506010030",
            groups=_groups(),
            relation="guardian",
            given_by="妈妈",
        )
        assert (
            register_household(place, child, address="1号", actor=dehua.clerk).memberships.count()
            == 1
        )


def test_the_three_roles_are_these():
    assert CareRole.values == ["member", "worker", "volunteer"]


def _groups() -> list[GroupInNeed]:
    return [GroupInNeed.objects.get(code="elderly_alone")]


def _actor(dehua, volunteer, who: str):
    others = {
        "anonymous": ANONYMOUS,
        "volunteer": resident(volunteer),
        "other_town_clerk": staff(dehua.users["town_clerk"], "clerk", dehua.other_town.code),
    }
    return others.get(who) or getattr(dehua, who)

"""What does whoever looks after a household see of it, with whose consent, and is it kept?"""

from datetime import date

import pytest

from jinlin.core.actor import ANONYMOUS
from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.time import clock
from jinlin.core.timeline import Access
from jinlin.ground.people.actions import (
    Carer,
    NewMember,
    add_member,
    consent,
    end_link,
    end_need,
    link,
    look_in,
    see_household_clear,
    withdraw_consent,
)
from jinlin.ground.people.models import CareLink, Consent, Household, Need, Person
from jinlin.ground.people.queries import carers_of, households_of
from jinlin.ground.people.queries.care import care_of, consenting, homes
from jinlin.ground.people.tests.conftest import in_need, resident, user

# who                sees the household, sees the link
SEES = """
clerk                yes yes
lead                 yes yes
supervisor           yes yes
town_clerk           yes yes
handler              no  no
system_admin         no  no
far_clerk            no  no
"""


@pytest.mark.parametrize(
    "line", [line.split() for line in SEES.strip().splitlines()], ids=lambda line: line[0]
)
def test_who_sees_a_household_at_the_desk(dehua, household, linked, line):
    who, *sees = line
    actor = getattr(dehua, who)
    found = [
        Household.objects.visible_to(actor).exists(),
        CareLink.objects.visible_to(actor).exists(),
    ]
    assert found == [word == "yes" for word in sees]


def test_a_carer_sees_their_own_household_while_they_look_after_it_and_no_other(
    dehua, household, linked, volunteer
):
    other = in_need(dehua, 1, name="陈阿公")
    me, stranger = resident(volunteer), resident(user("路人", "13700137000"))
    assert (
        list(Household.objects.visible_to(me)) == list(households_of(volunteer.pk)) == [household]
    )
    assert [list(Household.objects.visible_to(each)) for each in (stranger, ANONYMOUS)] == [[], []]
    assert list(Person.objects.visible_to(me)) == []
    with pytest.raises(NotAllowed):
        look_in(other, actor=me)
    end_link(linked, reason="搬走了", actor=dehua.clerk)
    assert (list(households_of(volunteer.pk)), list(CareLink.objects.visible_to(me))) == ([], [])
    with pytest.raises(NotAllowed):
        look_in(household, actor=me)


def test_each_look_is_kept_with_everybody_who_is_shown(dehua, household, linked, volunteer):
    son = add_member(household, NewMember("王建国", phone="13500135000"), actor=dehua.clerk)
    woman = Person.objects.exclude(pk=son.pk).get()
    for _time in range(2):
        look_in(household, actor=resident(volunteer))
    assert sorted(
        (row.subject_id, row.user_id, row.what) for row in Access.objects.all()
    ) == sorted([(person.pk, volunteer.pk, "care") for person in (woman, son)] * 2)


def test_without_consent_nothing_is_shown_and_nobody_is_told(dehua, household, linked, volunteer):
    woman = Person.objects.get()
    assert carers_of(woman) == [volunteer.pk]
    withdraw_consent(Consent.objects.get(), actor=dehua.clerk)
    with pytest.raises(NotNow):
        look_in(household, actor=resident(volunteer))
    assert (carers_of(woman), homes([household])[0].agrees, Access.objects.count()) == (
        [],
        False,
        0,
    )


def test_one_who_withdraws_is_hidden_beside_one_who_agrees(dehua, household, linked, volunteer):
    son = add_member(household, NewMember("王建国", phone="13500135000"), actor=dehua.clerk)
    withdraw_consent(son.consents.get(), actor=dehua.clerk)
    look_in(household, actor=resident(volunteer))
    assert [row.subject_id for row in Access.objects.all()] == [
        Person.objects.exclude(pk=son.pk).get().pk
    ]
    assert [(member.pk == son.pk, member.agrees) for member in homes([household])[0].members] == [
        (False, True),
        (True, False),
    ]


def test_where_nobody_needs_care_any_more_nothing_is_shown(dehua, household, linked, volunteer):
    end_need(Need.objects.get(), actor=dehua.clerk)
    with pytest.raises(NotNow):
        look_in(household, actor=resident(volunteer))
    assert carers_of(Person.objects.get()) == []


def test_for_a_child_only_the_guardians_consent_counts_also_when_the_age_becomes_known_later(dehua):
    with clock.set_to(clock.at(date(2026, 1, 5))):
        in_need(dehua, 1, name="小明")
        child = Person.objects.get()
        assert consenting([child]) == [child]
        child.birth_year = 2015
        child.save()
        assert consenting([child]) == []
        consent(
            child,
            given_by="妈妈",
            relation="guardian",
            purpose="care",
            version="1",
            actor=dehua.clerk,
        )
        assert consenting([child]) == [child]


def test_who_is_told_of_a_person_s_matters(dehua, household, linked, volunteer):
    gone = user("离开的", "13700137000")
    link(household, role="member", carer=Carer(gone), actor=dehua.clerk)
    gone.is_active = False
    gone.save()
    woman, alone = Person.objects.get(), Person.objects.create(county="350526", name="别人")
    care = care_of(woman)
    assert (care.household, care.users) == (household.pk, [volunteer.pk])
    assert (care_of(alone), carers_of(alone)) == (None, [])


def test_staff_see_in_clear_with_a_reason_that_is_kept(dehua, household):
    see_household_clear(household, why="送慰问品", actor=dehua.supervisor)
    assert [(row.subject_id, row.what, row.why) for row in Access.objects.all()] == [
        (household.pk, "identity", "送慰问品")
    ]
    with pytest.raises(Unusable):
        see_household_clear(household, why=" ", actor=dehua.clerk)
    for who in ("handler", "far_clerk", "system_admin"):
        with pytest.raises(NotAllowed):
            see_household_clear(household, why="好奇", actor=getattr(dehua, who))


def test_nothing_readable_of_a_link_stands_in_the_database(dehua, linked):
    from django.db import connection

    end_link(linked, reason="老人住进养老院", actor=dehua.clerk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, note FROM people_carelink")
        stored = " ".join(cursor.fetchone())
    assert ("林志愿" in stored, "养老院" in stored) == (False, False)

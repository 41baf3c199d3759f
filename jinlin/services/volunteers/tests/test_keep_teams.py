"""Can a team be led, joined by somebody without a phone, and ended; can a volunteer change and
leave?
"""

from uuid import uuid4

import pytest
from django.urls import reverse

from jinlin.core.errors import NotAllowed, NotNow
from jinlin.core.time import clock
from jinlin.services.notices.models import Message
from jinlin.services.volunteers import actions, jobs
from jinlin.services.volunteers.models import (
    Activity,
    Membership,
    Pilot,
    Recheck,
    Skill,
    Team,
    Volunteer,
    VolunteerRule,
)
from jinlin.services.volunteers.tests.cast import (
    DAY,
    LATER,
    at,
    at_desk,
    at_phone,
    now_of,
    planned,
    recorded,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
COUNTY, PLACE = "350526", "350526100001001"


def sent(client, name, told, *args):
    with at(9, day=LATER):
        return client.post(reverse(f"volunteers:{name}", args=args), {"key": uuid4(), **told})


def read(client, name, *args, ask=""):
    with at(9, day=LATER):
        return client.get(reverse(f"volunteers:{name}", args=args) + ask)


def own(user):
    client = at_phone(user)
    client.cookies["place"] = PLACE
    return client


def test_somebody_without_a_phone_is_brought_into_a_team_by_name(cast):
    client = at_desk(cast.users.leader)
    told = {"place": cast.places.neighbourhood.pk, "name": "赖阿婆"}
    assert sent(client, "register", told).status_code == 302
    old = Volunteer.objects.get(person__user=None, person__phone_key="", joined_on=LATER)
    bring = ("settle_team", {"who": "赖阿婆"}, cast.team.pk, "bring")
    assert sent(client, *bring).status_code == 302
    assert old.memberships.get().state == "member"
    assert sent(client, *bring).status_code == 302
    assert old.memberships.count() == 1
    wrong = sent(client, "settle_team", {"who": "诸葛"}, cast.team.pk, "bring")
    assert (wrong.status_code, list(wrong.context["bring_form"].errors)) == (422, ["who"])
    sent(client, "register", told)
    assert sent(client, *bring).status_code == 422, "two are called so"
    abroad = sent(at_desk(cast.users.outsider), *bring)
    assert abroad.status_code == 404
    assert sent(client, "settle_team", {}, cast.team.pk, "nonsense").status_code == 404


def test_the_leader_hears_who_asks_and_decides_on_their_own_phone(cast):
    Membership.objects.filter(volunteer=cast.two).update(state="left")
    lead = ("settle_team", {"leader": cast.one.pk}, cast.team.pk, "leader")
    assert sent(at_desk(cast.users.leader), *lead).status_code == 302
    assert now_of(cast.team).leader_id == cast.one.pk
    with at(9, day=LATER):
        asked = actions.ask_to_join(now_of(cast.team), cast.two, actor=cast.actors.two)
    told = Message.objects.filter(event="volunteers.team.ask")
    assert [each.person_id or each.user_id for each in told] in (
        [cast.one.person_id],
        [cast.users.one.pk],
    )
    assert str(asked.pk) in read(own(cast.users.one), "leading").text
    other = sent(own(cast.users.two), "leader_decides", {}, asked.pk, "take-in")
    assert other.status_code == 404
    assert sent(own(cast.users.one), "leader_decides", {}, asked.pk, "take-in").status_code == 302
    assert now_of(asked).state == "member"
    assert reverse("volunteers:leading") in read(own(cast.users.one), "mine").text


@pytest.mark.parametrize(
    ("who", "name"), [("one", "leader_decides"), ("leader", "decide")], ids=["phone", "desk"]
)
def test_a_refusal_says_why_and_without_it_the_form_comes_back_as_it_was_sent(cast, who, name):
    Membership.objects.filter(volunteer=cast.two).update(state="left")
    with at(9, day=LATER):
        actions.appoint(cast.team, cast.one, actor=cast.actors.leader)
        asked = actions.ask_to_join(now_of(cast.team), cast.two, actor=cast.actors.two)
    user = getattr(cast.users, who)
    client = own(user) if who == "one" else at_desk(user)
    for reason, words in (("", "请写明原因"), ("太远" * 101, "太远太远")):
        page = sent(client, name, {"reason": reason}, asked.pk, "refuse")
        assert (page.status_code, words in page.text) == (422, True)
        assert f'id="refuse-{asked.pk}-reason_error"' in page.text
    assert now_of(asked).state == "asked"
    assert sent(client, name, {"reason": "人已满"}, asked.pk, "refuse").status_code == 302
    assert (now_of(asked).state, now_of(asked).reason) == ("refused", "人已满")


def test_whoever_leaves_a_team_leads_it_no_longer(cast):
    with at(9):
        actions.appoint(cast.team, cast.one, actor=cast.actors.leader)
        membership = Membership.objects.get(team=cast.team, volunteer=cast.one)
        actions.part(membership, actor=cast.actors.one)
    assert now_of(cast.team).leader_id is None
    asked = Membership.objects.get(team=cast.team, volunteer=cast.two)
    with pytest.raises(NotAllowed):
        actions.part(asked, actor=cast.actors.one)
    page = read(at_desk(cast.users.leader), "team", cast.team.pk)
    assert [row.pk for row in page.context["former"]] == [membership.pk]


def test_a_team_ends_when_nothing_of_it_is_open(cast):
    activity = planned(cast)
    end = ("settle_team", {"reason": "并入镇队"}, cast.team.pk, "end")
    client = at_desk(cast.users.leader)
    assert sent(client, *end).status_code == 409
    with at(9):
        actions.cancel(activity, reason="下雨", actor=cast.actors.leader)
    assert sent(client, *end).status_code == 302
    assert now_of(cast.team).ended_on == LATER
    assert not Membership.objects.filter(team=cast.team, state="member").exists()
    assert Message.objects.filter(event="volunteers.team.end").count() == 3
    with pytest.raises(NotNow), at(10, day=LATER):
        actions.take_in(now_of(cast.team), cast.one, actor=cast.actors.leader)
    assert not Team.objects.present().exists()
    assert read(client, "team", cast.team.pk).status_code == 200


def test_a_volunteer_changes_what_they_said_and_leaves_and_comes_back(cast):
    skill = Skill.objects.create(county=COUNTY, name="理发")
    closed = Skill.objects.create(county=COUNTY, name="旧项", is_open=False)
    cast.one.skills.add(closed)
    client = own(cast.users.one)
    assert read(client, "describe_me").status_code == 200
    told = {"sex": "f", "skills": [skill.pk, closed.pk], "limits": "不能久站", "categories": "理发"}
    assert sent(client, "describe_me", told).status_code == 302
    row = now_of(cast.one)
    assert (row.sex, row.limits, set(row.skills.all())) == ("f", "不能久站", {skill, closed})
    desk = at_desk(cast.users.leader)
    assert "不能久站" in read(desk, "one", cast.one.pk).text
    assert sent(desk, "describe", {"limits": "膝盖不好"}, cast.one.pk).status_code == 302
    assert now_of(cast.one).limits == "膝盖不好"
    assert read(client, "leave").status_code == 200
    assert sent(client, "leave", {}).status_code == 302
    assert now_of(cast.one).left_on == LATER
    assert not Membership.objects.filter(volunteer=cast.one, state="member").exists()
    assert reverse("volunteers:register_me") in read(client, "mine").text
    sent(client, "register_me", {"sex": "f"})
    assert now_of(cast.one).left_on is None
    assert sent(desk, "note_leaving", {}, cast.one.pk).status_code == 302
    assert now_of(cast.one).left_on == LATER


def test_who_has_to_ask_again_finds_what_was_drawn(cast):
    VolunteerRule.objects.create(county=COUNTY, valid_from=DAY, recheck_percent=100)
    record = recorded(cast)
    with at(13):
        actions.draw(COUNTY, since=DAY, until=DAY)
    client = at_desk(cast.users.second)
    page = read(client, "records", ask="?state=recheck")
    assert [row.record.pk for row in page.context["rows"]] == [record.pk]
    told = {"finding": "confirmed", "who": "三楼阿婆"}
    assert sent(client, "recheck", told, record.pk).status_code == 302
    assert Recheck.objects.get().finding == "confirmed"
    assert read(client, "records", ask="?state=recheck").context["rows"] == []


def test_an_activity_of_a_pilot_counts_in_its_figures(cast):
    plan = {
        "team": cast.team.pk,
        "title": "调解",
        "content": "邻里调解",
        "day": DAY,
        "from_time": "14:00",
        "to_time": "15:00",
        "organiser": "凤池社区",
    }
    client = at_desk(cast.users.leader)
    assert "pilot" not in read(client, "new_activity").context["form"].fields
    place = cast.places.neighbourhood
    pilot = Pilot.objects.create(
        county=COUNTY,
        name="新城试点",
        theme="disputes",
        place=place,
        place_code=place.code,
        since=DAY,
    )
    with at(9):
        client.post(reverse("volunteers:new_activity"), {"key": uuid4(), **plan, "pilot": pilot.pk})
    activity = Activity.objects.get(title="调解")
    assert activity.pilot == pilot
    with at(16):
        actions.confirm_sheet(
            activity,
            [actions.Helper(cast.one), actions.Helper(cast.two)],
            actor=cast.actors.leader,
        )
    (row,) = read(client, "pilots").context["rows"]
    assert row["activities"] == 1
    wanted = {"times": 2, "people": 2, "minutes": 120}
    assert {name: row["figures"][name] for name in wanted} == wanted


def test_hours_are_asked_of_those_who_keep_the_place_when_whoever_was_in_charge_left(cast):
    planned(cast)
    type(cast.users.leader).objects.filter(pk=cast.users.leader.pk).update(is_active=False)
    with at(9, day=DAY + (LATER - DAY) * 6):
        assert jobs.remind() == 1
        assert jobs.remind() == 0
    told = Message.objects.filter(event="volunteers.remind").values_list("user", flat=True)
    assert set(told) == {cast.users.second.pk, cast.users.lead.pk}


def test_whoever_is_in_charge_now_is_told(cast):
    activity = planned(cast)
    with at(9):
        actions.entrust(activity, cast.users.second, actor=cast.actors.leader)
    assert now_of(activity).in_charge_id == cast.users.second.pk
    told = Message.objects.filter(event="volunteers.activity.entrust")
    assert [each.user_id for each in told] == [cast.users.second.pk]
    assert clock.local_day(now_of(activity).due_at) > DAY

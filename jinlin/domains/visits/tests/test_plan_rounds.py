"""Does everybody in a group have a door, and every door somebody who knocks at it?"""

from datetime import timedelta

import pytest

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotAllowed, Unusable
from jinlin.core.time import clock
from jinlin.domains.visits import actions
from jinlin.domains.visits.actions import Terms
from jinlin.domains.visits.models import Door, TargetGroup
from jinlin.domains.visits.tests.cast import (
    COUNTY,
    all_to,
    carried,
    form,
    found,
    going,
    hand_in,
    home,
    now_of,
    planned,
)
from jinlin.ground.accounts.models import Grant
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import GroupInNeed
from jinlin.ground.places import actions as places
from jinlin.ground.places.queries import above

DAY = timedelta(days=1)


def test_each_household_has_one_door_and_the_carer_goes_before_the_grid(cast):
    people.link(
        cast.homes[0],
        role="worker",
        carer=people.Carer(cast.users.second_visitor),
        actor=cast.actors.clerk,
    )
    round_ = planned(cast)
    doors = {door.household_id: door.visitor for door in round_.doors.all()}
    assert len(doors) == 3
    assert doors[cast.homes[0].pk] == cast.users.second_visitor
    assert set(doors.values()) == {cast.users.visitor, cast.users.second_visitor}


def test_who_comes_into_a_group_later_gets_a_door_and_a_visitor_who_left_loses_them(cast):
    round_ = going(cast)
    all_to(cast, round_)
    home(cast, 7)
    Grant.objects.filter(user=cast.users.visitor).update(valid_to=clock.today())
    assert actions.look_after_rounds() == 4
    assert round_.doors.count() == 4
    assert round_.doors.filter(visitor=None).count() == 3
    assert actions.look_after_rounds() == 0


def test_a_visitor_who_knocks_elsewhere_now_leaves_the_doors_to_the_lead(cast):
    round_ = going(cast)
    all_to(cast, round_)
    cared = cast.homes[0]
    link = {"role": "worker", "carer": people.Carer(cast.users.visitor)}
    people.link(cared, **link, actor=cast.actors.clerk)
    Grant.objects.filter(user=cast.users.visitor).update(place=cast.places.other_community)
    assert actions.look_after_rounds() == 2
    assert [door.household for door in round_.doors.exclude(visitor=None)] == [cared]
    assert actions.look_after_rounds() == 0


def test_a_round_of_a_merged_place_goes_to_the_homes_of_both(cast):
    home(cast, 5, "second_neighbourhood")
    both = [cast.places.neighbourhood, cast.places.second_neighbourhood]
    code = f"{cast.places.community.code}900"
    cast.places.merged = places.merge(both, code=code, name="凤池花园", actor=SYSTEM)
    assert planned(cast, place="merged").doors.count() == 4


def test_who_works_for_a_merged_place_goes_to_doors_with_its_former_codes(cast):
    both = [cast.places.neighbourhood, cast.places.second_neighbourhood]
    code = f"{cast.places.community.code}900"
    merged = places.merge(both, code=code, name="凤池花园", actor=SYSTEM)
    Grant.objects.filter(user=cast.users.visitor).update(place=merged)
    former = cast.places.neighbourhood.code
    assert cast.users.visitor.pk in dict(actions.visitors_at(former))
    assert above(former)[-2:] == sorted([former, code])


def test_a_round_does_not_end_before_today(cast):
    today = clock.today()
    past = Terms("去年的", [cast.group], cast.version, today - DAY * 9, today - DAY)
    with pytest.raises(Unusable) as refused:
        actions.plan(cast.places.neighbourhood, past, actor=cast.actors.clerk)
    assert refused.value.field == "ends_on"
    round_ = going(cast)
    with clock.set_to(clock.now() + DAY * 40), pytest.raises(Unusable) as refused:
        until = round_.ends_on + DAY
        actions.extend(now_of(round_), until=until, reason="雨天", actor=cast.actors.community_lead)
    assert refused.value.field == "until"


def test_a_list_goes_by_risk_and_by_the_last_visit(cast):
    heavy = GroupInNeed.objects.exclude(pk=cast.group.pk).order_by("pk")[0]
    TargetGroup.objects.create(county=COUNTY, group=heavy, weight=5)
    first = going(cast)
    all_to(cast, first)
    taken = carried(cast)
    for door in taken.doors[:2]:
        with_care = [found("care")] if door == taken.doors[0] else []
        hand_in(cast, form(taken, door, findings=with_care))
    risky = home(cast, 8, group=heavy)
    terms = actions.Terms(
        "春季",
        [cast.group, heavy],
        cast.version,
        clock.today(),
        clock.today() + timedelta(days=9),
    )
    second = actions.plan(cast.places.neighbourhood, terms, actor=cast.actors.clerk)
    risks = {door.household_id: door.risk for door in second.doors.all()}
    assert [
        risks[risky.pk],
        risks[taken.doors[0].household_id],
        risks[taken.doors[2].household_id],
        risks[taken.doors[1].household_id],
    ] == [6, 3, 2, 1]


def test_of_equal_risk_whoever_was_never_visited_comes_first(cast):
    all_to(cast, round_ := going(cast))
    old, never, older = round_.doors.order_by("pk")
    for door, days in ((old, 9), (never, None), (older, 90)):
        door.risk, door.last_visited_on = 3, days and clock.today() - timedelta(days=days)
        door.save()
    assert carried(cast).doors == [never, older, old]


def test_a_list_is_shared_out_with_neighbours_together(cast):
    round_ = going(cast)
    all_to(cast, round_)
    moved = actions.split(
        round_,
        giver=cast.users.visitor.pk,
        to=[cast.users.visitor, cast.users.second_visitor],
        actor=cast.actors.clerk,
    )
    names = [str(door.visitor) for door in round_.doors.order_by("place_code", "pk")]
    assert (moved, names) == (1, ["吴敲门", "吴敲门", "温上楼"])
    with pytest.raises(NotAllowed):
        actions.split(round_, giver=None, to=[cast.users.visitor], actor=cast.actors.visitor)
    with pytest.raises(Unusable):
        actions.split(
            round_,
            giver=cast.users.visitor.pk,
            to=[cast.users.handler],
            actor=cast.actors.clerk,
        )


def test_a_door_taken_over_is_on_the_other_list_at_the_next_fetch(cast):
    round_ = going(cast)
    all_to(cast, round_)
    door = round_.doors.order_by("pk")[0]
    actions.take_over(door, reason="他请假了", actor=cast.actors.second_visitor)
    assert [each.pk for each in carried(cast, "second_visitor").doors] == [door.pk]
    assert door.pk not in [each.pk for each in carried(cast).doors]
    assert now_of(door).visitor == cast.users.second_visitor


def test_a_round_that_is_closed_still_takes_what_a_phone_brings(cast):
    round_ = going(cast)
    all_to(cast, round_)
    taken = carried(cast)
    actions.close(now_of(round_), report="先结束", actor=cast.actors.community_lead)
    hand_in(cast, form(taken, taken.doors[0]))
    assert now_of(taken.doors[0]).state == "visited"
    assert Door.objects.filter(state="untried").count() == 2

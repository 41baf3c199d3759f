"""May a unit return what is not its own, without the appeal wandering for ever?"""

import pytest

from jinlin.core import timeline
from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.domains.appeals import actions, queries
from jinlin.domains.appeals.actions import Verdict
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Appeal, CountyRule
from jinlin.domains.appeals.queries import waiting_for
from jinlin.domains.appeals.tests.cast import (
    COUNTY,
    SINCE,
    accepted,
    days_on,
    in_hand,
    joint,
    now_of,
    returned,
)

UNSOLVED = Verdict(answered=True, solved=False, satisfied=False)


def test_what_is_returned_waits_at_the_intake_unit_under_the_same_promise(cast):
    before = in_hand(cast)
    appeal = actions.return_(before, actor=cast.actors.handler, reason="路灯归供电公司。")
    assert (appeal.state, appeal.unit, appeal.returns, appeal.due_at) == (
        State.ACCEPTED,
        cast.units.community,
        1,
        before.due_at,
    )
    assert appeal.rounds.get().unit == cast.units.community
    with pytest.raises(Unusable):
        actions.return_(in_hand(cast), actor=cast.actors.handler, reason="\n")


def test_the_whole_chain_can_be_read_by_the_resident(cast):
    appeal = returned(cast, 2)
    lines = queries.story(appeal, actor=cast.actors.resident)
    assert [(line.verb, line.face) for line in lines][2:] == [
        ("hand_over", cast.units.community.name),
        ("return_", cast.units.bureau.name),
    ] * 2
    assert [entry.data["times"] for entry in timeline.trail(appeal) if entry.verb == "return_"] == [
        1,
        2,
    ]


def test_the_third_return_goes_to_the_supervisor_who_decides_finally(cast):
    appeal = returned(cast, 3)
    assert (appeal.is_contested, appeal.is_escalated, appeal.is_final) == (True, True, False)
    bureau = cast.units.bureau
    with pytest.raises(NotNow):
        actions.hand_over(appeal, actor=cast.actors.clerk, unit=bureau)
    with pytest.raises(NotNow):
        words = {
            "helper": cast.units.property,
            "task": "请断电。",
            "due_on": days_on(1),
            "lead": bureau,
        }
        actions.convene(appeal, actor=cast.actors.clerk, **words)
    assert list(waiting_for(cast.actors.supervisor)) == [appeal]
    assert list(waiting_for(cast.actors.clerk)) == []
    with pytest.raises(NotAllowed):
        actions.assign(appeal, actor=cast.actors.lead, unit=bureau, reason="归它。")
    appeal = actions.assign(
        appeal, actor=cast.actors.supervisor, unit=bureau, reason="道路照明归城管局。"
    )
    assert (appeal.state, appeal.unit, appeal.is_contested, appeal.is_final) == (
        State.IN_HAND,
        bureau,
        False,
        True,
    )
    with pytest.raises(NotNow):
        actions.return_(appeal, actor=cast.actors.handler, reason="还是不归我们。")
    assert (
        actions.finish(appeal, actor=cast.actors.handler, reply="修好了。").state == State.FINISHED
    )


def test_being_late_or_reopened_does_not_take_the_decision_from_those_who_look_after_the_place(
    cast,
):
    appeal = returned(cast, 1)
    Appeal.objects.filter(pk=appeal.pk).update(is_escalated=True, lateness=2)
    appeal = actions.hand_over(now_of(appeal), actor=cast.actors.clerk, unit=cast.units.bureau)
    assert appeal.state == State.IN_HAND
    with pytest.raises(NotNow):
        actions.assign(
            returned(cast, 2), actor=cast.actors.supervisor, unit=cast.units.bureau, reason="归它。"
        )


def test_a_county_sets_its_own_limit(cast):
    CountyRule.objects.create(county=COUNTY, valid_from=SINCE, returns_limit=1)
    assert returned(cast, 1).is_contested


def test_a_new_round_may_be_returned_again_but_goes_straight_to_the_supervisor(cast):
    appeal = actions.assign(
        returned(cast, 3), actor=cast.actors.supervisor, unit=cast.units.bureau, reason="归它。"
    )
    appeal = actions.finish(appeal, actor=cast.actors.handler, reply="修好了。")
    appeal = actions.judge(appeal, actor=cast.actors.resident, verdict=UNSOLVED)
    appeal = actions.return_(appeal, actor=cast.actors.handler, reason="这次是供电公司的线路。")
    assert (appeal.returns, appeal.is_contested) == (4, True)


def test_a_lead_releases_its_helpers_before_it_returns(cast):
    with pytest.raises(NotNow):
        actions.return_(joint(cast), actor=cast.actors.handler, reason="不归我们。")


def test_the_intake_answers_by_itself_what_nobody_wants(cast):
    appeal = actions.answer_at_once(
        returned(cast, 3), actor=cast.actors.clerk, reply="社区请电工修好了。"
    )
    assert appeal.state == State.FINISHED
    assert accepted(cast).is_contested is False

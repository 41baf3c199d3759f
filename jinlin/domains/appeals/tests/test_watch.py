"""Who looks after an appeal from outside, and what does that change?"""

from datetime import date, timedelta

import pytest

from jinlin.core import timeline
from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.figures.answers import answer
from jinlin.core.figures.measures import Window
from jinlin.core.tests.databases import together
from jinlin.core.time import clock
from jinlin.domains.appeals import actions, jobs, queries
from jinlin.domains.appeals.actions import Verdict
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.measures import MEASURES
from jinlin.domains.appeals.models import CountyRule
from jinlin.domains.appeals.queries import waiting_for
from jinlin.domains.appeals.queries.listed import listed
from jinlin.domains.appeals.tests.cast import (
    COUNTY,
    SINCE,
    Cast,
    cast_of_dehua,
    closed,
    days_on,
    finished,
    helper,
    in_hand,
    joint,
    merged,
    now_of,
    reported,
    waiting,
)
from jinlin.ground.places.tests.parallel import shared_house

__all__ = ["shared_house"]

MONDAY = date(2026, 4, 13)
HOUR = timedelta(hours=1)


def after(appeal, span: timedelta):
    """So long past its limit."""
    return clock.set_to(appeal.due_at + span)


def told(day, hour=9):
    return clock.set_to(clock.at(day, hour))


def test_the_resident_hurries_once_it_is_late_and_once_a_day(cast):
    appeal = in_hand(cast)
    with pytest.raises(NotNow):
        actions.hurry(appeal, actor=cast.actors.resident)
    with after(appeal, HOUR):
        appeal = actions.hurry(appeal, actor=cast.actors.resident, note="已经超期了。")
        with pytest.raises(NotNow):
            actions.hurry(appeal, actor=cast.actors.resident)
        with pytest.raises(NotAllowed):
            actions.hurry(appeal, actor=cast.actors.neighbour)
    with after(appeal, timedelta(days=2)):
        assert actions.hurry(appeal, actor=cast.actors.resident).hurried_on == clock.today()


def test_a_day_begins_at_midnight_in_china(cast):
    appeal = in_hand(cast)
    with clock.set_to(clock.at(MONDAY + timedelta(days=3000), 23, 59)):
        appeal = actions.hurry(appeal, actor=cast.actors.resident)
    with clock.set_to(clock.at(MONDAY + timedelta(days=3001), 0, 1)):
        assert actions.hurry(appeal, actor=cast.actors.resident).hurried_on == MONDAY + timedelta(
            days=3001
        )


def test_an_order_stands_until_the_unit_has_answered_it(cast):
    words = {"actor": cast.actors.supervisor, "order": "三日内报结果。", "due_on": days_on(3)}
    appeal = actions.supervise(in_hand(cast), **words)
    with pytest.raises(NotNow):
        actions.supervise(appeal, **words)
    with pytest.raises(NotAllowed):
        actions.answer_supervision(appeal, actor=cast.actors.lead, answer="已办。")
    with pytest.raises(Unusable):
        actions.answer_supervision(appeal, actor=cast.actors.handler, answer=" ")
    appeal = actions.answer_supervision(appeal, actor=cast.actors.handler, answer="灯杆今天到货。")
    order = appeal.supervisions.get()
    assert (appeal.is_supervised, order.answer, order.due_at) == (
        False,
        "灯杆今天到货。",
        clock.end_of(days_on(3)),
    )
    with pytest.raises(NotNow):
        actions.answer_supervision(appeal, actor=cast.actors.handler, answer="再答。")
    assert actions.supervise(appeal, **words).is_supervised


def test_an_order_is_answered_even_after_the_reply_or_when_the_matter_ended(cast):
    words = {"actor": cast.actors.supervisor, "order": "三日内报结果。", "due_on": days_on(3)}
    appeal = actions.supervise(in_hand(cast), **words)
    appeal = actions.finish(appeal, actor=cast.actors.handler, reply="修好了。")
    assert not actions.answer_supervision(
        appeal, actor=cast.actors.handler, answer="已办结。"
    ).is_supervised
    appeal = actions.withdraw(
        actions.supervise(waiting(cast), **words), actor=cast.actors.resident, reason="不要了"
    )
    assert not actions.answer_supervision(
        appeal, actor=cast.actors.handler, answer="居民已撤回。"
    ).is_supervised


@pytest.mark.parametrize(
    ("wrong", "field"), [({"order": "\x07"}, "order"), ({"due_on": days_on(-1)}, "due_on")]
)
def test_an_order_says_what_and_by_when(cast, wrong, field):
    words = {"order": "请速办。", "due_on": days_on(1), **wrong}
    with pytest.raises(Unusable) as refused:
        actions.supervise(in_hand(cast), actor=cast.actors.supervisor, **words)
    assert refused.value.field == field


def test_the_later_it_is_the_higher_it_is_seen_and_each_level_once(cast):
    appeal = in_hand(cast)
    with after(appeal, timedelta(0)):
        assert jobs.escalate_late() == 0
    with after(appeal, HOUR):
        assert [jobs.escalate_late(), jobs.escalate_late()] == [1, 0]
        assert (now_of(appeal).lateness, now_of(appeal).is_escalated) == (1, False)
        assert [
            list(waiting_for(actor)) for actor in (cast.actors.lead, cast.actors.supervisor)
        ] == [[appeal], []]
    with after(appeal, 24 * HOUR):
        assert [jobs.escalate_late(), jobs.escalate_late()] == [1, 0]
        assert (now_of(appeal).lateness, now_of(appeal).is_escalated) == (2, True)
        assert list(waiting_for(cast.actors.supervisor)) == [appeal]
    assert now_of(appeal).version == len(timeline.trail(appeal)) == 5


def test_what_is_very_late_at_once_goes_to_the_supervisor_at_once(cast):
    appeal = in_hand(cast)
    with after(appeal, 25 * HOUR):
        assert jobs.escalate_late() == 1
    assert now_of(appeal).lateness == 2


def test_a_county_sets_its_own_hours(cast):
    CountyRule.objects.create(
        county=COUNTY, valid_from=SINCE, first_escalation_hours=2, second_escalation_hours=48
    )
    appeal = in_hand(cast)
    with after(appeal, HOUR):
        assert jobs.escalate_late() == 0
    with after(appeal, 47 * HOUR):
        jobs.escalate_late()
    assert now_of(appeal).lateness == 1


def test_each_clock_is_late_by_itself(cast):
    appeal = reported(cast)
    with after(appeal, 30 * HOUR):
        jobs.escalate_late()
        appeal = actions.accept(now_of(appeal), actor=cast.actors.clerk)
    assert (appeal.lateness, appeal.is_escalated) == (0, True)
    with after(appeal, HOUR):
        assert jobs.escalate_late() == 1


def test_neither_a_clock_that_stands_before_its_review_day_is_over_nor_a_repeat_is_escalated(cast):
    appeal, repeat = waiting(cast), merged(cast)
    with clock.set_to(appeal.due_at):
        jobs.escalate_late()
    assert now_of(appeal).lateness == 0
    with clock.set_to(clock.now() + timedelta(days=60)):
        jobs.escalate_late()
    assert [now_of(each).lateness for each in (repeat, repeat.merged_into)] == [0, 2]


def test_every_state_has_its_line_on_the_desk(cast):
    rows = [
        reported(cast),
        in_hand(cast),
        waiting(cast),
        finished(cast),
        closed(cast),
        merged(cast),
    ]
    asked = actions.ask_exclusion(closed(cast), actor=cast.actors.handler, reason="属外县。")
    lines = {}
    for name in ("clerk", "handler", "supervisor"):
        found = listed(
            queries.board(getattr(cast.actors, name), queries.Filters(state="all")).select_related(
                "reporter"
            ),
            actor=getattr(cast.actors, name),
        )
        lines[name] = {line.appeal.pk: line.move.name if line.move else "" for line in found}
    assert [lines["clerk"][row.pk] for row in rows] == ["accept", "", "", "call_back", "", ""]
    assert [lines["handler"].get(row.pk, "-") for row in rows] == [
        "-",
        "finish",
        "resume",
        "",
        "",
        "",
    ]
    assert [lines["supervisor"][row.pk] for row in (rows[1], asked)] == [
        "supervise",
        "grant_exclusion",
    ]


def test_a_helper_finds_its_part_on_the_list_and_three_cost_as_much_as_one(
    cast, django_assert_num_queries
):
    who = helper(cast)
    for count in (1, 3):
        while waiting_for(who).count() < count:
            joint(cast)
        rows = list(waiting_for(who).select_related("reporter"))
        with django_assert_num_queries(1):
            assert [line.move.name for line in listed(rows, actor=who)] == ["answer_part"] * count


# Exclusion from the figures


@pytest.fixture
def closed_on_monday(cast):
    with told(MONDAY):
        return closed(cast)


def counts(day: date) -> dict[str, tuple[int, int]]:
    found = {
        measure.key.removeprefix("appeals."): answer(measure, Window(COUNTY, day))
        for measure in MEASURES
    }
    return {key: (each.numerator, each.denominator) for key, each in found.items()}


RATES = ("closed_loop_rate", "responded_in_time", "on_time", "solved", "satisfied")


def test_left_out_from_the_day_of_the_decision_and_not_a_day_before(cast, closed_on_monday):
    with told(MONDAY + timedelta(days=1)):
        appeal = actions.ask_exclusion(
            closed_on_monday, actor=cast.actors.handler, reason="地点属外县。"
        )
        asked = counts(clock.today())
    with told(MONDAY + timedelta(days=2)):
        appeal = actions.grant_exclusion(appeal, actor=cast.actors.supervisor, reason="属实。")
    before, after_it = counts(MONDAY + timedelta(days=1)), counts(MONDAY + timedelta(days=2))
    assert asked == before
    assert [before[key] for key in RATES] == [(1, 1)] * 5
    assert [after_it[key] for key in RATES] == [(0, 0)] * 5
    assert [each["excluded"][0] for each in (before, after_it)] == [0, 1]
    assert [each["handling_median"][1] for each in (before, after_it)] == [1, 0]
    assert [each["received"] for each in (before, after_it)] == [(1, 1), (1, 1)]
    assert appeal.state == State.CLOSED


def test_the_reason_can_be_read_by_whoever_sees_the_appeal(cast, closed_on_monday):
    appeal = actions.ask_exclusion(closed_on_monday, actor=cast.actors.clerk, reason="地点属外县。")
    appeal = actions.grant_exclusion(appeal, actor=cast.actors.supervisor, reason="经查属实。")
    asked, granted = queries.story(appeal, actor=cast.actors.resident)[-2:]
    assert ("地点属外县" in asked.sentence, "经查属实" in granted.sentence) == (True, True)


def test_refused_it_goes_on_counting_and_may_be_asked_for_again(cast, closed_on_monday):
    appeal = actions.ask_exclusion(
        closed_on_monday, actor=cast.actors.handler, reason="地点属外县。"
    )
    with pytest.raises(NotNow):
        actions.ask_exclusion(appeal, actor=cast.actors.clerk, reason="重复。")
    appeal = actions.refuse_exclusion(appeal, actor=cast.actors.supervisor, reason="就在本县。")
    assert (appeal.exclusion, appeal.excluded_on) == ("refused", None)
    assert (
        actions.ask_exclusion(appeal, actor=cast.actors.clerk, reason="查到新材料。").exclusion
        == "asked"
    )


def test_only_the_county_decides_and_only_once(cast, closed_on_monday):
    appeal = actions.ask_exclusion(
        closed_on_monday, actor=cast.actors.handler, reason="地点属外县。"
    )
    for who in (cast.actors.lead, cast.actors.handler, cast.actors.resident):
        with pytest.raises(NotAllowed):
            actions.grant_exclusion(appeal, actor=who, reason="同意。")
    appeal = actions.grant_exclusion(appeal, actor=cast.actors.supervisor, reason="属实。")
    for verb in (actions.grant_exclusion, actions.refuse_exclusion):
        with pytest.raises(NotNow):
            verb(appeal, actor=cast.actors.supervisor, reason="再来。")


def test_asked_for_while_in_work_and_decided_later_wherever_it_stands_then(cast):
    appeal = actions.ask_exclusion(in_hand(cast), actor=cast.actors.handler, reason="地点属外县。")
    appeal = actions.finish(appeal, actor=cast.actors.handler, reply="请向邻县反映。")
    appeal = actions.judge(
        appeal,
        actor=cast.actors.resident,
        verdict=Verdict(answered=True, solved=True, satisfied=True),
    )
    assert list(waiting_for(cast.actors.supervisor)) == [appeal]
    assert (
        actions.grant_exclusion(appeal, actor=cast.actors.supervisor, reason="属实。").state
        == State.CLOSED
    )


@pytest.fixture
def everybody(shared_house) -> Cast:
    return cast_of_dehua()


def test_jobs_in_parallel_escalate_each_once(everybody):
    rows = [in_hand(everybody) for _each in range(6)]
    moment = max(row.due_at for row in rows) + HOUR

    def run() -> int:
        with clock.set_to(moment):
            return jobs.escalate_late()

    assert sum(together(run, run, run, run)) == 6
    assert [[entry.verb for entry in timeline.trail(row)].count("escalate") for row in rows] == [
        1
    ] * 6


def test_two_who_decide_at_once_are_one_decision(everybody):
    actors = everybody.actors
    appeal = actions.ask_extension(
        in_hand(everybody), actor=actors.handler, days=3, reason="等材料。"
    )
    found = together(
        lambda: actions.grant_extension(now_of(appeal), actor=actors.lead, reason="同意。"),
        lambda: actions.refuse_extension(
            now_of(appeal), actor=actors.supervisor, reason="不同意。"
        ),
        lambda: actions.finish(now_of(appeal), actor=actors.handler, reply="修好了。"),
    )
    assert {type(each).__name__ for each in found} <= {"Appeal", "Stale", "NotNow"}
    assert appeal.askings.get().state in {"granted", "refused"}
    assert now_of(appeal).version == len(timeline.trail(appeal))

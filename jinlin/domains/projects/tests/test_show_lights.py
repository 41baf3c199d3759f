"""Which light does a task show, and why? Worked examples, and what always holds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinlin.domains.projects.deadlines import Colour, Facts, Limits, Reason, Step, Why, light

pytestmark = pytest.mark.one_engine

DAY = date(2026, 4, 1)
LIMITS = Limits()


def after(days):
    return DAY + timedelta(days=days)


def shown(**told):
    facts = Facts(**{"today": DAY, "due_on": after(60), "since": DAY, **told})
    found = light(facts, LIMITS)
    return found.colour, [reason.why for reason in found.reasons]


def test_on_course_is_green_and_says_how_many_days_are_left():
    found = light(Facts(DAY, after(60), DAY), LIMITS)
    assert found.reasons == (Reason(Why.ON_COURSE, 60),)
    assert found.colour == Colour.GREEN


def test_past_its_deadline_is_red_unless_it_was_reported_complete_in_time():
    assert shown(due_on=after(-1)) == (Colour.RED, [Why.PAST])
    assert shown(due_on=after(-1), judging_since=after(-2)) == (
        Colour.GREEN,
        [Why.ON_COURSE],
    )
    assert shown(due_on=after(-3), judging_since=after(-1))[0] == Colour.RED


def test_a_supervision_not_answered_by_its_day_is_red_and_before_it_amber():
    assert shown(answer_by=after(-1)) == (Colour.RED, [Why.UNANSWERED])
    assert shown(answer_by=after(2)) == (Colour.AMBER, [Why.PRESSED])


def test_a_late_milestone_a_near_deadline_and_silence_are_amber_each_with_its_reason():
    steps = [Step("方案", after(-3)), Step("总结", after(-9), after(-9))]
    told = shown(steps=steps, due_on=after(10), since=after(-40))
    assert told == (Colour.AMBER, [Why.STEP_LATE, Why.SOON, Why.SILENT])
    assert shown(since=after(-40), reported_on=after(-5))[0] == Colour.GREEN


def test_what_nobody_took_on_turns_amber_after_the_countys_days():
    assert shown(is_taken=False, since=after(-7))[0] == Colour.GREEN
    assert shown(is_taken=False, since=after(-8)) == (Colour.AMBER, [Why.NOT_TAKEN])


def test_what_waits_too_long_for_judgement_is_amber_and_that_is_not_the_units_fault():
    assert shown(judging_since=after(-11)) == (Colour.AMBER, [Why.NOT_JUDGED])


def test_what_is_over_is_off():
    assert shown(is_done=True, due_on=after(-9)) == (Colour.GREY, [Why.DONE])
    assert shown(is_dropped=True) == (Colour.GREY, [Why.DROPPED])


DAYS = st.integers(-100, 100).map(after)


@given(
    due_on=DAYS,
    since=DAYS,
    is_done=st.booleans(),
    is_taken=st.booleans(),
    judging_since=st.none() | DAYS,
    answer_by=st.none() | DAYS,
    reported_on=st.none() | DAYS,
    steps=st.lists(st.builds(Step, st.just("节点"), DAYS, st.none() | DAYS), max_size=3),
)
def test_every_light_has_a_reason_and_only_time_passing_never_makes_it_better(**told):
    ranks = [Colour.GREEN, Colour.AMBER, Colour.RED]
    now = light(Facts(today=DAY, **told), LIMITS)
    later = light(Facts(today=after(30), **told), LIMITS)
    assert now.reasons
    if now.colour != Colour.GREY:
        is_spared = told["judging_since"] is not None
        assert is_spared or ranks.index(later.colour) >= ranks.index(now.colour)

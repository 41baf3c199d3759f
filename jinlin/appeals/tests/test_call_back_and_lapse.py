"""What happens after the reply when the resident does not judge by themselves?"""

from datetime import timedelta

import pytest

from jinlin.appeals import actions, jobs, queries
from jinlin.appeals.actions import Verdict
from jinlin.appeals.actions.steps import is_drawn
from jinlin.appeals.lifecycle import State
from jinlin.appeals.measures import MEASURES
from jinlin.appeals.models import Appeal, CallBack, CountyRule, Round
from jinlin.appeals.queries import waiting_for
from jinlin.appeals.tests.cast import COUNTY, SINCE, Cast, accepted, cast_of_dehua, finished, now_of
from jinlin.core import clock, timeline
from jinlin.core.answers import answer
from jinlin.core.errors import NotAllowed, NotNow, Refusal, Unusable
from jinlin.core.keys import uuid7
from jinlin.core.measures import Window
from jinlin.core.tests.databases import together
from jinlin.places.tests.parallel import shared_house

__all__ = ["shared_house"]

SOLVED = Verdict(answered=True, solved=True, satisfied=False)
UNSOLVED = Verdict(answered=True, solved=False, satisfied=False)


def draw(percent: int) -> None:
    """The county calls back so many of a hundred."""
    CountyRule.objects.create(county=COUNTY, valid_from=SINCE, call_back_percent=percent)


def later(appeal: Appeal):
    return clock.set_to(appeal.due_at + timedelta(seconds=1))


def test_the_word_on_the_phone_counts_as_a_judgement(cast):
    appeal = actions.call_back(
        finished(cast), actor=cast.actors.second_clerk, verdict=SOLVED, answers={"是否已办好": "办好了\x00"}, note="很快。"
    )
    work = appeal.rounds.get()
    assert (appeal.state, work.is_solved, work.is_satisfied, work.comment) == (State.CLOSED, True, False, "很快。")
    call = CallBack.objects.get()
    assert (call.is_reached, call.caller, call.answers) == (True, cast.actors.second_clerk.user_id, {"是否已办好": "办好了"})
    assert [entry.verb for entry in timeline.trail(appeal)][-2:] == ["call_back", "close"]


def test_not_solved_on_the_phone_opens_it_again(cast):
    appeal = actions.call_back(finished(cast), actor=cast.actors.lead, verdict=UNSOLVED)
    assert (appeal.state, appeal.reopened, appeal.rounds.count()) == (State.IN_HAND, 1, 2)


def test_a_try_that_reached_nobody_is_on_record_for_staff_and_judges_nothing(cast):
    appeal = finished(cast)
    with pytest.raises(Unusable):
        actions.call_back(appeal, actor=cast.actors.lead, verdict=None, note=" ")
    appeal = actions.call_back(appeal, actor=cast.actors.lead, verdict=None, note="三次无人接听。")
    assert (appeal.state, appeal.rounds.get().is_solved, CallBack.objects.get().is_reached) == (State.FINISHED, None, False)
    line = queries.story(appeal, actor=cast.actors.resident)[-1]
    assert (line.verb, line.note, line.internal) == ("call_back", "", "")
    assert actions.judge(appeal, actor=cast.actors.resident, verdict=SOLVED).state == State.CLOSED


def test_whoever_handled_it_does_not_call(cast):
    at_once = actions.answer_at_once(accepted(cast), actor=cast.actors.clerk, reply="今天下午来修。")
    with pytest.raises(NotAllowed):
        actions.call_back(at_once, actor=cast.actors.clerk, verdict=SOLVED)
    with pytest.raises(NotAllowed):
        actions.call_back(finished(cast), actor=cast.actors.handler, verdict=SOLVED)


def test_what_is_drawn_waits_at_those_who_may_call_until_it_was_called(cast):
    draw(100)
    appeal = finished(cast)
    assert [list(waiting_for(actor)) for actor in (cast.actors.clerk, cast.actors.lead, cast.actors.handler)] == [[appeal], [appeal], []]
    actions.call_back(appeal, actor=cast.actors.lead, verdict=None, note="无人接听。")
    assert list(waiting_for(cast.actors.clerk)) == []


def test_the_sample_is_the_share_that_the_county_set_and_nobody_chooses_it():
    keys = [uuid7() for _each in range(2000)]
    assert [sum(is_drawn(key, percent) for key in keys) for percent in (0, 100)] == [0, 2000]
    assert 450 < sum(is_drawn(key, 30) for key in keys) < 750
    assert [is_drawn(key, 30) for key in keys] == [is_drawn(key, 30) for key in keys]


def test_silence_closes_after_the_period_and_is_never_agreement(cast):
    draw(0)
    appeal = finished(cast)
    with clock.set_to(appeal.due_at), pytest.raises(NotNow):
        actions.lapse(appeal)
    with later(appeal):
        appeal = actions.lapse(appeal)
    work = appeal.rounds.get()
    assert (appeal.state, work.is_silent, work.is_solved, work.judged_on, work.ended_on) == (
        State.CLOSED,
        True,
        None,
        None,
        appeal.ended_on,
    )
    assert timeline.trail(appeal)[-1].face == "Jinlin"
    window = Window(COUNTY, appeal.ended_on)
    found = {measure.key: answer(measure, window) for measure in MEASURES}
    assert (found["appeals.solved"].denominator, found["appeals.satisfied"].denominator) == (0, 0)
    assert (found["appeals.closed_loop_rate"].numerator, found["appeals.closed_loop_rate"].denominator) == (1, 1)


def test_what_was_drawn_does_not_lapse_before_somebody_called(cast):
    draw(100)
    appeal = finished(cast)
    with later(appeal):
        with pytest.raises(NotNow):
            actions.lapse(appeal)
        appeal = actions.call_back(appeal, actor=cast.actors.lead, verdict=None, note="无人接听。")
        assert actions.lapse(appeal).state == State.CLOSED


def test_each_round_has_its_own_silence(cast):
    draw(0)
    appeal = actions.judge(finished(cast), actor=cast.actors.resident, verdict=UNSOLVED)
    appeal = actions.finish(appeal, actor=cast.actors.handler, reply="又修了一次。")
    with later(appeal):
        assert jobs.close_after_silence() == 1
    assert list(Round.objects.filter(appeal=appeal).values_list("is_solved", "is_silent")) == [(False, False), (None, True)]


def test_the_nightly_job_closes_what_is_over_and_nothing_twice(cast):
    draw(0)
    early, late = finished(cast), finished(cast)
    with later(early):
        assert [jobs.close_after_silence(), jobs.close_after_silence()] == [2, 0]
    assert [len(timeline.trail(each)) == now_of(each).version == 5 for each in (early, late)] == [True, True]


def test_a_resident_may_still_reopen_what_closed_in_silence(cast):
    draw(0)
    appeal = finished(cast)
    with later(appeal):
        appeal = actions.reopen(actions.lapse(appeal), actor=cast.actors.resident, reason="我出差了，其实没修好。")
    assert appeal.state == State.IN_HAND


@pytest.fixture
def everybody(shared_house) -> Cast:
    draw(0)
    return cast_of_dehua()


def told_at(moment, act):
    """The act at a moment that is told in its own thread."""

    def run():
        with clock.set_to(moment):
            return act()

    return run


def test_jobs_in_parallel_close_each_once(everybody):
    rows = [finished(everybody) for _each in range(6)]
    moment = max(row.due_at for row in rows) + timedelta(seconds=1)
    done = together(*(told_at(moment, jobs.close_after_silence) for _each in range(4)))
    assert sum(done) == 6
    assert [[entry.verb for entry in timeline.trail(row)].count("lapse") for row in rows] == [1] * 6
    assert list(timeline.verify()) == []


def test_the_last_word_of_the_resident_and_silence_at_once_are_one_of_them(everybody):
    for _time in range(6):
        appeal = finished(everybody)
        moment = appeal.due_at + timedelta(seconds=1)
        judge = told_at(moment, lambda a=appeal: actions.judge(a, actor=everybody.actors.resident, verdict=SOLVED))
        found = together(judge, told_at(moment, lambda a=appeal: actions.lapse(now_of(a))), told_at(moment, jobs.close_after_silence))
        assert [each for each in found if not isinstance(each, Appeal | Refusal | int)] == []
        work = Round.objects.get(appeal=appeal)
        assert (now_of(appeal).state, work.is_silent) == (State.CLOSED, work.is_solved is None)
        assert now_of(appeal).version == len(timeline.trail(appeal))

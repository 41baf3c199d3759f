"""What happens after the reply when the resident does not judge by themselves?"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.translation import override

from jinlin.core import timeline
from jinlin.core.actor import Actor, Kind
from jinlin.core.actor import Grant as Trust
from jinlin.core.errors import NotAllowed, NotNow, Refusal, Unusable
from jinlin.core.figures.answers import answer
from jinlin.core.figures.measures import Window
from jinlin.core.keys import uuid7
from jinlin.core.tests.databases import together
from jinlin.core.time import clock
from jinlin.domains.appeals import actions, jobs, queries
from jinlin.domains.appeals.actions import Verdict
from jinlin.domains.appeals.actions.steps import is_drawn
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.measures import MEASURES
from jinlin.domains.appeals.models import Appeal, CallBack, CountyRule, Round
from jinlin.domains.appeals.permissions import can_make
from jinlin.domains.appeals.queries import waiting_for
from jinlin.domains.appeals.queries.listed import listed
from jinlin.domains.appeals.tests.cast import (
    COUNTY,
    SINCE,
    Cast,
    accepted,
    at_desk,
    cast_of_dehua,
    days_on,
    finished,
    in_hand,
    joint,
    now_of,
)
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.tests.parallel import shared_house

__all__ = ["shared_house"]

SOLVED = Verdict(answered=True, solved=True, satisfied=False)
UNSOLVED = Verdict(answered=True, solved=False, satisfied=False)


def draw(percent: int) -> None:
    """The county calls back so many of a hundred."""
    CountyRule.objects.create(county=COUNTY, valid_from=SINCE, call_back_percent=percent)


def actor_of_unit(unit, role: Role, code: str) -> Actor:
    return Actor(
        kind=Kind.PERSON, user_id=uuid4(), face=unit.name, grants=(Trust(role, (code,), unit.pk),)
    )


def later(appeal: Appeal):
    return clock.set_to(appeal.due_at + timedelta(seconds=1))


def test_the_word_on_the_phone_counts_as_a_judgement(cast):
    appeal = actions.call_back(
        finished(cast),
        actor=cast.actors.second_clerk,
        verdict=SOLVED,
        answers={"是否已办好": "办好了\x00"},
        note="很快。",
    )
    work = appeal.rounds.get()
    assert (appeal.state, work.is_solved, work.is_satisfied, work.comment) == (
        State.CLOSED,
        True,
        False,
        "很快。",
    )
    call = CallBack.objects.get()
    assert (call.is_reached, call.caller, call.answers) == (
        True,
        cast.actors.second_clerk.user_id,
        {"是否已办好": "办好了"},
    )
    assert [entry.verb for entry in timeline.trail(appeal)][-2:] == ["call_back", "close"]


def test_not_solved_on_the_phone_opens_it_again(cast):
    appeal = actions.call_back(finished(cast), actor=cast.actors.lead, verdict=UNSOLVED)
    assert (appeal.state, appeal.reopened, appeal.rounds.count()) == (State.IN_HAND, 1, 2)


def test_a_try_that_reached_nobody_is_on_record_for_staff_and_judges_nothing(cast):
    appeal = finished(cast)
    with pytest.raises(Unusable):
        actions.call_back(appeal, actor=cast.actors.lead, verdict=None, note=" ")
    appeal = actions.call_back(appeal, actor=cast.actors.lead, verdict=None, note="三次无人接听。")
    assert (appeal.state, appeal.rounds.get().is_solved, CallBack.objects.get().is_reached) == (
        State.FINISHED,
        None,
        False,
    )
    line = queries.story(appeal, actor=cast.actors.resident)[-1]
    assert (line.verb, line.note, line.internal) == ("call_back", "", "")
    assert actions.judge(appeal, actor=cast.actors.resident, verdict=SOLVED).state == State.CLOSED


def test_whoever_handled_it_does_not_call(cast):
    at_once = actions.answer_at_once(
        accepted(cast), actor=cast.actors.clerk, reply="今天下午来修。"
    )
    with pytest.raises(NotAllowed):
        actions.call_back(at_once, actor=cast.actors.clerk, verdict=SOLVED)
    with pytest.raises(NotAllowed):
        actions.call_back(finished(cast), actor=cast.actors.handler, verdict=SOLVED)


def test_what_is_drawn_waits_at_those_who_may_call_until_it_was_called_on_three_days(cast):
    draw(100)
    appeal = finished(cast)
    assert [
        list(waiting_for(actor))
        for actor in (cast.actors.clerk, cast.actors.lead, cast.actors.handler)
    ] == [[appeal], [appeal], []]
    waits = []
    for day in range(4):
        with clock.set_to(clock.at(days_on(day), 9)):
            waits.append(list(waiting_for(cast.actors.clerk)) == [appeal])
            appeal = actions.call_back(
                appeal, actor=cast.actors.lead, verdict=None, note="无人接听。"
            )
            assert list(waiting_for(cast.actors.clerk)) == []
    assert waits == [True, True, True, False]


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
    assert (
        found["appeals.closed_loop_rate"].numerator,
        found["appeals.closed_loop_rate"].denominator,
    ) == (1, 1)


def called_on(appeal: Appeal, *days: int, cast: Cast) -> Appeal:
    """Nobody was reached, so many days after the days to judge."""
    over = appeal.due_at
    for day in days:
        with clock.set_to(over + timedelta(days=day, hours=-10)):
            appeal = actions.call_back(
                appeal, actor=cast.actors.lead, verdict=None, note="无人接听。"
            )
    return appeal


def last_sentence(appeal: Appeal, cast: Cast) -> str:
    with override("en"):
        return queries.story(appeal, actor=cast.actors.resident)[-1].sentence


def test_what_was_drawn_lapses_once_nobody_was_reached_on_three_different_days(cast):
    draw(100)
    appeal = called_on(finished(cast), 1, 1, 2, cast=cast)
    over = clock.set_to(appeal.due_at + timedelta(days=2))
    with over, pytest.raises(NotNow):
        actions.lapse(appeal)
    appeal = called_on(appeal, 3, cast=cast)
    with clock.set_to(appeal.due_at + timedelta(days=3)):
        appeal = actions.lapse(appeal)
    assert appeal.state == State.CLOSED
    assert (
        last_sentence(appeal, cast)
        == "Closed: the resident did not say anything and was not reached by phone on 3 days."
    )


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (
            (),
            (
                "Closed: the resident did not say anything. It was drawn to be called back, and "
                "nobody called."
            ),
        ),
        ((2,), "Closed: the resident did not say anything and was not reached by phone on 1 day."),
    ],
)
def test_what_was_drawn_and_not_called_often_enough_lapses_and_the_trail_says_so(cast, days, said):
    draw(100)
    appeal = called_on(finished(cast), *days, cast=cast)
    with clock.set_to(appeal.due_at + timedelta(days=7)):
        assert jobs.close_after_silence() == 0
    with clock.set_to(appeal.due_at + timedelta(days=7, seconds=1)):
        assert jobs.close_after_silence() == 1
    appeal = now_of(appeal)
    assert (appeal.state, appeal.rounds.get().is_silent, last_sentence(appeal, cast)) == (
        State.CLOSED,
        True,
        said,
    )


def test_a_county_sets_its_own_tries_and_days_and_the_rule_of_the_day_of_the_reply_counts(cast):
    CountyRule.objects.create(
        county=COUNTY, valid_from=SINCE, call_back_percent=100, call_tries=1, call_days=0
    )
    ask_once, never = finished(cast), finished(cast)
    CountyRule.objects.create(
        county=COUNTY, valid_from=days_on(1), call_back_percent=100, call_tries=9, call_days=90
    )
    called_on(ask_once, 0, cast=cast)
    with later(never):
        assert jobs.close_after_silence() == 2


def test_the_matter_s_page_says_on_how_many_days_somebody_still_calls(cast):
    draw(100)
    appeal = finished(cast)

    def said() -> str:
        return at_desk(cast.users.clerk).get(f"/desk/appeals/{appeal.pk}/").content.decode()

    assert "已抽中回访：还需在 3 个不同的日子尝试" in said()
    appeal = actions.call_back(appeal, actor=cast.actors.lead, verdict=None, note="无人接听。")
    assert "已抽中回访：还需在 2 个不同的日子尝试" in said()
    actions.judge(appeal, actor=cast.actors.resident, verdict=SOLVED)
    assert "已抽中回访" not in said()


def test_the_resident_may_still_judge_in_the_further_days(cast):
    draw(100)
    appeal = finished(cast)
    with clock.set_to(appeal.due_at + timedelta(days=3)):
        assert (
            actions.judge(appeal, actor=cast.actors.resident, verdict=SOLVED).state == State.CLOSED
        )


def test_whoever_helped_does_not_call_back_and_is_not_asked_to(cast, django_assert_num_queries):
    draw(100)
    appeal = joint(cast, appeal=in_hand(cast))
    clerk = actor_of_unit(cast.units.property, Role.CLERK, cast.places.neighbourhood.code)
    appeal = actions.answer_part(appeal, actor=clerk, part=appeal.parts.get(), reply="电源已切断。")
    appeal = actions.finish(appeal, actor=cast.actors.handler, reply="修好了。")
    assert (list(waiting_for(clerk)), list(waiting_for(cast.actors.clerk))) == ([], [appeal])
    with pytest.raises(NotAllowed):
        actions.call_back(appeal, actor=clerk, verdict=SOLVED)
    assert (
        can_make(clerk, appeal, "call_back"),
        can_make(cast.actors.clerk, appeal, "call_back"),
    ) == (False, True)
    for _time in range(2):
        rows = list(Appeal.objects.filter(state=State.FINISHED).select_related("reporter"))
        with django_assert_num_queries(2):  # helpers, and who did what
            assert {
                line.move.name if line.move else ""
                for line in listed(rows, actor=cast.actors.clerk)
            } == {"call_back"}
        finished(cast)


def test_whoever_was_released_from_helping_may_call_back(cast):
    appeal = joint(cast, appeal=in_hand(cast))
    appeal = actions.release(
        appeal, actor=cast.actors.handler, part=appeal.parts.get(), reason="不需要了。"
    )
    appeal = actions.finish(appeal, actor=cast.actors.handler, reply="修好了。")
    clerk = actor_of_unit(cast.units.property, Role.CLERK, cast.places.neighbourhood.code)
    assert actions.call_back(appeal, actor=clerk, verdict=SOLVED).state == State.CLOSED


def test_the_figures_of_call_backs_add_up_and_name_what_nobody_called(cast):
    draw(100)
    reached, tried, spoke, _never = (finished(cast) for _each in range(4))
    actions.call_back(
        actions.call_back(reached, actor=cast.actors.lead, verdict=None, note="占线。"),
        actor=cast.actors.lead,
        verdict=SOLVED,
    )
    actions.call_back(tried, actor=cast.actors.lead, verdict=None, note="无人接听。")
    actions.judge(spoke, actor=cast.actors.resident, verdict=SOLVED)
    found = {measure.key: answer(measure, Window(COUNTY, clock.today())) for measure in MEASURES}
    counted = [
        (found[f"appeals.{key}"].numerator, found[f"appeals.{key}"].denominator)
        for key in ("drawn", "reached", "not_reached", "not_called")
    ]
    assert counted == [(4, 4), (1, 3), (1, 3), (1, 3)]
    yesterday = {measure.key: answer(measure, Window(COUNTY, days_on(-1))) for measure in MEASURES}
    assert yesterday["appeals.drawn"].numerator == 0


def test_each_round_has_its_own_silence(cast):
    draw(0)
    appeal = actions.judge(finished(cast), actor=cast.actors.resident, verdict=UNSOLVED)
    appeal = actions.finish(appeal, actor=cast.actors.handler, reply="又修了一次。")
    with later(appeal):
        assert jobs.close_after_silence() == 1
    assert list(Round.objects.filter(appeal=appeal).values_list("is_solved", "is_silent")) == [
        (False, False),
        (None, True),
    ]


def test_the_nightly_job_closes_what_is_over_and_nothing_twice(cast):
    draw(0)
    early, late = finished(cast), finished(cast)
    with later(early):
        assert [jobs.close_after_silence(), jobs.close_after_silence()] == [2, 0]
    assert [len(timeline.trail(each)) == now_of(each).version == 5 for each in (early, late)] == [
        True,
        True,
    ]


def test_a_resident_may_still_reopen_what_closed_in_silence(cast):
    draw(0)
    appeal = finished(cast)
    with later(appeal):
        appeal = actions.reopen(
            actions.lapse(appeal), actor=cast.actors.resident, reason="我出差了，其实没修好。"
        )
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
        judge = told_at(
            moment,
            lambda a=appeal: actions.judge(a, actor=everybody.actors.resident, verdict=SOLVED),
        )
        found = together(
            judge,
            told_at(moment, lambda a=appeal: actions.lapse(now_of(a))),
            told_at(moment, jobs.close_after_silence),
        )
        assert [each for each in found if not isinstance(each, Appeal | Refusal | int)] == []
        work = Round.objects.get(appeal=appeal)
        assert (now_of(appeal).state, work.is_silent) == (State.CLOSED, work.is_solved is None)
        assert now_of(appeal).version == len(timeline.trail(appeal))

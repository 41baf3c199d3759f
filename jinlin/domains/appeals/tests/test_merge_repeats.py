"""Are repeats handled together, with every reporter informed, answered and heard?"""

from datetime import date, timedelta

import pytest

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotNow, Refusal, Unusable
from jinlin.core.tests.databases import together
from jinlin.core.time import calendar, clock
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.actions import Verdict
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Appeal, DeadlinePolicy
from jinlin.domains.appeals.queries.around import around
from jinlin.domains.appeals.tests.cast import (
    COUNTY,
    Cast,
    accepted,
    at_desk,
    cast_of_dehua,
    days_on,
    finished,
    in_hand,
    joint,
    merged,
    now_of,
    person,
    reported,
    waiting,
)
from jinlin.ground.places.tests.parallel import shared_house
from jinlin.services.notices.models import Message

__all__ = ["shared_house"]

SOLVED = Verdict(answered=True, solved=True, satisfied=True)
UNSOLVED = Verdict(answered=True, solved=False, satisfied=False)


def verbs(appeal: Appeal) -> list[str]:
    return [entry.verb for entry in timeline.trail(appeal)]


def promised(appeal: Appeal) -> tuple:
    now, work = now_of(appeal), appeal.rounds.get(ended_on=None, reopened_on=None)
    return now.unit_id, now.due_at, work.unit_id, work.due_at


def test_a_repeat_has_the_main_ones_unit_and_promise_and_keeps_its_reporter(cast):
    with clock.set_to(clock.now() - timedelta(days=2)):
        main = in_hand(cast)
    repeat = merged(cast, main)
    assert (repeat.state, repeat.merged_into, repeat.reporter.name) == (
        State.MERGED,
        main,
        "李大山",
    )
    assert promised(repeat) == promised(main)
    assert list(Appeal.objects.visible_to(cast.actors.neighbour)) == [repeat]


def test_a_repeat_may_be_merged_before_it_was_accepted(cast):
    main = in_hand(cast)
    repeat = actions.merge(
        reported(cast, reporter=person(cast, "neighbour")), actor=cast.actors.clerk, main=main
    )
    assert (repeat.responded_on, repeat.category) == (clock.today(), main.category)
    assert promised(repeat) == promised(main)


def test_the_mains_unit_hears_of_a_repeat_and_reads_what_its_reporter_adds(cast):
    main = in_hand(cast)
    Message.objects.all().delete()
    repeat = merged(cast, main)
    assert Message.objects.filter(event="appeals.merge", user=cast.users.handler).count() == 1
    actions.add_information(repeat, actor=cast.actors.neighbour, text="三楼也漏水。")
    [joined] = around(now_of(main), actor=cast.actors.handler).joined
    assert [line.note for line in joined.added] == ["三楼也漏水。"]
    page = at_desk(cast.users.handler).get(f"/desk/appeals/{main.pk}/")
    assert "三楼也漏水。" in page.content.decode()


def test_all_get_the_reply_and_each_judges_alone(cast):
    main = in_hand(cast)
    repeat = merged(cast, main)
    main = actions.finish(main, actor=cast.actors.handler, reply="三盏灯都换了。")
    repeat = now_of(repeat)
    assert (repeat.state, repeat.rounds.get().reply, verbs(repeat)) == (
        State.FINISHED,
        "三盏灯都换了。",
        ["report", "accept", "merge", "follow"],
    )
    repeat = actions.judge(repeat, actor=cast.actors.neighbour, verdict=UNSOLVED)
    assert (repeat.state, now_of(main).state) == (State.IN_HAND, State.FINISHED)
    actions.judge(main, actor=cast.actors.resident, verdict=SOLVED)
    assert (now_of(repeat).state, now_of(main).state) == (State.IN_HAND, State.CLOSED)


def test_reopening_the_main_one_does_not_touch_the_others(cast):
    main = in_hand(cast)
    repeat = merged(cast, main)
    main = actions.finish(main, actor=cast.actors.handler, reply="修好了。")
    repeat = actions.judge(now_of(repeat), actor=cast.actors.neighbour, verdict=SOLVED)
    main = actions.judge(main, actor=cast.actors.resident, verdict=UNSOLVED)
    main = actions.finish(main, actor=cast.actors.handler, reply="又修了一次。")
    assert (now_of(repeat).state, now_of(repeat).version) == (State.CLOSED, repeat.version)


def test_an_answer_at_once_brings_the_others_along_too(cast):
    main = accepted(cast)
    repeat = merged(cast, main)
    actions.answer_at_once(main, actor=cast.actors.clerk, reply="已让电工换好。")
    assert (now_of(repeat).state, verbs(repeat)[-1]) == (State.FINISHED, "follow")


def test_a_withdrawn_main_one_lets_the_others_go(cast):
    main = in_hand(cast)
    repeat = merged(cast, main)
    with clock.set_to(clock.now() + timedelta(days=3)):
        actions.withdraw(main, actor=cast.actors.resident, reason="自己修好了")
        repeat = now_of(repeat)
        assert (repeat.state, repeat.merged_into, repeat.unit, repeat.due_at) == (
            State.ACCEPTED,
            None,
            cast.units.community,
            clock.end_of(days_on(7)),
        )
        assert promised(repeat)[0::2] == (cast.units.community.pk,) * 2
        assert verbs(repeat)[-1] == "unmerge"
        assert repeat.version == len(timeline.trail(repeat))


def test_a_withdrawn_repeat_leaves_the_main_one_alone(cast):
    main = in_hand(cast)
    repeat = merged(cast, main)
    repeat = actions.withdraw(repeat, actor=cast.actors.neighbour, reason="不要了")
    main = actions.finish(main, actor=cast.actors.handler, reply="修好了。")
    assert (now_of(repeat).state, now_of(main).state) == (State.WITHDRAWN, State.FINISHED)


def step_hand_over(main: Appeal, cast: Cast) -> Appeal:
    return actions.hand_over(main, actor=cast.actors.clerk, unit=cast.units.town)


def step_extension(main: Appeal, cast: Cast) -> Appeal:
    main = actions.ask_extension(main, actor=cast.actors.handler, days=4, reason="等材料。")
    return actions.grant_extension(main, actor=cast.actors.supervisor, reason="属实。")


def step_return(main: Appeal, cast: Cast) -> Appeal:
    return actions.return_(main, actor=cast.actors.handler, reason="不归我们。")


def step_pause_and_resume(main: Appeal, cast: Cast) -> Appeal:
    main = actions.pause(
        main, actor=cast.actors.handler, whom="outside", reason="等停电。", review_on=days_on(2)
    )
    with clock.set_to(clock.now() + timedelta(days=4)):
        return actions.resume(main, actor=cast.actors.handler)


def step_convene(main: Appeal, cast: Cast) -> Appeal:
    words = {
        "helper": cast.units.property,
        "task": "请断电。",
        "due_on": days_on(1),
        "lead": cast.units.bureau,
    }
    return actions.convene(main, actor=cast.actors.clerk, **words)


@pytest.mark.parametrize(
    ("begin", "step"),
    [
        (accepted, step_hand_over),
        (accepted, step_convene),
        (in_hand, step_extension),
        (in_hand, step_return),
        (in_hand, step_pause_and_resume),
    ],
)
def test_whatever_moves_the_main_ones_unit_or_promise_moves_the_others(cast, begin, step):
    main = begin(cast)
    repeat = merged(cast, main)
    before, version = promised(main), repeat.version
    main = step(main, cast)
    assert promised(repeat) == promised(main) != before
    assert now_of(repeat).version == version == len(timeline.trail(repeat))


def test_while_the_main_ones_clock_stands_the_others_look_to_the_same_day(cast):
    main = waiting(cast)
    repeat = merged(cast, main)
    assert (repeat.state, repeat.due_at) == (State.MERGED, clock.end_of(days_on(5)))
    with clock.set_to(clock.now() + timedelta(days=3)):
        actions.resume(main, actor=cast.actors.handler)
        assert promised(repeat) == promised(main)


def test_a_provisional_promise_becomes_exact_for_all(cast):
    DeadlinePolicy.objects.create(
        county=COUNTY,
        step="finish",
        grade="ordinary",
        amount=3,
        unit="workdays",
        valid_from=date(2020, 1, 1),
    )
    calendar.publish_year(2026, off=[], makeup=[], actor=SYSTEM)
    with clock.set_to(clock.at(date(2026, 12, 30), 9)):
        main = in_hand(cast)
        repeat = merged(cast, main)
        assert now_of(repeat).due_provisional
        calendar.publish_year(
            2027, off=[date(2027, 1, 1), date(2027, 1, 4)], makeup=[], actor=SYSTEM
        )
        assert actions.recompute_provisional() == 1
    assert (clock.local_day(now_of(repeat).due_at), now_of(repeat).due_provisional) == (
        date(2027, 1, 6),
        False,
    )
    assert promised(repeat) == promised(main)


def test_the_reporter_of_a_repeat_may_hurry_it_when_the_promise_has_passed(cast):
    repeat = merged(cast)
    with pytest.raises(NotNow):
        actions.hurry(repeat, actor=cast.actors.neighbour)
    with clock.set_to(clock.now() + timedelta(days=8)):
        assert actions.hurry(repeat, actor=cast.actors.neighbour).hurried_on == clock.today()


def test_what_cannot_be_merged_is_refused(cast):
    main, other = in_hand(cast), accepted(cast)
    repeat = merged(cast, main)
    for appeal, into, refusal in [
        (now_of(main), main, Unusable),  # into itself
        (now_of(main), other, NotNow),  # it has repeats of its own
        (other, repeat, Unusable),  # into one that is merged itself
        (other, reported(cast), Unusable),  # into one that nobody accepted
        (other, finished(cast), Unusable),  # into one that was answered
        (
            other,
            actions.report(actions.Report(cast.places.far_neighbourhood, "灯坏了。"), actor=SYSTEM),
            Unusable,
        ),  # outside the clerk's sight
        (joint(cast), main, NotNow),  # while others help
        (now_of(repeat), other, NotNow),  # merged already
    ]:
        with pytest.raises(refusal) as refused:
            actions.merge(appeal, actor=cast.actors.clerk, main=into)
        assert type(refused.value) is refusal


def test_more_time_asked_for_is_not_left_undecided_by_merging(cast):
    main = in_hand(cast)
    asked = actions.ask_extension(
        in_hand(cast), actor=cast.actors.handler, days=2, reason="等材料。"
    )
    repeat = actions.merge(asked, actor=cast.actors.clerk, main=main)
    assert (repeat.is_extension_asked, repeat.askings.get().state) == (False, "refused")


@pytest.fixture
def everybody(shared_house):
    return cast_of_dehua()


def outcomes(*acts):
    """What came of acts at once; anything but a row or a refusal is a fault."""
    found = together(*acts)
    assert [each for each in found if not isinstance(each, Appeal | Refusal)] == []
    return [isinstance(each, Appeal) for each in found]


def test_two_that_are_merged_each_into_the_other_at_once_do_not_block_each_other(everybody):
    clerk = everybody.actors.clerk
    for _time in range(5):
        one, other = accepted(everybody), accepted(everybody)
        done = outcomes(
            lambda a=one, b=other: actions.merge(a, actor=clerk, main=b),
            lambda a=one, b=other: actions.merge(b, actor=clerk, main=a),
        )
        assert sum(done) == 1
        assert sorted(now_of(each).state for each in (one, other)) == [State.ACCEPTED, State.MERGED]


def test_finishing_while_repeats_are_merged_and_parted_leaves_none_behind(everybody):
    actors = everybody.actors
    for _time in range(5):
        main = in_hand(everybody)
        there, coming = merged(everybody, main), accepted(everybody)
        outcomes(
            lambda m=main: actions.finish(m, actor=actors.handler, reply="修好了。"),
            lambda m=main, c=coming: actions.merge(c, actor=actors.clerk, main=m),
            lambda t=there: actions.unmerge(t, actor=actors.clerk),
            lambda m=main, t=there: actions.merge(t, actor=actors.clerk, main=m),
        )
        states = [now_of(each).state for each in (there, coming)]
        assert now_of(main).state == State.FINISHED
        assert set(states) <= {State.FINISHED, State.ACCEPTED}
    assert list(timeline.verify()) == []
    assert [each.version for each in Appeal.objects.all()] == [
        len(timeline.trail(each)) for each in Appeal.objects.all()
    ]


def test_without_the_order_of_locks_two_would_block_each_other(everybody):
    """The control, where rows are locked: each takes its own first, then waits for the other's."""
    from threading import Barrier

    from django.db import OperationalError, connection, transaction

    if connection.vendor != "postgresql":
        pytest.skip("SQLite locks the whole database")
    one, other = accepted(everybody), accepted(everybody)
    both = Barrier(2)

    def take(first: Appeal, second: Appeal) -> None:
        with transaction.atomic():
            Appeal.objects.select_for_update().get(pk=first.pk)
            both.wait()
            Appeal.objects.select_for_update().get(pk=second.pk)

    found = together(lambda: take(one, other), lambda: take(other, one))
    assert sorted(type(each).__name__ for each in found) == ["NoneType", OperationalError.__name__]

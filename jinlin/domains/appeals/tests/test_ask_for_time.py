"""May a unit get more time, asked for in time, decided by somebody else, with the reason told?"""

from datetime import date, timedelta

import pytest

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.time import calendar, clock
from jinlin.domains.appeals import actions, queries
from jinlin.domains.appeals.deadlines import Grade
from jinlin.domains.appeals.models import Asking, DeadlinePolicy
from jinlin.domains.appeals.queries import waiting_for
from jinlin.domains.appeals.tests.cast import COUNTY, Cast, days_on, in_hand, now_of, reported

FRIDAY = date(2026, 4, 17)


def asked(cast: Cast, appeal=None, days: int = 3):
    return actions.ask_extension(
        appeal or in_hand(cast), actor=cast.actors.handler, days=days, reason="灯杆要定做。"
    )


def test_granted_the_promise_moves_by_the_days_asked_for_and_the_resident_reads_why(cast):
    before = in_hand(cast)
    appeal = asked(cast, before)
    assert (appeal.is_extension_asked, appeal.due_at) == (True, before.due_at)
    appeal = actions.grant_extension(appeal, actor=cast.actors.lead, reason="属实，同意。")
    assert (appeal.is_extension_asked, appeal.due_at) == (False, before.due_at + timedelta(days=3))
    assert appeal.rounds.get().due_at == appeal.due_at
    assert [line.verb for line in queries.story(appeal, actor=cast.actors.resident)][-2:] == [
        "ask_extension",
        "grant_extension",
    ]
    assert "属实，同意。" in queries.story(appeal, actor=cast.actors.resident)[-1].sentence


def test_refused_the_promise_stands_and_it_may_be_asked_for_again(cast):
    before = in_hand(cast)
    appeal = actions.refuse_extension(
        asked(cast, before), actor=cast.actors.supervisor, reason="材料两天可到。"
    )
    assert (appeal.is_extension_asked, appeal.due_at) == (False, before.due_at)
    assert asked(cast, appeal).askings.count() == 2


def test_it_is_asked_for_before_the_limit_only_to_the_last_second(cast):
    appeal = in_hand(cast)
    with clock.set_to(appeal.due_at + timedelta(seconds=1)), pytest.raises(NotNow):
        asked(cast, appeal)
    with clock.set_to(appeal.due_at):
        assert asked(cast, appeal).is_extension_asked


@pytest.mark.parametrize("days", [0, -1, 31, 10**6])
def test_between_one_and_thirty_days(cast, days):
    with pytest.raises(Unusable) as refused:
        asked(cast, days=days)
    assert refused.value.field == "days"


def test_one_asking_at_a_time_and_nothing_to_decide_without_one(cast):
    appeal = asked(cast)
    with pytest.raises(NotNow):
        asked(cast, appeal)
    with pytest.raises(NotNow):
        actions.grant_extension(in_hand(cast), actor=cast.actors.lead, reason="同意。")


def test_who_asked_or_belongs_to_the_unit_does_not_decide(cast):
    appeal = asked(cast)
    with pytest.raises(NotAllowed):
        actions.grant_extension(appeal, actor=cast.actors.handler, reason="同意。")
    Asking.objects.update(asked_by=cast.actors.lead.user_id)
    with pytest.raises(NotAllowed):
        actions.grant_extension(appeal, actor=cast.actors.lead, reason="同意。")
    with pytest.raises(Unusable) as refused:
        actions.grant_extension(appeal, actor=cast.actors.supervisor, reason=" ")
    assert refused.value.field == "reason"


def test_what_is_asked_waits_at_those_who_decide(cast):
    appeal = asked(cast)
    assert [list(waiting_for(actor)) for actor in (cast.actors.lead, cast.actors.supervisor)] == [
        [appeal],
        [appeal],
    ]


@pytest.mark.parametrize(
    "move",
    [
        lambda cast, appeal: actions.finish(appeal, actor=cast.actors.handler, reply="修好了。"),
        lambda cast, appeal: actions.return_(
            appeal, actor=cast.actors.handler, reason="不归我们。"
        ),
        lambda cast, appeal: actions.withdraw(
            appeal, actor=cast.actors.resident, reason="自己修好了"
        ),
        lambda cast, appeal: actions.pause(
            appeal,
            actor=cast.actors.handler,
            whom="outside",
            reason="等停电。",
            review_on=days_on(2),
        ),
    ],
)
def test_when_the_matter_moves_on_nobody_decides_any_more(cast, move):
    appeal = move(cast, asked(cast))
    assert (appeal.is_extension_asked, appeal.askings.get().state) == (False, "refused")
    assert list(waiting_for(cast.actors.supervisor)) == []


def test_a_term_in_working_days_is_extended_by_working_days(cast):
    DeadlinePolicy.objects.create(
        county=COUNTY,
        step="finish",
        grade="ordinary",
        amount=2,
        unit="workdays",
        valid_from=date(2020, 1, 1),
    )
    calendar.publish_year(2026, off=[], makeup=[], actor=SYSTEM)
    with clock.set_to(clock.at(FRIDAY, 9)):
        appeal = in_hand(cast)
        assert clock.local_day(appeal.due_at) == date(2026, 4, 21)
        appeal = actions.grant_extension(
            asked(cast, appeal, days=4), actor=cast.actors.lead, reason="同意。"
        )
    assert clock.local_day(appeal.due_at) == date(2026, 4, 27)


def test_a_term_in_hours_is_extended_to_the_end_of_a_day(cast):
    with clock.set_to(clock.at(FRIDAY, 9)):
        appeal = actions.accept(reported(cast), actor=cast.actors.clerk, grade=Grade.URGENT)
        appeal = actions.hand_over(appeal, actor=cast.actors.clerk, unit=cast.units.bureau)
        assert appeal.due_at == clock.at(FRIDAY, 11)
        appeal = actions.grant_extension(
            asked(cast, appeal, days=1), actor=cast.actors.lead, reason="同意。"
        )
    assert appeal.due_at == clock.end_of(FRIDAY + timedelta(days=1))


def test_a_provisional_promise_keeps_its_extension_when_the_year_is_published(cast):
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
        appeal = actions.grant_extension(
            asked(cast, in_hand(cast), days=2), actor=cast.actors.lead, reason="同意。"
        )
        assert (clock.local_day(appeal.due_at), appeal.due_provisional) == (date(2027, 1, 6), True)
        calendar.publish_year(2027, off=[date(2027, 1, 1)], makeup=[], actor=SYSTEM)
        assert [actions.recompute_provisional(), actions.recompute_provisional()] == [1, 0]
    assert (clock.local_day(now_of(appeal).due_at), now_of(appeal).due_provisional) == (
        date(2027, 1, 7),
        False,
    )


def test_more_time_lets_it_become_late_anew(cast):
    appeal = asked(cast)
    with clock.set_to(appeal.due_at + timedelta(days=2)):
        appeal = actions.escalate(now_of(appeal))
        appeal = actions.grant_extension(appeal, actor=cast.actors.supervisor, reason="同意。")
        assert (appeal.lateness, appeal.is_late) == (0, False)
    with clock.set_to(appeal.due_at + timedelta(days=2)):
        assert actions.escalate(appeal).lateness == 2

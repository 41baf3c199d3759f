"""Is a matter whose clock stands brought back, by its review day, by the resident, or by being
escalated?
"""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from jinlin.core import timeline
from jinlin.core.time import clock
from jinlin.domains.appeals import actions, jobs, queries
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Appeal, CountyRule
from jinlin.domains.appeals.queries import waiting_for
from jinlin.domains.appeals.tests.cast import (
    COUNTY,
    SINCE,
    Cast,
    at_desk,
    at_phone,
    days_on,
    helper,
    in_hand,
    joint,
    now_of,
    waiting,
)
from jinlin.services.documents.models import Document
from jinlin.services.notices.models import Message

HOUR = timedelta(hours=1)
MONDAY = date(2026, 4, 13)


def paused(cast: Cast, whom: str = "resident", days: int = 5) -> Appeal:
    words = {"whom": whom, "reason": "请告诉我们哪几盏灯不亮。", "review_on": days_on(days)}
    return actions.pause(in_hand(cast), actor=cast.actors.handler, **words)


def after(appeal: Appeal, span: timedelta):
    return clock.set_to(appeal.due_at + span)


def told_of(verb: str) -> set[str]:
    """The names of those who have a message about this move."""
    return {
        message.user.name
        for message in Message.objects.filter(event=f"appeals.{verb}").select_related("user")
        if message.user
    }


def test_on_its_review_day_it_stands_first_at_the_desk_of_whoever_must_look_again(cast):
    with clock.set_to(clock.at(MONDAY, 9)):
        appeal, later = waiting(cast), in_hand(cast)
    with clock.set_to(clock.at(MONDAY + timedelta(days=5), 9)):
        assert list(waiting_for(cast.actors.handler)) == [appeal, later]
        assert now_of(appeal).is_review_over is False


def test_past_its_review_day_it_rises_like_a_late_one_and_its_clock_goes_on_standing(cast):
    appeal = waiting(cast)
    with after(appeal, timedelta(0)):
        assert jobs.escalate_late() == 0
    with after(appeal, HOUR):
        assert [jobs.escalate_late(), jobs.escalate_late()] == [1, 0]
        assert [
            list(waiting_for(actor)) for actor in (cast.actors.lead, cast.actors.supervisor)
        ] == [[appeal], []]
    with after(appeal, 24 * HOUR):
        assert [jobs.escalate_late(), jobs.escalate_late()] == [1, 0]
        assert list(waiting_for(cast.actors.supervisor)) == [appeal]
    seen = now_of(appeal)
    assert (seen.state, seen.due_at, seen.lateness, seen.is_late, seen.is_review_over) == (
        State.WAITING,
        appeal.due_at,
        2,
        False,
        False,
    )
    assert (appeal.pauses.get().ended_at, appeal.rounds.get().missed_on) == (None, None)


def test_the_unit_and_the_lead_are_told_and_from_the_second_level_on_the_supervisor(cast):
    appeal = waiting(cast)
    with after(appeal, HOUR):
        jobs.escalate_late()
    assert told_of("escalate") == {"林志强", "陈建国"}
    with after(appeal, 24 * HOUR):
        jobs.escalate_late()
    assert told_of("escalate") == {"林志强", "陈建国", "黄督查"}


def test_resumed_it_has_what_was_left_and_is_escalated_by_that_promise_alone(cast):
    with clock.set_to(clock.at(MONDAY, 9)):
        appeal = waiting(cast)
    with after(appeal, HOUR):
        jobs.escalate_late()
        appeal = actions.resume(now_of(appeal), actor=cast.actors.handler)
        assert (appeal.lateness, clock.local_day(appeal.due_at)) == (0, MONDAY + timedelta(days=13))
        assert jobs.escalate_late() == 0


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            (
                "The day on which it was to be looked at again is over; it is now also seen by the "
                "lead. The clock still stands."
            ),
        ),
        ("zh-hans", "约定的复查日已过，现在负责人也在跟进，计时仍然暂停。"),
    ],
)
def test_the_trail_says_it_in_the_reader_s_language_whatever_the_job_spoke(cast, language, said):
    appeal = waiting(cast)
    with after(appeal, HOUR), override("en" if language == "zh-hans" else "zh-hans"):
        jobs.escalate_late()
    with override(language):
        assert queries.story(now_of(appeal), actor=cast.actors.handler)[-1].sentence == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "It is late and now also seen by the lead."),
        ("zh-hans", "已逾期，现在负责人也在跟进。"),
    ],
)
def test_so_does_the_trail_of_a_late_one(cast, language, said):
    appeal = in_hand(cast)
    with after(appeal, HOUR), override("en" if language == "zh-hans" else "zh-hans"):
        jobs.escalate_late()
    with override(language):
        assert queries.story(now_of(appeal), actor=cast.actors.handler)[-1].sentence == said


def test_the_pages_say_that_the_review_day_is_over(cast):
    appeal = waiting(cast)
    with after(appeal, HOUR):
        client = at_desk(cast.users.handler)
        assert "复查日已过" in client.get(f"/desk/appeals/{appeal.pk}/").content.decode()
        assert "复查日已过" in client.get("/desk/").content.decode()
        assert "复查日已过" in client.get("/desk/appeals/?state=late").content.decode()
        assert (
            "未按时复查"
            in at_phone(cast.users.resident).get(f"/appeals/{appeal.pk}/").content.decode()
        )
    assert "复查日已过" not in client.get("/desk/").content.decode()


# What the resident adds


def test_what_the_resident_adds_ends_a_pause_that_waits_for_them(cast):
    with clock.set_to(clock.at(MONDAY, 9)):
        appeal = paused(cast, days=20)
    with clock.set_to(clock.at(MONDAY + timedelta(days=10), 9)):
        appeal = actions.add_information(
            appeal, actor=cast.actors.resident, text="3号楼东边的两盏。"
        )
        assert (appeal.state, appeal.due_at, appeal.rounds.get().due_at) == (
            State.IN_HAND,
            *[clock.end_of(days_on(7))] * 2,
        )
        assert appeal.pauses.get().ended_at == clock.now()
    trail = timeline.trail(appeal)
    assert [(entry.verb, entry.face) for entry in trail][-2:] == [
        ("add_information", ""),
        ("resume", "Jinlin"),
    ]
    assert (
        now_of(appeal).version,
        "林志强" in told_of("add_information"),
        "林志强" in told_of("resume"),
    ) == (len(trail), True, True)


def test_a_body_outside_is_still_awaited_after_the_resident_wrote(cast):
    appeal = actions.add_information(
        paused(cast, "outside"), actor=cast.actors.resident, text="还没修。"
    )
    assert (appeal.state, appeal.pauses.get().ended_at, timeline.trail(appeal)[-1].verb) == (
        State.WAITING,
        None,
        "add_information",
    )


def test_what_the_unit_or_the_clerk_adds_is_not_what_is_awaited(cast):
    for actor in (cast.actors.handler, cast.actors.clerk):
        assert (
            actions.add_information(paused(cast), actor=actor, text="电话问过居民。").state
            == State.WAITING
        )


def test_while_it_is_in_hand_what_the_resident_adds_moves_nothing(cast):
    before = in_hand(cast)
    appeal = actions.add_information(before, actor=cast.actors.resident, text="又坏了一盏。")
    assert (appeal.state, appeal.due_at, appeal.version) == (
        State.IN_HAND,
        before.due_at,
        before.version + 1,
    )


# What is stored speaks the county's language, or none


def made_while_reading_in(cast: Cast, language: str) -> list[dict[str, object]]:
    """What stands on the three tickets, without their numbers."""
    with clock.set_to(clock.at(MONDAY, 9)), override(language):
        appeal = actions.ask_extension(
            joint(cast), actor=cast.actors.handler, days=3, reason="灯杆要定做。"
        )
        appeal = actions.answer_part(
            appeal, actor=helper(cast), part=appeal.parts.get(), reply="电源已切断。"
        )
        appeal = actions.finish(appeal, actor=cast.actors.handler, reply="换好了。")
    with clock.set_to(clock.at(MONDAY + timedelta(days=60), 9)), override(language):
        jobs.close_after_silence()
    papers = Document.objects.filter(about_id=appeal.pk).order_by("kind")
    said = [
        {name: value for name, value in paper.data.items() if name != "appeal_number"}
        for paper in papers
    ]
    return [*said, {"decision": appeal.askings.get().decision}]


def test_papers_and_decisions_are_the_same_whoever_made_them_in_whichever_language(
    cast,
):
    CountyRule.objects.create(county=COUNTY, valid_from=SINCE, call_back_percent=0)
    in_english, in_chinese = (
        made_while_reading_in(cast, "en"),
        made_while_reading_in(cast, "zh-hans"),
    )
    assert in_english == in_chinese
    assert (len(in_english), in_english[-1]) == (4, {"decision": "还没审批，事项已进入下一步。"})

"""Do several units handle one appeal, each with its own day and reply, while one of them leads?"""

from datetime import timedelta

import pytest

from jinlin.core import timeline
from jinlin.core.errors import NotAllowed, NotNow, Stale, Unusable
from jinlin.core.time import clock
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.actions import Verdict
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Appeal, PartState
from jinlin.domains.appeals.tests.cast import (
    Cast,
    accepted,
    at_desk,
    days_on,
    helper,
    in_hand,
    joint,
    now_of,
)


def finish(appeal: Appeal, cast: Cast) -> Appeal:
    return actions.finish(appeal, actor=cast.actors.handler, reply="路灯修好了。")


def states(appeal: Appeal) -> list[str]:
    return list(appeal.parts.values_list("state", flat=True))


def test_the_lead_finishes_only_when_every_helper_has_answered(cast):
    appeal = joint(cast)
    appeal = actions.convene(
        appeal,
        actor=cast.actors.handler,
        helper=cast.units.town,
        task="请通知居民。",
        due_on=days_on(2),
    )
    first, second = appeal.parts.all()
    with pytest.raises(NotNow):
        finish(appeal, cast)
    appeal = actions.answer_part(appeal, actor=helper(cast), part=first, reply="电源已切断。")
    with pytest.raises(NotNow):
        finish(appeal, cast)
    appeal = actions.answer_part(appeal, actor=cast.actors.lead, part=second, reply="已通知。")
    assert finish(appeal, cast).state == State.FINISHED
    assert states(appeal) == ["answered", "answered"]
    assert now_of(appeal).version == len(timeline.trail(appeal)) == 8


def test_silence_goes_on_record_only_after_the_helpers_day_and_then_the_lead_need_not_wait(cast):
    appeal = joint(cast, due_on=days_on(1))
    part = appeal.parts.get()
    with pytest.raises(NotNow):
        actions.note_silence(appeal, actor=cast.actors.handler, part=part)
    with clock.set_to(clock.end_of(part.due_on)), pytest.raises(NotNow):
        actions.note_silence(appeal, actor=cast.actors.handler, part=part)
    with clock.set_to(clock.end_of(part.due_on) + timedelta(seconds=1)):
        appeal = actions.note_silence(appeal, actor=cast.actors.handler, part=part)
        assert (appeal.parts_open, states(appeal)) == (0, ["silent"])
        with pytest.raises(NotNow):
            actions.note_silence(appeal, actor=cast.actors.handler, part=part)
        assert finish(appeal, cast).state == State.FINISHED


def test_a_helper_may_still_answer_after_its_silence_was_noted(cast):
    appeal = joint(cast, due_on=days_on(0))
    part = appeal.parts.get()
    with clock.set_to(clock.now() + timedelta(days=1)):
        appeal = actions.note_silence(appeal, actor=cast.actors.lead, part=part)
        appeal = actions.answer_part(appeal, actor=helper(cast), part=part, reply="来晚了，已办。")
        assert (appeal.parts_open, states(appeal)) == (0, ["answered"])
        with pytest.raises(NotNow):
            actions.answer_part(appeal, actor=helper(cast), part=part, reply="再答一次。")


def test_a_released_helper_neither_answers_nor_sees_it_and_may_be_asked_again(cast):
    appeal = joint(cast)
    part, who = appeal.parts.get(), helper(cast)
    assert list(Appeal.objects.visible_to(who)) == [appeal]
    with pytest.raises(Unusable):
        actions.release(appeal, actor=cast.actors.handler, part=part, reason=" ")
    appeal = actions.release(appeal, actor=cast.actors.handler, part=part, reason="不需要断电了。")
    assert (appeal.parts_open, list(Appeal.objects.visible_to(who))) == (0, [])
    with pytest.raises(NotNow):
        actions.answer_part(appeal, actor=who, part=part, reply="办好了。")
    assert joint(cast, appeal=appeal).parts_open == 1


def test_a_helper_that_answered_may_be_asked_again_but_only_one_thing_at_a_time(cast):
    appeal = joint(cast)
    with pytest.raises(Unusable) as refused:
        joint(cast, appeal=appeal)
    assert refused.value.field == "helper"
    appeal = actions.answer_part(
        appeal, actor=helper(cast), part=appeal.parts.get(), reply="电源已切断。"
    )
    appeal = finish(appeal, cast)
    appeal = actions.judge(
        appeal,
        actor=cast.actors.resident,
        verdict=Verdict(answered=True, solved=False, satisfied=False),
    )
    assert states(joint(cast, appeal=appeal)) == ["answered", "asked"]


def test_the_lead_is_named_at_the_first_and_does_not_change_with_a_further_helper(cast):
    words = {
        "actor": cast.actors.clerk,
        "helper": cast.units.property,
        "task": "请断电。",
        "due_on": days_on(1),
    }
    appeal = accepted(cast)
    with pytest.raises(Unusable) as refused:
        actions.convene(appeal, **words)
    assert refused.value.field == "lead"
    appeal = actions.convene(appeal, **words, lead=cast.units.bureau)
    assert (appeal.state, appeal.unit, appeal.rounds.get().unit) == (
        State.IN_HAND,
        cast.units.bureau,
        cast.units.bureau,
    )
    with pytest.raises(Unusable):
        actions.convene(appeal, **{**words, "helper": cast.units.town}, lead=cast.units.community)
    assert actions.convene(appeal, **{**words, "helper": cast.units.town}).unit == cast.units.bureau


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("helper", lambda cast: {"helper": cast.units.bureau}),
        ("helper", lambda cast: {"helper": cast.units.abroad}),
        ("task", lambda cast: {"task": " \x00"}),
        ("due_on", lambda cast: {"due_on": days_on(-1)}),
    ],
)
def test_what_a_helper_is_asked_must_make_sense(cast, field, wrong):
    words = {"helper": cast.units.property, "task": "请断电。", "due_on": days_on(1), **wrong(cast)}
    with pytest.raises(Unusable) as refused:
        actions.convene(in_hand(cast), actor=cast.actors.handler, **words)
    assert refused.value.field == field


def test_nobody_answers_for_another_unit_and_a_stale_copy_is_refused(cast):
    appeal = joint(cast)
    part, behind = appeal.parts.get(), now_of(appeal)
    with pytest.raises(NotAllowed):
        actions.answer_part(appeal, actor=cast.actors.handler, part=part, reply="我替它答。")
    actions.add_information(appeal, actor=cast.actors.resident, text="是三号楼")
    with pytest.raises(Stale):
        actions.answer_part(behind, actor=helper(cast), part=part, reply="电源已切断。")


def test_a_helper_is_no_longer_asked_when_the_resident_withdraws(cast):
    appeal = actions.withdraw(joint(cast), actor=cast.actors.resident, reason="自己修好了")
    assert (appeal.parts_open, states(appeal)) == (0, [PartState.RELEASED])


def said_on_page(appeal: Appeal, user) -> str:
    return at_desk(user).get(f"/desk/appeals/{appeal.pk}/").content.decode()


def test_the_page_says_to_the_lead_for_whom_it_waits_and_what_to_do(cast):
    appeal = joint(cast)
    appeal = actions.convene(
        appeal,
        actor=cast.actors.handler,
        helper=cast.units.town,
        task="请通知居民。",
        due_on=days_on(2),
    )
    words = "等 2 个协办单位答复后才能办结：凤池新村物业服务中心、浔中镇人民政府。"
    assert [
        words in said_on_page(appeal, user) for user in (cast.users.handler, cast.users.clerk)
    ] == [True, False]
    first, second = appeal.parts.all()
    appeal = actions.answer_part(appeal, actor=helper(cast), part=first, reply="电源已切断。")
    assert "等 1 个协办单位答复后才能办结：浔中镇人民政府。" in said_on_page(
        appeal, cast.users.handler
    )
    appeal = actions.release(appeal, actor=cast.actors.handler, part=second, reason="不需要了。")
    assert "才能办结" not in said_on_page(appeal, cast.users.handler)

"""Do programs make the further moves by the same rules as people?"""

from datetime import timedelta

import pytest

from jinlin.core.time import clock
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.lifecycle import LIFECYCLE, State
from jinlin.domains.appeals.models import Exclusion
from jinlin.domains.appeals.tests.cast import accepted, finished, in_hand, now_of, reported
from jinlin.domains.appeals.tests.test_speak_to_programs import Program

pytestmark = pytest.mark.one_engine


def test_every_move_by_hand_has_an_address(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    spoken = {path.rpartition("/")[2] for path in paths if path.startswith("/api/v1/appeals/{pk}/")}
    assert {move.name for move in LIFECYCLE.moves.values() if move.by_hand} - spoken == set()


def day(days):
    return str(clock.today() + timedelta(days=days))


@pytest.fixture
def at(cast):
    return {
        name: Program(getattr(cast.users, name))
        for name in ("clerk", "lead", "handler", "supervisor")
    }


def sent(program, appeal, move, status=200, **words):
    answer = program.post(f"/{appeal.pk}/{move}", version=now_of(appeal).version, **words)
    assert answer.status_code == status, answer.json()
    return answer.json()


def test_units_work_together_through_programs(cast, at):
    appeal = accepted(cast)
    words = {
        "lead": str(cast.units.town.pk),
        "helper": str(cast.units.bureau.pk),
        "task": "查看灯杆。",
        "due_on": day(2),
    }
    [part] = sent(at["clerk"], appeal, "convene", **words)["parts"]
    assert (part["unit"]["name"], part["state"], part["reply"]) == ("德化县城市管理局", "asked", "")
    own = sent(at["handler"], appeal, "answer_part", part=part["id"], reply="灯杆已加固。")["parts"]
    assert [(one["state"], one["reply"]) for one in own] == [("answered", "灯杆已加固。")]
    assert sent(at["lead"], appeal, "finish", reply="灯杆已加固。")["state"] == State.FINISHED


def test_a_helper_reads_the_replies_of_others_nowhere(cast, at):
    appeal = actions.convene(
        in_hand(cast),
        actor=cast.actors.clerk,
        helper=cast.units.town,
        task="查看线路。",
        due_on=clock.today() + timedelta(days=2),
    )
    actions.convene(
        appeal,
        actor=cast.actors.clerk,
        helper=cast.units.property,
        task="开门。",
        due_on=clock.today() + timedelta(days=2),
    )
    part = appeal.parts.get(unit=cast.units.property)
    part.state, part.reply, part.answered_at = "answered", "门卫电话 123。", clock.now()
    part.save()
    seen = {
        name: [one["reply"] for one in at[name].get(f"/{appeal.pk}").json()["parts"]]
        for name in ("handler", "clerk")
    }
    assert seen == {"handler": ["", "门卫电话 123。"], "clerk": ["", "门卫电话 123。"]}


def test_silence_and_release(cast, at):
    appeal = actions.convene(
        in_hand(cast),
        actor=cast.actors.clerk,
        helper=cast.units.town,
        task="查看。",
        due_on=clock.today() + timedelta(days=1),
    )
    part = str(appeal.parts.get().pk)
    assert sent(at["clerk"], appeal, "note_silence", 409, part=part)["code"] == "not_now"
    assert (
        sent(at["clerk"], appeal, "release", part=part, reason="不需要了")["parts"][0]["state"]
        == "released"
    )
    assert (
        sent(at["clerk"], appeal, "release", 422, part=str(appeal.pk), reason="x")["detail"][
            "field"
        ]
        == "part"
    )


def test_repeats_are_merged_by_number_and_split_again(cast, at):
    appeal, main = reported(cast), in_hand(cast)
    assert sent(at["clerk"], appeal, "merge", 422, main="250101-NOPE1")["detail"]["field"] == "main"
    assert sent(at["clerk"], appeal, "merge", main=main.number)["state"] == State.MERGED
    assert sent(at["clerk"], appeal, "unmerge", reason="不是一回事")["state"] == State.ACCEPTED
    assert sent(at["clerk"], appeal, "split", text="井盖也松了。", reason="两件事")["id"] == str(
        appeal.pk
    )
    assert now_of(appeal).split_off.count() == 1


def test_more_time_a_standing_clock_and_a_return(cast, at):
    appeal = in_hand(cast)
    assert (
        sent(at["handler"], appeal, "ask_extension", days=3, reason="等配件")["is_extension_asked"]
        is True
    )
    assert (
        sent(at["lead"], appeal, "refuse_extension", reason="先修一盏")["is_extension_asked"]
        is False
    )
    sent(at["handler"], appeal, "ask_extension", days=2, reason="等配件")
    before = now_of(appeal).due_at
    assert (
        sent(at["supervisor"], appeal, "grant_extension", reason="配件要从省里发")[
            "is_extension_asked"
        ]
        is False
    )
    assert now_of(appeal).due_at > before
    assert (
        sent(
            at["handler"],
            appeal,
            "pause",
            whom="resident",
            reason="请告诉我们楼号",
            review_on=day(3),
        )["state"]
        == State.WAITING
    )
    assert sent(at["handler"], appeal, "resume")["state"] == State.IN_HAND
    assert sent(at["handler"], appeal, "return_", reason="归物业管")["returns"] == 1
    assert (
        sent(
            at["supervisor"], appeal, "assign", 409, unit=str(cast.units.bureau.pk), reason="归城管"
        )["code"]
        == "not_now"
    )


def test_an_order_and_its_answer_and_what_counts(cast, at):
    appeal = in_hand(cast)
    assert (
        sent(at["supervisor"], appeal, "supervise", order="三日内到场", due_on=day(3))[
            "is_supervised"
        ]
        is True
    )
    assert (
        sent(at["handler"], appeal, "answer_supervision", answer="已到场")["is_supervised"] is False
    )
    assert (
        sent(at["handler"], appeal, "ask_exclusion", reason="不属本县")["exclusion"]
        == Exclusion.ASKED
    )
    assert (
        sent(at["supervisor"], appeal, "refuse_exclusion", reason="属本县")["exclusion"]
        == Exclusion.REFUSED
    )
    sent(at["handler"], appeal, "ask_exclusion", reason="重复件")
    assert (
        sent(at["supervisor"], appeal, "grant_exclusion", reason="确属重复")["exclusion"]
        == Exclusion.GRANTED
    )
    assert sent(at["clerk"], appeal, "hurry", 403)["code"] == "not_allowed"


def test_a_call_back_needs_three_answers_or_a_note(cast, at):
    appeal = finished(cast)
    assert (
        sent(at["lead"], appeal, "call_back", 422, reached=True, solved=True)["detail"]["field"]
        == "answered"
    )
    assert (
        sent(at["lead"], appeal, "call_back", reached=False, note="无人接听")["state"]
        == State.FINISHED
    )
    said = {"answered": True, "solved": True, "satisfied": True, "answers": {"wish": "早点来"}}
    assert sent(at["lead"], appeal, "call_back", reached=True, **said)["state"] == State.CLOSED

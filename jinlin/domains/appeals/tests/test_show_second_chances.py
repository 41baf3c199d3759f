"""Do the matter's page and the resident's page show helpers, askings, pauses, orders, call-backs
and joined appeals, to whom they are for?
"""

from datetime import timedelta

import pytest
from django.urls import reverse

from jinlin.core.time import clock
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.actions import Verdict
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import CountyRule
from jinlin.domains.appeals.tests.cast import (
    COUNTY,
    accepted,
    at_desk,
    at_phone,
    finished,
    in_hand,
    now_of,
    reported,
)

pytestmark = pytest.mark.one_engine

# those of test_desk_matter, whether a part is theirs to answer, and who has no account
HELPED_STATEMENTS = 18


def desk(user, appeal):
    return at_desk(user).get(reverse("appeals:desk_appeal", args=[appeal.pk]))


def phone(cast, appeal):
    return at_phone(cast.users.resident).get(reverse("appeals:appeal", args=[appeal.pk]))


def has(page, *words):
    text = page.content.decode()
    return [word in text for word in words]


def helped(cast, appeal, helper, task="查看。"):
    return actions.convene(
        appeal,
        actor=cast.actors.clerk,
        helper=helper,
        task=task,
        due_on=clock.today() + timedelta(days=2),
    )


def led_by_the_town(cast):
    return actions.convene(
        accepted(cast),
        actor=cast.actors.clerk,
        lead=cast.units.town,
        helper=cast.units.bureau,
        task="查看灯杆。",
        due_on=clock.today() + timedelta(days=2),
    )


def test_a_helper_finds_its_part_first(cast):
    page = desk(cast.users.handler, led_by_the_town(cast))
    assert [page.context["buttons"].likely.name, page.context["moves"][0].name] == [
        "answer_part",
        "answer_part",
    ]
    assert has(page, "查看灯杆。", "本单位") == [True, True]


def test_the_lead_reads_the_reply_and_other_helpers_do_not(cast):
    appeal = helped(cast, led_by_the_town(cast), cast.units.property)
    part = appeal.parts.get(unit=cast.units.property)
    part.state, part.reply, part.answered_at = "answered", "门已打开。", clock.now()
    part.save()
    assert [
        has(desk(user, appeal), "门已打开。") for user in (cast.users.lead, cast.users.handler)
    ] == [[True], [False]]


@pytest.mark.parametrize("helpers", [1, 3])
def test_the_page_costs_the_same_however_many_help(cast, django_assert_num_queries, helpers):
    appeal = in_hand(cast)
    for unit in (cast.units.town, cast.units.property, cast.units.other_community)[:helpers]:
        appeal = helped(cast, appeal, unit)
    browser, address = at_desk(cast.users.clerk), reverse("appeals:desk_appeal", args=[appeal.pk])
    browser.get(address)
    with django_assert_num_queries(HELPED_STATEMENTS):
        browser.get(address)


def test_an_asking_stands_with_its_reason_and_the_two_decisions(cast):
    appeal = actions.ask_extension(
        in_hand(cast), actor=cast.actors.handler, days=3, reason="配件要从省里发。"
    )
    page = desk(cast.users.lead, appeal)
    assert [move.name for move in page.context["buttons"].decisions["extension"]] == [
        "grant_extension",
        "refuse_extension",
    ]
    assert page.context["likely"].name == "grant_extension"
    assert page.content.decode().count("data-likely") == 1
    assert has(page, "配件要从省里发。", "3 天") == [True, True]
    assert desk(cast.users.handler, appeal).context["buttons"].decisions["extension"] == []
    actions.grant_extension(appeal, actor=cast.actors.lead, reason="情况属实。")
    assert has(desk(cast.users.handler, appeal), "情况属实。") == [True]
    assert has(phone(cast, appeal), "情况属实。") == [True]
    assert phone(cast, appeal).context["standing"].more_time.line.verb == "grant_extension"


def test_a_pause_says_why_the_clock_stands_and_what_the_resident_has_to_do(cast):
    appeal = actions.pause(
        in_hand(cast),
        actor=cast.actors.handler,
        whom="resident",
        reason="请补充楼号。",
        review_on=clock.today() + timedelta(days=3),
    )
    assert has(desk(cast.users.handler, appeal), "等待居民：请补充楼号。", "再次查看") == [
        True,
        True,
    ]
    page = phone(cast, appeal)
    assert (
        page.context["standing"].waits_for_resident,
        has(page, "需要您提供", "请补充楼号。"),
    ) == (True, [True, True])
    appeal = actions.resume(appeal, actor=cast.actors.handler)
    appeal = actions.pause(
        appeal,
        actor=cast.actors.handler,
        whom="outside",
        reason="等供电公司。",
        review_on=clock.today() + timedelta(days=3),
    )
    page = phone(cast, appeal)
    assert (page.context["standing"].waits_for_resident, has(page, "您不用做什么")) == (
        False,
        [True],
    )


def test_the_way_from_unit_to_unit_is_a_visible_chain(cast):
    appeal = actions.return_(in_hand(cast), actor=cast.actors.handler, reason="归物业管。")
    appeal = actions.hand_over(appeal, actor=cast.actors.clerk, unit=cast.units.property)
    page = desk(cast.users.clerk, appeal)
    assert [(step.verb, step.unit) for step in page.context["way"]] == [
        ("hand_over", "德化县城市管理局"),
        ("return_", ""),
        ("hand_over", "凤池新村物业服务中心"),
    ]
    assert has(page, "退回 1 次") == [True]


def test_whoever_gives_it_back_goes_on_to_what_waits(cast):
    appeal = now_of(in_hand(cast))
    browser, address = (
        at_desk(cast.users.handler),
        reverse("appeals:desk_move", args=[appeal.pk, "return_"]),
    )
    form = browser.get(address).context["attempt"].form
    sent = browser.post(
        address,
        {name: form[name].value() for name in ("version", "key")} | {"reason": "归物业管。"},
    )
    assert (sent.status_code, sent.url) == (302, reverse("desk"))


def test_after_the_third_return_only_the_supervisor_decides(cast):
    CountyRule.objects.create(county=COUNTY, valid_from=clock.today(), returns_limit=1)
    appeal = actions.return_(in_hand(cast), actor=cast.actors.handler, reason="不归我局。")
    assert desk(cast.users.supervisor, appeal).context["buttons"].likely.name == "assign"
    assert "hand_over" not in [
        move.name for move in desk(cast.users.clerk, appeal).context["moves"]
    ]


def test_an_order_and_its_answer_stand_for_those_who_may_read_them(cast):
    appeal = actions.supervise(
        in_hand(cast),
        actor=cast.actors.supervisor,
        order="三日内到场。",
        due_on=clock.today() + timedelta(days=3),
    )
    assert has(desk(cast.users.handler, appeal), "三日内到场。", "督办中") == [True, True]
    appeal = actions.answer_supervision(
        appeal, actor=cast.actors.handler, answer="已到场，明日修好。"
    )
    assert has(desk(cast.users.supervisor, appeal), "已到场，明日修好。") == [True]


def test_call_backs_stand_with_their_answers(cast):
    appeal = actions.call_back(
        now_of(finished(cast)), actor=cast.actors.lead, verdict=None, note="三次无人接听。"
    )
    verdict = Verdict(answered=True, solved=True, satisfied=True)
    actions.call_back(
        appeal,
        actor=cast.actors.lead,
        verdict=verdict,
        answers={"contacted": "no", "wish": "早点来。"},
    )
    page = desk(cast.users.lead, appeal)
    assert [
        (call.is_reached, [asked.answer for asked in call.answers])
        for call in page.context["around"].calls
    ] == [
        (False, []),
        (True, ["否", "早点来。"]),
    ]


def test_joined_appeals_stand_both_ways(cast):
    main, repeat = in_hand(cast), reported(cast)
    repeat = actions.merge(repeat, actor=cast.actors.clerk, main=main)
    second = actions.split(
        now_of(main), actor=cast.actors.clerk, text="井盖也松了。", reason="两件事。"
    )
    seen = {
        name: [other.appeal for other in desk(cast.users.clerk, appeal).context["around"].joined]
        for name, appeal in {"main": main, "repeat": repeat, "second": second}.items()
    }
    assert seen == {"main": [repeat, second], "repeat": [main], "second": [main]}


def test_whoever_reported_a_repeat_is_told_and_judges_for_themselves(cast):
    main, repeat = in_hand(cast), reported(cast)
    repeat = actions.merge(repeat, actor=cast.actors.clerk, main=main)
    assert has(phone(cast, repeat), "您的这件不会丢") == [True]
    actions.finish(now_of(main), actor=cast.actors.handler, reply="三盏都换了。")
    page = phone(cast, repeat)
    assert (page.context["judging"] is not None, page.context["answer"].line.note) == (
        True,
        "三盏都换了。",
    )


def test_once_late_the_resident_may_hurry_it_once_a_day(cast):
    appeal = in_hand(cast)
    assert "hurry" not in [move.name for move in phone(cast, appeal).context["moves"]]
    with clock.set_to(now_of(appeal).due_at + timedelta(hours=1)):
        assert "hurry" in [move.name for move in phone(cast, appeal).context["moves"]]
        browser, address = (
            at_phone(cast.users.resident),
            reverse("appeals:move", args=[appeal.pk, "hurry"]),
        )
        form = browser.get(address).context["attempt"].form
        sent = browser.post(
            address,
            {name: form[name].value() for name in ("version", "key")}
            | {"note": "老人晚上看不见。"},
        )
        assert (sent.status_code, now_of(appeal).hurried_on) == (302, clock.today())
        page = phone(cast, appeal)
        assert (
            "hurry" in [move.name for move in page.context["moves"]],
            has(page, "明天可以再催"),
        ) == (False, [True])


def test_what_is_left_out_of_the_figures_shows(cast):
    appeal = actions.ask_exclusion(in_hand(cast), actor=cast.actors.handler, reason="恶意重复。")
    page = desk(cast.users.supervisor, appeal)
    assert page.context["likely"].name == "grant_exclusion"
    appeal = actions.grant_exclusion(appeal, actor=cast.actors.supervisor, reason="属实。")
    assert has(desk(cast.users.handler, appeal), "恶意重复。", "属实。", "不计入") == [
        True,
        True,
        True,
    ]
    assert now_of(appeal).state == State.IN_HAND

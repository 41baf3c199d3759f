"""Does a standard reply help to begin, never to stop reading?"""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from jinlin.core import spoken
from jinlin.core.errors import NotAllowed, Stale, Unusable
from jinlin.core.time import clock
from jinlin.core.timeline import Entry
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.actions import Wording
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Appeal, StandardReply
from jinlin.domains.appeals.queries.replies import filled, grouped, replies_for, replies_kept_by
from jinlin.domains.appeals.tests.cast import COUNTY, Cast, at_desk, in_hand, now_of, reported

pytestmark = pytest.mark.one_engine

TEXT = "{place}的路灯由{unit}修好，{date}已亮。{其他}"


def written(cast: Cast, name: str = "路灯修好", **told: Any) -> StandardReply:
    wording = Wording(
        **{
            "name": name,
            "text": "{place}的路灯由{unit}修好，{date}已亮。",
            "category_code": "0202",
            **told,
        }
    )
    return actions.write_reply(wording, county=COUNTY, actor=cast.actors.lead)


def sent(appeal: Appeal, **words: Any) -> dict[str, Any]:
    return {"version": appeal.version, "key": str(uuid4()), **words}


def finish_of(appeal: Appeal) -> str:
    return reverse("appeals:desk_move", args=[appeal.pk, "finish"])


def said_for(appeal: Appeal) -> str:
    return f"凤池新村的路灯由{appeal.unit.name}修好，{spoken.day(clock.today())}已亮。"


def counted(reply: StandardReply) -> tuple[int, int]:
    row = StandardReply.objects.get(pk=reply.pk)
    return row.uses, row.unchanged


def test_placeholders_are_filled_and_other_braces_stay() -> None:
    day = spoken.day(clock.today())
    assert (
        filled(TEXT, unit="城管局", place="凤池新村")
        == f"凤池新村的路灯由城管局修好，{day}已亮。{{其他}}"
    )
    assert filled(TEXT, unit="", place="") == f"{{place}}的路灯由{{unit}}修好，{day}已亮。{{其他}}"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_row_and_for_three(
    cast: Cast, django_assert_num_queries, rows: int
) -> None:
    for number in range(rows):
        written(cast, name=f"第{number}条")
    with django_assert_num_queries(1):
        assert len(replies_for(COUNTY, "0202")) == rows
    with django_assert_num_queries(1):
        assert len(list(replies_kept_by(cast.actors.lead))) == rows
    browser = at_desk(cast.users.lead)
    browser.get(reverse("appeals:replies"))
    with django_assert_num_queries(5):  # session, user, grants, the bell, the replies
        browser.get(reverse("appeals:replies"))


def test_those_of_the_class_are_offered_the_most_exact_first(cast: Cast) -> None:
    exact, whole, all_ = (
        written(cast),
        written(cast, "物业", category_code="02"),
        written(cast, "通用", category_code=""),
    )
    other, closed = (
        written(cast, "绿化", category_code="0205"),
        written(cast, "旧的", is_open=False),
    )
    assert [reply.pk for reply in replies_for(COUNTY, "0202")] == [exact.pk, whole.pk, all_.pk]
    assert {reply.pk for reply in replies_for(COUNTY)} == {exact.pk, whole.pk, all_.pk, other.pk}
    assert [name for name, _rows in grouped(replies_for(COUNTY, "0202"))] == [
        "公共设施维修",
        "物业管理",
        "各类通用",
    ]
    assert closed.is_open is False


@pytest.mark.parametrize("headers", [{}, {"hx-request": "true"}])
def test_the_chosen_reply_stands_in_the_form_to_be_changed_and_nothing_is_sent(
    cast: Cast, headers: dict[str, str]
) -> None:
    reply, appeal = written(cast), now_of(in_hand(cast))
    browser = at_desk(cast.users.handler)
    assert f'value="{reply.pk}"' in browser.get(finish_of(appeal), headers=headers).content.decode()
    words = sent(appeal, reply="", internal="灯杆 A12", standard=str(reply.pk), fill="1")
    page = browser.post(finish_of(appeal), words, headers=headers)
    html = page.content.decode()
    assert page.status_code == 200
    assert [
        text
        for text in (
            said_for(appeal),
            "灯杆 A12",
            words["key"],
            f'name="began_with" value="{reply.pk}"',
        )
        if text not in html
    ] == []
    assert (now_of(appeal).state, counted(reply)) == (State.IN_HAND, (0, 0))


def test_what_was_typed_stays_and_an_unchanged_beginning_gives_way(cast: Cast) -> None:
    first, second, appeal = (
        written(cast),
        written(cast, "已转物业", text="已转物业处理。"),
        now_of(in_hand(cast)),
    )
    browser = at_desk(cast.users.handler)
    added = browser.post(
        finish_of(appeal), sent(appeal, reply="居民在家。", standard=str(second.pk), fill="1")
    )
    assert added.context["attempt"].form["reply"].value() == "居民在家。\n\n已转物业处理。"
    other = sent(
        appeal, reply=said_for(appeal), standard=str(second.pk), began_with=str(first.pk), fill="1"
    )
    assert (
        browser.post(finish_of(appeal), other).context["attempt"].form["reply"].value()
        == "已转物业处理。"
    )


@pytest.mark.parametrize(("added", "count"), [("", (1, 1)), ("谢谢您的提醒。", (1, 0))])
def test_a_use_is_counted_once_and_so_is_that_nothing_was_changed(
    cast: Cast, added: str, count: tuple[int, int]
) -> None:
    reply, appeal = written(cast), now_of(in_hand(cast))
    browser = at_desk(cast.users.handler)
    words = sent(appeal, reply=said_for(appeal) + added, began_with=str(reply.pk))
    assert [browser.post(finish_of(appeal), words).status_code for _twice in range(2)] == [302, 302]
    assert counted(reply) == count


def test_one_that_goes_out_unchanged_too_often_is_marked_not_hidden(cast: Cast) -> None:
    reply = written(cast)
    StandardReply.objects.filter(pk=reply.pk).update(uses=10, unchanged=8)
    assert (
        "多数原样发出" in at_desk(cast.users.lead).get(reverse("appeals:replies")).content.decode()
    )
    assert [each.pk for each in replies_for(COUNTY, "0202")] == [reply.pk]


def test_the_register_form_begins_with_one_too(cast: Cast) -> None:
    reply = written(cast)
    browser = at_desk(cast.users.clerk)
    words = {
        "channel": "station",
        "place": cast.places.neighbourhood.code,
        "text": "路灯坏了",
        "category": "0202",
        "grade": "ordinary",
    }
    words |= {
        "identity": "named",
        "name": "李阿婆",
        "phone": "",
        "answered": "on",
        "key": str(uuid4()),
    }
    page = browser.post(
        reverse("appeals:register"), {**words, "reply": "", "standard": str(reply.pk), "fill": "1"}
    )
    said = f"凤池新村的路灯由凤池社区居委会修好，{spoken.day(clock.today())}已亮。"
    assert (
        page.status_code,
        page.context["form"]["reply"].value(),
        page.context["form"]["name"].value(),
    ) == (200, said, "李阿婆")
    made = browser.post(
        reverse("appeals:register"), {**words, "reply": said, "began_with": str(reply.pk)}
    )
    assert (made.status_code, Appeal.objects.get().state, counted(reply)) == (
        302,
        State.FINISHED,
        (1, 1),
    )


def test_a_lead_keeps_them_and_each_change_is_on_record(cast: Cast) -> None:
    browser = at_desk(cast.users.lead)
    new = {
        "name": "路灯修好",
        "category_code": "0202",
        "text": "{date}已修好。",
        "is_open": "on",
        "key": str(uuid4()),
    }
    assert [browser.post(reverse("appeals:new_reply"), new).status_code for _twice in range(2)] == [
        302,
        302,
    ]
    reply = StandardReply.objects.get()
    changed = {**new, "text": "{date}已修。", "version": "1", "key": str(uuid4())}
    assert browser.post(reverse("appeals:reply", args=[reply.pk]), changed).status_code == 302
    stale = browser.post(
        reverse("appeals:reply", args=[reply.pk]),
        {**changed, "text": "我的写法。", "key": str(uuid4())},
    )
    assert stale.status_code == 409
    assert [
        text for text in ("我的写法。", "{日期}已修。") if text not in stale.content.decode()
    ] == []
    assert [entry.verb for entry in Entry.objects.filter(subject_id=reply.pk).order_by("seq")] == [
        "write_reply",
        "change_reply",
    ]


def test_nobody_else_keeps_them(cast: Cast) -> None:
    reply = written(cast)
    with pytest.raises(NotAllowed):
        actions.write_reply(Wording("别的", "好。"), county=COUNTY, actor=cast.actors.clerk)
    codes = {
        at_desk(user).get(reverse("appeals:replies")).status_code
        for user in (cast.users.clerk, cast.users.handler, cast.users.supervisor)
    }
    assert codes == {403}
    reply.version = 7
    with pytest.raises(Stale):
        actions.change_reply(reply, Wording("路灯修好", "好。"), actor=cast.actors.lead)


@pytest.mark.parametrize(
    ("name", "text", "field"),
    [
        ("", "好。", "name"),
        ("新的", "", "text"),
        ("新的", "{name}您好。", "text"),
        ("路灯修好", "好。", "name"),
    ],
)
def test_what_nobody_could_send_is_refused(cast: Cast, name: str, text: str, field: str) -> None:
    written(cast)
    with pytest.raises(Unusable) as refusal:
        actions.write_reply(Wording(name, text), county=COUNTY, actor=cast.actors.lead)
    assert refusal.value.field == field


def test_before_a_class_is_chosen_all_are_offered_under_their_classes(cast: Cast) -> None:
    written(cast)
    written(cast, "绿化", category_code="0205")
    page = at_desk(cast.users.clerk).get(
        reverse("appeals:desk_move", args=[reported(cast).pk, "answer_at_once"])
    )
    assert [name for name, _rows in page.context["replies"]] == ["公共设施维修", "小区绿化"]


@pytest.mark.parametrize(
    "text", ["{地点}由{单位}修好，{日期}已亮。", "{place}由{unit}修好，{ 日期 }已亮。"]
)
def test_placeholders_are_written_in_the_readers_words_and_the_old_ones_understood(
    cast: Cast, text: str
) -> None:
    reply = written(cast, text=text)
    day = spoken.day(clock.today())
    assert filled(text, unit="城管局", place="凤池新村") == f"凤池新村由城管局修好，{day}已亮。"
    browser = at_desk(cast.users.lead)
    shown = "{地点}由{单位}修好，{日期}已亮。"
    assert shown in browser.get(reverse("appeals:replies")).text
    form = browser.get(reverse("appeals:reply", args=[reply.pk])).context["form"]
    assert (form["text"].value(), form.fields["text"].help_text[:16]) == (
        shown,
        "{单位}、{地点}和{日期}会自",
    )
    refused = browser.post(
        reverse("appeals:new_reply"),
        {"name": "别的", "category_code": "", "text": "{姓名}您好。", "key": str(uuid4())},
    )
    assert (refused.status_code, refused.context["form"].errors["text"]) == (
        422,
        ["{姓名}没有内容可填，请用{单位}、{地点}或{日期}。"],
    )

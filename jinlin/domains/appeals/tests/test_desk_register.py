"""Is what a resident says at a desk written down once, answered at once when it was, and never
lost?
"""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Appeal, Channel, Identity
from jinlin.domains.appeals.tests.cast import Cast, at_desk, now_of
from jinlin.ground.people.models import Person
from jinlin.ground.places.actions import merge

pytestmark = pytest.mark.one_engine

NEW, MANY = "/desk/appeals/new/", "/desk/appeals/batch/"
SAID = "3幢电梯一个月坏了五次，老人上不了楼。"


def told(cast: Cast, **words) -> dict:
    given = {
        "channel": "station",
        "place": cast.places.neighbourhood.code,
        "text": SAID,
        "grade": "ordinary",
        "identity": "named",
        "name": "李阿婆",
    }
    return {**given, "key": str(uuid4()), **words}


def test_a_resident_without_a_phone_is_registered_once_with_a_number(cast: Cast) -> None:
    browser, words = at_desk(cast.users.clerk), told(cast, spot="3幢")
    answers = [browser.post(NEW, words) for _twice in range(2)]
    appeal = Appeal.objects.get()
    assert [answer["Location"] for answer in answers] == [f"{NEW}?made={appeal.pk}"] * 2
    assert (appeal.channel, appeal.identity, appeal.spot, appeal.registered_by) == (
        Channel.STATION,
        Identity.NAMED,
        "3幢",
        cast.users.clerk.pk,
    )
    assert (appeal.reporter.name, appeal.reporter.phone) == ("李阿婆", "")
    page = browser.get(answers[0]["Location"]).content.decode()
    assert [
        text
        for text in (
            appeal.number,
            reverse("appeals:desk_move", args=[appeal.pk, "accept"]),
            "登记下一件",
        )
        if text not in page
    ] == []


def test_channel_and_place_are_offered_again_for_the_next_one(cast: Cast) -> None:
    browser = at_desk(cast.users.clerk)
    browser.post(NEW, told(cast, channel="hotline"))
    form = browser.get(NEW).context["form"]
    assert (form["channel"].value(), form["place"].value(), form["text"].value()) == (
        "hotline",
        cast.places.neighbourhood.code,
        None,
    )


def test_an_answer_on_the_spot_is_registered_and_answered_together(cast: Cast) -> None:
    words = told(
        cast, answered="on", reply="已经帮忙联系维保。", category=cast.categories.repair.pk
    )
    at_desk(cast.users.clerk).post(NEW, words)
    appeal = Appeal.objects.get()
    assert (appeal.state, appeal.rounds.get().reply) == (State.FINISHED, "已经帮忙联系维保。")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "长" * 20_001}, "text"),
        ({"place": ""}, "place"),
        ({"place": "350526101004001"}, "place"),
        ({"place": "²"}, "place"),
        ({"name": ""}, "name"),
        ({"phone": "123"}, "phone"),
        ({"channel": "online"}, "channel"),
        ({"answered": "on", "reply": ""}, "reply"),
        ({"grade": "x"}, "grade"),
    ],
)
def test_what_cannot_be_used_is_named_and_the_rest_is_kept(
    cast: Cast, wrong: dict[str, str], field: str
) -> None:
    page = at_desk(cast.users.clerk).post(NEW, told(cast, spot="小卖部旁边", **wrong))
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert "小卖部旁边" in page.content.decode()
    assert Appeal.objects.count() == 0


def test_the_same_form_with_other_words_is_asked_about_and_can_be_sent_again(cast: Cast) -> None:
    browser, words = at_desk(cast.users.clerk), told(cast)
    browser.post(NEW, words)
    page = browser.post(NEW, {**words, "text": "另一件事：水压不够。"})
    assert page.status_code == 409
    assert "另一件事：水压不够。" in page.content.decode()
    fresh = re.search(r'name="key" value="([^"]*)"', page.content.decode())[1]
    assert (
        browser.post(NEW, {**words, "text": "另一件事：水压不够。", "key": fresh}).status_code
        == 302
    )
    assert Appeal.objects.count() == 2


def test_an_anonymous_one_has_no_reporter(cast: Cast) -> None:
    at_desk(cast.users.clerk).post(NEW, told(cast, identity="anonymous", name=""))
    assert (Appeal.objects.get().identity, Person.objects.count()) == (Identity.ANONYMOUS, 0)


def test_places_are_searched_among_one_s_own_only(cast: Cast) -> None:
    browser = at_desk(cast.users.clerk)
    found = browser.get(
        NEW, {"place_words": "小区"}, headers={"hx-request": "true"}
    ).content.decode()
    assert re.findall(r'value="(\d+)"', found) == []
    found = browser.get(
        NEW, {"place_words": "凤池"}, headers={"hx-request": "true"}
    ).content.decode()
    assert re.findall(r'value="(\d+)"', found) == [
        cast.places.neighbourhood.code,
        cast.places.second_neighbourhood.code,
        cast.places.community.code,
    ]


def test_without_a_script_the_search_keeps_everything_typed(cast: Cast) -> None:
    page = at_desk(cast.users.clerk).post(NEW, told(cast, place="", place_words="瓷都", find="1"))
    assert (page.status_code, Appeal.objects.count()) == (200, 0)
    assert [
        text
        for text in (SAID, "李阿婆", cast.places.second_neighbourhood.code)
        if text not in page.content.decode()
    ] == []


def test_those_who_do_not_register_find_no_door(cast: Cast) -> None:
    assert {
        at_desk(user).get(path).status_code
        for user in (cast.users.handler, cast.users.supervisor, cast.users.system_admin)
        for path in (NEW, MANY)
    } == {403}


def table(*rows: tuple[str, ...], **further) -> dict[str, str]:
    names = ("place", "text", "name", "phone", "category")
    cells = {
        f"row-{n}-{name}": cell
        for n, row in enumerate(rows)
        for name, cell in zip(names, row, strict=False)
    }
    return {
        "channel": "door",
        **cells,
        **{f"row-{n}-key": str(uuid4()) for n in range(len(rows))},
        **further,
    }


def test_a_place_of_a_row_is_known_by_the_name_and_the_code_that_it_had(cast: Cast) -> None:
    old, into = cast.places.neighbourhood, cast.places.second_neighbourhood
    merged = merge([old, into], code=into.code, name="凤池花园", actor=cast.actors.system_admin)
    rows = ((old.name, "路灯坏了"), (old.code, "垃圾桶满了"), ("凤池", "井盖坏了"))
    answer = at_desk(cast.users.clerk).post(MANY, table(*rows, send="1"))
    assert (answer.status_code, {row.place for row in Appeal.objects.all()}) == (422, {merged})
    assert Appeal.objects.count() == 2  # 凤池 is the merged one and its community


def test_good_rows_land_and_bad_ones_stay_with_their_reasons(cast: Cast) -> None:
    sent = table(
        ("凤池新村", "路灯坏了", "王大爷", "13800138000", "公共设施维修"),
        ("南门小区", "不在这个社区"),
        ("瓷都花园", "", "没有内容"),
        ("瓷都花园", "绿化没人管", "", "13800138001"),
        ("瓷都花园", "垃圾桶满了"),
        send="1",
    )
    page = at_desk(cast.users.clerk).post(MANY, sent)
    assert page.status_code == 422
    assert sorted(Appeal.objects.values_list("text", "channel", "identity")) == [
        ("垃圾桶满了", "door", "anonymous"),
        ("路灯坏了", "door", "named"),
    ]
    assert [list(row.errors) for row in page.context["table"].rows if row.is_bound] == [
        ["place"],
        ["text"],
        ["name"],
    ]
    html = page.content.decode()
    assert [
        text
        for text in ("不在这个社区", "没有内容", "绿化没人管", "13800138001")
        if text not in html
    ] == []
    assert [
        text
        for text in ("路灯坏了", "垃圾桶满了")
        if f">{text}" in html or f'value="{text}"' in html
    ] == []


def test_a_table_sent_twice_is_registered_once(cast: Cast) -> None:
    browser, sent = (
        at_desk(cast.users.clerk),
        table(("凤池新村", "路灯坏了"), ("瓷都花园", "垃圾桶满了"), send="1"),
    )
    pages = [browser.post(MANY, sent) for _twice in range(2)]
    assert [(page.status_code, len(page.context["table"].landed)) for page in pages] == [
        (200, 2)
    ] * 2
    assert Appeal.objects.count() == 2


def test_cells_from_a_spreadsheet_fill_the_table(cast: Cast) -> None:
    pasted = '地点\t内容\t姓名\n凤池新村\t"第一行\n第二行"\t王大爷\t\t\n瓷都花园\t垃圾桶满了\n'
    page = at_desk(cast.users.clerk).post(MANY, {"channel": "door", "pasted": pasted, "fill": "1"})
    rows = [
        [row[name].value() for name in ("place", "text", "name")]
        for row in page.context["table"].rows
        if row.is_bound
    ]
    assert rows == [["凤池新村", "第一行\n第二行", "王大爷"], ["瓷都花园", "垃圾桶满了", None]]
    assert Appeal.objects.count() == 0


def test_what_does_not_fit_into_the_table_stays_to_be_pasted_again(cast: Cast) -> None:
    pasted = "\n".join(f"凤池新村\t第{number}件" for number in range(53))
    page = at_desk(cast.users.clerk).post(MANY, {"channel": "door", "pasted": pasted, "fill": "1"})
    assert len([row for row in page.context["table"].rows if row.is_bound]) == 50
    assert (
        page.context["form"]["pasted"].value()
        == "凤池新村\t第50件\n凤池新村\t第51件\n凤池新村\t第52件"
    )


@pytest.mark.parametrize(
    "pasted", ['"' * 9, "\t\t\t", "\x00", "x\t" * 300, "长" * 300_000, "😀\t𠮷野家\u202e"]
)
def test_no_paste_breaks_the_page(cast: Cast, pasted: str) -> None:
    assert at_desk(cast.users.clerk).post(
        MANY, {"channel": "door", "pasted": pasted, "fill": "1"}
    ).status_code in {200, 422}


def test_a_registered_appeal_is_as_fresh_as_any_other(cast: Cast) -> None:
    at_desk(cast.users.clerk).post(NEW, told(cast))
    appeal = now_of(Appeal.objects.get())
    assert (appeal.state, appeal.unit_id, appeal.version) == (
        State.REPORTED,
        cast.units.community.pk,
        1,
    )

"""How much of forms that it does not know does the house fill, and does it ask where it is unsure?

Wrong is worse than empty: before somebody said what a wording means nothing is filled wrongly; what
is open is asked for by wording, and one tap for each fills the rest.
"""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import at_desk
from jinlin.ground.accounts.tests.county import county
from jinlin.metrics.returns import actions, queries
from jinlin.metrics.returns.counting import _difference, count
from jinlin.metrics.returns.layouts import Field, read
from jinlin.metrics.returns.matching import Meaning, suggestions
from jinlin.metrics.returns.matching.meanings import Kind, window
from jinlin.metrics.returns.models import Blank, Wording
from jinlin.metrics.returns.tests.forms import BLANK, HAND
from jinlin.metrics.returns.tests.further_forms import ASKED, HELD_OUT, KINDS, MAKERS
from jinlin.metrics.returns.tests.test_match_a_form import said

pytestmark = pytest.mark.one_engine

GOAL = 85
MONTH = "2026-09"


@pytest.fixture
def house(db, settings, tmp_path):
    settings.UPLOADS = tmp_path
    with clock.set_to(clock.at(date(2026, 10, 20), 9)):
        yield county()


def taken(house, name: str) -> Blank:
    file = ContentFile(MAKERS[name](), name=f"form.{KINDS[name]}")
    found = actions.take_in(file, house.places.county, MONTH, actor=house.actors.supervisor)
    assert isinstance(found, Blank)
    return found


def answered(house, blank: Blank, asked) -> Blank:
    """A clerk taps for each wording what it means, where that is offered."""
    for question in queries.questions(blank):
        truth = asked[question.refs[0]]
        meant = next((each for each in question.offers if said(each) == truth), None)
        blank = actions.agree(
            blank, question.wording, meant, version=blank.version, actor=house.actors.supervisor
        )
    return blank


def shares(blank: Blank, asked) -> tuple[int, int, int, int]:
    """Fields that somebody must see filled; those filled rightly, wrongly, and asked about."""
    found = {each["ref"]: said(Meaning.of(each["meaning"])) for each in blank.fields}
    assert found.keys() == asked.keys()
    fields = [ref for ref, what in asked.items() if what != BLANK]
    right = sum(found[ref] == asked[ref] != HAND for ref in fields)
    wrong = sum(found[ref] not in {asked[ref], HAND} for ref in asked)
    return len(fields), right, wrong, sum(bool(each.get("offers")) for each in blank.fields)


def test_of_forms_nobody_knows_nothing_is_wrong_and_one_round_of_taps_fills_them(house, capsys):
    fields = first = filled = 0
    for name, asked in ASKED.items():
        blank = taken(house, name)
        number, before, wrong, open_ = shares(blank, asked)
        taps = len(queries.questions(blank))
        blank = answered(house, blank, asked)
        _number, after, wrong_after, still = shares(blank, asked)
        with capsys.disabled():
            held = "held out" if name in HELD_OUT else "looked at"
            print(
                f"\n{name} ({held}): of {number} fields {before} ({100 * before / number:.1f} %) "
                f"filled and {open_} asked about; {after} ({100 * after / number:.1f} %) after "
                f"{taps} taps; wrong {wrong}, then {wrong_after}"
            )
        assert (wrong, wrong_after, still) == (0, 0, 0)
        assert after == number - list(asked.values()).count(HAND)
        fields, first, filled = fields + number, first + before, filled + after
        Wording.objects.all().delete()  # each form as the first of its county
    with capsys.disabled():
        print(f"all: {100 * first / fields:.1f} %, then {100 * filled / fields:.1f} %")
    assert 100 * filled / fields >= GOAL


def test_a_form_is_called_by_its_title_not_by_what_stands_over_it():
    found = {name: read(MAKERS[name](), KINDS[name]).title for name in ASKED}
    assert found == {
        "indicators": "德化县近邻治理重点指标完成情况月报表",
        "across": "各乡镇“四微联动”工作调度表（2026年9月）",
        "sentences": "德化县近邻服务工作情况汇报",
        "quarter": "2026年第三季度城乡社区服务情况季报表",
        "beside": "社区治理和服务工作统计表",
        "monthly": "德化县近邻治理工作分月统计表",
    }


# What sounds like a figure of the house and is none, or not surely: (title, row heads, headings).
TRAPS = [
    ("群众诉求办理情况月报表", (), ("不满意件数（件）",)),
    ("群众诉求办理情况月报表", (), ("非常满意率（%）",)),
    ("群众诉求办理情况月报表", (), ("逾期未办结（件）",)),
    ("群众诉求办理情况月报表", (), ("重复诉求（件）",)),
    ("群众诉求办理情况月报表", (), ("办结率（百分点）",)),
    ("群众诉求办理情况月报表", (), ("同比（%）", "办结率")),  # per cent of a share, or points?
    ("群众诉求办理情况月报表", (), ("比上月增长", "办结率")),
    ("群众诉求办理情况月报表", (), ("环比（百分点）", "受理数")),
    ("群众诉求办理情况月报表", (), ("增减数", "受理数")),  # against what?
    ("群众诉求办理情况月报表", (), ("比上月减少", "受理数")),
    ("群众诉求办理情况月报表", (), ("比上月增减（分）", "受理数")),
    ("群众诉求办理情况月报表", (), ("较上年末增减（件）", "受理数")),
    ("2026年第三季度群众诉求办理情况表", (), ("比上月增减（件）", "受理数")),
    ("2026年第三季度群众诉求办理情况表", (), ("受理数（件）", "去年同期")),
    ("群众诉求办理情况月报表", (), ("受理数（件）", "本周")),
    ("群众诉求办理情况月报表", (), ("受理数（件）", "上季度")),
    ("群众诉求办理情况月报表", (), ("满意度（分）",)),
    ("群众诉求办理情况月报表", (), ("平均办理时长（工作日）",)),
    ("群众诉求办理情况月报表", (), ("办结数",), ("小计",)),
    ("群众诉求办理情况月报表", ("其他乡镇",), ("受理数（件）",)),
    ("群众诉求办理情况月报表", (), ("户均受理（件）",)),
    ("老年人走访情况统计表", (), ("走访户次（户次）",)),
    ("信访诉求办理统计表", (), ("受理诉求（件）",)),
    ("党员志愿服务情况表", (), ("志愿服务活动（场）",)),
    ("基层治理统计表", (), ("受理件数（件）",)),  # of what?
    ("基层治理统计表", (), ("服务人次（人次）",)),
    ("基层治理统计表", (), ("走访户数（户）",)),
    ("基层治理统计表", (), ("新增志愿服务队伍（支）",)),
    ("基层治理统计表", ("重点人群",), ("走访户次（户次）",)),
    ("基层治理统计表", (), ("党员培训（人次）",)),
    ("基层治理统计表", (), ("便民服务活动（场）",)),
    ("基层治理统计表", (), ("持证社工（人）", "9月")),  # there then, or new then?
    ("基层治理统计表", (), ("高级社会工作师（人）",)),
    ("基层治理统计表", (), ("微心愿认领率（%）",)),
    ("基层治理统计表", (), ("人均志愿服务时长（小时）",)),
    ("志愿服务情况统计表", (), ("入户走访（户次）",)),  # by volunteers?
]


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: "·".join((trap[0], *trap[1], *trap[2])))
def test_what_is_not_surely_a_figure_of_the_house_is_never_filled(trap):
    title, left, above, *further = trap
    field = Field("1!C4", (*left, *(further[0] if further else ())), above, over=(title,))
    found = suggestions([field], places={"浔中镇": "350526100"}, known={})["1!C4"]
    assert found.meaning.kind == Kind.HAND


SURE = [
    ("群众诉求办理情况月报表", (), ("受理数（件）",), ("appeals.received", "value", "month")),
    ("2026年1—9月群众诉求统计", (), ("受理数（件）",), ("appeals.received", "value", "year")),
    ("2026年上半年诉求情况表", (), ("办结率",), ("appeals.closed_loop_rate", "value", "half")),
    ("工作情况表", ("件", "收到诉求"), ("上月",), ("appeals.received", "value", "before")),
    ("工作情况表", ("（2）征集心愿（个）",), (), ("wishes.posted", "value", "month")),
    ("工作情况表", (), ("持证社工（人）",), ("workforce.certified", "value", "ever")),
]


@pytest.mark.parametrize("sure", SURE, ids=lambda sure: "·".join((sure[0], *sure[1], *sure[2])))
def test_what_is_understood_word_for_word_is_filled(sure):
    title, left, above, meant = sure
    found = suggestions([Field("1!C4", left, above, over=(title,))], places={}, known={})
    meaning = found["1!C4"].meaning
    assert (meaning.key, meaning.part, meaning.period) == meant


# How forms ask for a change: (row heads, headings, what it is of, against what and in what).
CHANGES = [
    (("受理数（件）",), ("比上月增加",), "appeals.received", "before_by"),
    (("受理数（件）",), ("比上月增减",), "appeals.received", "before_by"),
    (("受理数",), ("较上月增减（件）",), "appeals.received", "before_by"),
    (("受理数",), ("比上月±（件）",), "appeals.received", "before_by"),
    (("受理数",), ("比上月（±%）",), "appeals.received", "before"),
    (("受理数（件）",), ("增减数", "比上月"), "appeals.received", "before_by"),
    (("受理数（件）",), ("增减（%）", "比上月"), "appeals.received", "before"),
    (("受理数（件）",), ("增减率", "同比"), "appeals.received", "year"),
    (("受理数（件）",), ("比去年同期增减（件）",), "appeals.received", "year_by"),
    (("件", "受理数"), ("与上年同期相比增减",), "appeals.received", "year_by"),
    (("受理数（件）",), ("环比增长",), "appeals.received", "before"),
    (("办结率（%）",), ("同比（百分点）",), "appeals.closed_loop_rate", "year_by"),
    (("办结率",), ("环比（个百分点）",), "appeals.closed_loop_rate", "before_by"),
    (("办结率（百分点）",), ("同比",), "appeals.closed_loop_rate", "year_by"),
    (("办结率（%）",), ("比上月增减",), "appeals.closed_loop_rate", "before_by"),
    (("办结率（%）",), ("同比（%、百分点）",), "appeals.closed_loop_rate", "year_by"),
    (("受理数（件）",), ("同比（%、百分点）",), "appeals.received", "year"),
    (("持证社工（人）",), ("比上月增减",), "workforce.certified", "before_by"),
]


@pytest.mark.parametrize("asked", CHANGES, ids=lambda asked: "·".join((*asked[0], *asked[1])))
def test_a_change_is_understood_against_what_and_in_what(asked):
    left, above, key, change = asked
    title = "群众诉求办理情况月报表" if key.startswith("appeals.") else "工作情况月报表"
    field = Field("1!C4", left, above, over=(title,))
    meaning = suggestions([field], places={}, known={})["1!C4"].meaning
    assert (meaning.key, meaning.change) == (key, change)


@pytest.mark.parametrize(
    ("heads", "words", "meant"),
    [
        (("本月", "上月"), "增减数", ("month", "before_by")),
        (("本月", "上月", "本年"), "增减（%）", ("month", "before")),
        (("本月", "去年同期"), "增减", ("month", "year_by")),
        (("1—9月", "去年同期累计"), "增减率", ("year", "year")),
        (("本月", "上月", "去年同期"), "增减数", None),
        (("1—9月", "上月"), "增减数", None),
    ],
)
def test_a_difference_is_that_between_the_columns_beside_it_where_only_one_can_be_meant(
    heads, words, meant
):
    fields = [
        Field(f"1!{column}4", ("受理数（件）",), (head,), over=("群众诉求情况表",))
        for column, head in zip("BCDE", (*heads, words), strict=False)
    ]
    last = fields[-1].ref
    found = suggestions(fields, places={}, known={})[last].meaning
    expected = ("measure", *meant) if meant else ("hand",)
    said_ = (str(found.kind), found.period, found.change)
    assert said_[: len(expected)] == expected


def test_a_difference_is_said_as_it_is_and_of_a_share_in_points(house):
    actors = house.actors
    found = {}
    with clock.set_to(clock.at(date(2026, 10, 20), 9)):
        for name, now, before in (("more", 9, 4), ("fewer", 4, 9), ("points", 82.5, 90.1)):
            found[name] = _difference(now, before)
        found["nothing"] = _difference(None, 4)
        meaning = Meaning(Kind.MEASURE, "places.neighbourhoods", period="ever", change="before_by")
        counted = count({"1!A1": meaning}, house.places.county, MONTH, person=actors.lead.name)
    assert found == {"more": 5, "fewer": -5, "points": -7.6, "nothing": None}
    assert (counted["1!A1"].value, counted["1!A1"].definition["change"][:4]) == ("0", "比上期多")


def test_a_stock_is_held_against_what_there_was_at_the_end_of_the_month_or_year_before(db):
    there = Meaning(Kind.MEASURE, "workforce.certified", period="ever", change="before_by")
    earlier = [window(there, "350526", "2026-09", earlier=each) for each in ("before", "year_by")]
    assert [(each.since, each.as_of) for each in earlier] == [
        (None, date(2026, 8, 31)),
        (None, date(2025, 9, 30)),
    ]


def test_a_wording_that_somebody_confirmed_is_known_in_another_form_and_not_under_narrower_titles():
    words = Field("1!C4", ("群众评价满意率（%）",), (), over=("月报表",))
    asked = suggestions([words], places={}, known={})["1!C4"]
    assert (asked.meaning.kind, asked.offers[0].key) == (Kind.HAND, "appeals.satisfied")
    known = {asked.wording: Meaning(Kind.MEASURE, "appeals.satisfied")}
    later = Field("2!F9", ("群众评价满意率（%）",), ("1—9月累计",), over=("季度通报",))
    found = suggestions([later], places={}, known=known)["2!F9"].meaning
    assert (found.key, found.period) == ("appeals.satisfied", "year")
    for narrower in ("老年人服务月报表", "消防整治月报表"):
        field = Field("1!C4", ("群众评价满意率（%）",), (), over=(narrower,))
        assert suggestions([field], places={}, known=known)["1!C4"].meaning.kind == Kind.HAND


def test_from_the_page_one_tap_answers_for_all_cells_of_a_wording_and_for_later_forms(house):
    blank = taken(house, "quarter")
    question = queries.questions(blank)[0]
    browser = at_desk(house.users.supervisor)
    page = browser.get(reverse("returns:blank", args=[blank.pk]))
    assert (question.words in page.text, "拿不准" in page.text) == (True, True)
    offer = question.offers[0]
    told = {"wording": question.wording, "what": f"{offer.key}:{offer.part}", "version": 1}
    address = reverse("returns:agree", args=[blank.pk])
    assert browser.post(address, {**told, "what": "no.figure:value"}).status_code == 422
    assert browser.post(address, {**told, "version": "x"}).status_code == 422
    assert browser.post(address, told).status_code == 302
    assert browser.post(address, told).status_code == 409
    blank.refresh_from_db()
    cells = {each["ref"]: each for each in blank.fields}
    assert {cells[ref]["meaning"]["key"] for ref in question.refs} == {offer.key}
    assert len({cells[ref]["meaning"]["place"] for ref in question.refs}) == len(question.refs)
    assert Wording.objects.get().wording == question.wording
    assert question.wording not in {each.wording for each in queries.questions(blank)}
    assert queries.known("350526").keys() == {question.wording}
    assert queries.known("621121") == {}


def test_half_a_year_begins_in_january_or_july_and_is_held_against_the_half_before(db):
    half = Meaning(Kind.MEASURE, "appeals.received", period="half")
    first, second = date(2026, 1, 1), date(2026, 7, 1)
    assert [window(half, "350526", month).since for month in ("2026-03", "2026-09")] == [
        first,
        second,
    ]
    before = window(half, "350526", "2026-09", earlier="before")
    assert (before.since, before.as_of) == (first, date(2026, 3, 31))

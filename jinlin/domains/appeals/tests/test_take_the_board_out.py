"""Does a file or a printed list hold exactly the board's rows, and does the house remember who took
them?
"""

import csv
import io
import re
import zipfile
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.http import StreamingHttpResponse

from jinlin.core.time.clock import CHINA
from jinlin.core.timeline import Access
from jinlin.domains.appeals.desk import taking_out
from jinlin.domains.appeals.models import Appeal, Exclusion, Identity, Round
from jinlin.domains.appeals.queries import exported
from jinlin.domains.appeals.tests.cast import (
    COUNTY,
    Cast,
    accepted,
    at_desk,
    closed,
    in_hand,
    reported,
)

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BOARD = "/desk/appeals/"


def taken(browser, kind: str = "csv", **asked: str) -> bytes:
    answer = browser.get(f"{BOARD}export.{kind}", {"state": "all", **asked})
    assert isinstance(answer, StreamingHttpResponse)
    return answer.getvalue()


def lines(browser, **asked: str) -> list[dict[str, str]]:
    return list(
        csv.DictReader(io.StringIO(taken(browser, **asked).decode("utf-8-sig"), newline=""))
    )


def cells(book: bytes) -> list[list[Any]]:
    """The rows of an Excel file as Excel would read them: days as days, numbers as numbers."""
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        sheet = ET.fromstring(parts.read("xl/worksheets/sheet1.xml"))
    return [[_read(cell) for cell in row] for row in sheet.iter(f"{SPACE}row")]


def _read(cell: Any) -> Any:
    assert cell.find(f"{SPACE}f") is None, "a formula"
    if cell.get("t") == "inlineStr":
        return "".join(text.text or "" for text in cell.iter(f"{SPACE}t"))
    number = float(cell.find(f"{SPACE}v").text)
    return datetime(1899, 12, 30) + timedelta(days=number) if cell.get("s") else int(number)  # noqa: DTZ001 - Excel knows no zones


def test_the_file_holds_the_boards_rows_in_the_boards_order(cast: Cast) -> None:
    for number in range(3):
        reported(cast, text=f"第{number}盏灯坏了")
    in_hand(cast, text="井盖松动")
    browser = at_desk(cast.users.lead)
    for asked in ({}, {"order": "newest"}, {"state": "in_hand"}, {"q": "井盖"}):
        shown = [
            row.appeal.number
            for row in browser.get(BOARD, {"state": "all", **asked}).context["rows"]
        ]
        assert [line["编号"] for line in lines(browser, **asked)] == shown
        assert [row[0] for row in cells(taken(browser, "xlsx", **asked))[1:]] == shown


def test_rows_are_read_in_chunks_without_a_gap(cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr(exported, "CHUNK", 2)
    made = {reported(cast, text=f"第{number}盏灯坏了").number for number in range(5)}
    found = [line["编号"] for line in lines(at_desk(cast.users.lead))]
    assert (len(found), set(found)) == (5, made)


def test_a_row_says_term_rounds_and_judgement(cast: Cast) -> None:
    appeal = closed(cast)
    work = Round.objects.get(appeal=appeal)
    (line,) = lines(at_desk(cast.users.lead))
    wanted = {
        "事项": appeal.title,
        "地点": "凤池新村",
        "谁在等": "王**",
        "承办单位": "德化县城市管理局",
        "反映时间": f"{appeal.reported_at.astimezone(CHINA):%Y-%m-%d %H:%M}",
        "办结时间": f"{work.finished_at.astimezone(CHINA):%Y-%m-%d %H:%M}",
        "办理轮次": "1",
        "是否答复": "是",
        "是否解决": "是",
        "是否满意": "是",
        "逾期": "",
        "统计口径": Exclusion.NONE.label,
    }
    assert {name: line[name] for name in wanted} == wanted


@pytest.mark.one_engine
def test_moments_are_real_ones_in_chinas_time(cast: Cast) -> None:
    appeal = reported(cast)
    head, row = cells(taken(at_desk(cast.users.lead), "xlsx"))
    cell = dict(zip([name for name in head if name in {"编号", "事项", "地点"}], row, strict=False))
    assert cell["编号"] == appeal.number
    moments = [value for value in row if isinstance(value, datetime)]
    assert abs(moments[0] - appeal.reported_at.astimezone(CHINA).replace(tzinfo=None)) < timedelta(
        seconds=1
    )


@pytest.mark.one_engine
def test_a_text_never_runs_as_a_formula(cast: Cast) -> None:
    texts = ["=1+1", "+86", "-2", "@SUM(A1)", "\t=1", "＝1"]
    for text in texts:
        Appeal.objects.filter(pk=reported(cast).pk).update(title=text)
    browser = at_desk(cast.users.lead)
    assert sorted(line["事项"] for line in lines(browser)) == sorted(f"'{text}" for text in texts)
    assert sorted(row[1] for row in cells(taken(browser, "xlsx"))[1:]) == sorted(texts)


@pytest.mark.one_engine
def test_who_may_not_know_the_reporter_does_not_find_them_in_the_file(cast: Cast) -> None:
    in_hand(cast, identity=Identity.HIDDEN)
    in_hand(cast, reporter=None, identity=Identity.ANONYMOUS, track_code="ABCDEFGHJK")
    for who in ("handler", "lead"):
        whole = taken(at_desk(getattr(cast.users, who))).decode()
        assert [part for part in ("王小梅", "13800000001") if part in whole] == []
    assert sorted(line["谁在等"] for line in lines(at_desk(cast.users.handler))) == [
        "匿名居民",
        "居民（身份保密）",
    ]


def test_who_took_what_is_on_record_at_the_county(cast: Cast) -> None:
    reported(cast)
    taken(at_desk(cast.users.lead), "xlsx", grade="ordinary")
    access = Access.objects.get()
    assert (access.user_id, access.subject_id, access.county) == (
        cast.users.lead.pk,
        cast.places.county.pk,
        COUNTY,
    )
    assert (access.what, access.why) == (
        "appeals.export",
        "诉求, xlsx, 1: state=all&grade=ordinary",
    )


def test_nobody_takes_rows_of_another_place(cast: Cast) -> None:
    reported(cast)
    assert lines(at_desk(cast.users.town_outsider)) == []
    assert at_desk(cast.users.system_admin).get(f"{BOARD}export.csv").status_code == 403


@pytest.mark.one_engine
def test_too_many_rows_are_a_no_with_the_limit(cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr(exported, "MOST", 1)
    reported(cast)
    browser = at_desk(cast.users.lead)
    assert len(lines(browser)) == 1
    reported(cast, text="又坏了一盏")
    answer = browser.get(f"{BOARD}export.xlsx", {"state": "all"})
    assert answer.status_code == 422
    assert "1 件" in re.sub(r"<[^>]+>", "", answer.content.decode())
    assert Access.objects.count() == 1


@pytest.mark.one_engine
def test_a_filter_that_cannot_be_used_is_a_no_for_a_file(cast: Cast) -> None:
    assert (
        at_desk(cast.users.lead).get(f"{BOARD}export.csv", {"since": "2025-02-30"}).status_code
        == 422
    )


def test_the_chosen_rows_alone_are_taken_or_printed(cast: Cast) -> None:
    first, _second, third = (
        closed(cast) if number == 2 else reported(cast, text=f"第{number}盏") for number in range(3)
    )
    browser, picked = at_desk(cast.users.lead), {"pick": [str(first.pk), str(third.pk)]}
    answer = browser.get(f"{BOARD}export.csv", picked).getvalue().decode("utf-8-sig")
    assert {line["编号"] for line in csv.DictReader(io.StringIO(answer, newline=""))} == {
        first.number,
        third.number,
    }
    assert {row.appeal.pk for row in browser.get(f"{BOARD}print/", picked).context["rows"]} == {
        first.pk,
        third.pk,
    }
    assert browser.get(f"{BOARD}print/", {"pick": "x"}).status_code == 422


@pytest.mark.parametrize("rows", [1, 3])
def test_a_file_costs_the_same_statements_for_one_row_and_for_three(
    cast: Cast, django_assert_num_queries, rows: int
) -> None:
    for number in range(rows):
        accepted(cast, text=f"第{number}盏灯坏了")
    browser = at_desk(cast.users.lead)
    browser.get(BOARD, {"state": "all"})
    # session, user, grants; places, units, classes; how many, rows, their rounds; savepoint, the
    # county, the record, release
    with django_assert_num_queries(13):
        taken(browser)


@pytest.mark.one_engine
def test_the_printed_list_holds_what_the_board_shows(cast: Cast) -> None:
    reported(cast)
    in_hand(cast, text="井盖松动")
    browser = at_desk(cast.users.lead)
    page = browser.get(f"{BOARD}print/", {"state": "all", "order": "newest"})
    board = browser.get(BOARD, {"state": "all", "order": "newest"})
    assert [row.appeal.pk for row in page.context["rows"]] == [
        row.appeal.pk for row in board.context["rows"]
    ]
    assert 'class="sheet' in page.content.decode()


@pytest.mark.one_engine
def test_a_long_list_is_printed_in_several_each_of_which_says_so(cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr(taking_out, "SHEET", 2)
    for number in range(3):
        reported(cast, text=f"第{number}盏灯坏了")
    browser = at_desk(cast.users.lead)
    first = browser.get(f"{BOARD}print/", {"state": "all"})
    rest = browser.get(f"{BOARD}print/", {"state": "all", "after": first.context["page"].next})
    seen = [row.appeal.pk for page in (first, rest) for row in page.context["rows"]]
    assert (len(seen), len(set(seen))) == (3, 3)
    assert "每张清单最多 2 件" in first.content.decode()

"""Which day is meant by the words of a list, and what is a table of tasks?"""

from datetime import date
from io import BytesIO

import pytest

from jinlin.core.errors import Unusable
from jinlin.domains.projects.queries.files_of_tasks import day_in, read_tasks
from jinlin.domains.projects.tests.sheets import docx, messy_docx, messy_xlsx, xlsx

pytestmark = pytest.mark.one_engine

HEADING = ["序号", "重点任务", "责任单位", "完成时限"]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2025-06-30", date(2025, 6, 30)),
        ("2025年6月30日前", date(2025, 6, 30)),
        ("6月底前", date(2025, 6, 30)),
        ("12月", date(2025, 12, 31)),
        ("2月底", date(2025, 2, 28)),
        ("第三季度", date(2025, 9, 30)),
        ("上半年", date(2025, 6, 30)),
        ("年底前", date(2025, 12, 31)),
        ("45838", date(2025, 6, 30)),
        ("长期坚持", date(2025, 12, 31)),
        ("5-6月", date(2025, 6, 30)),
        ("3月—12月", date(2025, 12, 31)),
        ("2025年1月至2026年3月", date(2026, 3, 31)),
        ("1月启动，9月15日前完成", date(2025, 9, 15)),
        ("十一月底前", date(2025, 11, 30)),
        ("6月中旬", date(2025, 6, 20)),
        ("6月上旬", date(2025, 6, 10)),
        ("２０２５．６．３０", date(2025, 6, 30)),
        ("6.30前", date(2025, 6, 30)),
        ("2025-12", date(2025, 12, 31)),
        ("5月1日—30日", date(2025, 5, 30)),
        ("6月5日至10日", date(2025, 6, 10)),
        ("6月5日至7月10日", date(2025, 7, 10)),
        ("2025年5月1日-30日", date(2025, 5, 30)),
        ("明年3月底前", date(2026, 3, 31)),
        ("次年1月", date(2026, 1, 31)),
        ("今年", date(2025, 12, 31)),
        ("今年6月底前", date(2025, 6, 30)),
        ("26年3月底", date(2026, 3, 31)),
        ("20250630", date(2025, 6, 30)),
        ("六月十五日前", date(2025, 6, 15)),
        ("十二月二十一号", date(2025, 12, 21)),
        ("二〇二六年十月三十一日", date(2026, 10, 31)),
        ("十一月十日", date(2025, 11, 10)),
        ("2026年第2季度", date(2026, 6, 30)),
        ("二季度", date(2025, 6, 30)),
        ("2025年12月31日17:00前", date(2025, 12, 31)),
        ("2026年底", date(2026, 12, 31)),
        ("2025年", date(2025, 12, 31)),
        ("常态化推进", date(2025, 12, 31)),
        ("第9季度", None),
        ("13月底", None),
        ("2月30日", None),
        ("尽快", None),
        ("", None),
    ],
)
def test_the_last_day_that_is_meant(words, day):
    assert day_in(words, 2025) == day


def read(content):
    return read_tasks(BytesIO(content), county="350526", year=2025)


@pytest.mark.parametrize("write", [xlsx, docx])
def test_lines_without_a_task_are_left_out_and_units_are_known_by_their_name(cast, write):
    rows = [
        HEADING,
        ["1", "举办培训班", "城市管理局、凤池社区居委会", "6月底"],
        ["", "", "", ""],
        ["2", "长" * 90, "无此单位", "尽快"],
    ]
    one, two = read(write(rows))
    assert (one.unit, one.helpers) == (str(cast.units.bureau.pk), [str(cast.units.community.pk)])
    assert one.problems == []
    assert (len(two.title), len(two.problems)) == (80, 3)


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04 nothing", docx([["a", "b"], ["c", "d"]]), xlsx([HEADING])],
)
def test_what_is_no_list_is_refused_with_words(cast, content):
    with pytest.raises(Unusable):
        read(content)


def told(lines):
    return [(line.number, line.title, line.unit, line.helpers, line.due_on) for line in lines]


@pytest.mark.parametrize("write", [messy_xlsx, messy_docx])
def test_a_list_as_counties_really_write_them(cast, write):
    """A cover, a heading of two rows with line breaks, cells over several rows and columns,
    sections between, units with their part and in short, and days in words.
    """
    bureau, community = str(cast.units.bureau.pk), str(cast.units.community.pk)
    assert told(read(write())) == [
        (1, "举办社会工作者培训班", bureau, [community], "2025-06-30"),
        (2, "组织职业水平考试报名", bureau, [community], "2025-09-15"),
        (3, "社工站规范化建设", community, [bureau], "2025-12-31"),
    ]


def test_one_cell_that_names_who_leads_and_who_helps(cast):
    rows = [HEADING, ["1", "建站", "牵头单位：城管局；配合单位：凤池社区", "10月"]]
    line = read(xlsx(rows))[0]
    assert (line.unit, line.helpers) == (str(cast.units.bureau.pk), [str(cast.units.community.pk)])
    assert line.problems == []


def test_a_heading_that_says_more_is_still_a_heading(cast):
    rows = [
        ["序 号", "重点工作任务（目标）", "责任单位及责任人", "完成\n时限要求"],
        ["1", "建站", "城市管理局", "10月"],
    ]
    assert [line.title for line in read(xlsx(rows))] == ["建站"]


def test_a_workbook_that_swells_is_refused(cast):
    import zipfile

    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", b" " * (21 * 1024 * 1024))
    with pytest.raises(Unusable):
        read(made.getvalue())

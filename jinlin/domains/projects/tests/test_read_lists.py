"""Which day is meant by the words of a list, and what is a table of tasks?"""

from datetime import date
from io import BytesIO

import pytest

from jinlin.core.errors import Unusable
from jinlin.domains.projects.queries.files_of_tasks import day_in, read_tasks
from jinlin.domains.projects.tests.sheets import docx, xlsx

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

"""Does a long table become a file that shows what it was given, and runs nothing?"""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

import pytest

from jinlin.core.sheets import Column, as_csv, as_xlsx, tame
from jinlin.core.time.clock import CHINA

pytestmark = pytest.mark.one_engine

COLUMNS = [Column("甲", 10), Column("=乙", 20)]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@A1", " =1", "\t=1", "\r=1", "\n+1", "＝1", "－1"]
)
def test_a_text_that_could_run_is_tamed(text: str) -> None:
    assert tame(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", " ", "1-2", "路灯=坏", "'=1", "…", "a@b.cn"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert tame(text) == text


def test_a_csv_holds_every_row_and_says_how_many() -> None:
    rows = [
        ("a,b", 3),
        ('他说"好"\n完', None),
        ("=1", date(2025, 4, 18)),
        ("x", datetime(2025, 4, 18, 23, 30, tzinfo=CHINA)),
    ]
    file, count = as_csv(COLUMNS, iter(rows))
    with file:
        read = list(csv.reader(io.StringIO(file.read().decode("utf-8-sig"), newline="")))
    assert (count, read) == (
        4,
        [
            ["甲", "'=乙"],
            ["a,b", "3"],
            ['他说"好"\n完', ""],
            ["'=1", "2025-04-18"],
            ["x", "2025-04-18 23:30"],
        ],
    )


def test_an_excel_file_has_its_head_in_sight_and_no_formula() -> None:
    file, count = as_xlsx(
        COLUMNS, iter([("=1", 2), ("https://x.cn", date(2025, 4, 18))]), name="诉求"
    )
    with file, zipfile.ZipFile(file) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        book = parts.read("xl/workbook.xml").decode()
    assert count == 2
    assert '<pane ySplit="1"' in sheet
    assert 'name="诉求"' in book
    assert [mark for mark in ("<f>", "<hyperlink") if mark in sheet] == []
    assert sheet.count('t="inlineStr"') == 4


def test_a_table_without_rows_has_its_head() -> None:
    file, count = as_xlsx(COLUMNS, iter([]), name="x")
    with file:
        assert (count, file.read(2)) == (0, b"PK")
    file, count = as_csv(COLUMNS, iter([]))
    with file:
        assert (count, file.read().decode("utf-8-sig")) == (0, "甲,'=乙\r\n")


def test_when_the_rows_fail_no_file_is_left_open() -> None:
    def rows() -> Iterator[list[int]]:
        yield [1]
        raise ValueError

    for write in (as_csv, partial(as_xlsx, name="x")):
        with pytest.raises(ValueError):
            write(COLUMNS, rows())

"""Is a broken template put right, or its fault named with its place?"""

from io import BytesIO

import docx
import openpyxl
import pytest

from jinlin.metrics.ledgers.templating import check, fill, names
from jinlin.metrics.ledgers.tests.files import BROKEN, MENDED, WHOLE
from jinlin.metrics.ledgers.tests.made import sheet

pytestmark = pytest.mark.one_engine
MENDED_SHEET = sheet({"A1": "{{ 情况 }}"})


def kind_of(content: bytes) -> str:
    return "docx" if b"word/" in content else "xlsx"


def values() -> dict[str, object]:
    """What a template gets: texts, and rows of texts."""
    said = dict.fromkeys(names.singles(), "7")
    line = dict.fromkeys(names.lists()["指标"], "一") | {"数值": "3"}
    place = dict.fromkeys(names.lists()["各地"], "5") | {"名称": "浔中镇"}
    return {**said, "地方": "德化县", "指标": [line, line, line], "各地": [place, place]}


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_one_is_taken_as_it_is(name):
    assert check(WHOLE[name], kind_of(WHOLE[name])).findings == ()


@pytest.mark.parametrize("name", MENDED)
def test_what_can_be_put_right_is_and_is_told(name):
    kind, content = MENDED[name]
    checked = check(content, kind_of(content))
    assert (checked.faults, {each.kind for each in checked.mended}) == ([], {kind})
    assert "7" in words_of(fill(checked.content, checked.kind, values()))


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_is_named_with_its_place(name):
    kind, where, content = BROKEN[name]
    found = [(each.kind, each.where) for each in check(content, kind_of(content)).faults]
    assert (kind, where) in found


def test_a_name_that_is_nearly_right_is_suggested():
    words = [each.words for each in check(BROKEN["a name that there is not"][2], "docx").faults]
    assert words == ["没有“收到的诉苦”这个名称。您是不是要写“收到的诉求”？"]


def test_a_row_of_a_word_table_stands_for_each_row_of_the_list():
    checked = check(WHOLE["a month in Word"], "docx")
    document = docx.Document(BytesIO(fill(checked.content, "docx", values())))
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["指标", "数值"],
        *[["一", "3"]] * 3,
    ]
    assert [each.text for each in document.paragraphs[:1]] == ["德化县7工作台账"]


def test_a_row_of_a_sheet_too_and_what_is_below_moves_down_with_its_sum():
    page = openpyxl.load_workbook(
        BytesIO(fill(WHOLE["a sheet of places"], "xlsx", values()))
    ).active
    assert [[cell.value for cell in row] for row in page["A4:B6"]] == [
        ["浔中镇", 5],
        ["浔中镇", 5],
        ["合计", "=SUM(B4:B5)"],
    ]
    assert [str(each) for each in page.merged_cells.ranges] == ["A1:B1"]


def test_what_the_records_say_is_never_part_of_the_language_nor_a_formula():
    told = values() | {"地方": "{{ 7*7 }}<b>&", "情况": "=1+1"}
    text = fill(check(WHOLE["a month in Word"], "docx").content, "docx", told)
    assert "{{ 7*7 }}<b>&7工作台账" in words_of(text)
    page = openpyxl.load_workbook(
        BytesIO(fill(check(MENDED_SHEET, "xlsx").content, "xlsx", told))
    ).active
    assert (page["A1"].value, page["A1"].data_type) == ("=1+1", "s")


def words_of(content: bytes) -> str:
    if kind_of(content) == "docx":
        return "\n".join(each.text for each in docx.Document(BytesIO(content)).paragraphs)
    book = openpyxl.load_workbook(BytesIO(content))
    return "\n".join(str(cell.value) for page in book for row in page.iter_rows() for cell in row)

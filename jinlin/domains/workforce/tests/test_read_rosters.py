"""Is everything that is wrong in a roster named by its cell, and nothing else?"""

import re
import zipfile
from pathlib import Path

import pytest

from jinlin.core.books import opened
from jinlin.core.books.stream import letter_of
from jinlin.core.errors import Unusable
from jinlin.domains.workforce.roster.clinic import Reading
from jinlin.domains.workforce.roster.facts import Known, Row
from jinlin.domains.workforce.roster.kinds import WORDS, Kind
from jinlin.domains.workforce.tests.planted import (
    COLUMN,
    FIRST,
    PLANTED,
    id_of,
    write_planted,
    write_side_by_side,
    write_structures,
)

pytestmark = pytest.mark.one_engine

KNOWN = Known({"医疗": "health"}, {"服务": "service"})


def rows_of(path: Path) -> list[Row]:
    with opened(path) as book:
        return [row for sheet in book.sheets for row in Reading(sheet, KNOWN).rows()]


def named(rows: list[Row]) -> list[tuple[str, int, str, str]]:
    return [
        (row.sheet, row.number, "" if p.column is None else letter_of(p.column), str(p.kind))
        for row in rows
        for p in row.problems
    ]


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    path = tmp_path_factory.mktemp("rosters") / "planted.xlsx"
    write_planted(path)
    return {row.number: row for row in rows_of(path)}


def test_at_least_thirty_kinds_are_planted():
    assert len({kind for fault in PLANTED for kind, _proposed in fault.named}) >= 30


@pytest.mark.parametrize(
    "place", range(len(PLANTED)), ids=lambda n: f"{n}-{PLANTED[n].named[0][0]}"
)
def test_each_planted_fault_is_named_at_its_cell_and_nothing_else(planted, place):
    fault, row = PLANTED[place], planted[FIRST + place]
    told = [(p.column, str(p.kind), p.proposed) for p in row.problems]
    assert told == [(COLUMN[fault.heading], kind, proposed) for kind, proposed in fault.named]
    assert row.waits == fault.waits


def test_a_title_and_the_lines_above_the_heading_are_nobody(planted):
    assert sorted(planted) == list(range(FIRST, FIRST + len(PLANTED)))


def test_lines_that_are_nobody_are_named(tmp_path):
    write_structures(tmp_path / "structures.xlsx")
    assert named(rows_of(tmp_path / "structures.xlsx")) == [
        ("2024年", 3, "G", "column_unknown"),
        ("2024年", 3, "H", "column_twice"),
        ("2024年", 4, "", "column_numbers"),
        ("2024年", 5, "C", "merged"),
        ("2024年", 7, "", "subtotal"),
        ("2024年", 8, "", "header_repeated"),
        ("2024年", 9, "", "row_hidden"),
        ("2024年", 10, "", "section"),
        ("2024年", 13, "", "footnote"),
        ("旧表", 1, "", "sheet_hidden"),
        ("2023年", 1, "", "sheet_without_people"),
        ("填表说明", 1, "", "sheet_without_people"),
    ]


def test_two_heading_rows_and_merged_units_are_read(tmp_path):
    write_structures(tmp_path / "structures.xlsx")
    people = [row.facts for row in rows_of(tmp_path / "structures.xlsx") if row.facts]
    assert [(f.name, f.unit) for f in people] == [
        ("陈一", "县医院"),
        ("陈二", "县医院"),
        ("陈三", "县医院"),
        ("陈四", "镇政府"),
        ("陈五", "县医院"),
    ]
    held = people[0].held["assistant"]
    assert (held.number, held.issued.text()) == ("2019035350000001", "2019-10-12")


def test_people_side_by_side_are_each_read(tmp_path):
    write_side_by_side(tmp_path / "two.xlsx")
    rows = rows_of(tmp_path / "two.xlsx")
    assert named(rows) == [
        ("两栏", 1, "D", "column_hidden"),
        ("两栏", 1, "F", "side_by_side"),
        ("两栏", 3, "A", "as_above"),
        ("两栏", 3, "G", "id_length"),
        ("两栏", 5, "", "subtotal"),
        ("学时", 2, "D", "column_unknown"),
        ("学时", 3, "", "section"),
        ("学时", 5, "", "column_numbers"),
        ("学时", 6, "", "subtotal"),
    ]
    people = [row.facts for row in rows if row.facts]
    assert [(f.name, f.citizen_id, f.unit) for f in people] == [
        ("陈一", id_of(1), "县医院"),
        ("陈二", id_of(3), "县医院"),
        ("陈三", id_of(5), "县医院"),
        ("陈四", "", "县医院"),
        ("陈五", id_of(9), "县一中"),
        ("陈六", id_of(11), ""),
    ]
    (waits,) = [row for row in rows if row.waits]
    assert list(waits.cells) == ["同上", None, None, None, "4", "陈四", id_of(7)[:17]]


@pytest.mark.parametrize(
    ("heading", "line", "people"),
    [
        ("姓名 电话 姓名 电话", "陈一 13800000001 陈二 13800000002", ["陈一", "陈二"]),
        ("序号 姓名 序号 姓名 序号 姓名", "1 陈一 2 陈二 3 陈三", ["陈一", "陈二", "陈三"]),
        ("单位 姓名 职务 姓名 职务", "县医院 陈一 社工 陈二 科长", ["陈一", "陈二"]),
        ("姓名 姓名 单位", "陈一 陈一 县医院", ["陈一"]),  # a doubled column
    ],
)
def test_people_side_by_side_without_ids_each_wait_for_a_decision(tmp_path, heading, line, people):
    path = tmp_path / "名册.csv"
    path.write_text(f"{heading}\n{line}".replace(" ", ","), encoding="utf-8")
    rows = rows_of(path)
    waiting = [row for row in rows if row.waits]
    assert [row.facts.name if row.facts else "" for row in waiting] == people
    assert {row.number for row in waiting} == {2}


def test_a_csv_file_in_unicode_is_read_like_excel(tmp_path):
    path = tmp_path / "名册.txt"
    path.write_text(f"姓名\t身份证号\n陈一\t{id_of(1)}\n", encoding="utf-16")
    assert [row.facts.citizen_id for row in rows_of(path) if row.facts] == [id_of(1)]


def test_a_workbook_that_counts_from_1904_has_the_same_days(tmp_path):
    write_structures(tmp_path / "structures.xlsx", is_1904=True)
    rows = rows_of(tmp_path / "structures.xlsx")
    assert [p.kind for p in rows[0].problems] == [Kind.CALENDAR_1904]
    first = next(row.facts for row in rows if row.facts)
    assert first.held["assistant"].issued.text() == "2019-10-12"


def test_a_csv_file_of_windows_is_read_like_excel(tmp_path):
    path = tmp_path / "名册.csv"
    text = f'姓名,身份证号,单位\n陈一,="{id_of(1)}",县医院\n合计,1人,\n'
    path.write_bytes(text.encode("gb18030"))
    rows = rows_of(path)
    assert [row.facts.citizen_id for row in rows if row.facts] == [id_of(1)]
    assert named(rows) == [("名册", 3, "", "subtotal")]


def test_a_workbook_of_the_old_kind_is_read_like_a_new_one():
    """Made with another program: shared texts go on over several records."""
    rows = rows_of(Path(__file__).with_name("roster.xls"))
    assert named(rows)[:7] == [
        ("花名册", 3, "C", "merged"),
        ("花名册", 4, "B", "id_scientific"),
        ("花名册", 4, "D", "day_month_only"),
        ("花名册", 5, "", "row_hidden"),
        ("花名册", 6, "", "subtotal"),
        ("旧表", 1, "", "sheet_hidden"),
        ("说明", 1, "", "sheet_without_people"),
    ]
    first, second, *_others, last = [row.facts for row in rows if row.facts]
    assert (first.name, first.citizen_id, first.phone) == ("陈一", id_of(1), "13900000001")
    assert (first.unit, first.graduated.text()) == ("县医院", "2019-07-01")
    assert (second.unit, second.phone) == ("县医院", "13900000003")
    assert (last.name, last.citizen_id) == ("陈五", id_of(9, "19900808"))
    assert len([row for row in rows if row.facts]) == 124
    with opened(Path(__file__).with_name("roster-1904.xls")) as book:
        (sheet,) = book.sheets
        assert (sheet.is_1904, [line.cells for line in sheet.lines()][1]) == (
            True,
            ["陈一", id_of(1)],
        )


def test_an_id_that_is_a_number_of_all_its_digits_is_sure(tmp_path):
    """Programs write 18 digits that Excel itself would have cut."""
    path, number = (
        tmp_path / "whole.xlsx",
        next(
            one for one in (id_of(n) for n in range(1, 99)) if one.isdigit() and one[-3:] != "000"
        ),
    )
    write_structures(tmp_path / "before.xlsx")
    _put_number(tmp_path / "before.xlsx", path, number)
    row = next(row for row in rows_of(path) if row.facts and row.number == 11)
    assert (row.facts.citizen_id, [p.kind for p in row.problems]) == (
        number,
        [Kind.ID_AS_NUMBER],
    )


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nothing", b"\xd0\xcf\x11\xe0old", b"a\0b"])
def test_what_is_no_roster_is_refused_with_words(tmp_path, content):
    path = tmp_path / "file.xlsx"
    path.write_bytes(content)
    with pytest.raises(Unusable):
        rows_of(path)


def test_every_kind_has_words():
    assert set(WORDS) == set(Kind)


def _put_number(before: Path, after: Path, number: str) -> None:
    with zipfile.ZipFile(before) as old, zipfile.ZipFile(after, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                cell = rb'<c r="B11"[^>]*>.*?</c>'
                data = re.sub(cell, f'<c r="B11"><v>{number}</v></c>'.encode(), data)
            new.writestr(name, data)


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("姓名,身份证号," * 10_000, "王一,140522199001011234," * 10_000),
        ("姓名,身份证号," * 21, "王一,140522199001011234," * 21),
        ("姓名,身份证号," + "学历," * 600, "王一,140522199001011234"),
        ("姓名,身份证号" + "," * 1_000_000, "王一,140522199001011234"),
    ],
    ids=["ten thousand side by side", "21 side by side", "600 headings", "a million cells"],
)
def test_a_sheet_that_is_wider_than_any_roster_is_refused_at_its_heading(tmp_path, heading, line):
    """Each line is looked at once for each person on it: such a sheet would be read for hours."""
    path = tmp_path / "名册.csv"
    path.write_text(f"{heading}\n{line}\n", encoding="utf-8")
    with pytest.raises(Unusable):
        rows_of(path)

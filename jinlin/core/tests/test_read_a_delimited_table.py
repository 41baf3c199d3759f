"""Is every byte of a table from elsewhere understood, or the file refused with the place?"""

import gzip

import pytest

from jinlin.core.books import rows_of
from jinlin.core.delimited import BLOCK, Row, table
from jinlin.core.errors import Unusable

pytestmark = pytest.mark.one_engine

HEAD, ONE = "编号,内容", "1,路灯坏了。"


def file_of(tmp_path, content: bytes, name: str = "m.csv"):
    path = tmp_path / name
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return path


def texts(path) -> list[str]:
    return [row.cells["内容"] for row in table(path).rows()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ["m.csv", "m.csv.gz"])
def test_each_encoding_and_each_end_of_line_is_read(tmp_path, encoding, end, name):
    path = file_of(tmp_path, end.join([HEAD, ONE, "2,水管坏了。"]).encode(encoding), name)
    assert texts(path) == ["路灯坏了。", "水管坏了。"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_known_by_its_zeros(tmp_path, encoding):
    path = file_of(tmp_path, "id,内容\n1,路灯坏了。".encode(encoding))
    assert texts(path) == ["路灯坏了。"]


def test_the_last_byte_decides_about_the_encoding(tmp_path):
    plain = "".join(f"{number},{'x' * 60}\n" for number in range(BLOCK // 50))
    path = file_of(
        tmp_path, "编号,内容\n".encode("gb18030") + plain.encode() + "9,路灯".encode("gbk")
    )
    assert texts(path)[-1] == "路灯"
    torn = file_of(tmp_path, f"id,text\n{plain}9,".encode() + b"\xff\xff\xff", "torn.csv")
    with pytest.raises(Unusable, match="GB 18030"):
        table(torn)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_fits(tmp_path, delimiter):
    lines = [f"编号{delimiter}内容", f"1{delimiter}灯，坏了。", f'2{delimiter}"水;管,坏\t了|。"']
    path = file_of(tmp_path, "\n".join(lines).encode())
    assert texts(path) == ["灯，坏了。", "水;管,坏\t了|。"]


def test_a_text_with_line_breaks_is_one_row_and_blank_lines_are_none(tmp_path):
    path = file_of(tmp_path, f'{HEAD}\n\n1,"灯\n坏了"\n,\n2,水\n'.encode())
    found = table(path)
    assert (found.count, [(row.line, row.cells["内容"]) for row in found.rows()]) == (
        2,
        [(1, "灯\n坏了"), (2, "水")],
    )


def test_rows_that_cannot_be_taken_say_why(tmp_path):
    path = file_of(tmp_path, f"{HEAD}\n1,灯,坏了\n合计：,2\n3\n4,水,\n".encode())
    rows = list(table(path).rows())
    assert [bool(row.trouble) for row in rows] == [True, True, False, False]
    assert rows[2] == Row(3, {"编号": "3"})


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "第一行"),
        ("编号,内容,编号\n1,2,3\n", "编号"),
        (f'{HEAD}\n1,"灯坏了\n2,水\n', "引号"),
    ],
)
def test_a_file_that_is_not_understood_is_refused_before_a_row_lands(tmp_path, content, says):
    path = file_of(tmp_path, content.encode())
    with pytest.raises(Unusable, match=says):
        table(path)


def cells_of(path) -> list[list[str]]:
    with path.open("rb") as file:
        return list(rows_of(file))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_small_table_is_read_as_any_other(tmp_path, encoding, end):
    path = file_of(tmp_path, end.join([HEAD, ONE, "2,水管坏了。"]).encode(encoding))
    assert cells_of(path) == [["编号", "内容"], ["1", "路灯坏了。"], ["2", "水管坏了。"]]


def test_a_small_table_loses_no_byte_and_no_row(tmp_path):
    plain = "".join(f"{number},{'x' * 60}\n" for number in range(2000))
    late = file_of(tmp_path, f"id,text\n{plain}".encode() + "9,路灯".encode("gbk"))
    assert cells_of(late)[-1] == ["9", "路灯"]
    torn = file_of(tmp_path, f"id,text\n{plain}9,".encode() + b"\xff\xff\xff", "torn.csv")
    with pytest.raises(Unusable, match="GB 18030"):
        cells_of(torn)
    swallowed = file_of(tmp_path, f'{HEAD}\n1,"灯\n2,水\n3,路\n'.encode(), "open.csv")
    with pytest.raises(Unusable, match="引号"):
        cells_of(swallowed)

"""Does what is drawn in a county's workbook stay, and lie where it belongs?"""

import re
import zipfile
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from PIL import Image

from jinlin.metrics.ledgers.templating import check, fill
from jinlin.metrics.returns.layouts import filled

pytestmark = pytest.mark.one_engine

PLACES = [{"名称": f"第{number}镇", "收到的诉求": str(number)} for number in range(1, 5)]
VALUES = {"期间": "2026年9月", "各地": PLACES, "指标": []}


def picture(colour: str = "red") -> BytesIO:
    buffer = BytesIO()
    Image.new("RGB", (8, 8), colour).save(buffer, "PNG")
    buffer.seek(0)
    return buffer


@pytest.fixture(scope="module")
def template() -> bytes:
    """A picture and a text box above the list, a chart below it that draws it, a logo in the
    header, a picture behind the sheet; and a second sheet with one of its own.
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet("台账")
    for cell, text in {
        "A1": "{{ 期间 }}",
        "A3": "地方",
        "B3": "件",
        "A4": "{{ 各地.名称 }}",
        "B4": "{{ 各地.收到的诉求 }}",
        "A5": "合计",
    }.items():
        sheet.write_string(cell, text)
    sheet.write_formula("B5", "=SUM(B4:B4)")
    sheet.insert_image("D1", "章.png", {"image_data": picture()})
    sheet.insert_textbox("F1", "内部资料")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": "=台账!$A$4:$A$4", "values": "=台账!$B$4:$B$4"})
    sheet.insert_chart("A8", chart)
    sheet.set_header("&L&G", {"image_left": "徽.png", "image_data_left": picture("blue")})
    sheet.set_background(picture("green"))
    sheet.write_comment("A1", "每月五日前报")
    other = book.add_worksheet("说明")
    other.write_string("A1", "填报说明")
    other.insert_image("B2", "图.png", {"image_data": picture("black")})
    book.close()
    return buffer.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        assert sorted(names) == sorted(set(names))
        return {name: archive.read(name) for name in names}


def drawn(content: bytes) -> bytes:
    """The drawing of the first sheet."""
    found = parts(content)
    links = found["xl/worksheets/_rels/sheet1.xml.rels"].decode()
    return found[re.search(r'Target="/(xl/kept/drawings/drawing[^"]+)"', links)[1]]


def test_a_filled_template_has_all_that_was_drawn_in_it(template):
    checked = check(template, "xlsx")
    assert checked.faults == []
    before, after = parts(template), parts(fill(checked.content, "xlsx", VALUES))
    pictures = {part for name, part in before.items() if name.startswith("xl/media/")}
    assert len(pictures) == 4
    assert {part for name, part in after.items() if "/media/" in name} == pictures
    assert "内部资料" in drawn(fill(template, "xlsx", VALUES)).decode()
    sheet = after["xl/worksheets/sheet1.xml"].decode()
    named = re.findall(r"<(?:\w+:)?(drawing|legacyDrawing|legacyDrawingHF|picture) ", sheet)
    assert named == ["drawing", "legacyDrawing", "legacyDrawingHF", "picture"]
    types = after["[Content_Types].xml"].decode()
    assert [
        n for n in after if n.startswith("xl/kept/") and "_rels" not in n and n not in types
    ] == []


def test_what_lies_below_moves_down_and_the_chart_draws_every_row(template):
    content = fill(template, "xlsx", VALUES)
    rows = re.findall(rb"<xdr:from>.*?<xdr:row>(\d+)<", drawn(content), re.DOTALL)
    # the picture, the text box, and the chart from row 8 on
    assert sorted(rows) == [b"0", b"0", b"10"]
    [chart] = [part for name, part in parts(content).items() if "kept/charts/chart" in name]
    assert re.findall("<c:f>(.*?)</c:f>", chart.decode()) == ["台账!$A$4:$A$7", "台账!$B$4:$B$7"]
    page = openpyxl.load_workbook(BytesIO(content))["台账"]
    assert (page["A7"].value, page["B7"].value, page["B8"].value) == ("第4镇", 4, "=SUM(B4:B7)")
    assert (len(page._images), len(page._charts)) == (1, 1)


def test_a_form_from_above_keeps_its_stamp(template):
    content = filled(template, "xlsx", {"1!B3": 7}, month="2026-09")
    assert (
        drawn(content)
        == drawn(filled(content, "xlsx", {}))
        == parts(template)["xl/drawings/drawing1.xml"]
    )
    assert openpyxl.load_workbook(BytesIO(content))["台账"]["B3"].value == 7


def test_a_workbook_without_drawings_is_as_openpyxl_writes_it():
    book, buffer = openpyxl.Workbook(), BytesIO()
    book.active["A1"] = "{{ 期间 }}"
    book.save(buffer)
    content = fill(buffer.getvalue(), "xlsx", VALUES)
    assert [name for name in parts(content) if "kept" in name] == []

"""Does a file that was made to keep the house busy cost no more than any other of its size?

Nothing here is measured: were the cost to grow faster than the file, these tests would not come to
an end.
"""

import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from jinlin.core import books
from jinlin.core.books import opened, rows_of, stream
from jinlin.core.errors import Refusal, TooLarge, Unusable
from jinlin.core.files import images, office, pdfs, sounds
from jinlin.core.tests import attachments as samples

pytestmark = pytest.mark.one_engine
SIZE = 4_000_000
SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def filled(piece: bytes) -> bytes:
    return piece * (SIZE // len(piece))


def came_to(clean: Callable[[bytes], object], content: bytes) -> int:
    """200, or the status of the refusal."""
    try:
        clean(content)
    except Refusal as refusal:
        return refusal.status
    return 200


def bare_pdf(body: bytes) -> bytes:
    return b"%PDF-1.4\n" + body + b"\n%%EOF"


@pytest.mark.parametrize(
    "body",
    [
        filled(b"stream\n"),
        filled(b"stream\nendstream"),
        filled(b"obj/ObjStm stream\n"),
        filled(b"<x:xmpmeta>"),
        filled(b"<x:xmpmeta"),
        filled(b"/Author("),
        filled(b"/Author<"),
        filled(b"/Author(a)"),
        filled(b"/JS "),
        filled(b"/Encrypt 1 "),
        filled(b"#41"),
        b"stream\n" + zlib.compress(b"#41" * 5_000_000),
        (b"stream\n" + zlib.compress(bytes(30_000_000))) * 9,
        # each one unpacks through all that follow it
        b"".join(b"stream\nx\x9c\x00" + b"\x0c\x00" + b"\xf3\xff" for _each in range(SIZE // 40)),
        filled(b"stream\nx\x9c\x00\x00\x00\xff\xff"),
    ],
)
def test_a_pdf_that_points_into_itself_again_and_again_comes_to_an_end(body):
    assert came_to(pdfs.clean, bare_pdf(body)) in {200, 413, 422}


def test_many_small_streams_are_nothing_unusual():
    many = samples.pdf(*[samples.packed(b"BT (%d) Tj ET" % n, b"") for n in range(5000)])
    assert pdfs.clean(many) == many


def test_empty_names_are_no_endless_ones():
    assert pdfs.clean(bare_pdf(b"/Author() /Subject<> " * 5000))


def test_a_name_that_is_painted_over_stays_painted_beside_endless_ones():
    kept = pdfs.clean(bare_pdf(b"/Author(" * 9 + b"a) /Author(Wang Xiaomei) /Keywords<4142>"))
    assert b"Wang" not in kept
    assert b"4142" not in kept


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("word/x.xml", b"<a>" + filled(b"<w:instrText ") + b"</a>"),
        ("word/x.xml", b"<a>" + filled(b"<w:instrText>") + b"</a>"),
        ("word/x.xml", b"<a>" + filled(b"&lt;") + b"</a>"),
        ("word/x.xml", b"<a>" + filled(b"<b/>") + b"</a>"),
        ("word/x.xml", filled(b"<a>")),
        (
            "word/_rels/x.rels",
            b"<a>" + filled(b"<Relationship TargetMode='External' Type='") + b"/>",
        ),
    ],
)
def test_a_paper_that_repeats_itself_comes_to_an_end(name, part, monkeypatch):
    monkeypatch.setattr(office, "MOST_ELEMENTS", 500_000)
    assert came_to(office.clean, samples.docx({name: part})) in {200, 413, 422}


@pytest.mark.parametrize(
    "field",
    [
        "<w:instrText>D<!-- x -->DEAUTO c:\\cmd</w:instrText>",
        "<w:instrText><![CDATA[DDEAUTO c:\\cmd]]></w:instrText>",
        '<w:fldSimple w:instr="DDEAUTO c:\\cmd"/>',
        '<w:instrText a="&lt;">DDE c:\\cmd</w:instrText>',
    ],
)
def test_a_command_in_a_field_is_seen_however_it_is_written(field):
    with pytest.raises(Unusable) as refused:
        office.clean(samples.docx({"word/footer1.xml": f"<w:ftr>{field}</w:ftr>"}))
    assert refused.value.detail == {"reason": "active_content"}


def workbook(sheet: str, *, texts: str = "", book: str = "") -> bytes:
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook {SPACE} xmlns:r="{relation}">{book}'
            '<sheets><sheet name="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        if texts:
            archive.writestr("xl/sharedStrings.xml", texts)
    return kept.getvalue()


def rows(content: bytes) -> list[list[str]]:
    return list(rows_of(BytesIO(content)))


def sheet_of(row: str, before: str = "") -> str:
    return f"<worksheet {SPACE}>{before}<sheetData>{row}</sheetData></worksheet>"


def test_an_honest_workbook_is_read():
    honest = sheet_of('<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><v>7</v></c></row>')
    texts = f"<sst {SPACE}><si><t>凤池</t></si></sst>"
    assert rows(workbook(honest, texts=texts)) == [[], ["凤池", "7"]]


@pytest.mark.parametrize(
    "row",
    [
        '<row r="x"><c><v>1</v></c></row>',
        '<row r="0"><c><v>1</v></c></row>',
        '<row r="-4"><c><v>1</v></c></row>',
        '<row r="99999999999999"><c><v>1</v></c></row>',
        f'<row r="{"9" * 5000}"><c><v>1</v></c></row>',
        '<row><c t="s"><v>x</v></c></row>',
        '<row><c t="s"><v>-1</v></c></row>',
        f'<row><c t="s"><v>{"9" * 40}</v></c></row>',
        '<row><c s="x"><v>1</v></c></row>',
    ],
)
def test_a_workbook_with_words_where_numbers_belong_is_refused_in_words(row):
    with pytest.raises(Unusable) as refused:
        rows(workbook(sheet_of(row)))
    assert refused.value.field == "file"


@pytest.mark.parametrize(
    ("written", "read"),
    [("NaN", "#NUM!"), ("-Infinity", "#NUM!"), ("1e400", "#NUM!"), ("lamp", "lamp"), ("7", "7")],
)
def test_a_number_that_nothing_can_count_with_is_a_fault(tmp_path: Path, written, read):
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(sheet_of(f"<row><c><v>{written}</v></c></row>")))
    kinds = {"#NUM!": books.Fault, "lamp": str, "7": books.Number}
    with opened(path) as book:
        [[cell]] = [line.cells for line in book.sheets[0].lines()]
    assert (cell, type(cell)) == (read, kinds[read])


def test_rows_that_jump_back_leave_each_gap_once():
    jumping = '<row r="1000000"><c><v>1</v></c></row><row r="1"><c><v>2</v></c></row>' * 20
    assert len(rows(workbook(sheet_of(jumping)))) == 999_999 + 40


@pytest.mark.parametrize("piece", ["<col ", "<mergeCell ", '<col min="1" hidden="1" '])
def test_tags_without_an_end_are_looked_at_once(piece):
    torn = sheet_of("<row/>", piece * (SIZE // len(piece)))
    with pytest.raises(Unusable):
        rows(workbook(torn))


def test_columns_and_cells_beyond_all_are_none(tmp_path: Path):
    before = f'<cols><col min="{"1" * 5000}" max="3" hidden="1"/></cols>'
    after = f'<mergeCells><mergeCell ref="A{"1" * 5000}:B2"/></mergeCells>'
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(sheet_of("<row/>", before + after)))
    with opened(path) as book:
        (sheet,) = book.sheets
        assert (sheet.merges, sheet.hidden_columns) == ([], frozenset())


def came_to_rows(content: bytes) -> int:
    return came_to(rows, content)


@pytest.mark.parametrize(
    ("sheet", "texts"),
    [
        (sheet_of('<row><c r="XFD1"><v>1</v></c></row>' * 200), ""),
        (sheet_of(f'<row><c t="inlineStr"><is><t>{"a" * SIZE}</t></is></c></row>'), ""),
        (sheet_of('<row><c t="s"><v>0</v></c></row>'), f"<sst><si><t>{'a' * SIZE}</t></si></sst>"),
        (sheet_of(f'<row><c t="{"a" * 2 * SIZE}"><v>1</v></c></row>'), ""),
        (sheet_of("<row/>") + "<!--" + "a" * 2 * SIZE + "-->", ""),
        (f'<?xml version="1.0" encoding="none-such"?>{sheet_of("<row/>")}', ""),
        (sheet_of("<row/>"), '<?xml version="1.0" encoding="none-such"?><sst/>'),
    ],
)
def test_more_than_anybody_fills_in_is_no_workbook(sheet, texts):
    assert came_to_rows(workbook(sheet, texts=texts)) == 422


def test_a_workbook_with_merged_cells_without_end_is_none(monkeypatch):
    monkeypatch.setattr(stream, "MOST_MERGES", 100)
    assert came_to_rows(workbook(sheet_of("<row/>") + '<mergeCell ref="A1:B2"/>' * 101)) == 422


def test_hidden_columns_are_counted_once_however_often_they_are_named(tmp_path: Path):
    often = "".join(f'<col min="1" max="{16_384 - n % 9}" hidden="1"/>' for n in range(60_000))
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(sheet_of("<row/>", f"<cols>{often}</cols>")))
    with opened(path) as book:
        assert book.sheets[0].hidden_columns == frozenset(range(16_384))


def test_a_sheet_that_a_workbook_names_again_and_again_is_read_once(tmp_path: Path):
    twice = workbook(sheet_of("<row/>"), book='<sheets><sheet name="0" r:id="r1"/></sheets>')
    path = tmp_path / "a.xlsx"
    path.write_bytes(twice)
    with opened(path) as book:
        assert [sheet.name for sheet in book.sheets] == ["0"]


def in_each_part(content: bytes, at_its_place: int, in_the_list: int, value: int) -> bytes:
    """The archive with this number in the heads of all of its parts."""
    torn = bytearray(content)
    for mark, place in ((b"PK\x03\x04", at_its_place), (b"PK\x01\x02", in_the_list)):
        at = torn.find(mark)
        while at >= 0:
            torn[at + place] = value
            at = torn.find(mark, at + 4)
    return bytes(torn)


@pytest.mark.parametrize("method", [9, 12, 14, 93, 99])
def test_what_is_packed_as_nobody_packs_it_or_locked_is_refused(method):
    honest = workbook(sheet_of("<row/>"))
    assert came_to_rows(in_each_part(honest, 8, 10, method)) == 422
    assert came_to_rows(in_each_part(honest, 6, 8, 1)) == 422
    paper = samples.docx()
    assert came_to(office.clean, in_each_part(paper, 8, 10, method)) == 422
    assert came_to(office.clean, in_each_part(paper, 6, 8, 1)) == 422


def test_a_part_without_a_name_or_in_no_encoding_is_damage():
    nameless = samples.docx({"word/x.xml": "<a/>"}).replace(b"word/x.xml", b"\0ord/x.xml")
    assert came_to(office.clean, nameless) == 422
    odd = '<?xml version="1.0" encoding="none-such"?><a/>'
    assert came_to(office.clean, samples.docx({"word/x.xml": odd})) == 422


def test_a_workbook_that_unpacks_without_end_is_not_begun(monkeypatch):
    monkeypatch.setattr(books, "MOST_UNPACKED", 1000)
    with pytest.raises(Unusable):
        rows(workbook(sheet_of("<row/>" * 1000)))
    monkeypatch.undo()
    monkeypatch.setattr(books, "MOST_WHOLE", 1000)
    with pytest.raises(Unusable):
        rows(workbook(sheet_of("<row/>"), book="<a/>" * 1000))


def test_a_paper_of_countless_elements_is_too_large(monkeypatch):
    monkeypatch.setattr(office, "MOST_ELEMENTS", 100)
    with pytest.raises(TooLarge):
        office.clean(samples.docx({"word/x.xml": "<a>" + "<b/>" * 200 + "</a>"}))


def progressive(times: int) -> bytes:
    """A photo whose last scan comes so many times more."""
    kept = BytesIO()
    Image.new("L", (800, 800), 128).save(kept, "JPEG", progressive=True)
    whole = kept.getvalue()
    last = whole[whole.rindex(b"\xff\xda") : -2]
    return whole[:-2] + last * times + b"\xff\xd9"


def test_a_photo_is_gone_over_some_times_and_no_more():
    assert images.clean(BytesIO(progressive(0))).width == 800
    with pytest.raises(Unusable) as refused:
        images.clean(BytesIO(progressive(100_000)))
    assert refused.value.field == "photos"


def nested(depth: int) -> bytes:
    box = b""
    for _each in range(depth):
        box = struct.pack(">I4s", len(box) + 8, b"moov") + box
    return struct.pack(">I4s4s4s", 16, b"ftyp", b"M4A ", bytes(4)) + box


def test_boxes_that_lie_in_each_other_without_end_are_no_sound():
    with pytest.raises(Unusable):
        sounds.clean(nested(5000))


def test_a_film_is_seen_and_a_name_goes_however_long_their_size_is_written():
    def long(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I4sQ", 1, name, len(body) + 16) + body

    begins = struct.pack(">I4s4s4s", 16, b"ftyp", b"M4A ", bytes(4))
    sound = long(b"hdlr", bytes(8) + b"soun" + bytes(12))
    film = long(b"hdlr", bytes(8) + b"vide" + bytes(12))
    kept = sounds.clean(begins + long(b"moov", sound + long(b"udta", b"Wang Xiaomei")))
    assert (kept.kind, b"Wang" in kept.content) == ("m4a", False)
    with pytest.raises(Unusable):
        sounds.clean(begins + long(b"moov", sound + film))

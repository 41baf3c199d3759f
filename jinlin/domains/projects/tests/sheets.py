"""How do tests get a Word file and an Excel file with a table?"""

import zipfile
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape

from openpyxl import Workbook

from jinlin.core.sheets import Column, as_xlsx

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="xml" ContentType="application/xml"/><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)


def xlsx(rows: list[list[str]]) -> bytes:
    """The first row is the heading."""
    file, _written = as_xlsx([Column(cell) for cell in rows[0]], rows[1:], name="清单")
    with file:
        return file.read()


def docx(rows: list[list[str]]) -> bytes:
    """A Word file with a title and one table."""
    cells = (
        "<w:tr>"
        + "".join(f"<w:tc><w:p><w:r><w:t>{escape(cell)}</w:t></w:r></w:p></w:tc>" for cell in row)
        + "</w:tr>"
        for row in rows
    )
    body = f"<w:p><w:r><w:t>重点任务清单</w:t></w:r></w:p><w:tbl>{''.join(cells)}</w:tbl>"
    return _packed(body)


def messy_xlsx() -> bytes:
    """A cover sheet, then a title over all columns, a heading of two rows, and merged cells."""
    book = Workbook()
    book.active.title = "封面"
    book.active["A1"] = "通渭县2025年社会工作重点任务"
    sheet = book.create_sheet("清单")
    for row in (
        ["2025年重点任务清单", None, None, None, None],
        ["序\n号", "重点任务", "责任单位", None, "完成\n时限"],
        [None, None, "牵头单位", "配合单位", None],
        ["一、队伍建设", None, None, None, None],
        ["1.", "举办社会工作者培训班", "城市管理局", "凤池社区居委会", date(2025, 6, 30)],
        ["2.", "组织职业水平考试报名", None, None, "1月启动，9月15日前完成"],
        ["二、阵地建设", None, None, None, None],
        ["3.", "社工站规范化建设", "凤池社区（牵头）", "城管局", "全年"],
    ):
        sheet.append(row)
    for span in ("A1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3", "A4:E4", "C5:C6", "D5:D6", "A7:E7"):
        sheet.merge_cells(span)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def messy_docx() -> bytes:
    """The same as a Word file whose table goes on on the next page."""
    first = [
        _row(
            ("序 号", 1, "restart"),
            ("重点任务", 1, "restart"),
            ("责任单位", 2, ""),
            ("完成时限", 1, "restart"),
        ),
        _row(("", 1, "go"), ("", 1, "go"), ("牵头单位", 1, ""), ("配合单位", 1, ""), ("", 1, "go")),
        _row(("一、队伍建设", 5, "")),
        _row(
            ("1", 1, ""),
            ("举办社会工作者培训班", 1, ""),
            ("城市管理局", 1, "restart"),
            ("凤池社区居委会", 1, "restart"),
            ("6月底前", 1, ""),
        ),
        _row(
            ("2", 1, ""),
            ("组织职业水平考试报名", 1, ""),
            ("", 1, "go"),
            ("", 1, "go"),
            ("9月15日", 1, ""),
        ),
    ]
    second = [
        _row(("二、阵地建设", 5, "")),
        _row(
            ("3", 1, ""),
            ("社工站规范化建设", 1, ""),
            ("凤池社区（牵头）", 1, ""),
            ("城管局", 1, ""),
            ("全年", 1, ""),
        ),
    ]
    cover = "<w:tbl>" + _row(("通渭县", 1, ""), ("2025年", 1, "")) + "</w:tbl>"
    tables = "".join(f"<w:tbl>{''.join(rows)}</w:tbl><w:p/>" for rows in (first, second))
    return _packed(f"<w:p><w:r><w:t>重点任务</w:t></w:r></w:p>{cover}{tables}")


def _row(*cells: tuple[str, int, str]) -> str:
    return "<w:tr>" + "".join(_cell(*cell) for cell in cells) + "</w:tr>"


def _cell(text: str, span: int, merge: str) -> str:
    told = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    told += {"restart": '<w:vMerge w:val="restart"/>', "go": "<w:vMerge/>"}.get(merge, "")
    words = escape(text).replace(" ", "</w:t><w:br/><w:t>")
    return f"<w:tc><w:tcPr>{told}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"


def _packed(body: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        book.writestr("[Content_Types].xml", TYPES)
        book.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        )
    return made.getvalue()

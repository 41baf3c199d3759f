"""How do tests get a Word file and an Excel file with a table?"""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

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
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        book.writestr("[Content_Types].xml", TYPES)
        book.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        )
    return made.getvalue()

"""How does a test make a file as Word or a spreadsheet program writes it?

word("…", rows=[[…]]) and sheet({"A1": "…"}) make a file; `cut` cuts a text into runs as Word does.
"""

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import docx
import openpyxl


def word(*paragraphs: str, rows: Sequence[Sequence[str]] = (), cut: bool = False) -> bytes:
    """Each text a paragraph; `cut`: every sign a run of its own."""
    document = docx.Document()
    for text in paragraphs:
        paragraph = document.add_paragraph()
        for piece in text if cut else [text]:
            paragraph.add_run(piece)
    if rows:
        table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
        for row, words in enumerate(rows):
            for column, text in enumerate(words):
                table.cell(row, column).text = text
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def sheet(cells: Mapping[str, Any], *, merged: Sequence[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "台账"
    for place, value in cells.items():
        page[place] = value
    for span in merged:
        page.merge_cells(span)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same file with one more part in it."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, part, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()

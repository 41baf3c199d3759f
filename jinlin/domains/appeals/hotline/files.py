"""How do tables of orders, with their attachments, come in and go out as one file?

In: a CSV or Excel table, or a ZIP of one such table and the files that its rows name. Out: the
same. Nothing is unpacked to the disk, and what an archive would unpack to is bounded before it is
read.
"""

import io
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from jinlin.core import delimited, sheets
from jinlin.core.errors import Unusable
from jinlin.core.sheets import Column

MOST_ROWS = 5_000
MOST_BYTES = 200 * 1024 * 1024
MOST_MEMBERS = 2_000
LONGEST_TABLE = 30 * 1024 * 1024

Row = dict[str, str]


def read(name: str, content: bytes) -> tuple[list[Row], dict[str, bytes]]:
    """The rows of the table, and the files that came with it by their names. Raises Unusable."""
    if name.lower().endswith(".zip"):
        return _unpacked(content)
    return _table(name, content), {}


def written(
    columns: Sequence[Column], rows: Sequence[Sequence[Any]], files: Mapping[str, bytes]
) -> bytes:
    """A ZIP with the table as Excel and CSV, and the files that its rows name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for kind, write in (("xlsx", _as_xlsx), ("csv", sheets.as_csv)):
            file, _count = write(columns, rows)
            with file:
                archive.writestr(f"orders.{kind}", file.read())
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _as_xlsx(columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> tuple[IO[bytes], int]:
    return sheets.as_xlsx(columns, rows, name="orders")


def _unpacked(content: bytes) -> tuple[list[Row], dict[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [each for each in archive.infolist() if not each.is_dir()]
            if len(members) > MOST_MEMBERS or sum(one.file_size for one in members) > MOST_BYTES:
                raise Unusable(_("This archive is too large. Please send it in parts."))
            held = {PurePosixPath(one.filename).name: archive.read(one) for one in members}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError):
        raise Unusable(_("This archive cannot be read.")) from None
    tables = [name for name in held if name.lower().endswith((".csv", ".xlsx"))]
    if len(tables) != 1:
        raise Unusable(_("The archive must hold one table (.csv or .xlsx) beside the files."))
    return _table(tables[0], held.pop(tables[0])), held


def _table(name: str, content: bytes) -> list[Row]:
    if len(content) > LONGEST_TABLE:
        raise Unusable(_("This table is too large. Please send it in parts."))
    rows = list(_excel(content) if name.lower().endswith(".xlsx") else _delimited(content))
    if len(rows) > MOST_ROWS:
        words = _("One table takes at most %(most)d orders. Please send it in parts.")
        raise Unusable(words % {"most": MOST_ROWS})
    return rows


def _delimited(content: bytes) -> Iterator[Row]:
    with tempfile.NamedTemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR, suffix=".csv") as file:
        file.write(content)
        file.flush()
        for row in delimited.table(Path(file.name)).rows():
            if row.trouble:
                raise _at(row.line, row.trouble)
            yield row.cells


def _excel(content: bytes) -> Iterator[Row]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except Exception:  # noqa: BLE001 - openpyxl raises whatever its parts raise
        raise Unusable(_("This table cannot be read. Please save it as .xlsx again.")) from None
    lines = book.worksheets[0].iter_rows(values_only=True) if book.worksheets else iter(())
    heading = [str(cell or "").strip() for cell in next(lines, ())]
    delimited.check_heading(heading)
    for number, line in enumerate(lines, 1):
        cells = [_text_of(cell) for cell in line]
        if delimited.is_of_totals(cells):
            raise _at(number, _("This is a row of totals."))
        if any(cell for head, cell in zip_longest(heading, cells, fillvalue="") if not head):
            raise _at(number, _("A cell stands under no heading."))
        if any(cells):
            yield {head: cell for head, cell in zip(heading, cells, strict=False) if head}
    book.close()


def _at(number: int, why: str) -> Unusable:
    return Unusable(_("Row %(row)d: %(why)s") % {"row": number, "why": why})


def _text_of(cell: Any) -> str:
    if cell is None:
        return ""
    if hasattr(cell, "strftime"):
        return f"{cell:%Y-%m-%d %H:%M:%S}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()

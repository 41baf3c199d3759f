"""How does a long table become an Excel or CSV file without standing in memory?

Rows are taken one by one from an iterator and written to a temporary file, which is then streamed
and goes away by itself. A text is never a formula: Excel keeps it as text, and in CSV, which knows
no kinds, whatever could begin a formula gets an apostrophe in front.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count, islice
from tempfile import TemporaryFile, gettempdir
from typing import IO, Any

from django.conf import settings
from xlsxwriter import Workbook

from jinlin.core.time.clock import CHINA

FORMULA = "=+-@＝＋－＠"
LONGEST_CELL = 32_767
MOST_ROWS = 1_048_575  # of one sheet, below its headings
CONTENT = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
DAY, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"


@dataclass(frozen=True)
class Column:
    """One column: its heading,
    and its width in characters of Latin text (a Chinese one takes two).
    """

    heading: Any
    width: int = 12


def as_xlsx(
    columns: Sequence[Column], rows: Iterable[Sequence[Any]], *, name: str
) -> tuple[IO[bytes], int]:
    """An Excel file, from its beginning, and how many rows it holds.

    The first line stays in sight; days and moments are real ones, in China's time.
    """
    with temporary() as (file, keep):
        book = Workbook(
            file,
            {
                "constant_memory": True,
                "tmpdir": _folder(),
                "strings_to_urls": False,
                "strings_to_formulas": False,
            },
        )
        try:
            written = _fill(book, columns, rows, name=name)
        finally:
            book.close()  # also takes away the sheet's own temporary file
        keep()
    return file, written


def as_csv(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> tuple[IO[bytes], int]:
    """The same as CSV in UTF-8 with the mark that Excel needs to see that."""
    with temporary() as (file, keep):
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
        table = csv.writer(text)
        table.writerow([tame(str(column.heading)) for column in columns])
        written = 0
        for written, row in enumerate(rows, 1):  # noqa: B007 - the last number is how many there were
            table.writerow([_cell_of(value) for value in row])
        text.detach()
        keep()
    return file, written


def tame(text: str) -> str:
    """The text, unable to run as a formula when a spreadsheet reads it."""
    return f"'{text}" if text.lstrip()[:1] in FORMULA and text.strip() else text


@contextmanager
def temporary() -> Iterator[tuple[IO[bytes], Callable[[], object]]]:
    """A file that is gone when something goes wrong,
    and stands at its beginning when it is kept.
    """
    with ExitStack() as stack:
        file = stack.enter_context(TemporaryFile(dir=_folder()))

        def keep() -> None:
            file.seek(0)
            stack.pop_all()

        yield file, keep


def _fill(book: Any, columns: Sequence[Column], rows: Iterable[Sequence[Any]], *, name: str) -> int:
    """A sheet holds a million rows and some; what is more goes on in the next one."""
    head, day, moment = (
        book.add_format(look)
        for look in ({"bold": True, "bottom": 1}, {"num_format": DAY}, {"num_format": MOMENT})
    )
    written, numbers = 0, count(1)
    coming = iter(rows)
    while True:
        number = next(numbers)
        sheet = _begun(
            book, columns, name=name if number == 1 else f"{name[:26]} {number}", head=head
        )
        filled = 0
        for filled, row in enumerate(islice(coming, MOST_ROWS), 1):
            for place, value in enumerate(row):
                _write(sheet, (filled, place), value, day=day, moment=moment)
        written += filled
        if filled:
            sheet.autofilter(0, 0, filled, len(columns) - 1)
        if filled < MOST_ROWS:
            return written


def _begun(book: Any, columns: Sequence[Column], *, name: str, head: Any) -> Any:
    sheet = book.add_worksheet(name[:31])
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, str(column.heading), head)
    return sheet


def _write(sheet: Any, cell: tuple[int, int], value: Any, *, day: Any, moment: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, datetime):
        sheet.write_datetime(*cell, value.astimezone(CHINA).replace(tzinfo=None), moment)
    elif isinstance(value, date):
        sheet.write_datetime(*cell, value, day)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(*cell, value)
    else:
        sheet.write_string(*cell, str(value)[:LONGEST_CELL])


def _cell_of(value: Any) -> Any:
    if isinstance(value, datetime):
        return f"{value.astimezone(CHINA):%Y-%m-%d %H:%M}"
    if value is None or isinstance(value, date | int | float):
        return value
    return tame(str(value))


def _folder() -> str:
    return settings.FILE_UPLOAD_TEMP_DIR or gettempdir()

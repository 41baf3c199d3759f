"""How is an Excel file opened whole, to be changed or read cell by cell?

Rows are read by core.books. What opens one whole takes as long to load as the models of several
domains, and most processes never do: it is loaded with the first.
"""

from typing import IO, Any


def opened(file: IO[bytes], *, data_only: bool = False) -> Any:
    """The workbook; with `data_only`, what formulas came to instead of them. Raises ValueError,
    KeyError and what else the library raises for what is none.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - with the first that is read
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415 - the same

    try:
        return load_workbook(file, data_only=data_only)
    except InvalidFileException as problem:
        raise ValueError(str(problem)) from problem


def row_and_column(cell: str) -> tuple[int, int]:
    """Of 'B3' 3 and 2."""
    from openpyxl.utils import coordinate_to_tuple  # noqa: PLC0415 - who asks has opened one

    row, column = coordinate_to_tuple(cell)
    return row, column

"""Does a table still say what its numbers are once a phone takes its heading away?

Below 600 pixels each row is a card: the heading is only read aloud, and a cell is named by its
`data-label`. The first cell names the row, and buttons speak for themselves.
"""

import re
from pathlib import Path

from tests.house import TEMPLATES, for_each

TABLE = re.compile(r'<table class="(table[^"]*)"[^>]*>(.*?)</table>', re.DOTALL)
ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
CELL = re.compile(r"<t([dh])\b([^>]*)>(.*?)</t\1>", re.DOTALL)
SPEAKS = re.compile(r"<button|class=\"button|<form|data-open|only-phone")


def unnamed_cells(text: str) -> list[str]:
    """The cells of a template's tables that a phone would show without a word beside them."""
    return [
        " ".join(content.split())[:60]
        for kind, body in TABLE.findall(text) or [("", f"</thead>{text}")]  # or a row of its own
        if "as-table" not in kind and "entry" not in kind.split()
        for _head, has_head, rows in [body.partition("</thead>")]
        if has_head
        for row in ROW.findall(rows.partition("<tfoot")[0])
        for tag, asked, content in CELL.findall(row)[1:]
        if tag == "d" and not re.search("data-label|colspan", asked)
        if content.strip() and not SPEAKS.search(content)
    ]


@for_each([path for path in TEMPLATES if "print" not in path.parts])
def test_each_cell_of_a_row_says_what_it_is(path: Path) -> None:
    assert unnamed_cells(path.read_text("utf-8")) == []


def test_a_number_without_a_word_would_be_found() -> None:
    head = "<thead><tr><th>Project</th><th>Yuan</th></tr></thead>"
    row = "<tr><td>Lamp</td><td>{yuan}</td><td><button>Begin</button></td></tr>"
    table = f'<table class="table dense">{head}<tbody>{row}</tbody></table>'
    assert unnamed_cells(table) == ["{yuan}"]
    assert unnamed_cells(table.replace("<td>{", '<td data-label="Yuan">{')) == []
    assert unnamed_cells(table.replace("dense", "as-table")) == []

"""How are messages read for learning and classing, and answers written?

In: csv or csv.gz with a header. `id`, `title`, `detail` (any may be empty), for learning `label`
and, where there is one, `group` (near-identical texts share it).
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from jinlin.core.delimited import table
from jinlin.core.errors import Unusable
from jinlin.core.sheets import tame
from jinlin.insight.texts import Text, clean

ALIKE_LETTERS: Final = 60  # texts that begin alike after all but letters is gone are one group
ANSWERS: Final = ("id", "label", "certainty", "second", "second_certainty", "refused", "words")


@dataclass(frozen=True)
class Message:
    """One row: its key, what was written, and what somebody decided about it ("": nothing)."""

    key: str
    text: Text
    label: str
    group: str


def messages(path: Path, *, labelled: bool = False) -> list[Message]:
    """Every row of the file. Raises Unusable when it has neither title nor detail, or no labels
    where they are needed.
    """
    found = table(path)
    if not {"title", "detail"} & set(found.headers):
        raise Unusable(_("The file has neither a column 'title' nor a column 'detail'."))
    if labelled and "label" not in found.headers:
        raise Unusable(_("The file has no column 'label'."))
    rows = [
        Message(
            row.cells.get("id", "") or str(row.line),
            clean(row.cells.get("title", ""), row.cells.get("detail", "")),
            row.cells.get("label", "").strip(),
            row.cells.get("group", "").strip(),
        )
        for row in found.rows()
    ]
    return [row for row in rows if row.label] if labelled else rows


def groups_of(rows: Sequence[Message]) -> list[str]:
    """For each row the group that must not be torn apart: as the file says, joined where texts
    begin alike or one is the other's title.
    """
    names = [row.group or f"row-{number}" for number, row in enumerate(rows)]
    return _joined(names, [row.text for row in rows])


def groups_of_texts(texts: Sequence[Text]) -> list[str]:
    """The same of texts that nobody grouped."""
    return _joined([f"row-{number}" for number in range(len(texts))], texts)


def _joined(names: Sequence[str], texts: Sequence[Text]) -> list[str]:
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    by_start: dict[str, list[str]] = defaultdict(list)
    for name, text in zip(names, texts, strict=True):
        for part in (text.title, text.detail):
            if letters := "".join(sign for sign in part if sign.isalnum())[:ALIKE_LETTERS]:
                by_start[letters].append(name)
    for alike in by_start.values():
        for name in alike[1:]:
            parent[root(name)] = root(alike[0])
    return [root(name) for name in names]


def write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[None]:
    """One step per row written."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for row in rows:
            writer.writerow([tame(value) if isinstance(value, str) else value for value in row])
            yield

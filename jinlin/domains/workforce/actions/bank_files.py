"""What goes to the bank, and how is what it sends back read?"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.books import Value, opened
from jinlin.core.errors import NotAllowed, Unusable
from jinlin.core.sheets import Column, as_csv, as_xlsx
from jinlin.core.time import clock
from jinlin.domains.workforce.actions.paying import Answered
from jinlin.domains.workforce.models import Batch, Outcome
from jinlin.domains.workforce.permissions import can_pay
from jinlin.domains.workforce.roster.identity import plain, shown

COLUMNS = (
    Column(_("reference"), 24),
    Column(_("account holder"), 12),
    Column(_("bank account"), 26),
    Column(_("bank"), 20),
    Column(_("yuan"), 10),
)
HEADINGS = {
    "reference": ("流水号", "业务编号", "批次明细号", "reference"),
    "outcome": ("结果", "处理结果", "状态", "result"),
    "reason": ("原因", "失败原因", "备注", "reason"),
    "at": ("时间", "处理时间", "回盘时间", "time"),
}
OUTCOMES = {
    **dict.fromkeys(("成功", "已发放", "已入账", "paid"), Outcome.PAID),
    **dict.fromkeys(("失败", "退汇", "退票", "failed"), Outcome.FAILED),
    **dict.fromkeys(("不明", "处理中", "待确认", "unknown"), Outcome.UNKNOWN),
}


def bank_file(batch: Batch, kind: str, *, actor: Actor) -> IO[bytes]:
    """The file for the bank, with names and accounts clear; that it was fetched is on record."""
    if not can_pay(actor, batch.county):
        raise NotAllowed
    timeline.look(batch, actor=actor, what="accounts", why=kind)
    rows = (
        (line.reference, line.holder, line.account, line.bank, line.amount)
        for line in batch.lines.order_by("reference").iterator()
    )
    if kind == "csv":
        return as_csv(COLUMNS, rows)[0]
    return as_xlsx(COLUMNS, rows, name=batch.number)[0]


def answers_in(path: Path) -> Iterator[Answered]:
    """What the bank says, line by line; a row with neither reference nor result is none. Raises
    Unusable when its columns are not found, or a line cannot be read: then nothing is booked.
    """
    with opened(path) as book:
        places: dict[str, int] = {}
        for line in book.sheets[0].lines():
            if len(places) < 2:
                places = _places(line.cells)
            elif plain(_at(line.cells, places["outcome"])) or plain(
                _at(line.cells, places["reference"])
            ):
                yield _answer(line.cells, places, line.number)
        if len(places) < 2:
            raise Unusable(_("The columns reference and result were not found."), field="file")


def _answer(cells: list[Value], places: dict[str, int], number: int) -> Answered:
    word = plain(_at(cells, places["outcome"]))
    if word not in OUTCOMES:
        raise Unusable(
            _("Row %(row)d: the result %(word)s is not known.") % {"row": number, "word": word},
            field="file",
        )
    reference = plain(_at(cells, places["reference"]))
    if not reference:
        raise Unusable(_("Row %(row)d has no reference.") % {"row": number}, field="file")
    return Answered(
        reference,
        OUTCOMES[word],
        _moment(shown(_at(cells, places.get("at"))), number),
        plain(_at(cells, places.get("reason"))),
    )


def _places(cells: list[Value]) -> dict[str, int]:
    found: dict[str, int] = {}
    texts = [plain(value) for value in cells if plain(value)]
    for place, value in enumerate(cells):
        for name, headings in HEADINGS.items():
            if plain(value) in headings:
                found.setdefault(name, place)
    if not {"reference", "outcome"} <= set(found):
        return {}
    if twice := sorted(
        {plain(cells[at]) for at in found.values() if texts.count(plain(cells[at])) > 1}
    ):
        words = _("The heading names the column '%(name)s' twice. Please rename one of them.")
        raise Unusable(words % {"name": twice[0]}, field="file")
    return found


def _moment(text: str, number: int) -> datetime:
    """When the bank said so; now, when its file does not tell."""
    if not text.strip():
        return clock.now()
    try:
        moment = datetime.fromisoformat(text.strip().replace("/", "-"))
    except ValueError as problem:
        blanks = {"row": number, "time": text[:30]}
        words = _("Row %(row)d: the time %(time)s cannot be read. Please write 2026-06-30 15:00.")
        raise Unusable(words % blanks, field="file") from problem
    return moment if moment.tzinfo else moment.replace(tzinfo=clock.CHINA)


def _at(cells: list[Value], place: int | None) -> Value:
    return cells[place] if place is not None and place < len(cells) else None

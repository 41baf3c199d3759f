"""What can programs read of ledgers?"""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Query, Router, Schema

from jinlin.core import paging
from jinlin.core.errors import NotHere
from jinlin.ground.accounts.api import caller
from jinlin.metrics.ledgers import queries
from jinlin.metrics.ledgers.models import Ledger
from jinlin.shell.requests import Request

router = Router(tags=["ledgers"])
ORDER = ("-counted_at", "-pk")


class LedgerOut(Schema):
    """What a template said of a place and a month or year; signed it does not change any more."""

    id: UUID
    title: str
    place: str
    period: str
    version: int
    counted_at: datetime
    signed_at: datetime | None


class LedgersOut(Schema):
    ledgers: list[LedgerOut]
    next: str


class LedgerLineOut(Schema):
    """One figure with its value and how it was counted then."""

    key: str
    name: str
    value: str
    question: str
    counted: str
    met: str
    excluded: str


class WholeLedgerOut(LedgerOut):
    lines: list[LedgerLineOut]


@router.get("", response=LedgersOut, summary="The ledgers, newest first")
def ledgers(request: Request, after: str = Query("", max_length=500)) -> Any:
    rows = Ledger.objects.for_desk(caller(request, "figures:read")).defer("values", "definitions")
    page = paging.page(rows, order=ORDER, after=after)
    return {"ledgers": [_outline(row) for row in page.rows], "next": page.next}


@router.get(
    "/{pk}",
    response=WholeLedgerOut,
    summary="One ledger with its figures",
)
def one(request: Request, pk: UUID) -> Any:
    row = Ledger.objects.for_desk(caller(request, "figures:read")).filter(pk=pk).first()
    if row is None:
        raise NotHere
    return {**_outline(row), "lines": queries.lines_of(row)}


def _outline(row: Ledger) -> dict[str, Any]:
    return {
        "id": row.pk,
        "title": row.title,
        "place": row.place_code,
        "period": row.period,
        "version": row.version,
        "counted_at": row.counted_at,
        "signed_at": row.signed_at,
    }

"""What can programs read of filled forms?"""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Query, Router, Schema

from jinlin.core import paging
from jinlin.core.errors import NotHere
from jinlin.ground.accounts.api import caller
from jinlin.metrics.returns.models import Return
from jinlin.shell.requests import Request

router = Router(tags=["forms"])
ORDER = ("-filled_at", "-pk")


class ReturnOut(Schema):
    """A form as a place filled it for a month; signed it does not change any more."""

    id: UUID
    title: str
    place: str
    month: str
    version: int
    signed_at: datetime | None


class PageOut(Schema):
    returns: list[ReturnOut]
    next: str


class AnswerOut(Schema):
    """One cell. `origin`: records, hand, missing, later (a period that has not begun) or blank;
    `recorded` is what the records said; `definition` how it was counted.
    """

    ref: str
    label: str
    value: str
    recorded: str
    origin: str
    numerator: int | None
    denominator: int | None
    definition: dict[str, str]


class WholeOut(ReturnOut):
    answers: list[AnswerOut]


@router.get("", response=PageOut, summary="The filled forms, newest first")
def returns(request: Request, after: str = Query("", max_length=500)) -> Any:
    rows = Return.objects.for_desk(caller(request, "figures:read"))
    page = paging.page(rows, order=ORDER, after=after)
    return {"returns": [_outline(row) for row in page.rows], "next": page.next}


@router.get(
    "/{pk}",
    response=WholeOut,
    summary="One filled form with its cells",
)
def one(request: Request, pk: UUID) -> Any:
    row = Return.objects.for_desk(caller(request, "figures:read")).filter(pk=pk).first()
    if row is None:
        raise NotHere
    return {**_outline(row), "answers": list(row.answers.order_by("position"))}


def _outline(row: Return) -> dict[str, Any]:
    return {
        "id": row.pk,
        "title": row.title,
        "place": row.place_code,
        "month": row.month,
        "version": row.version,
        "signed_at": row.signed_at,
    }

"""How does a hotline platform hand work orders in, and hear what became of them?

Orders are sent under the platform's own names; docs/hotline.md says what each means.
"""

import base64
import binascii
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ninja import Field, Query, Router, Schema

from jinlin.core.errors import NotHere, Unusable, require
from jinlin.core.files import serving as files
from jinlin.domains.appeals.hotline import exchange, standing
from jinlin.domains.appeals.models import Hotline, WorkOrder
from jinlin.domains.appeals.permissions import can_exchange
from jinlin.ground.accounts.api import caller
from jinlin.shell.bodies import Body
from jinlin.shell.requests import Request

router = Router(tags=["hotline"])
MOST = 200


class FileIn(Body):
    name: str = Field(max_length=120)
    content: str = Field(max_length=30_000_000, description="Base64.")


class OrdersIn(Body):
    """Orders under the platform's own column names; `files` holds what they name."""

    orders: list[dict[str, str]] = Field(max_length=MOST)
    files: list[FileIn] = Field([], max_length=50)
    whole: bool = Field(False, description="These are all orders that are open over there today.")


class OutcomeOut(Schema):
    number: str
    status: str = Field(description="new, known, changed or refused")
    appeal: str
    reason: str


class NewsOut(Schema):
    """`order` stands under the platform's own names; `version` is what is said to be heard."""

    number: str
    version: int
    order: dict[str, Any]
    files: list[UUID]


class HeardIn(Body):
    number: str = Field(max_length=60)
    version: int


class HeardOut(Schema):
    heard: int


@router.post(
    "/{slug}/orders",
    response=list[OutcomeOut],
    summary="Hand work orders in; the same order again is the same appeal",
)
def take_in_orders(request: Request, slug: str, delivery: OrdersIn) -> Any:
    hotline, actor = _hotline(request, slug, "hotline:write")
    held = {one.name: _content(one) for one in delivery.files}
    return exchange.take_in_all(
        hotline, delivery.orders, actor=actor, files=held, is_whole=delivery.whole
    )


@router.get(
    "/{slug}/news",
    response=list[NewsOut],
    summary="What the platform has not heard yet",
)
def read_news(request: Request, slug: str, limit: int = Query(100, ge=1, le=500)) -> Any:
    hotline, _actor = _hotline(request, slug, "hotline:read")
    return [
        {
            "number": news.order.number,
            "version": news.version,
            "order": _named(hotline, news),
            "files": [file.pk for file in news.files],
        }
        for news in standing.news_for(hotline, most=limit)
    ]


@router.post(
    "/{slug}/heard",
    response=HeardOut,
    summary="Say which news were heard",
)
def say_heard(request: Request, slug: str, receipts: list[HeardIn]) -> Any:
    hotline, actor = _hotline(request, slug, "hotline:write")
    heard = {one.number: one.version for one in receipts[:1000]}
    return {"heard": exchange.give_back(hotline, heard, actor=actor)}


@router.get(
    "/{slug}/orders/{number}/files/{uuid:key}",
    summary="One file of an answer",
)
def one_file(request: Request, slug: str, number: str, key: UUID) -> Any:
    hotline, _actor = _hotline(request, slug, "hotline:read")
    order = (
        WorkOrder.objects.filter(hotline=hotline, number=number)
        .select_related("appeal__unit", "appeal__merged_into")
        .first()
    )
    if order is None or key not in {file.pk for file in standing.files_of(order)}:
        raise NotHere
    return files.file(request, key=key)


def _hotline(request: Request, slug: str, scope: str) -> tuple[Hotline, Any]:
    actor = caller(request, scope)
    hotline = Hotline.objects.usable().visible_to(actor).filter(slug=slug).first()
    if hotline is None:
        raise NotHere
    require(can_exchange(actor, hotline))
    return hotline, actor


def _named(hotline: Hotline, news: standing.News) -> Mapping[str, Any]:
    cells = dict(zip(standing.GIVEN, standing.line_of(news), strict=True))
    return {hotline.column(name): value for name, value in cells.items()}


def _content(one: FileIn) -> bytes:
    try:
        return base64.b64decode(one.content, validate=True)
    except (binascii.Error, ValueError):
        raise Unusable(field="files") from None

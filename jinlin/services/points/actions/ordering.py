"""How is something ordered for points, handed out, and given back?

Order, ledger, account, item, batch: whoever locks several of them does it in this order.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.secrets.fields import match_key
from jinlin.core.text import needed
from jinlin.core.time import clock
from jinlin.services.points import deadlines
from jinlin.services.points.actions.posting import TOO_FEW, hold, post
from jinlin.services.points.actions.steps import keep
from jinlin.services.points.lifecycle import HELD
from jinlin.services.points.models import (
    Account,
    Batch,
    ChangeKind,
    Channel,
    Item,
    Order,
    PointsRule,
    Receiver,
    StockChange,
    Transfer,
    TransferKind,
)
from jinlin.services.points.models.orders import new_code
from jinlin.services.points.permissions import ORDER_RULES, can_order, can_serve

SOLD_OUT = _("There is none left of this just now.")
SPOILED = _("What is left of this is past its day. Please count the stock again.")
MOST = 20


@dataclass(frozen=True)
class Wanted:
    """What somebody wants: so many of an item, ordered in this way."""

    item: Item
    count: int = 1
    channel: str = Channel.PHONE


@transaction.atomic
def order(account: Account, wanted: Wanted, *, actor: Actor) -> Order:
    """Points and stock are held for the person until they pick it up; the code says that it is
    theirs.
    """
    account = Account.objects.held(account.pk)
    item = Item.objects.select_related("store").get(pk=wanted.item.pk)
    if wanted.channel == Channel.COUNTER:
        require(can_serve(actor, item))
    else:
        require(can_order(actor, account))
    _check(account, item, wanted.count)
    points = item.price * wanted.count
    hold_points(account, points)
    hold_stock(item, wanted.count)
    today, code = clock.today(), new_code()
    days = PointsRule.of(account.county, today).pick_up_days
    made = Order(
        county=account.county,
        account=account,
        item=item,
        place_code=item.place_code,
        count=wanted.count,
        points=points,
        channel=wanted.channel,
        code=code,
        code_key=match_key(code, "points.code"),
        ordered_at=clock.now(),
        ordered_on=today,
        due_at=clock.end_of(deadlines.pick_up_by(today, days)),
    )
    keep(made, "order", actor=actor, points=points)
    return made


@transaction.atomic
def hand_out(order: Order, *, received_by: str = Receiver.SELF, actor: Actor) -> Order:
    """It is handed out, once: the points are spent, and the stock is less by it."""
    order = ORDER_RULES.begin(order, "hand_out", actor)
    if received_by not in Receiver.values:
        raise Unusable(_("Please say who picks it up."), field="received_by")
    spent = Transfer(
        kind=TransferKind.SPEND,
        debit_id=order.account_id,
        credit_id=order.item.store.account_id,
        amount=order.points,
        source_label=Order._meta.label_lower,
        source_id=order.pk,
        place_code=order.place_code,
        by=actor.user_id,
    )
    post(order.county, [spent], released={order.account_id: order.points})
    _take(order, actor)
    order.transfer, order.received_by, order.ended_on = spent, received_by, clock.today()
    keep(order, "hand_out", actor=actor, points=order.points)
    return order


@transaction.atomic
def serve(
    account: Account, wanted: Wanted, *, received_by: str = Receiver.SELF, actor: Actor
) -> Order:
    """Somebody at the counter has it at once: ordered and handed out."""
    hold(account.county)  # before the account, as whoever posts does
    wanted = Wanted(wanted.item, wanted.count, Channel.COUNTER)
    made = order(account, wanted, actor=actor)
    return hand_out(made, received_by=received_by, actor=actor)


@transaction.atomic
def cancel(order: Order, *, reason: str, actor: Actor) -> Order:
    """The order ends without anything handed out; points and stock are free again."""
    order = ORDER_RULES.begin(order, "cancel", actor)
    reason = needed(reason, field="reason", limit=200)
    return _give_back(order, "cancel", actor, reason=reason)


@transaction.atomic
def lapse(order: Order) -> Order:
    """An order that nobody picked up in time has ended; points and stock are free again."""
    order = Order.objects.locked(order)
    if order.due_at >= clock.now():
        raise NotNow
    order = ORDER_RULES.enter(order, "lapse", SYSTEM)
    return _give_back(order, "lapse", SYSTEM)


def _give_back(order: Order, verb: str, actor: Actor, **words: Any) -> Order:
    Account.objects.filter(pk=order.account_id).update(reserved=F("reserved") - order.points)
    Item.objects.filter(pk=order.item_id).update(reserved=F("reserved") - order.count)
    order.ended_on = clock.today()
    keep(order, verb, actor=actor, **words)
    return order


def _check(account: Account, item: Item, count: int) -> None:
    if account.county != item.county:
        raise Unusable(_("This store belongs to another county."))
    if not 1 <= count <= MOST:
        raise Unusable(_("Please choose between 1 and 20."), field="count")
    if not (item.is_offered and item.store.is_open):
        raise NotNow(_("This is not offered at present."))
    if item.stock - item.reserved >= count > _good(item) - item.reserved:
        raise NotNow(SPOILED)
    if not item.limit:
        return
    since = clock.today() - timedelta(days=item.limit_days - 1)
    held = Order.objects.filter(account=account, item=item, state__in=HELD, ordered_on__gte=since)
    back = StockChange.objects.filter(order_id__in=held.values("pk"), kind=ChangeKind.RETURNED)
    had = _sum_of(held, "count") - _sum_of(back, "change")
    if had + count > item.limit:
        words = _("Of this one person gets %(limit)d in %(days)d days.")
        raise NotNow(words % {"limit": item.limit, "days": item.limit_days})


def _good(item: Item) -> int:
    """How many lie in batches that are not past their day."""
    rows = Batch.objects.filter(item=item, left__gt=0)
    return _sum_of(rows.exclude(best_before__lt=clock.today()), "left")


def _sum_of(rows: Any, field: str) -> int:
    return rows.aggregate(sum=Sum(field))["sum"] or 0


def hold_points(account: Account, points: int) -> None:
    """So many points more are held; raises NotNow when they are not there."""
    rows = Account.objects.filter(pk=account.pk, balance__gte=F("reserved") + points)
    if not rows.update(reserved=F("reserved") + points):
        raise NotNow(TOO_FEW)


def hold_stock(item: Item, count: int) -> None:
    """So many more are held; raises NotNow when they are not there."""
    rows = Item.objects.filter(pk=item.pk, stock__gte=F("reserved") + count)
    if not rows.update(reserved=F("reserved") + count):
        raise NotNow(SOLD_OUT)


def _take(order: Order, actor: Actor) -> None:
    """Out of the batches, what spoils first goes first."""
    Item.objects.filter(pk=order.item_id).update(
        stock=F("stock") - order.count, reserved=F("reserved") - order.count
    )
    take_out(order.item, order.count, ChangeKind.HANDED_OUT, actor=actor, order=order)


def take_out(
    item: Item, count: int, kind: str, *, actor: Actor, order: Order | None = None
) -> None:
    """So many leave the batches of an item; each batch that gave some has its row. Nothing is
    handed out of a batch that is past its day.
    """
    rows = Batch.objects.filter(left__gt=0, item=item).select_for_update(of=("self",))
    is_given = kind == ChangeKind.HANDED_OUT
    if is_given:
        rows = rows.exclude(best_before__lt=clock.today())
    ordered = rows.order_by(F("best_before").asc(nulls_last=True), "received_on", "id")
    wanted = count
    for batch in ordered:
        taken = min(wanted, batch.left)
        batch.left -= taken
        batch.save(update_fields=["left"])
        StockChange(
            county=item.county,
            item=item,
            batch=batch,
            place_code=item.place_code,
            kind=kind,
            change=-taken,
            order_id=order.pk if order else None,
            on=clock.today(),
            by=actor.user_id,
        ).save()
        wanted -= taken
        if not wanted:
            return
    raise NotNow(SPOILED if is_given else SOLD_OUT)

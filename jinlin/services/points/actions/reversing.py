"""How is a transfer put right that should not have been? By another one, and by two people.

Whole or in part: in part it goes back whole and what stays of it is posted beside, in one step, so
that every transfer is reversed once at the most and what stays can be reversed in its turn.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.text import needed
from jinlin.core.time import clock
from jinlin.services.points.actions.posting import hold, post
from jinlin.services.points.actions.steps import keep, tell
from jinlin.services.points.models import (
    AccountKind,
    Batch,
    ChangeKind,
    Item,
    Order,
    Origin,
    Reversal,
    StockChange,
    Transfer,
    TransferKind,
)
from jinlin.services.points.permissions import REVERSAL_RULES, can_propose

DAYS = 7  # to decide
ALREADY = gettext_lazy("This transfer was reversed already, or waits for a decision.")


@transaction.atomic
def propose(
    transfer: Transfer, *, reason: str, amount: int | None = None, actor: Actor
) -> Reversal:
    """A second person is asked to take the transfer back, or so many points of it."""
    require(can_propose(actor, transfer))
    hold(transfer.county)
    reason = needed(reason, field="reason", limit=300)
    if transfer.kind == TransferKind.REVERSE:
        raise NotNow(gettext_lazy("A reversal is not reversed again."))
    amount = _part(transfer, amount)
    open_ones = Reversal.objects.filter(transfer=transfer, state__in=("proposed", "approved"))
    if open_ones.exists() or Transfer.objects.filter(reverses=transfer).exists():
        raise NotNow(ALREADY)
    today = clock.today()
    made = Reversal(
        county=transfer.county,
        transfer=transfer,
        place_code=transfer.place_code,
        amount=amount,
        reason=reason,
        proposed_by=actor.user_id,
        proposed_at=clock.now(),
        proposed_on=today,
        due_at=clock.end_of(today + timedelta(days=DAYS)),
    )
    keep(made, "propose", actor=actor)
    return made


@transaction.atomic
def approve(reversal: Reversal, *, actor: Actor) -> Reversal:
    """The points went back the way they came, once; what they bought is in the stock again."""
    reversal = REVERSAL_RULES.begin(reversal, "approve", actor)
    hold(reversal.county)
    before = reversal.transfer
    if Transfer.objects.filter(reverses=before).exists():
        raise NotNow(ALREADY)
    back = Transfer(
        kind=TransferKind.REVERSE,
        debit_id=before.credit_id,
        credit_id=before.debit_id,
        amount=before.amount,
        reverses=before,
        source_label=Reversal._meta.label_lower,
        source_id=reversal.pk,
        place_code=before.place_code,
        by=actor.user_id,
    )
    rest = _rest(reversal, actor)
    post(reversal.county, [back, *([rest] if rest else [])])
    if rest and (origin := Origin.objects.filter(transfer=before).first()):
        Origin.objects.create(
            county=origin.county, transfer=rest, title=origin.title, full=rest.amount
        )
    _bring_back(reversal, actor)
    reversal.rest = rest
    _decide(reversal, actor)
    keep(reversal, "approve", actor=actor, points=reversal.points)
    _tell(reversal, before)
    return reversal


@transaction.atomic
def refuse(reversal: Reversal, *, reason: str, actor: Actor) -> Reversal:
    """The transfer stays, and whoever asked reads why."""
    reversal = REVERSAL_RULES.begin(reversal, "refuse", actor)
    reversal.answer = needed(reason, field="reason", limit=300)
    _decide(reversal, actor)
    keep(reversal, "refuse", actor=actor, reason=reversal.answer)
    return reversal


def _decide(reversal: Reversal, actor: Actor) -> None:
    reversal.decided_by, reversal.decided_on = actor.user_id, clock.today()


def _part(transfer: Transfer, amount: int | None) -> int | None:
    """How many of its points go back; None: all of them."""
    if amount is None or amount == transfer.amount:
        return None
    if not 1 <= amount <= transfer.amount:
        words = gettext_lazy("Between 1 and %(most)d points can go back.")
        raise Unusable(words % {"most": transfer.amount}, field="amount")
    if transfer.kind == TransferKind.EXPIRE:
        raise Unusable(gettext_lazy("What has ended goes back whole."), field="amount")
    order = order_behind(transfer)
    if order and amount % (order.points // order.count):
        words = gettext_lazy("What was bought goes back by the piece: %(price)d points each.")
        raise Unusable(words % {"price": order.points // order.count}, field="amount")
    return amount


def _rest(reversal: Reversal, actor: Actor) -> Transfer | None:
    """What stays, as it was: by which rule, of which day, until when it can be used."""
    before = reversal.transfer
    if reversal.amount is None:
        return None
    stays = before.amount - reversal.amount
    kept = ("source_label", "source_id", "activity_id", "rule_id", "earned_on", "expires_on")
    return Transfer(
        kind=TransferKind.REST,
        debit_id=before.debit_id,
        credit_id=before.credit_id,
        amount=stays,
        minutes=before.minutes * stays // before.amount,
        place_code=before.place_code,
        by=actor.user_id,
        **{name: getattr(before, name) for name in kept},
    )


def order_behind(transfer: Transfer) -> Order | None:
    """What was handed out for these points, or for those that they are the rest of."""
    before: Transfer | None = transfer
    while before is not None:
        if order := Order.objects.filter(transfer=before).first():
            return order
        reversal = Reversal.objects.filter(rest=before).select_related("transfer").first()
        before = reversal.transfer if reversal else None
    return None


def _bring_back(reversal: Reversal, actor: Actor) -> None:
    """What was handed out for these points comes back into the batches that it was taken from."""
    order = order_behind(reversal.transfer)
    if order is None:
        return
    item = Item.objects.held(order.item_id)
    wanted = reversal.points // (order.points // order.count)
    rows = StockChange.objects.filter(order_id=order.pk).order_by()
    out = rows.values_list("batch").annotate(out=-Sum("change")).filter(out__gt=0)
    for key, number in sorted(out):
        count = min(number, wanted)
        wanted -= count
        if count:
            _put_back(item, Batch.objects.held(key), count, order=order, actor=actor)
    item.save(update_fields=["stock"])


def _put_back(item: Item, batch: Batch, count: int, *, order: Order, actor: Actor) -> None:
    batch.left += count
    batch.save(update_fields=["left"])
    item.stock += count
    StockChange(
        county=item.county,
        item=item,
        batch=batch,
        place_code=item.place_code,
        kind=ChangeKind.RETURNED,
        change=count,
        order_id=order.pk,
        on=clock.today(),
        by=actor.user_id,
    ).save()


def _tell(reversal: Reversal, before: Transfer) -> None:
    with override(settings.LANGUAGE_CODE):
        for account in (before.debit, before.credit):
            if account.kind != AccountKind.PERSON:
                continue
            is_back = account.pk == before.debit_id
            title = _("Points came back to you") if is_back else _("Points were taken back")
            body = _("{points} points. Reason: {reason}")
            text = body.format(points=reversal.points, reason=reversal.reason)
            tell(account, event="reversed", title=title, body=text, about=reversal)

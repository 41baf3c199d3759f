"""How is a transfer put right that should not have been? By another one, and by two people."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, require
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
    Reversal,
    StockChange,
    Transfer,
    TransferKind,
)
from jinlin.services.points.permissions import REVERSAL_RULES, can_propose

DAYS = 7  # to decide
ALREADY = gettext_lazy("This transfer was reversed already, or waits for a decision.")


@transaction.atomic
def propose(transfer: Transfer, *, reason: str, actor: Actor) -> Reversal:
    """A second person is asked to take the transfer back."""
    require(can_propose(actor, transfer))
    hold(transfer.county)
    reason = needed(reason, field="reason", limit=300)
    if transfer.kind == TransferKind.REVERSE:
        raise NotNow(gettext_lazy("A reversal is not reversed again."))
    open_ones = Reversal.objects.filter(transfer=transfer, state__in=("proposed", "approved"))
    if open_ones.exists() or Transfer.objects.filter(reverses=transfer).exists():
        raise NotNow(ALREADY)
    today = clock.today()
    made = Reversal(
        county=transfer.county,
        transfer=transfer,
        place_code=transfer.place_code,
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
    ledger, before = hold(reversal.county), reversal.transfer
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
    post(ledger, [back])
    if before.kind == TransferKind.SPEND:
        _bring_back(before, actor)
    _decide(reversal, actor)
    keep(reversal, "approve", actor=actor, points=before.amount)
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


def _bring_back(spent: Transfer, actor: Actor) -> None:
    """What was handed out for these points comes back into the batches that it was taken from."""
    order = Order.objects.filter(transfer=spent).first()
    if order is None:
        return
    item = Item.objects.held(order.item_id)
    for change in StockChange.objects.filter(order_id=order.pk, kind=ChangeKind.HANDED_OUT):
        batch = Batch.objects.held(change.batch_id)
        batch.left -= change.change
        batch.save(update_fields=["left"])
        StockChange(
            county=item.county,
            item=item,
            batch=batch,
            place_code=item.place_code,
            kind=ChangeKind.RETURNED,
            change=-change.change,
            order_id=order.pk,
            on=clock.today(),
            by=actor.user_id,
        ).save()
        item.stock -= change.change
    item.save(update_fields=["stock"])


def _tell(reversal: Reversal, before: Transfer) -> None:
    with override(settings.LANGUAGE_CODE):
        for account in (before.debit, before.credit):
            if account.kind != AccountKind.PERSON:
                continue
            is_back = account.pk == before.debit_id
            title = _("Points came back to you") if is_back else _("Points were taken back")
            body = _("{points} points. Reason: {reason}")
            said = body.format(points=before.amount, reason=reversal.reason)
            tell(account, event="reversed", title=title, body=said, about=reversal)

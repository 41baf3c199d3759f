"""What was ordered for points, and which transfers are to be reversed?"""

import secrets
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor, within
from jinlin.core.rows import MovingRow, MovingRows
from jinlin.core.secrets.fields import MATCH_KEY_LENGTH, EncryptedField
from jinlin.services.points.lifecycle import (
    ORDER_LABELS,
    REVERSAL_LABELS,
    OrderState,
    ReversalState,
)
from jinlin.services.points.models.accounts import READERS, Account
from jinlin.services.points.models.stores import Item
from jinlin.services.points.models.transfers import Transfer

CODE_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is taken for another
CODE_LENGTH = 8


def new_code() -> str:
    return "".join(secrets.choice(CODE_SIGNS) for _sign in range(CODE_LENGTH))


class Channel(models.TextChoices):
    PHONE = "phone", _("On their phone")
    COUNTER = "counter", _("At the counter")


class Receiver(models.TextChoices):
    SELF = "self", _("Themselves")
    DELEGATE = "delegate", _("Somebody sent by them")


class OrderRows(MovingRows["Order"]):
    with_row = ("item__store", "account__person")

    def open_(self) -> Self:
        return self.filter(state=OrderState.RESERVED)

    def own(self, actor: Actor) -> Self:
        if actor.user_id is None:
            return self.none()
        return self.filter(account__person__user_id=actor.user_id)

    def for_desk(self, actor: Actor) -> Self:
        return self if actor.is_system else self.filter(within(actor.codes(*READERS)))

    def visible_to(self, actor: Actor) -> Self:
        return self.for_desk(actor) | self.own(actor)


class Order(MovingRow):
    """Somebody wants so many of an item: points and stock are held until it is handed out, given
    back or `due_at` is past. The code opens it once, for whoever brings it.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="orders")
    item = models.ForeignKey(Item, models.PROTECT, related_name="orders")
    place_code = models.CharField(max_length=18)
    count = models.PositiveSmallIntegerField(pgettext_lazy("order", "how many"), default=1)
    points = models.PositiveIntegerField(_("points"))
    channel = models.CharField(_("ordered"), max_length=7, choices=Channel)
    code = EncryptedField(_("code"), default=new_code)
    code_key = models.CharField(max_length=MATCH_KEY_LENGTH)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=[(s, ORDER_LABELS[s]) for s in OrderState],
        default=OrderState.RESERVED,
    )
    ordered_at = models.DateTimeField()
    ordered_on = models.DateField()
    ended_on = models.DateField(null=True)
    received_by = models.CharField(
        _("who picked it up"), max_length=8, choices=Receiver, blank=True
    )
    transfer = models.OneToOneField(Transfer, models.PROTECT, null=True, related_name="order")
    due_at = models.DateTimeField()

    objects = OrderRows.as_manager()

    class Meta:
        verbose_name = _("order for points")
        verbose_name_plural = _("orders for points")
        constraints = [
            models.UniqueConstraint(fields=["county", "code_key"], name="points_code_once"),
            models.CheckConstraint(condition=Q(count__gte=1), name="points_order_of_something"),
            models.CheckConstraint(
                condition=Q(state=OrderState.HANDED_OUT) ^ Q(transfer=None),
                name="points_spent_when_handed_out",
            ),
            models.CheckConstraint(
                condition=Q(state=OrderState.RESERVED) ^ Q(ended_on__isnull=False),
                name="points_order_ended_on_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["place_code", "state", "due_at", "id"], name="points_order_place"),
            models.Index(fields=["account", "item", "ordered_on"], name="points_order_limit"),
            models.Index(fields=["state", "due_at"], name="points_order_due"),
        ]

    def __str__(self) -> str:
        return f"{self.item.name} × {self.count}"


class ReversalRows(MovingRows["Reversal"]):
    with_row = ("transfer__debit", "transfer__credit")

    def visible_to(self, actor: Actor) -> Self:
        return self if actor.is_system else self.filter(within(actor.codes(*READERS)))


class Reversal(MovingRow):
    """Somebody asks that a transfer go back, with a reason; somebody else decides. At most one that
    is open or approved for each transfer. When only an `amount` goes back, the `rest` is posted as
    a transfer of its own, which can be reversed in its turn.
    """

    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="reversals")
    place_code = models.CharField(max_length=18)
    amount = models.PositiveBigIntegerField(_("points that go back"), null=True)  # None: all
    rest = models.OneToOneField(Transfer, models.PROTECT, null=True, related_name="stays_after")
    reason = models.CharField(_("reason"), max_length=300)
    answer = models.CharField(_("answer"), max_length=300, blank=True)
    state = models.CharField(
        _("state"),
        max_length=8,
        choices=[(s, REVERSAL_LABELS[s]) for s in ReversalState],
        default=ReversalState.PROPOSED,
    )
    proposed_by = models.UUIDField(null=True)
    proposed_at = models.DateTimeField()
    proposed_on = models.DateField()
    decided_by = models.UUIDField(null=True)
    decided_on = models.DateField(null=True)
    due_at = models.DateTimeField()

    objects = ReversalRows.as_manager()

    class Meta:
        verbose_name = _("reversal of a transfer")
        verbose_name_plural = _("reversals of transfers")
        constraints = [
            models.UniqueConstraint(
                fields=["transfer"],
                condition=Q(state__in=[ReversalState.PROPOSED, ReversalState.APPROVED]),
                name="points_reversed_once",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | Q(proposed_by=None)
                | ~Q(decided_by=F("proposed_by")),
                name="points_reversed_by_two",
            ),
            models.CheckConstraint(
                condition=Q(state=ReversalState.PROPOSED) ^ Q(decided_on__isnull=False),
                name="points_reversal_decided",
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gt=0), name="points_reversal_of_something"
            ),
        ]
        indexes = [
            models.Index(
                fields=["place_code", "state", "due_at", "id"], name="points_reversal_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.transfer_id} {self.state}"

    @property
    def points(self) -> int:
        """How many go back."""
        return self.amount or self.transfer.amount

"""What do points bring to the lists that all domains share?"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.time import clock
from jinlin.ground.accounts.roles import Role
from jinlin.services.points.lifecycle import ORDER_LABELS, REVERSAL_LABELS, OrderState
from jinlin.services.points.models import Item, Order, Reversal
from jinlin.shell.finding import Hit, Shelf
from jinlin.shell.one_list import Source

TONES = {"reserved": "waiting", "handed_out": "done", "cancelled": "ended", "lapsed": "ended"}
REVERSAL_TONES = {"proposed": "waiting", "approved": "done", "refused": "ended"}


@dataclass(frozen=True)
class OrderLine:
    """One order on a list."""

    order: Order

    @property
    def word(self) -> Any:
        return ORDER_LABELS[OrderState(self.order.state)]

    @property
    def tone(self) -> str:
        return TONES[self.order.state]

    @property
    def rank(self) -> int:
        return 0 if self.order.state == OrderState.RESERVED else 3


@dataclass(frozen=True)
class ReversalLine:
    """One reversal on a list."""

    reversal: Reversal

    @property
    def word(self) -> Any:
        return dict(REVERSAL_LABELS)[self.reversal.state]  # type: ignore[index]

    @property
    def tone(self) -> str:
        return REVERSAL_TONES[self.reversal.state]


def order_lines(rows: Any) -> list[OrderLine]:
    return [OrderLine(row) for row in rows]


def reversal_lines(rows: Any) -> list[ReversalLine]:
    return [ReversalLine(row) for row in rows]


def waiting(actor: Actor) -> Source:
    """Reversals that this lead decides about: not those that they proposed."""
    rows = Reversal.objects.filter(within(actor.codes(Role.LEAD)), state="proposed")
    if actor.user_id:
        rows = rows.exclude(proposed_by=actor.user_id)
    rows = rows.select_related("transfer__origin", "transfer__order__item")
    late = Q(due_at__lt=clock.now())
    return Source(rows, ("due_at", "id"), reversal_lines, "points/desk/reversal_line.html", late)


def own(actor: Actor) -> Source:
    """What is ready to be picked up."""
    rows = Order.objects.own(actor).open_().select_related("item__store")
    return Source(rows, ("-ordered_at", "-id"), order_lines, "points/portal/order_line.html")


def _items(actor: Actor) -> Any:
    return Item.objects.visible_to(actor).select_related("store")


def _hit(item: Item) -> Hit:
    return Hit(reverse("points:stock_item", args=[item.pk]), item.name, "", item.store.name)


FOUND = Shelf(_("Points store"), _items, _hit, ("name", "id"), None, numbered=False)

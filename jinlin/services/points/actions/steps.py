"""Which steps do several verbs share? What is told, and to whom."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from jinlin.core import spoken, timeline
from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.core.timeline import Entry
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Ear, Recipient, Voice
from jinlin.services.points.lifecycle import LIFECYCLE, REVERSAL_LIFECYCLE
from jinlin.services.points.models import Account, Order, Reversal

Row = Order | Reversal


def keep(row: Row, verb: str, *, actor: Actor, reason: str = "", **data: Any) -> Entry:
    """The changed row is its next version, the verb is on its timeline, and whoever it concerns is
    told.
    """
    words = {"reason": reason, **data} if reason else data
    entry = timeline.keep(row, verb, actor=actor, **words)
    if isinstance(row, Order):
        OF_ORDERS.speak(row, entry)
    else:
        OF_REVERSALS.speak(row, entry)
    return entry


def tell(account: Account, *, event: str, title: str, body: str, about: Any) -> None:
    """The person of the account has this message."""
    if account.person_id is None:
        return
    notices.tell(
        county=account.county,
        event=f"points.{event}",
        title=title,
        body=body,
        about=about,
        url=reverse("points:mine"),
        to=[Recipient(person_id=account.person_id)],
    )


def _payload(row: Row, entry: Entry) -> dict[str, str]:
    return {"place": row.place_code, "state": row.state}


def _of_order(order: Order, entry: Entry) -> str:
    words = {
        "order": _("{points} points are held. Pick it up by {day} with the code on its page."),
        "hand_out": _("It was handed out, and {points} points are spent."),
        "cancel": _("The order was cancelled. {points} points are free again."),
        "lapse": _("It was not picked up in time. {points} points are free again."),
    }
    day = spoken.day(clock.local_day(order.due_at))
    return words[entry.verb].format(day=day, points=order.points)


def _of_reversal(reversal: Reversal, entry: Entry) -> str:
    """What became of it; the reason only where it was refused."""
    if entry.verb == "approve":
        return _("Another one agreed: {points} points went back.").format(points=reversal.points)
    return _("The transfer stays as it is: {reason}").format(reason=reversal.answer)


OF_ORDERS = Voice[Order](
    LIFECYCLE,
    "points.{verb}",
    _payload,
    (
        Ear(
            verbs=frozenset({"order", "hand_out", "cancel", "lapse"}),
            to=lambda order, _entry: (
                [Recipient(person_id=order.account.person_id)] if order.account.person_id else []
            ),
            title=lambda order: _("Your order: {item} × {count}").format(
                item=order.item.name, count=order.count
            ),
            body=_of_order,
            url=lambda _order: reverse("points:mine"),
        ),
    ),
)
OF_REVERSALS = Voice[Reversal](
    REVERSAL_LIFECYCLE,
    "points.{verb}",
    _payload,
    (
        Ear(
            verbs=frozenset({"approve", "refuse"}),
            to=lambda row, _entry: [Recipient(user_id=row.proposed_by)] if row.proposed_by else [],
            title=lambda _row: _("Points to be taken back"),
            body=_of_reversal,
            url=lambda row: reverse("points:reversal", args=[row.pk]),
            event="points.staff.{verb}",
        ),
    ),
)

"""Which steps do several verbs share? What is told, and to whom."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core import spoken, timeline
from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.core.timeline import Entry
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient
from jinlin.services.points.models import Account, Order, Reversal

Row = Order | Reversal


def keep(row: Row, verb: str, *, actor: Actor, reason: str = "", **data: Any) -> Entry:
    """The changed row is its next version, the verb is on its timeline, and whoever it concerns is
    told.
    """
    words = {"reason": reason, **data} if reason else data
    entry = timeline.keep(row, verb, actor=actor, **words)
    if isinstance(row, Order):
        _tell_of_order(row, entry)
    notices.announce(
        county=row.county,
        event=f"points.{verb}",
        subject_id=row.pk,
        payload={"place": row.place_code, "state": row.state},
    )
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


def _tell_of_order(order: Order, entry: Entry) -> None:
    with override(settings.LANGUAGE_CODE):
        details = {"item": order.item.name, "count": order.count, "points": order.points}
        texts = {
            "order": _("{points} points are held. Pick it up by {day} with the code on its page."),
            "hand_out": _("It was handed out, and {points} points are spent."),
            "cancel": _("The order was cancelled. {points} points are free again."),
            "lapse": _("It was not picked up in time. {points} points are free again."),
        }
        day = spoken.day(clock.local_day(order.due_at))
        body = texts[entry.verb].format(day=day, **details)
        title = _("Your order: {item} × {count}").format(**details)
        tell(order.account, event=entry.verb, title=title, body=body, about=order)

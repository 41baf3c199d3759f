"""What did not arrive yet, and how much goes out?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q

from jinlin.core.actor import Actor
from jinlin.core.paging import Page, page
from jinlin.core.time import clock
from jinlin.services.notices.lifecycle import State
from jinlin.services.notices.models import APPS, Channel, Delivery

PAGE = 30


@dataclass(frozen=True)
class Tally:
    """How it stands with one channel: what is on its way, what failed, what was given up, what was
    sent today and in seven days.
    """

    channel: Channel
    waiting: int
    failed: int
    dead: int
    today: int
    week: int


def outbox(actor: Actor, *, state: str = "", channel: str = "", after: str = "") -> Page[Delivery]:
    """What is not sent, the latest first. The words stay in the table: nobody who keeps the outbox
    reads them.
    """
    rows = (
        Delivery.objects.visible_to(actor).filter(state=state)
        if state
        else Delivery.objects.visible_to(actor).unsent()
    )
    if channel:
        rows = rows.filter(channel=channel)
    rows = rows.select_related("robot__organisation", "webhook")
    rows = rows.defer(
        "title", "body", "robot__url", "robot__secret", "webhook__url", "webhook__secret"
    )
    return page(rows, order=("-created_at", "-id"), after=after, size=PAGE)


def tallies(actor: Actor) -> list[Tally]:
    """One line for each channel, for those of an app only where it carried something: one
    statement over what is unsent or was sent in the last seven days.
    """
    today = clock.today()
    first = today - timedelta(days=6)
    rows = (
        Delivery.objects.visible_to(actor)
        .filter(Q(sent_on__gte=first) | Q(sent_on=None))
        .order_by()
        .values("channel")
    )
    counted = {
        row["channel"]: row
        for row in rows.annotate(
            waiting=Count("pk", filter=Q(state__in=(State.WAITING, State.SENDING))),
            failed=Count("pk", filter=Q(state=State.FAILED)),
            dead=Count("pk", filter=Q(state=State.DEAD)),
            today=Count("pk", filter=Q(sent_on=today)),
            week=Count("pk", filter=Q(state=State.SENT)),
        )
    }
    return [
        _tally(kind, counted.get(kind.value, {}))
        for kind in Channel
        if kind in counted or kind not in APPS
    ]


def _tally(kind: Channel, counted: Mapping[str, Any]) -> Tally:
    return Tally(
        kind,
        *(int(counted.get(name, 0)) for name in ("waiting", "failed", "dead", "today", "week")),
    )

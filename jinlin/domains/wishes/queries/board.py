"""Which wishes stand on the board, under these filters?"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from jinlin.core.actor import Actor, within
from jinlin.core.search import matching
from jinlin.core.time import clock
from jinlin.domains.wishes.lifecycle import OPEN, State
from jinlin.domains.wishes.models import Wish, WishRows
from jinlin.ground.places.queries import whole

WITH = ("unit", "place", "for_person", "posted_by")
ORDERS = {"due": ("due_at", "id"), "newest": ("-posted_at", "-id"), "oldest": ("posted_at", "id")}


@dataclass(frozen=True)
class Filters:
    """What the address bar says. Empty means: not filtered by this.

    `state` may also be 'open', 'late' or 'raised'.
    """

    state: str = "open"
    place: str = ""
    kind: str = ""
    channel: str = ""
    band: str = ""
    since: date | None = None
    until: date | None = None
    text: str = ""
    order: str = "due"


def board(actor: Actor, filters: Filters) -> WishRows:
    """The wishes this actor sees at the desk under these filters; to be read through core.paging
    with ORDERS[filters.order].
    """
    rows = Wish.objects.for_desk(actor).filter(
        _state(filters.state), _where(filters), _when(filters)
    )
    if filters.text:
        rows = rows.filter(matching(Wish, filters.text))
    return rows.select_related(*WITH).defer("text")


def _state(state: str) -> Q:
    conditions = {
        "open": Q(ended_at=None),
        "late": Q(ended_at=None, state__in=OPEN, due_at__lt=clock.now()),
        "raised": Q(state=State.PUBLISHED, level__gte=1),
    }
    return conditions.get(state) or (Q(state=state) if state in set(State) else Q())


def _where(filters: Filters) -> Q:
    condition = within(whole(filters.place)) if filters.place else Q()
    for field in ("kind", "channel", "band"):
        if value := getattr(filters, field):
            condition &= Q(**{field: value})
    return condition


def _when(filters: Filters) -> Q:
    condition = Q(posted_on__gte=filters.since) if filters.since else Q()
    return condition & Q(posted_on__lte=filters.until) if filters.until else condition

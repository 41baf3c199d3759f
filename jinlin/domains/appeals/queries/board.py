"""Which appeals stand on the board, under these filters?"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Q

from jinlin.core.actor import Actor, within
from jinlin.core.search import matching
from jinlin.core.time import clock
from jinlin.domains.appeals.lifecycle import ESCALATED, UNANSWERED, State
from jinlin.domains.appeals.models import Appeal, AppealQuerySet
from jinlin.domains.appeals.models.indexes import TOWN_DIGITS, in_town
from jinlin.ground.places.queries import whole

SHOWN = ("unit", "place", "category")
ORDERS = {
    "due": ("due_at", "id"),
    "newest": ("-reported_at", "-id"),
    "oldest": ("reported_at", "id"),
}


@dataclass(frozen=True)
class Filters:
    """What the address bar says. Empty means: not filtered by this.

    `state` may also be 'open' or 'late'.
    """

    state: str = "open"
    place: str = ""
    category: str = ""
    channel: str = ""
    grade: str = ""
    unit: str = ""
    since: date | None = None
    until: date | None = None
    text: str = ""
    escalated: bool = False
    mine: bool = False
    order: str = "due"

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Under which everything of the place was written."""
        return whole(self.place) if self.place else ()

    @cached_property
    def town(self) -> str:
        """The code of the town in which all of the place lies; else nothing. Asked for by name, and
        not only as a range of codes, an index has its rows in their order.
        """
        towns = {code[:TOWN_DIGITS] for code in self.codes}
        return towns.pop() if len(towns) == 1 and len(self.place) >= TOWN_DIGITS else ""


def board(actor: Actor, filters: Filters) -> AppealQuerySet:
    """The appeals this actor sees at the desk under these filters; to be read through core.paging
    with ORDERS[filters.order].
    """
    rows = in_state(under(actor, filters), filters.state)
    return rows.select_related(*SHOWN).defer("text", "track_key")


def under(actor: Actor, filters: Filters) -> AppealQuerySet:
    """Those of any state: what the tabs of the board have in common."""
    return chosen(Appeal.objects.for_desk(actor), actor, filters)


def chosen(rows: AppealQuerySet, actor: Actor, filters: Filters) -> AppealQuerySet:
    """Those of the rows that the filters leave, of any state."""
    rows = rows.filter(_where(filters), _when(filters))
    if filters.mine:
        rows = rows.filter(keeper=actor.user_id)
    return rows.filter(matching(Appeal, filters.text)) if filters.text else rows


def in_state(rows: AppealQuerySet, state: str) -> AppealQuerySet:
    """Those of them that are open, late or in one state; all where none is meant."""
    return rows.filter(of_state(state))


def of_state(state: str) -> Q:
    """Open is what has not ended: written so, a partial index answers it."""
    now = clock.now()
    conditions = {
        "open": Q(ended_at=None),
        "late": Q(ended_at=None, state__in=ESCALATED, due_at__lt=now),
        "soon": Q(
            ended_at=None, state__in=UNANSWERED, due_at__range=(now, now + timedelta(days=1))
        ),
    }
    return conditions.get(state) or (Q(state=state) if state in set(State) else Q())


def _where(filters: Filters) -> Q:
    condition = Q()
    if filters.place and filters.town not in filters.codes:  # else its town says all of it
        condition = within(filters.codes)
    if filters.town:
        condition &= in_town(filters.town)
    if filters.unit:
        condition &= Q(unit_id=filters.unit)
    if filters.escalated:
        condition &= Q(is_escalated=True)
    return condition & sieve(filters)


def sieve(filters: Filters) -> Q:
    """What only a look at each row tells: no index has it. It may fit hardly any row."""
    condition = Q()
    for field, value in (("channel", filters.channel), ("grade", filters.grade)):
        if value:
            condition &= Q(**{field: value})
    if filters.category:
        condition &= Q(category__code__startswith=filters.category) | Q(
            second_category__code__startswith=filters.category
        )
    return condition


def without_sieve(filters: Filters) -> Filters:
    """The same, whatever a look at each row would tell."""
    return replace(filters, category="", channel="", grade="")


def _when(filters: Filters) -> Q:
    """By the day, and by the moments that bound it:
    those an index can give in the board's order.
    """
    condition = Q()
    if filters.since:
        condition &= Q(reported_on__gte=filters.since, reported_at__gte=clock.at(filters.since, 0))
    if filters.until:
        condition &= Q(
            reported_on__lte=filters.until, reported_at__lt=clock.start_of_next(filters.until)
        )
    return condition

"""How does a pact stand in a list, and which stand on the board?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q

from jinlin.core.actor import Actor, within
from jinlin.core.lifecycle import Move
from jinlin.core.search import matching
from jinlin.core.time import clock
from jinlin.domains.pacts.lifecycle import LABELS, WORKED_ON, State
from jinlin.domains.pacts.models import Comment, Pact
from jinlin.domains.pacts.models.pact import PactRows
from jinlin.domains.pacts.models.talk import KEEPERS
from jinlin.domains.pacts.permissions import RULES
from jinlin.ground.places.queries import whole
from jinlin.shell.one_list import Source

ORDERS = {
    "due": ("due_at", "id"),
    "newest": ("-drafted_at", "-id"),
    "oldest": ("drafted_at", "id"),
}
AHEAD = timedelta(days=30)  # a review waits for somebody from this long before its day
ENDED = (State.REPEALED, State.DROPPED)
TONES = {
    State.DRAFTING: "new",
    State.COMMENTING: "inhand",
    State.CONSOLIDATING: "inhand",
    State.VOTING: "waiting",
    State.IN_FORCE: "done",
    State.REPEALED: "ended",
    State.DROPPED: "ended",
}
LIKELY = {
    State.DRAFTING: "publish",
    State.COMMENTING: "consolidate",
    State.CONSOLIDATING: "put_to_vote",
    State.VOTING: "adopt",
    State.IN_FORCE: "review",
}


@dataclass(frozen=True)
class Filters:
    """What the address bar says. Empty means: not filtered by this. `state` may also be 'open' or
    'late'.
    """

    state: str = "open"
    place: str = ""
    since: date | None = None
    until: date | None = None
    text: str = ""
    order: str = "due"


@dataclass(frozen=True)
class PactLine:
    """One pact of a list, and the move that this actor most likely makes."""

    pact: Pact
    likely: Move | None

    @property
    def tone(self) -> str:
        return TONES[State(self.pact.state)]

    @property
    def label(self) -> Any:
        return LABELS[State(self.pact.state)]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.pact, name)


def board(actor: Actor, filters: Filters) -> PactRows:
    """The pacts this actor sees at the desk under these filters; to be read through core.paging
    with ORDERS[filters.order].
    """
    rows = Pact.objects.for_desk(actor).filter(
        _state(filters.state),
        within(whole(filters.place)) if filters.place else Q(),
        Q(drafted_on__gte=filters.since) if filters.since else Q(),
        Q(drafted_on__lte=filters.until) if filters.until else Q(),
    )
    if filters.text:
        rows = rows.filter(matching(Pact, filters.text))
    return rows.select_related("place__parent", "unit")


def listed(pacts: Iterable[Pact], *, actor: Actor) -> list[PactLine]:
    """The lines of a list: one statement more."""
    pacts = list(pacts)
    count_unanswered(pacts)
    return [PactLine(pact, _likely(pact, actor)) for pact in pacts]


def count_unanswered(pacts: Sequence[Pact]) -> None:
    """Each pact knows how many comments wait for an answer: one statement for all of them."""
    rows = Comment.objects.unanswered().filter(pact__in=pacts, edition=F("pact__edition"))
    counted = dict(rows.order_by().values_list("pact").annotate(n=Count("pk")))
    for pact in pacts:
        pact.unanswered = counted.get(pact.pk, 0)


def waiting(actor: Actor) -> Source:
    """What waits for this member of staff: drafts whose next step is theirs, reviews that are due
    within a month.
    """
    soon = clock.end_of(clock.today() + AHEAD)
    due = Q(state=State.IN_FORCE, due_at__lt=soon) | Q(state__in=WORKED_ON - {State.COMMENTING})
    over = Q(state=State.COMMENTING, due_at__lt=clock.now())
    keeper = Pact.objects.filter(within(actor.codes(*KEEPERS)))
    rows = keeper.filter(due | over).select_related("place", "unit")
    return Source(
        rows, ORDERS["due"], lambda found: listed(found, actor=actor), "pacts/desk/line.html"
    )


def _state(state: str) -> Q:
    conditions = {
        "open": Q(state__in=WORKED_ON),
        "late": Q(due_at__lt=clock.now()) & ~Q(state__in=ENDED),
    }
    return conditions.get(state) or (Q(state=state) if state in set(State) else Q())


def _likely(pact: Pact, actor: Actor) -> Move | None:
    name = LIKELY.get(State(pact.state))
    return RULES.lifecycle.moves[name] if name and RULES.can_make(actor, pact, name) else None

"""How does a pact stand in a list, and which stand on the board?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q

from jinlin.core.actor import Actor, within
from jinlin.core.lifecycle import Move
from jinlin.core.time import clock
from jinlin.domains.pacts.lifecycle import LABELS, WORKED_ON, State
from jinlin.domains.pacts.models import Answer, Comment, Pact
from jinlin.domains.pacts.models.pact import PactRows
from jinlin.domains.pacts.models.talk import KEEPERS
from jinlin.domains.pacts.permissions import RULES
from jinlin.shell.one_list import Source

ORDERS = {"due": ("due_at", "id"), "newest": ("-drafted_at", "-id")}
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
    """What the address bar says. `state` may also be 'open', 'late' or 'all'."""

    state: str = "open"
    place: str = ""
    order: str = "due"


@dataclass(frozen=True)
class PactLine:
    """One pact of a list, with how many comments wait and the move that this actor most likely
    makes.
    """

    pact: Pact
    waiting: int
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
    """The pacts this actor sees at the desk under these filters."""
    now = clock.now()
    states = {
        "open": Q(state__in=WORKED_ON),
        "late": Q(due_at__lt=now) & ~Q(state__in=(State.REPEALED, State.DROPPED)),
        "all": Q(),
    }
    rows = Pact.objects.for_desk(actor).filter(
        states.get(filters.state, Q(state=filters.state)),
        within([filters.place]) if filters.place else Q(),
    )
    return rows.select_related("place", "unit")


def tally(actor: Actor) -> dict[str, int]:
    """How many stand in each state: one statement."""
    rows = Pact.objects.for_desk(actor).order_by()
    counted = dict(rows.values_list("state").annotate(n=Count("pk")))
    late = rows.filter(due_at__lt=clock.now()).exclude(state__in=(State.REPEALED, State.DROPPED))
    return {**counted, "late": late.count(), "open": sum(counted.get(s, 0) for s in WORKED_ON)}


def listed(pacts: Iterable[Pact], *, actor: Actor) -> list[PactLine]:
    """The lines of a list: one statement more."""
    pacts = list(pacts)
    open_ones = Comment.objects.filter(pact__in=pacts, answer=Answer.OPEN).order_by()
    waiting = dict(open_ones.values_list("pact").annotate(n=Count("pk")))
    return [PactLine(pact, waiting.get(pact.pk, 0), _likely(pact, actor)) for pact in pacts]


def waiting(actor: Actor) -> Source:
    """What waits for this member of staff: drafts whose next step is theirs, reviews that are due
    within a month.
    """
    soon = clock.end_of(clock.today() + timedelta(days=30))
    due = Q(state=State.IN_FORCE, due_at__lt=soon) | Q(state__in=WORKED_ON - {State.COMMENTING})
    over = Q(state=State.COMMENTING, due_at__lt=clock.now())
    keeper = Pact.objects.filter(within(actor.codes(*KEEPERS)))
    rows = keeper.filter(due | over).select_related("place", "unit")
    return Source(
        rows, ORDERS["due"], lambda found: listed(found, actor=actor), "pacts/desk/line.html"
    )


def _likely(pact: Pact, actor: Actor) -> Move | None:
    name = LIKELY.get(State(pact.state))
    return RULES.lifecycle.moves[name] if name and RULES.can_make(actor, pact, name) else None

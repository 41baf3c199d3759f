"""How do rounds and doors stand in lists, and what waits for whom?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from jinlin.core.actor import Actor, within
from jinlin.core.lifecycle import Move
from jinlin.core.time import clock
from jinlin.domains.visits.lifecycle import (
    DOOR_LABELS,
    ROUND_LABELS,
    TO_DO,
    DoorState,
    RoundState,
)
from jinlin.domains.visits.models import Aside, Clash, Door, Round
from jinlin.domains.visits.models.round import DoorRows, VisitRoundRows
from jinlin.domains.visits.permissions import DOOR_RULES, ROUND_RULES
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.queries import whole
from jinlin.shell.one_list import Source

ORDERS = {"due": ("due_at", "id"), "newest": ("-planned_at", "-id")}
DOOR_ORDER = ("due_at", "id")
OPEN = (RoundState.PLANNED, RoundState.GOING)
ROUND_TONES = {
    RoundState.PLANNED: "new",
    RoundState.GOING: "inhand",
    RoundState.CLOSED: "done",
    RoundState.DROPPED: "ended",
}
DOOR_TONES = {
    DoorState.UNTRIED: "new",
    DoorState.NOT_HOME: "waiting",
    DoorState.RAISED: "late",
    DoorState.VISITED: "done",
    DoorState.REFUSED: "ended",
    DoorState.MOVED: "ended",
    DoorState.SETTLED: "ended",
}
LIKELY = {RoundState.PLANNED: "set_out", RoundState.GOING: "close"}


@dataclass(frozen=True)
class Filters:
    """What the address bar says of the board of rounds. `state` may also be 'open' or 'all'."""

    state: str = "open"
    place: str = ""
    order: str = "due"


@dataclass(frozen=True)
class DoorFilters:
    """What the address bar says of a round's doors. `state` may also be 'todo', 'lead' or 'all'."""

    state: str = "all"
    group: str = ""
    place: str = ""


@dataclass(frozen=True)
class RoundLine:
    """One round of a list, with how far it has come and the move that this actor likely makes."""

    round: Round
    doors: int
    reached: int
    gaps: int
    likely: Move | None

    @property
    def todo(self) -> int:
        return self.doors - self.reached

    @property
    def tone(self) -> str:
        return ROUND_TONES[RoundState(self.round.state)]

    @property
    def label(self) -> Any:
        return ROUND_LABELS[RoundState(self.round.state)]


@dataclass(frozen=True)
class DoorLine:
    """One door of a list; its address is masked, names stand on the phone and its own page only."""

    door: Door
    groups: list[str]
    likely: Move | None = None

    @property
    def pk(self) -> Any:
        return self.door.pk

    @property
    def tone(self) -> str:
        return "late" if self.door.is_urgent else DOOR_TONES[DoorState(self.door.state)]

    @property
    def label(self) -> Any:
        return DOOR_LABELS[DoorState(self.door.state)]


def board(actor: Actor, filters: Filters) -> VisitRoundRows:
    """The rounds that this actor sees under these filters."""
    states = {"open": Q(state__in=OPEN), "all": Q()}
    rows = Round.objects.for_desk(actor).filter(
        states.get(filters.state, Q(state=filters.state)),
        within(whole(filters.place)) if filters.place else Q(),
    )
    return rows.select_related("place", "unit")


def listed(rounds: Iterable[Round], *, actor: Actor) -> list[RoundLine]:
    """The lines of a list: two statements more, and one for each planned round whose doors are
    looked at for its button.
    """
    rounds = list(rounds)
    counted: dict[Any, Any] = {
        row["round"]: row
        for row in Door.objects.filter(round__in=rounds)
        .order_by()
        .values("round")
        .annotate(
            doors=Count("pk"),
            reached=Count("pk", filter=~Q(state__in=TO_DO)),
            gaps=Count("pk", filter=Q(visitor=None, state__in=TO_DO)),
        )
    }
    none = {"doors": 0, "reached": 0, "gaps": 0}
    found = []
    for round_ in rounds:
        numbers = counted.get(round_.pk, none)
        likely = _likely(round_, numbers, actor)
        found.append(
            RoundLine(round_, numbers["doors"], numbers["reached"], numbers["gaps"], likely)
        )
    return found


def _in_state(state: str) -> Q:
    states = {
        "all": Q(),
        "todo": Q(state__in=TO_DO),
        "lead": needs_the_lead(),
        "none": Q(visitor=None, state__in=TO_DO),
        "put_right": Q(put_right_on__isnull=False),
    }
    return states.get(state, Q(state=state))


def doors_of(round_: Round, actor: Actor, filters: DoorFilters) -> DoorRows:
    """The doors of a round under these filters."""
    rows = Door.objects.for_desk(actor).filter(
        _in_state(filters.state),
        Q(groups=filters.group) if filters.group else Q(),
        within(whole(filters.place)) if filters.place else Q(),
        round=round_,
    )
    return rows.select_related("household__place", "visitor", "round")


def listed_doors(doors: Iterable[Door], *, actor: Actor) -> list[DoorLine]:
    """The lines of a list: one statement more."""
    doors = list(doors)
    rows = Door.groups.through.objects.filter(door__in=doors).order_by("groupinneed__order")
    groups: dict[Any, list[str]] = {}
    for door, name in rows.values_list("door", "groupinneed__name"):
        groups.setdefault(door, []).append(name)
    return [DoorLine(door, groups.get(door.pk, []), _likely_of(door, actor)) for door in doors]


def needs_the_lead() -> Q:
    """Doors at which somebody above must do something."""
    return (
        Q(is_urgent=True)
        | Q(has_clash=True)
        | Q(state=DoorState.RAISED)
        | Q(visitor=None, state__in=TO_DO)
    )


def waiting(actor: Actor) -> Source:
    """Rounds whose next step is this person's: to set out when their day has come, to be closed
    when it is over.
    """
    now = clock.now()
    keeper = Round.objects.filter(within(actor.codes(Role.CLERK, Role.LEAD)))
    due = Q(state=RoundState.PLANNED, starts_on__lte=clock.today())
    rows = keeper.filter(due | Q(state=RoundState.GOING, due_at__lt=now))
    return Source(
        rows.select_related("place", "unit"),
        ORDERS["due"],
        lambda found: listed(found, actor=actor),
        "visits/desk/line.html",
    )


def waiting_doors(actor: Actor) -> Source:
    """For the lead: doors with danger, two forms, nobody home too often, or nobody to go. For
    whoever knocks: the doors still on their own list.
    """
    leads = within(actor.codes(Role.LEAD)) & needs_the_lead()
    own = Q(visitor=actor.user_id) if actor.user_id else Q(pk__in=[])
    rows = Door.objects.filter(leads | own & Q(state__in=TO_DO), round__state=RoundState.GOING)
    return Source(
        rows.select_related("household__place", "visitor", "round"),
        DOOR_ORDER,
        lambda found: listed_doors(found, actor=actor),
        "visits/desk/door_line.html",
        pressing=Q(is_urgent=True),
    )


def waiting_asides(actor: Actor) -> Source:
    """Forms laid aside that somebody must look at."""
    rows = Aside.objects.visible_to(actor).undecided().select_related("user")
    return Source(rows, ("due_at", "id"), list, "visits/desk/aside_line.html")


def clashes_of(door: Door) -> list[Clash]:
    rows = door.clashes.select_related("first__visitor", "second__visitor")
    return list(rows.order_by("found_at"))


def _likely(round_: Round, numbers: dict[str, int], actor: Actor) -> Move | None:
    name = LIKELY.get(RoundState(round_.state), "")
    if not name or not ROUND_RULES.could_make(actor, round_, name):
        return None
    if name == "set_out" and (not numbers["doors"] or numbers["gaps"]):
        return None
    if name == "close" and round_.due_at > clock.now():
        return None
    return ROUND_RULES.lifecycle.moves[name]


def _likely_of(door: Door, actor: Actor) -> Move | None:
    name = "give" if door.visitor_id is None else "settle" if door.raised_at else ""
    if name and DOOR_RULES.can_make(actor, door, name):
        return DOOR_RULES.lifecycle.moves[name]
    return None

"""How do rows of each kind stand in a list, and which stand on the board?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from jinlin.core.actor import Actor, within
from jinlin.core.search import matching
from jinlin.core.time import clock
from jinlin.domains.talents.lifecycle import (
    CERTIFICATE_LABELS,
    LABELS,
    OPEN,
    TALENT_LABELS,
    CertificateState,
    State,
    TalentState,
)
from jinlin.domains.talents.lifecycle_of_help import (
    HELP_LABELS,
    OPEN_HELPS,
    OPEN_PAIRS,
    PAIR_LABELS,
    HelpState,
    PairState,
)
from jinlin.domains.talents.models import Application, Certificate, Help, Pair, Talent, TalentSkill
from jinlin.ground.places.queries import whole

ORDERS = {"due": ("due_at", "id"), "newest": ("-due_at", "-id")}
NEWEST = {"talent": ("-found_at", "-id")}
TONES: Mapping[str, Mapping[str, str]] = {
    "talent": {
        TalentState.NOMINATED: "new",
        TalentState.LISTED: "done",
        TalentState.RESTING: "waiting",
        TalentState.DECLINED: "ended",
        TalentState.LEFT: "ended",
    },
    "application": {
        State.APPLIED: "new",
        State.ASKED: "waiting",
        State.ON_PANEL: "inhand",
        State.ON_NOTICE: "inhand",
        State.CERTIFIED: "done",
        State.REFUSED: "ended",
        State.WITHDRAWN: "ended",
    },
    "certificate": {
        CertificateState.HELD: "done",
        CertificateState.SUSPENDED: "waiting",
        CertificateState.EXPIRED: "ended",
        CertificateState.WITHDRAWN: "late",
    },
    "pair": {
        PairState.PROPOSED: "new",
        PairState.RUNNING: "inhand",
        PairState.COMPLETED: "done",
        PairState.ENDED: "ended",
    },
    "help": {
        HelpState.ASKED: "new",
        HelpState.ACCEPTED: "inhand",
        HelpState.DONE: "waiting",
        HelpState.TOLD: "done",
        HelpState.RECORDED: "done",
        HelpState.DECLINED: "ended",
        HelpState.WITHDRAWN: "ended",
        HelpState.LAPSED: "late",
    },
}
LIKELY: Mapping[str, Mapping[str, str]] = {  # the move that staff most likely makes
    "talent": {TalentState.NOMINATED: "take_in"},
    "application": {State.APPLIED: "convene", State.ON_PANEL: "publish"},
    "certificate": {CertificateState.HELD: "review", CertificateState.SUSPENDED: "reinstate"},
    "pair": {PairState.PROPOSED: "agree", PairState.RUNNING: "meet"},
    "help": {HelpState.TOLD: "record"},
}
WORDS: Mapping[str, Mapping[Any, Any]] = {
    "talent": TALENT_LABELS,
    "application": LABELS,
    "certificate": CERTIFICATE_LABELS,
    "pair": PAIR_LABELS,
    "help": HELP_LABELS,
}
OPEN_STATES: Mapping[str, frozenset[str]] = {
    "talent": frozenset({TalentState.NOMINATED, TalentState.LISTED, TalentState.RESTING}),
    "application": OPEN,
    "certificate": frozenset({CertificateState.HELD, CertificateState.SUSPENDED}),
    "pair": OPEN_PAIRS,
    "help": OPEN_HELPS | {HelpState.TOLD},
}
DUE_STATES: Mapping[str, frozenset[str]] = {
    **OPEN_STATES,
    "talent": frozenset({TalentState.NOMINATED}),
    "certificate": frozenset({CertificateState.HELD}),
}
MODELS: Mapping[str, Any] = {
    "talent": Talent,
    "application": Application,
    "certificate": Certificate,
    "pair": Pair,
    "help": Help,
}
WITH: Mapping[str, tuple[str, ...]] = {
    "talent": ("place", "person"),
    "application": ("talent__place", "talent__person", "skill"),
    "certificate": ("talent__place", "talent__person", "skill", "document"),
    "pair": ("mentor__place", "mentor__person", "learner", "skill"),
    "help": ("talent__person", "talent__place", "place", "person", "skill"),
}


@dataclass(frozen=True)
class Filters:
    """What the address bar says. `state` may also be 'open', 'late' or 'all'."""

    state: str = "open"
    place: str = ""
    text: str = ""
    skill: str = ""
    order: str = "due"


@dataclass(frozen=True)
class Line:
    """One row of a list, whatever its kind."""

    row: Any
    kind: str
    skills: tuple[str, ...] = ()
    waits: bool = False  # among one's own matters: the next step is the reader's

    @property
    def tone(self) -> str:
        return TONES[self.kind][self.row.state]

    @property
    def word(self) -> Any:
        return WORDS[self.kind][self.row.state]

    @property
    def has_clock(self) -> bool:
        return self.row.state in DUE_STATES[self.kind]

    @property
    def talent(self) -> Talent:
        found: Talent = {"talent": self.row, "pair": getattr(self.row, "mentor", None)}.get(
            self.kind
        ) or self.row.talent
        return found

    @property
    def rank(self) -> int:
        """Among one's own matters: 0 waits for the reader, 1 late, 2 open, 3 the rest."""
        if self.waits:
            return 0
        if self.row.state not in OPEN_STATES[self.kind]:
            return 3
        return 1 if self.row.is_late else 2


def board(kind: str, actor: Actor, filters: Filters) -> "QuerySet[Any]":
    """The rows of this kind that this actor sees at the desk under these filters."""
    rows: QuerySet[Any] = (
        MODELS[kind].objects.for_desk(actor).filter(_in_state(kind, filters.state))
    )
    if filters.place:
        rows = rows.filter(within(whole(filters.place)))
    if filters.text:
        rows = rows.filter(matching(Talent, filters.text))
    if filters.skill and kind == "talent":
        having = TalentSkill.objects.filter(skill=UUID(filters.skill))
        rows = rows.filter(pk__in=having.values("talent"))
    elif filters.skill:
        rows = rows.filter(skill=filters.skill)
    return rows.select_related(*WITH[kind])


def order_of(kind: str, filters: Filters) -> tuple[str, ...]:
    if filters.order == "newest":
        return NEWEST.get(kind, ORDERS["newest"])
    return ORDERS["due"]


def lines(kind: str, rows: Iterable[Any]) -> list[Line]:
    """The lines of a list: one statement more for talents, for their skills."""
    rows = list(rows)
    if kind != "talent":
        return [Line(row, kind) for row in rows]
    having = TalentSkill.objects.filter(talent__in=rows).select_related("skill")
    named: dict[Any, list[str]] = {}
    for each in having.order_by("skill__order"):
        named.setdefault(each.talent_id, []).append(each.skill.name)
    return [Line(row, kind, tuple(named.get(row.pk, ()))) for row in rows]


def states_of(kind: str) -> list[tuple[str, Any]]:
    return [(str(state), word) for state, word in WORDS[kind].items()]


def _in_state(kind: str, state: str) -> Q:
    if state == "all":
        return Q()
    if state == "open":
        return Q(state__in=sorted(OPEN_STATES[kind]))
    if state == "late":
        return Q(state__in=sorted(DUE_STATES[kind]), due_at__lt=clock.now())
    return Q(state=state)

"""Whose next step is it, in each of a worker's cases, and what waits for this person?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.lifecycle import Move
from jinlin.core.search import matching
from jinlin.core.time import clock
from jinlin.domains.casework.lifecycle import LABELS, OPEN, State
from jinlin.domains.casework.models import (
    CASE_ROLES,
    Answer,
    Assignment,
    Case,
    CaseRows,
    Kind,
    Opening,
    Part,
    Passing,
    Step,
    Task,
)
from jinlin.domains.casework.permissions import RULES, WORKERS
from jinlin.domains.casework.queries.teams import there
from jinlin.shell.one_list import Source

ORDERS = {"due": ("due_at", "id"), "newest": ("-opened_at", "-id"), "oldest": ("opened_at", "id")}
TONES = {
    State.INTAKE: "new",
    State.WORKING: "inhand",
    State.REVIEWING: "waiting",
    State.CLOSED: "done",
    State.DECLINED: "ended",
    State.DESTROYED: "ended",
}
ME, SUPERVISOR, COLLEAGUE, NOBODY = _("Myself"), _("The supervisor"), _("A colleague"), _("No one")
WORKER = _("The social worker")
SOON = timedelta(days=3)
NAMES = ("case_id", "user_id", "part", "works_on_it")


@dataclass(frozen=True)
class Filters:
    """What the address of the caseload asks for."""

    state: str = "open"
    text: str = ""
    order: str = "due"


@dataclass(frozen=True)
class CaseLine:
    """One case of a list: whose next step it is, which one, and the move most likely made."""

    case: Case
    who: Any
    what: Any
    likely: Move | None
    is_mine: bool

    @property
    def tone(self) -> str:
        return TONES[State(self.case.state)]

    @property
    def label(self) -> Any:
        return LABELS[State(self.case.state)]

    @property
    def phase(self) -> str:
        return self.case.present_phase.name if self.case.state == State.WORKING else ""


def board(actor: Actor, filters: Filters) -> CaseRows:
    """The cases this person sees, under these filters."""
    rows = Case.objects.for_desk(actor).filter(_state(filters.state))
    return rows.filter(matching(Case, filters.text)).select_related("place", "agency")


def listed(cases: Iterable[Case], *, actor: Actor) -> list[CaseLine]:
    """The lines of a list: two statements more."""
    cases = list(cases)
    teams: dict[UUID, dict[UUID, str]] = {case.pk: {} for case in cases}
    rows = Assignment.objects.filter(case__in=cases, until_at=None)
    here = there(Assignment.objects.filter(pk=OuterRef("pk"), part=Part.WORKER))
    worked_on = set()
    rows = rows.annotate(works_on_it=Exists(here))
    for case_id, user, part, works in rows.values_list(*NAMES):
        teams[case_id][user] = part
        worked_on |= {case_id} if works else set()
    offered = set(
        Passing.objects.filter(case__in=cases, kind=Kind.TRANSFER, answer=Answer.ASKED).values_list(
            "case_id", flat=True
        )
    )
    for case in cases:
        case.__dict__["_parts"] = teams[case.pk]
    return [
        _line(case, actor, is_asked=case.pk in offered, is_worked_on=case.pk in worked_on)
        for case in cases
    ]


def waiting(actor: Actor) -> Source:
    """Cases whose next step is this person's."""
    soon = clock.now() + SOON
    own = Assignment.objects.filter(case=OuterRef("pk"), user_id=_user(actor), until_at=None)
    working, watching = own.filter(part__in=WORKERS), own.filter(part=Part.SUPERVISOR)
    worked_on = there(Assignment.objects.filter(case=OuterRef("pk"), part=Part.WORKER))
    mine = Q(state=State.INTAKE) | Q(state=State.WORKING, due_at__lt=soon)
    mine |= Q(state=State.CLOSED, follow_up_on__isnull=False, due_at__lt=soon)
    theirs = Q(state=State.REVIEWING) | Q(
        ~Exists(worked_on), state__in=(State.INTAKE, State.WORKING)
    )
    theirs |= Q(state__in=(State.CLOSED, State.DECLINED), keep_until__lte=clock.today())
    rows = Case.objects.for_desk(actor).filter(
        Q(mine, Exists(working)) | Q(theirs, Exists(watching))
    )
    return Source(
        rows.select_related("place", "agency"),
        ORDERS["due"],
        lambda found: listed(found, actor=actor),
        "casework/desk/line.html",
    )


def waiting_tasks(actor: Actor) -> Source:
    """What the team has to see, also of a sealed case; and whose supervisor has to decide."""
    rows = Task.objects.filter(seen_at=None, case__in=_kept(actor))
    return Source(rows.select_related("case"), ("at", "id"), _same, "casework/desk/task_line.html")


def waiting_openings(actor: Actor) -> Source:
    """Who asks to read a case that this person supervises."""
    watching = Assignment.objects.filter(
        case=OuterRef("case"), user_id=_user(actor), until_at=None, part=Part.SUPERVISOR
    )
    rows = Opening.objects.waiting().filter(Exists(watching), case__in=_kept(actor))
    rows = rows.exclude(asked_by=actor.user_id)
    return Source(
        rows.select_related("case"), ("asked_at", "id"), _same, "casework/desk/opening_line.html"
    )


def waiting_offers(actor: Actor) -> Source:
    """Transfers that wait for this person's answer."""
    return Source(
        Passing.objects.to_colleague(actor).select_related("case__place"),
        ("asked_at", "id"),
        _same,
        "casework/desk/offer_line.html",
    )


def _state(state: str) -> Q:
    if state == "late":
        return Q(state__in=OPEN, due_at__lt=clock.now())
    if state == "open":
        return Q(state__in=OPEN)
    return Q(state=state) if state in set(State) else Q()


def _user(actor: Actor) -> UUID:
    """Whoever asks; the key of nobody where nobody in particular does."""
    return actor.user_id or UUID(int=0)


def _kept(actor: Actor) -> Any:
    return Case.objects.kept_by(actor).values("pk") if actor.holds(*CASE_ROLES) else []


def _same(rows: list[Any]) -> Sequence[Any]:
    return rows


def _line(case: Case, actor: Actor, *, is_asked: bool, is_worked_on: bool) -> CaseLine:
    who, what, move = _next(case, is_asked=is_asked, is_worked_on=is_worked_on)
    likely = move and RULES.can_make(actor, case, move)
    return CaseLine(
        case,
        ME if likely else who,
        what,
        RULES.lifecycle.moves[move] if move and likely else None,
        bool(likely),
    )


def _next(case: Case, *, is_asked: bool, is_worked_on: bool) -> tuple[Any, Any, str]:
    """Whose step it is, what it is, and by which move."""
    if is_asked:
        return COLLEAGUE, _("answers whether they take it over"), ""
    if case.state in {State.INTAKE, State.WORKING} and not is_worked_on:
        return SUPERVISOR, _("names who works on it"), ""
    if case.state == State.WORKING:
        return WORKER, *_of_phase(case)
    if case.state == State.CLOSED and case.follow_up_on:
        return WORKER, _("asks how things are"), "follow_up"
    return {
        State.INTAKE: (WORKER, _("notes the consent and takes it on"), "take_on"),
        State.REVIEWING: (SUPERVISOR, _("looks the closure through"), "close"),
    }.get(State(case.state), (NOBODY, _("nothing is to be done"), ""))


def _of_phase(case: Case) -> tuple[Any, str]:
    step = case.present_phase.step
    if case.is_in_last_phase:
        evaluates = step == Step.EVALUATE
        return (
            _("fills in a scale once more and hands it in for closure")
            if evaluates
            else _("hands it in for closure")
        ), "ask_to_close"
    words = {
        Step.CLOSE: _("prepares the end together with the person"),
        Step.ASSESS: _("fills in a scale"),
        Step.PLAN: _("writes the plan, the supervisor agrees"),
        Step.ACT: _("meets the person again"),
        Step.EVALUATE: _("fills in a scale once more"),
    }
    return words.get(Step(step), _("goes on to the next phase")), "move_on"

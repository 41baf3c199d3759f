"""What does the register bring to the lists that all domains share?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from jinlin.core import timeline
from jinlin.core.actor import Actor, within
from jinlin.core.lifecycle import Move
from jinlin.domains.workforce.lifecycle import LABELS, LIFECYCLE, State
from jinlin.domains.workforce.models import Application, Policy, Update, UpdateState
from jinlin.domains.workforce.permissions import can_make
from jinlin.ground.accounts.roles import Role
from jinlin.shell.one_list import Source

TONES = {
    State.APPLIED: "new",
    State.ASKED: "waiting",
    State.CHECKED: "inhand",
    State.REVIEWED: "inhand",
    State.APPROVED: "inhand",
    State.ON_NOTICE: "waiting",
    State.OBJECTED: "late",
    State.AWARDED: "done",
    State.REFUSED: "ended",
    State.WITHDRAWN: "ended",
    State.REVOKED: "ended",
}
LIKELY = {
    State.APPLIED: "check",
    State.CHECKED: "review",
    State.REVIEWED: "approve",
    State.APPROVED: "publish",
    State.OBJECTED: "overrule",
}
WITH = ("professional__person", "qualification", "policy")


@dataclass(frozen=True)
class ApplicationBadge:
    """How an application stands, in a word and a tone."""

    application: Application

    @property
    def tone(self) -> str:
        return TONES[State(self.application.state)]

    @property
    def word(self) -> Any:
        return LABELS[State(self.application.state)]


@dataclass(frozen=True)
class Listed(ApplicationBadge):
    """One line: how an application stands, and the one likely move of this reader."""

    move: Move | None


def listed(rows: Iterable[Application], *, actor: Actor) -> list[Listed]:
    shown = list(rows)
    timeline.know_deeds(actor, shown)
    return [Listed(row, likely(row, actor)) for row in shown]


def likely(row: Application, actor: Actor) -> Move | None:
    name = LIKELY.get(State(row.state), "")
    return LIFECYCLE.moves[name] if name and can_make(actor, row, name) else None


def waiting_for(actor: Actor) -> QuerySet[Application]:
    """What is this person's next step: to check, to review, to approve, to publish, to examine."""
    counties = actor.codes(Role.REGISTRAR)
    leads = [code for code in actor.codes(Role.LEAD) if len(code) <= 6]
    first = within([c for c in counties if len(c) >= 6], "county") & Q(
        state__in=(State.APPLIED, State.CHECKED, State.APPROVED, State.OBJECTED)
    )
    above = within([code for code in counties if len(code) < 6], "county") & Q(
        state=State.REVIEWED, policy__second_level=Policy.Second.PREFECTURE
    )
    lead = within(leads, "county") & Q(
        state=State.REVIEWED, policy__second_level=Policy.Second.COUNTY
    )
    return Application.objects.filter(first | above | lead).select_related(*WITH)


def waiting(actor: Actor) -> Source:
    """What waits for this member of staff."""
    return Source(
        waiting_for(actor),
        ("due_at", "id"),
        lambda found: listed(found, actor=actor),
        "workforce/desk/line.html",
    )


def waiting_updates(actor: Actor) -> Source:
    """What people told of themselves, for whoever keeps the register."""
    rows = Update.objects.filter(
        within(actor.codes(Role.REGISTRAR), "county"), state=UpdateState.SENT
    )
    if actor.user_id:
        rows = rows.exclude(professional__person__user_id=actor.user_id)
    return Source(
        rows.select_related("professional__person"),
        ("due_at", "id"),
        list,
        "workforce/desk/update_line.html",
    )

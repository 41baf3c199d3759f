"""What of the register does somebody find among their own matters?"""

from dataclasses import dataclass

from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.domains.workforce.lifecycle import OPEN, State
from jinlin.domains.workforce.models import Application, Update, UpdateState
from jinlin.domains.workforce.queries.lists import ApplicationBadge
from jinlin.shell.one_list import Source

WAITS_FOR_ME, LATE, RUNNING, REST = range(4)


@dataclass(frozen=True)
class OwnApplication(ApplicationBadge):
    """One application as its applicant reads it on a list."""

    @property
    def rank(self) -> int:
        if self.application.state == State.ASKED:
            return WAITS_FOR_ME
        if self.application.state not in OPEN:
            return REST
        return LATE if self.application.is_late else RUNNING


@dataclass(frozen=True)
class OwnUpdate:
    """One thing that somebody told the register."""

    update: Update

    @property
    def rank(self) -> int:
        if self.update.state != UpdateState.SENT:
            return REST
        return LATE if self.is_late else RUNNING

    @property
    def is_late(self) -> bool:
        """Nobody looked at it in time."""
        return self.update.state == UpdateState.SENT and self.update.due_at < clock.now()


def applications(actor: Actor) -> Source:
    """What this person asked for, the newest first."""
    rows = Application.objects.filter(professional__person__user=actor.user_id)
    rows = rows.select_related("policy", "qualification") if actor.user_id else rows.none()
    return Source(
        rows,
        ("-applied_at", "-id"),
        lambda found: [OwnApplication(row) for row in found],
        "workforce/portal/application_line.html",
    )


def updates(actor: Actor) -> Source:
    """What this person told the register, the newest first."""
    rows = Update.objects.filter(professional__person__user=actor.user_id)
    rows = rows if actor.user_id else rows.none()
    return Source(
        rows,
        ("-sent_at", "-id"),
        lambda found: [OwnUpdate(row) for row in found],
        "workforce/portal/update_line.html",
    )

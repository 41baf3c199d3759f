"""What do volunteers bring to the lists that all domains share?"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from jinlin.core.actor import Actor, within
from jinlin.core.time import clock
from jinlin.services.volunteers.lifecycle import LABELS, OWN_STEP, State
from jinlin.services.volunteers.models import Activity, ServiceRecord
from jinlin.services.volunteers.models.people import KEEPERS
from jinlin.services.volunteers.queries.boards import TO_DECIDE
from jinlin.shell.one_list import Source

TONES = {
    State.PROPOSED: "waiting",
    State.REQUESTED: "waiting",
    State.RECORDED: "soon",
    State.VERIFIED: "done",
    State.DISPUTED: "late",
    State.KEPT: "waiting",
    State.REFUSED: "ended",
    State.APPEALED: "late",
    State.CLOSED: "ended",
    State.STRUCK: "ended",
}


@dataclass(frozen=True)
class Line:
    """One record on a list."""

    record: ServiceRecord

    @property
    def word(self) -> Any:
        return LABELS[State(self.record.state)]

    @property
    def tone(self) -> str:
        return TONES[State(self.record.state)]

    @property
    def rank(self) -> int:
        return 0 if self.record.state in OWN_STEP else 3


def lines(rows: Any) -> list[Line]:
    return [Line(row) for row in rows]


def waiting(actor: Actor) -> Source:
    """Records on which somebody who looks after the place has to decide."""
    rows = (
        ServiceRecord.objects.filter(within(actor.codes(*KEEPERS)), state__in=TO_DECIDE)
        .exclude(state=State.PROPOSED, recorded_by=actor.user_id)
        .select_related("volunteer__person")
    )
    return Source(
        rows,
        ("due_at", "id"),
        lines,
        "volunteers/desk/line.html",
        Q(is_escalated=True),
    )


def waiting_activities(actor: Actor) -> Source:
    """Activities that are over and whose hours are not recorded."""
    rows = Activity.objects.unrecorded().filter(within(actor.codes(*KEEPERS)))
    return Source(
        rows.select_related("place", "team"),
        ("due_at", "id"),
        list,
        "volunteers/desk/activity_line.html",
        Q(due_at__lt=clock.now()),
    )


def own(actor: Actor) -> Source:
    """What was written of this volunteer and waits for their check."""
    rows = ServiceRecord.objects.own(actor).filter(state__in=OWN_STEP)
    return Source(rows, ("-recorded_at", "-id"), lines, "volunteers/portal/line.html")

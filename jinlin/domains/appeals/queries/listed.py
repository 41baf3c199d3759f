"""How does an appeal stand on a list of the desk: state in a word, who waits,
the one likely move?
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.lifecycle import Move
from jinlin.domains.appeals.lifecycle import LABELS, UNANSWERED, State
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.permissions import can_make, is_shown_at_desk
from jinlin.domains.appeals.queries.veiling import all_veiled
from jinlin.domains.appeals.queries.waiting import likely

TONES = {
    State.REPORTED: "new",
    State.ACCEPTED: "waiting",
    State.IN_HAND: "inhand",
    State.WAITING: "waiting",
    State.MERGED: "inhand",
    State.FINISHED: "waiting",
    State.CLOSED: "done",
    State.REJECTED: "ended",
    State.WITHDRAWN: "ended",
}
DESK_LABELS: dict[State, Any] = {
    **LABELS,
    State.FINISHED: gettext_lazy("Waiting for the resident's judgement"),
}


@dataclass(frozen=True)
class AppealBadge:
    """How an appeal stands, in a word and a tone, wherever staff find it."""

    appeal: Appeal

    @property
    def tone(self) -> str:
        return TONES[State(self.appeal.state)]

    @property
    def word(self) -> Any:
        return DESK_LABELS[State(self.appeal.state)]


@dataclass(frozen=True)
class Listed(AppealBadge):
    """One line. `move` None: the likely move is not this reader's to make.

    `waits` is the resident as this reader may see them.
    """

    move: Move | None
    waits: str

    @property
    def is_running(self) -> bool:
        """Whether the staff's own clock runs."""
        return self.appeal.state in UNANSWERED


def listed(appeals: Iterable[Appeal], *, actor: Actor) -> list[Listed]:
    """Lines for rows that were read with their reporter; asks the database for nothing more than
    the parts of those whose move depends on helpers, and what this actor did to those finished.
    """
    rows = all_veiled(appeals, actor=actor)
    finished = [appeal for appeal in rows if appeal.state == State.FINISHED]
    helped = [appeal for appeal in rows if appeal.parts_open and appeal not in finished]
    prefetch_related_objects([*finished, *helped], "parts")
    timeline.know_deeds(actor, finished)
    return [
        Listed(appeal, likely_move(appeal, actor=actor), who_waits(appeal, actor=actor))
        for appeal in rows
    ]


def likely_move(appeal: Appeal, *, actor: Actor) -> Move | None:
    move = likely(appeal, actor)
    return move if move and can_make(actor, appeal, move.name) else None


def who_waits(appeal: Appeal, *, actor: Actor) -> str:
    if appeal.reporter is None:
        return _("Anonymous resident")
    if not is_shown_at_desk(actor, appeal):
        return _("Resident, identity kept back")
    return appeal.reporter.shown_name() or _("Resident")

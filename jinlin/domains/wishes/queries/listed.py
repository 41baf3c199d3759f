"""How does a wish stand on a list of the desk: state in a word, who waits, the one likely move?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.lifecycle import Move
from jinlin.domains.wishes.lifecycle import LABELS, LIFECYCLE, State
from jinlin.domains.wishes.models import Wish
from jinlin.domains.wishes.permissions import can_make

TONES = {
    State.POSTED: "new",
    State.ASKED: "waiting",
    State.PUBLISHED: "waiting",
    State.CLAIMED: "inhand",
    State.FULFILLED: "waiting",
    State.CONFIRMED: "done",
    State.LAPSED: "done",
    State.DECLINED: "ended",
    State.WITHDRAWN: "ended",
    State.TRANSFERRED: "ended",
}
DESK_LABELS: dict[State, Any] = {
    **LABELS,
    State.ASKED: _("Waiting for an answer"),
    State.PUBLISHED: _("Waiting to be claimed"),
    State.FULFILLED: _("Waiting for a word that it arrived"),
}
LIKELY = {
    State.POSTED: "publish",
    State.ASKED: "answer_back",
    State.PUBLISHED: "claim",
    State.CLAIMED: "fulfil",
    State.FULFILLED: "confirm",
}
LEVELS = {1: _("the community looks for somebody"), 2: _("the town looks for somebody")}


@dataclass(frozen=True)
class WishBadge:
    """How a wish stands, in a word and a tone, wherever staff find it."""

    wish: Wish

    @property
    def tone(self) -> str:
        return TONES[State(self.wish.state)]

    @property
    def word(self) -> Any:
        return DESK_LABELS[State(self.wish.state)]

    @property
    def level(self) -> Any:
        """Who looks for somebody, once nobody took it on in time."""
        return LEVELS.get(self.wish.level, "") if self.wish.state == State.PUBLISHED else ""


@dataclass(frozen=True)
class Listed(WishBadge):
    """One line. `move` None: the likely move is not this reader's to make.

    `waits` is the person wished for, masked.
    """

    move: Move | None
    waits: str

    @property
    def is_running(self) -> bool:
        return self.wish.is_open


def listed(wishes: Iterable[Wish], *, actor: Actor) -> list[Listed]:
    """Lines for rows that were read with their people; asks the database for the claims, once."""
    rows = list(wishes)
    prefetch_related_objects(rows, "claims")
    return [
        Listed(wish, likely_move(wish, actor=actor), wish.for_person.shown_name()) for wish in rows
    ]


def likely_move(wish: Wish, *, actor: Actor) -> Move | None:
    """A move that has to be made by somebody else is none: the wisher answers and confirms, whoever
    took it on fulfils.
    """
    name = LIKELY.get(State(wish.state))
    if name is None or name in {"claim", "answer_back", "confirm"}:
        return None
    return LIFECYCLE.moves[name] if can_make(actor, wish, name) else None

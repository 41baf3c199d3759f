"""What do reception days bring to the lists that all domains share?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor, within
from jinlin.core.lifecycle import Move
from jinlin.core.time import clock
from jinlin.domains.receptions.lifecycle import (
    CONVERSATION_LABELS,
    LIFECYCLE,
    ConversationState,
    State,
)
from jinlin.domains.receptions.models import Conversation, Session
from jinlin.domains.receptions.permissions import can_make, can_see_people
from jinlin.domains.receptions.queries.day import TALK_TONES, standing
from jinlin.domains.receptions.queries.mine import mine, own_bookings
from jinlin.ground.accounts.roles import Role
from jinlin.shell.one_list import Source

MINE_ORDER = ("-booked_at", "-id")
LIKELY = {State.PLANNED: "open_", State.OPEN: "close"}
HOSTS = (Role.CLERK, Role.LEAD)
SHOWN = ("series__place", "series__organiser")


@dataclass(frozen=True)
class Due:
    """A session that waits to be opened or closed. `move` None: not this reader's to make."""

    session: Session
    move: Move | None

    @property
    def word(self) -> str:
        return standing(self.session).word

    @property
    def tone(self) -> str:
        return standing(self.session).tone


@dataclass(frozen=True)
class ToPassOn:
    """A conversation without an outcome, or one that the resident calls unsolved: it waits to
    become an appeal.
    """

    conversation: Conversation
    who: str

    @property
    def word(self) -> Any:
        return CONVERSATION_LABELS[ConversationState(self.conversation.state)]

    @property
    def tone(self) -> str:
        return TALK_TONES[ConversationState(self.conversation.state)]


def waiting(actor: Actor) -> Source:
    """Sessions of today or before that this member of staff opens or closes; in order of their
    ends.
    """
    rows = (
        Session.objects.live()
        .filter(within(actor.codes(*HOSTS)), on__lte=clock.today())
        .select_related(*SHOWN)
    )
    open_talks = Conversation.objects.filter(session=OuterRef("pk"), state=ConversationState.OPEN)
    return Source(
        rows.annotate(has_open_talk=Exists(open_talks)),
        ("ends_at", "id"),
        lambda found: [Due(row, _likely(row, actor)) for row in found],
        "receptions/desk/line.html",
        Q(state=State.PLANNED, ends_at__lt=clock.now()),
    )


def waiting_talks(actor: Actor) -> Source:
    """Conversations that have to become an appeal, or still have no outcome."""
    states = (ConversationState.OPEN, ConversationState.DISPUTED)
    rows = Conversation.objects.filter(within(actor.codes(*HOSTS)), state__in=states)
    return Source(
        rows.select_related("session__series__place", "person"),
        ("due_at", "id"),
        lambda found: _to_pass_on(found, actor),
        "receptions/desk/talk_line.html",
        Q(state=ConversationState.DISPUTED, due_at__lt=clock.now()),
    )


def own(actor: Actor) -> Source:
    """What this person booked, with what came of it."""
    return Source(own_bookings(actor), MINE_ORDER, mine, "receptions/portal/line.html")


def _likely(session: Session, actor: Actor) -> Move | None:
    name = LIKELY[State(session.state)]
    return LIFECYCLE.moves[name] if can_make(actor, session, name) else None


def _to_pass_on(found: Iterable[Conversation], actor: Actor) -> list[ToPassOn]:
    return [ToPassOn(row, _who(row, actor)) for row in found]


def _who(row: Conversation, actor: Actor) -> str:
    if row.person is None or not can_see_people(actor, row):
        return _("Resident")
    return row.person.shown_name() or _("Resident")

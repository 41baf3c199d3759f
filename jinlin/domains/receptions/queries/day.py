"""What is going on in one session: who waits, who was called, who sits, what was said?"""

from collections.abc import Sequence
from dataclasses import dataclass

from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.domains.receptions.lifecycle import (
    BOOKING_LABELS,
    CONVERSATION_LABELS,
    LABELS,
    BookingState,
    ConversationState,
    State,
)
from jinlin.domains.receptions.models import Booking, Conversation, Session, Sitting, SittingState
from jinlin.domains.receptions.permissions import can_see_people

BOOKING_TONES = {
    BookingState.BOOKED: "new",
    BookingState.ARRIVED: "waiting",
    BookingState.CALLED: "inhand",
    BookingState.TALKED: "done",
    BookingState.MISSED: "ended",
    BookingState.CANCELLED: "ended",
}
TALK_TONES = {
    ConversationState.OPEN: "inhand",
    ConversationState.ANSWERED: "waiting",
    ConversationState.OUTSIDE: "ended",
    ConversationState.PASSED_ON: "inhand",
    ConversationState.DISPUTED: "late",
    ConversationState.CONFIRMED: "done",
    ConversationState.LAPSED: "ended",
    ConversationState.SETTLED: "done",
    ConversationState.WITHDRAWN: "ended",
}
TONES = {State.PLANNED: "new", State.OPEN: "inhand", State.HELD: "done", State.CANCELLED: "ended"}
OVER = frozenset({BookingState.TALKED, BookingState.MISSED, BookingState.CANCELLED})


@dataclass(frozen=True)
class SessionBadge:
    """How a session stands, as a word and a tone."""

    word: str
    tone: str


def standing(session: Session) -> SessionBadge:
    state = State(session.state)
    if state == State.PLANNED and session.ends_at < clock.now():
        return SessionBadge(str(LABELS[state]), "late")
    return SessionBadge(str(LABELS[state]), TONES[state])


@dataclass(frozen=True)
class Turn:
    """One place in the queue.

    `who` is masked, and empty for those who may not read it or when nobody is known.
    """

    booking: Booking
    who: str

    @property
    def word(self) -> str:
        return str(BOOKING_LABELS[BookingState(self.booking.state)])

    @property
    def tone(self) -> str:
        return BOOKING_TONES[BookingState(self.booking.state)]


@dataclass(frozen=True)
class Talk:
    """One conversation on a list."""

    conversation: Conversation
    who: str

    @property
    def word(self) -> str:
        return str(CONVERSATION_LABELS[ConversationState(self.conversation.state)])

    @property
    def tone(self) -> str:
        state = ConversationState(self.conversation.state)
        if state == ConversationState.SETTLED and not self.conversation.is_solved:
            return "ended"
        return TALK_TONES[state]


@dataclass(frozen=True)
class Queue:
    """The turns of a session: called last, waiting in the order in which they are called,
    appointments not here yet, and what is over.
    """

    called: list[Turn]
    waiting: list[Turn]
    expected: list[Turn]
    over: list[Turn]

    @property
    def now(self) -> Turn | None:
        return self.called[0] if self.called else None

    @property
    def ahead(self) -> list[Turn]:
        """Everybody who has not been talked to, the one who is called first."""
        return [*self.called, *self.waiting, *self.expected]


def queue(session: Session, *, actor: Actor) -> Queue:
    """One statement."""
    shows = can_see_people(actor, session)
    turns = [
        Turn(row, _who(row, shows))
        for row in session.bookings.select_related("person").order_by("turn_at", "number")
    ]
    called = sorted(
        (turn for turn in turns if turn.booking.state == BookingState.CALLED),
        key=_called_at,
        reverse=True,
    )
    return Queue(
        called=called,
        waiting=[turn for turn in turns if turn.booking.state == BookingState.ARRIVED],
        expected=[turn for turn in turns if turn.booking.state == BookingState.BOOKED],
        over=sorted(
            (turn for turn in turns if turn.booking.state in OVER),
            key=lambda turn: turn.booking.number,
        ),
    )


def talks(session: Session, *, actor: Actor) -> list[Talk]:
    """The conversations of a session in the order of their numbers: one statement."""
    shows = can_see_people(actor, session)
    rows = session.conversations.select_related("person", "answered_by__organisation").order_by(
        "number"
    )
    return [Talk(row, _who(row, shows)) for row in rows]


def sitters(session: Session) -> list[Sitting]:
    """Who is to sit or sits, a substitute beside the one who sends it: one statement."""
    rows = list(
        session.sittings.select_related(
            "organisation", "user", "substitute_for__organisation"
        ).order_by("order", "pk")
    )
    return sorted(rows, key=lambda row: (row.order, row.state != SittingState.REPLACED))


def faces(rows: Sequence[Sitting]) -> list[Sitting]:
    """Those who really sit: not who sends a substitute, nor who is known not to have come.

    For everybody to read.
    """
    return [row for row in rows if row.state not in {SittingState.REPLACED, SittingState.ABSENT}]


def _called_at(turn: Turn) -> float:
    return turn.booking.called_at.timestamp() if turn.booking.called_at else 0.0


def _who(row: Booking | Conversation, shows: bool) -> str:
    return row.person.shown_name() if row.person and shows else ""

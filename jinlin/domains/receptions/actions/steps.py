"""Which steps do several verbs share? None of them decides anything."""

from typing import Any

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.search import index
from jinlin.core.timeline import Entry
from jinlin.domains.receptions.actions.telling import OF_BOOKINGS, OF_CONVERSATIONS, OF_SESSIONS
from jinlin.domains.receptions.models import Booking, Conversation, Session

LONGEST_REASON = 500
ADDS_WORDS = frozenset({"answer", "refer", "confirm", "dispute", "pass_on"})


def keep(session: Session, verb: str, *, actor: Actor, note: str = "", **data: Any) -> Entry:
    """Save the changed session as its next version, record the verb, and tell those on its roster
    whom it concerns.
    """
    entry = timeline.keep(session, verb, actor=actor, note=note, **data)
    OF_SESSIONS.speak(session, entry)
    return entry


def keep_booking(booking: Booking, verb: str, *, actor: Actor, **data: Any) -> Entry:
    """The same for a booking; its resident is told."""
    entry = timeline.keep(booking, verb, actor=actor, **data)
    OF_BOOKINGS.speak(booking, entry)
    return entry


def keep_conversation(
    conversation: Conversation, verb: str, *, actor: Actor, note: str = "", **data: Any
) -> Entry:
    """The same for a conversation; its resident is told what came of it, and it is found by the
    words that it gained.
    """
    entry = timeline.keep(conversation, verb, actor=actor, note=note, **data)
    if verb in ADDS_WORDS:
        index(conversation)
    OF_CONVERSATIONS.speak(conversation, entry)
    return entry

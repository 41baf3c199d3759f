"""How does a posted form move a session, a booking or a conversation, on either face?"""

from uuid import UUID

from jinlin.core.actor import Actor
from jinlin.domains.receptions.forms import bookings, sessions, talks
from jinlin.domains.receptions.models import Booking, Conversation, How, Session
from jinlin.domains.receptions.permissions import BOOKING_RULES, CONVERSATION_RULES, RULES
from jinlin.domains.receptions.queries.story import story, story_of_booking, story_of_conversation
from jinlin.shell.moves import Moves

OF_SESSION = ("series__place", "series__organiser")
OF_TURN = ("session__series__place", "session__series__organiser", "person")


def _session(actor: Actor, pk: UUID) -> Session | None:
    return Session.objects.visible_to(actor).select_related(*OF_SESSION).filter(pk=pk).first()


def _booking(actor: Actor, pk: UUID) -> Booking | None:
    return Booking.objects.visible_to(actor).select_related(*OF_TURN).filter(pk=pk).first()


def _talk(actor: Actor, pk: UUID) -> Conversation | None:
    rows = Conversation.objects.visible_to(actor).select_related(
        *OF_TURN, "booking", "answered_by__organisation"
    )
    return rows.filter(pk=pk).first()


SESSIONS = Moves(rules=RULES, forms=sessions.FORMS, fetch=_session, story=story)
BOOKINGS = Moves(rules=BOOKING_RULES, forms=bookings.FORMS, fetch=_booking, story=story_of_booking)
TALKS = Moves(
    rules=CONVERSATION_RULES, forms=talks.AT_DESK, fetch=_talk, story=story_of_conversation
)


def moves_by(how: How) -> Moves[Conversation]:
    """The resident's own moves, with the way by which they are said."""
    return Moves(
        rules=CONVERSATION_RULES,
        forms=talks.of_resident(how),
        fetch=_talk,
        story=story_of_conversation,
    )

"""How does a posted form move a session, a booking or a conversation, on either face?"""

from jinlin.core.sight import Sight
from jinlin.domains.receptions.forms import bookings, sessions, talks
from jinlin.domains.receptions.models import Booking, Conversation, How, Session
from jinlin.domains.receptions.permissions import BOOKING_RULES, CONVERSATION_RULES, RULES
from jinlin.domains.receptions.queries.story import story, story_of_booking, story_of_conversation
from jinlin.shell.moves import Moves

OF_SESSION = ("series__place", "series__organiser")
OF_TURN = ("session__series__place", "session__series__organiser", "person")


_SESSIONS = Sight[Session](Session.objects.visible_to, joins=OF_SESSION)
_BOOKINGS = Sight[Booking](Booking.objects.visible_to, joins=OF_TURN)
_TALKS = Sight[Conversation](
    Conversation.objects.visible_to, joins=(*OF_TURN, "booking", "answered_by__organisation")
)


SESSIONS = Moves(rules=RULES, forms=sessions.FORMS, fetch=_SESSIONS.first, story=story)
BOOKINGS = Moves(
    rules=BOOKING_RULES, forms=bookings.FORMS, fetch=_BOOKINGS.first, story=story_of_booking
)
TALKS = Moves(
    rules=CONVERSATION_RULES, forms=talks.AT_DESK, fetch=_TALKS.first, story=story_of_conversation
)


def moves_by(how: How) -> Moves[Conversation]:
    """The resident's own moves, with the way by which they are said."""
    return Moves(
        rules=CONVERSATION_RULES,
        forms=talks.of_resident(how),
        fetch=_TALKS.first,
        story=story_of_conversation,
    )

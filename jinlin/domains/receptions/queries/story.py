"""What happened to a session, a booking or a conversation, in sentences?"""

from typing import Any

from django.utils.translation import gettext as _

from jinlin.core import spoken
from jinlin.core import story as core
from jinlin.core.actor import Actor
from jinlin.core.lifecycle import Lifecycle
from jinlin.core.story import Line
from jinlin.domains.receptions.lifecycle import BOOKING_LIFECYCLE, CONVERSATION_LIFECYCLE, LIFECYCLE
from jinlin.domains.receptions.models import Booking, Conversation, Session
from jinlin.domains.receptions.permissions import can_see_people

ENDINGS = ("reason", "instead", "unit")  # what may bring a full stop of its own


def story(session: Session, *, actor: Actor, after: int = 0) -> list[Line]:
    return core.story(
        session, say=sentence_of_session, internal=can_see_people(actor, session), after=after
    )


def story_of_booking(booking: Booking, *, actor: Actor, after: int = 0) -> list[Line]:
    return core.story(
        booking, say=sentence_of_booking, internal=can_see_people(actor, booking), after=after
    )


def story_of_conversation(
    conversation: Conversation, *, actor: Actor, after: int = 0
) -> list[Line]:
    return core.story(
        conversation,
        say=sentence_of_conversation,
        internal=can_see_people(actor, conversation),
        after=after,
    )


def sentence_of_session(verb: str, data: dict[str, Any]) -> str:
    if verb == "lay_out":
        return _("The session was laid out.")
    return _sentence(LIFECYCLE, verb, data)


def sentence_of_booking(verb: str, data: dict[str, Any]) -> str:
    """'The session does not take place: typhoon.'"""
    if verb == "book":
        return _("A time was booked.")
    if verb == "walk_in":
        return _("Came by and took number {number}.").format(number=data.get("number", ""))
    return _sentence(BOOKING_LIFECYCLE, verb, data)


def sentence_of_conversation(verb: str, data: dict[str, Any]) -> str:
    if verb == "begin":
        return _("The conversation was written down.")
    return _sentence(CONVERSATION_LIFECYCLE, verb, data)


def _sentence(lifecycle: Lifecycle, verb: str, data: dict[str, Any]) -> str:
    endings = {name: spoken.clause(data[name]) for name in ENDINGS if name in data}
    return str(lifecycle.moves[verb].sentence).format_map({"by": "", **data, **endings})

"""Which events of reception days are there, in words for people, and in figures for programs?"""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from jinlin.core.time import clock
from jinlin.domains.receptions.lifecycle import BOOKING_LIFECYCLE, CONVERSATION_LIFECYCLE, LIFECYCLE
from jinlin.services.notices.events import Audience, Event

if TYPE_CHECKING:  # models ask notices, and notices ask for the events of all domains
    from jinlin.core.rows import MovingRow
    from jinlin.core.timeline import Entry

EVENTS = [
    Event("receptions", _("Reception days: your bookings and what came of them")),
    Event("receptions.remind", _("The day before a reception day")),
    Event("receptions.ask", _("Being asked whether it was solved")),
    Event("receptions", _("Reception days on which you sit"), Audience.STAFF),
    Event("receptions.session.lay_out", _("A session was laid out"), Audience.PROGRAMS),
    Event("receptions.booking.book", _("A time was booked"), Audience.PROGRAMS),
    Event("receptions.booking.walk_in", _("A number was given"), Audience.PROGRAMS),
    Event("receptions.conversation.begin", _("A conversation began"), Audience.PROGRAMS),
    *(
        Event(f"receptions.{kind}.{verb}", move.label, Audience.PROGRAMS)
        for kind, lifecycle in (
            ("session", LIFECYCLE),
            ("booking", BOOKING_LIFECYCLE),
            ("conversation", CONVERSATION_LIFECYCLE),
        )
        for verb, move in lifecycle.moves.items()
    ),
]

FIGURES = ("number", "topic", "outcome", "appeal_number")
DAYS = ("on", "due_on", "settled_on")


def payload(row: "MovingRow", entry: "Entry") -> dict[str, Any]:
    """What another system hears of one move: what it is and where it stands.

    No text, no note, no name of anybody.
    """
    figures = {name: getattr(row, name) for name in FIGURES if hasattr(row, name)}
    days = {name: day.isoformat() for name in DAYS if (day := getattr(row, name, None))}
    state: Any = row
    return {
        "id": str(row.pk),
        "session": str(getattr(row, "session_id", row.pk)),
        "verb": entry.verb,
        "state": str(state.state),
        "version": row.version,
        "at": entry.at.astimezone(clock.CHINA).isoformat(),
        "place": state.place_code,
        **figures,
        **days,
    }

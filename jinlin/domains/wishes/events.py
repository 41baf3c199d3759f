"""Which events of wishes are there, in words for people, and in figures for programs?"""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from jinlin.core.time import clock
from jinlin.domains.wishes.lifecycle import LIFECYCLE
from jinlin.services.notices.events import Audience, Event

if TYPE_CHECKING:  # models ask notices, and notices ask for the events of all domains
    from jinlin.core.timeline import Entry
    from jinlin.domains.wishes.models import Wish

EVENTS = [
    Event("wishes", _("News of wishes: yours, and those you took on")),
    Event("wishes", _("Wishes of your place"), Audience.STAFF),
    Event("wishes.raise_", _("Wishes that nobody took on"), Audience.STAFF),
    Event("wishes.dispute", _("What was handed over has not arrived"), Audience.STAFF),
    Event("wishes.post", _("A new wish"), Audience.PROGRAMS),
    *(
        Event(f"wishes.{verb}", move.label, Audience.PROGRAMS)
        for verb, move in LIFECYCLE.moves.items()
    ),
]


def payload(wish: "Wish", entry: "Entry") -> dict[str, Any]:
    """What another system hears of one move: what it is, where it stands and until when.

    No text, no note, no name, and never the place of a child.
    """
    return {
        "id": str(wish.pk),
        "number": wish.number,
        "verb": entry.verb,
        "state": str(wish.state),
        "version": wish.version,
        "at": entry.at.astimezone(clock.CHINA).isoformat(),
        "kind": wish.kind,
        "place": wish.public_code or wish.place_code[:12],
        "unit": {"id": str(wish.unit_id), "name": wish.unit.name},
        "due_at": wish.due_at.astimezone(clock.CHINA).isoformat(),
        "late": wish.is_late,
    }

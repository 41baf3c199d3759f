"""Which events of training are there, in words for people, and in figures for programs?"""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from jinlin.core.time import clock
from jinlin.domains.training.lifecycle import LIFECYCLE
from jinlin.services.notices.events import Audience, Event

if TYPE_CHECKING:  # models ask notices, and notices ask for the events of all domains
    from jinlin.core.timeline import Entry
    from jinlin.domains.training.models import Course

EVENTS = [
    Event("training", _("Training: your classes, certificates and work")),
    Event("training.propose", _("Enough residents order a class"), Audience.STAFF),
    *(
        Event(f"training.{verb}", move.label, Audience.PROGRAMS)
        for verb, move in LIFECYCLE.moves.items()
    ),
]


def payload(course: "Course", entry: "Entry") -> dict[str, Any]:
    """What another system hears of one move: what it is, where it stands, no words and no names."""
    return {
        "id": str(course.pk),
        "verb": entry.verb,
        "state": str(course.state),
        "version": course.version,
        "at": entry.at.astimezone(clock.CHINA).isoformat(),
        "kind": course.kind,
        "place": course.place_code,
        "seats": course.seats,
        "due_at": course.due_at.astimezone(clock.CHINA).isoformat(),
    }

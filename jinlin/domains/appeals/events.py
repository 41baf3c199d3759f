"""Which events of appeals are there, in words for people, and in figures for programs?"""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from jinlin.core.time import clock
from jinlin.domains.appeals.lifecycle import LIFECYCLE
from jinlin.services.notices.events import Audience, Event

if TYPE_CHECKING:  # models ask notices, and notices ask for the events of all domains
    from jinlin.core.timeline import Entry
    from jinlin.domains.appeals.models import Appeal

EVENTS = [
    Event("appeals", _("News of what you reported")),
    Event("appeals.finish", _("The reply to what you reported")),
    Event("appeals.follow", _("The reply, when yours was merged with another")),
    Event("appeals.care", _("A household you look after told us something")),
    Event("appeals", _("Matters of your unit"), Audience.STAFF),
    Event("appeals.hurry", _("A resident asks to hurry up"), Audience.STAFF),
    Event("appeals.supervise", _("Supervision orders"), Audience.STAFF),
    Event("appeals.escalate", _("Late matters"), Audience.STAFF),
    Event("appeals.report", _("A new appeal"), Audience.PROGRAMS),
    *(
        Event(f"appeals.{verb}", move.label, Audience.PROGRAMS)
        for verb, move in LIFECYCLE.moves.items()
    ),
]


def payload(appeal: "Appeal", entry: "Entry") -> dict[str, Any]:
    """What another system hears of one move: what it is, where it stands and until when.

    No text, no note, no name of anybody.
    """
    return {
        "id": str(appeal.pk),
        "number": appeal.number,
        "verb": entry.verb,
        "state": str(appeal.state),
        "version": appeal.version,
        "at": entry.at.astimezone(clock.CHINA).isoformat(),
        "place": appeal.place_code,
        "category": appeal.category_id,
        "grade": appeal.grade,
        "unit": {"id": str(appeal.unit_id), "name": appeal.unit.name},
        "due_at": appeal.due_at.astimezone(clock.CHINA).isoformat(),
        "late": appeal.is_late,
    }

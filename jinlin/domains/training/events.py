"""Which events of training are there, in words for people, and in figures for programs?"""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from jinlin.core.time import clock
from jinlin.domains.training.lifecycle import INTRODUCTION_LIFECYCLE, LIFECYCLE
from jinlin.services.notices.events import Audience, Event

if TYPE_CHECKING:  # models ask notices, and notices ask for the events of all domains
    from jinlin.core.timeline import Entry
    from jinlin.domains.training.models import Course

BESIDE = {
    "plan": _("A class is planned"),
    "change_terms": _("A class has other terms"),
    "ask": _("A party is asked about a class"),
    "meet": _("The parties of a class met"),
    "answer": _("A party of a class answered"),
    "add_lesson": _("A class has one more lesson"),
    "move_lesson": _("A lesson is moved"),
    "cancel_lesson": _("A lesson is cancelled"),
    "close_lesson": _("A lesson was held"),
    "enter_sheet": _("The sheet of a lesson was entered"),
    "enrol_list": _("A list was enrolled"),
    "certify": _("A certificate of a class was issued"),
}
EVENTS = [
    Event("training", _("Training: your classes, certificates and work")),
    Event("training.propose", _("Enough residents order a class"), Audience.STAFF),
    *(
        Event(f"training.{verb}", move.label, Audience.PROGRAMS)
        for verb, move in LIFECYCLE.moves.items()
    ),
    *(Event(f"training.{verb}", words, Audience.PROGRAMS) for verb, words in BESIDE.items()),
    *(
        Event(f"training.introduction.{verb}", move.label, Audience.PROGRAMS)
        for verb, move in INTRODUCTION_LIFECYCLE.moves.items()
    ),
    Event("training.introduction.introduce", _("Somebody is introduced"), Audience.PROGRAMS),
    Event("training.enrolment", _("What becomes of an enrolment"), Audience.PROGRAMS),
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

"""Which events of projects and key tasks are there, in words?"""

from django.utils.translation import gettext_lazy as _

from jinlin.domains.projects.lifecycle import LIFECYCLE, TASK_LIFECYCLE
from jinlin.services.notices.events import Audience, Event

EVENTS = [
    Event("projects.released", _("What came of projects that you were asked about")),
    Event("projects.task", _("Key tasks of your unit"), Audience.STAFF),
    Event("projects", _("Projects of your unit, and what was decided on them"), Audience.STAFF),
    *(
        Event(f"projects.{verb}", move.label, Audience.PROGRAMS)
        for verb, move in LIFECYCLE.moves.items()
    ),
    *(
        Event(f"projects.task.{verb}", move.label, Audience.PROGRAMS)
        for verb, move in TASK_LIFECYCLE.moves.items()
    ),
    Event("projects.task.list", _("A key task came on the list"), Audience.PROGRAMS),
    Event("projects.task.sign", _("A report on a key task was signed"), Audience.PROGRAMS),
    Event("projects.spend", _("Money of a project was spent"), Audience.PROGRAMS),
]

"""Which events of volunteers are there?"""

from django.utils.translation import gettext_lazy as _

from jinlin.services.notices.events import Audience, Event
from jinlin.services.volunteers.lifecycle import LIFECYCLE

BEGINNINGS = {
    "record": _("Hours are recorded"),
    "propose": _("Hours are proposed afterwards"),
    "request": _("A volunteer asks for hours"),
}
OF_ACTIVITIES = {
    "plan": _("An activity of volunteers is planned"),
    "shift": _("An activity of volunteers is moved"),
    "entrust": _("Somebody else is in charge of an activity of volunteers"),
    "cancel": _("An activity of volunteers is cancelled"),
    "confirm_sheet": _("The hours of an activity are recorded"),
}
EVENTS = [
    Event("volunteers", _("Volunteering: your hours and what is asked of you")),
    Event("volunteers.remind", _("Hours that are still to be recorded"), Audience.STAFF),
    *(Event(f"volunteers.{verb}", words, Audience.PROGRAMS) for verb, words in BEGINNINGS.items()),
    *(
        Event(f"volunteers.{verb}", move.label, Audience.PROGRAMS)
        for verb, move in LIFECYCLE.moves.items()
    ),
    *(
        Event(f"volunteers.activity.{verb}", words, Audience.PROGRAMS)
        for verb, words in OF_ACTIVITIES.items()
    ),
]

"""Which events of service days are there?"""

from django.utils.translation import gettext_lazy as _

from jinlin.domains.servicedays.lifecycle import HELP_LIFECYCLE, LIFECYCLE
from jinlin.services.notices.events import Audience, Event

BESIDE = {
    "lay_out": _("A service day is laid out"),
    "summarise": _("A service day has a summary"),
    "release_summary": _("Everybody reads the summary of a service day"),
    "add_photos": _("A service day has photos"),
}
EVENTS = [
    Event("servicedays", _("Service days and small helps")),
    *(
        Event(f"servicedays.{verb}", move.label, Audience.PROGRAMS)
        for verb, move in LIFECYCLE.moves.items()
    ),
    *(Event(f"servicedays.{verb}", words, Audience.PROGRAMS) for verb, words in BESIDE.items()),
    Event("servicedays.help.ask", _("A small help is asked for"), Audience.PROGRAMS),
    *(
        Event(f"servicedays.help.{verb}", move.label, Audience.PROGRAMS)
        for verb, move in HELP_LIFECYCLE.moves.items()
    ),
]

"""Which events of service days are there?"""

from django.utils.translation import gettext_lazy as _

from jinlin.domains.servicedays.lifecycle import HELP_LIFECYCLE, LIFECYCLE
from jinlin.services.notices.events import Audience, Event

BESIDE = {
    "lay_out": _("A service day is laid out"),
    "strike_count": _("A count of a service day is taken back"),
    "summarise": _("A service day has a summary"),
    "release_summary": _("Everybody reads the summary of a service day"),
    "add_photos": _("A service day has photos"),
    "show_photo": _("Everybody sees a photo of a service day"),
    "hide_photo": _("A photo of a service day is shown no more"),
    "add_shift": _("A service day has one more duty"),
    "add_stall": _("A service day has one more stall"),
    "stall": _("A craftsman has a stall on a service day"),
    "meet_need": _("A stall of a service day has what it needed"),
    "set_up": _("A neighbourhood has a service day"),
    "change": _("A service day has other terms"),
    "end": _("A service day comes back no more"),
    "stop": _("A vehicle is to stop somewhere"),
    "call_off": _("A vehicle does not come"),
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

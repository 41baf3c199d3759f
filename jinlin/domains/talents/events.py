"""Which events of talents are there, in words?"""

from django.utils.translation import gettext_lazy as _

from jinlin.domains.talents.lifecycle import (
    CERTIFICATE_LIFECYCLE,
    LIFECYCLE,
    TALENT_LIFECYCLE,
)
from jinlin.domains.talents.lifecycle_of_help import HELP_LIFECYCLE, PAIR_LIFECYCLE
from jinlin.services.notices.events import Audience, Event

LIFECYCLES = {
    "talent": TALENT_LIFECYCLE,
    "application": LIFECYCLE,
    "certificate": CERTIFICATE_LIFECYCLE,
    "pair": PAIR_LIFECYCLE,
    "help": HELP_LIFECYCLE,
}
EVENTS = [
    Event("talents.help", _("News of help by craftsmen")),
    Event("talents", _("News of yourself as a talent, and of whom you nominated")),
    Event("talents.application.convene", _("You sit on a panel"), Audience.STAFF),
    Event("talents.talent.find", _("Somebody was nominated"), Audience.PROGRAMS),
    Event("talents.application.apply", _("Somebody applied to be certified"), Audience.PROGRAMS),
    Event("talents.certificate.issue", _("A certificate was issued"), Audience.PROGRAMS),
    Event("talents.talent.stall", _("A craftsman comes with a stall"), Audience.PROGRAMS),
    Event("talents.pair.propose", _("A pair was brought together"), Audience.PROGRAMS),
    Event("talents.help.ask", _("A craftsman was asked for help"), Audience.PROGRAMS),
    *(
        Event(f"talents.{kind}.{verb}", move.label, Audience.PROGRAMS)
        for kind, lifecycle in LIFECYCLES.items()
        for verb, move in lifecycle.moves.items()
    ),
]

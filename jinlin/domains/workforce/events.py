"""Which events of the register are there?"""

from django.utils.translation import gettext_lazy as _

from jinlin.domains.workforce.lifecycle import LIFECYCLE
from jinlin.services.notices.events import Audience, Event

EVENTS = [
    Event("workforce", _("Your record as a social worker, and your subsidies")),
    *(
        Event(f"workforce.{verb}", move.label, Audience.PROGRAMS)
        for verb, move in LIFECYCLE.moves.items()
    ),
    Event("workforce.contested", _("Two people show one certificate"), Audience.STAFF),
    Event(
        "workforce.exam",
        _("A result of the exam is known, or a candidate is taken off or put back"),
        Audience.PROGRAMS,
    ),
    Event("workforce.apply", _("A subsidy is asked for"), Audience.PROGRAMS),
    Event("workforce.update", _("Something told to the register was decided"), Audience.PROGRAMS),
]

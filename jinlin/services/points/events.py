"""Which events of points are there?"""

from django.utils.translation import gettext_lazy as _

from jinlin.services.notices.events import Audience, Event
from jinlin.services.points.lifecycle import LIFECYCLE, REVERSAL_LIFECYCLE

EVENTS = [
    Event("points", _("Points: what you ordered, and what ends soon")),
    Event("points.staff", _("Points that you asked to take back"), Audience.STAFF),
    Event("points.open_account", _("Somebody has an account of points"), Audience.PROGRAMS),
    Event("points.propose", _("Points are to be taken back"), Audience.PROGRAMS),
    *(
        Event(f"points.{verb}", words, Audience.PROGRAMS)
        for verb, words in {
            "order": _("Something was ordered for points"),
            **{
                verb: move.label
                for lifecycle in (LIFECYCLE, REVERSAL_LIFECYCLE)
                for verb, move in lifecycle.moves.items()
            },
        }.items()
    ),
    Event("points.head", _("The end of a day's chain of points"), Audience.PROGRAMS),
]

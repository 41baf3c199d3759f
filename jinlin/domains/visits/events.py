"""Which events of visits are there, in words?"""

from django.utils.translation import gettext_lazy as _

from jinlin.domains.visits.lifecycle import DOOR_LIFECYCLE, LIFECYCLE
from jinlin.services.notices.events import Audience, Event

EVENTS = [
    Event("visits.care", _("A household you look after needs care, found at its door")),
    Event("visits.list", _("Doors of households you look after are on your list")),
    Event("visits.urgent", _("Danger found at a door"), Audience.STAFF),
    Event("visits.go_up", _("Nobody home too often"), Audience.STAFF),
    Event("visits.clash", _("Two forms for one door"), Audience.STAFF),
    *(
        Event(f"visits.{verb}", move.label, Audience.PROGRAMS)
        for lifecycle in (LIFECYCLE, DOOR_LIFECYCLE)
        for verb, move in lifecycle.moves.items()
        if verb != "go_up"
    ),
]

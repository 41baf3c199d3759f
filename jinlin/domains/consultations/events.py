"""Which events of consultations are there, in words?"""

from django.utils.translation import gettext_lazy as _

from jinlin.domains.consultations.lifecycle import (
    ITEM_LIFECYCLE,
    LIFECYCLE,
    MEETING_LIFECYCLE,
    VOTE_LIFECYCLE,
)
from jinlin.services.notices.events import Audience, Event

LIFECYCLES = {
    "": LIFECYCLE,
    "meeting_": MEETING_LIFECYCLE,
    "vote_": VOTE_LIFECYCLE,
    "item_": ITEM_LIFECYCLE,
}
EVENTS = [
    Event("consultations", _("News of topics, meetings and votes of your neighbourhood")),
    Event("consultations.staff", _("News of meetings and votes that you keep"), Audience.STAFF),
    *(
        Event(f"consultations.{kind}{verb}", move.label, Audience.PROGRAMS)
        for kind, lifecycle in LIFECYCLES.items()
        for verb, move in lifecycle.moves.items()
    ),
]

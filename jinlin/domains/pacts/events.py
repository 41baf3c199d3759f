"""Which events of pacts are there, in words?"""

from django.utils.translation import gettext_lazy as _

from jinlin.domains.pacts.lifecycle import LIFECYCLE
from jinlin.services.notices.events import Audience, Event

EVENTS = [
    Event("pacts", _("News of pacts that you had a say on")),
    Event("pacts.remind", _("Pacts that are to be looked through"), Audience.STAFF),
    Event("pacts.draft", _("Draft a pact"), Audience.PROGRAMS),
    Event("pacts.write", _("Change the text"), Audience.PROGRAMS),
    Event("pacts.comment", _("Comment on a pact"), Audience.PROGRAMS),
    Event("pacts.answer", _("Answer to a comment"), Audience.PROGRAMS),
    *(
        Event(f"pacts.{verb}", move.label, Audience.PROGRAMS)
        for verb, move in LIFECYCLE.moves.items()
    ),
]

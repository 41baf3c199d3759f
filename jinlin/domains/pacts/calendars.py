"""Which days of pacts does a calendar program read?

RFC 5545: an entry keeps its UID for ever; what is moved has a higher SEQUENCE.
"""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Event, vText

from jinlin.core.actor import within
from jinlin.core.feeds import Span, entry, written
from jinlin.core.time import clock
from jinlin.domains.pacts.lifecycle import State
from jinlin.domains.pacts.models import Pact
from jinlin.ground.places.models import Place

PRODUCT = "Pacts"


def feed(place: Place) -> bytes:
    """Until when the drafts of a place are open for comment, and when and where each is voted."""
    rows = Pact.objects.released().filter(
        within(place.codes), state__in=(State.COMMENTING, State.VOTING)
    )
    pacts = rows.select_related("place").order_by("due_at", "id")
    name = _("Pacts of {place}").format(place=place.name)
    return written(name, [_event(each) for each in pacts], product=PRODUCT)


def _event(pact: Pact) -> Event:
    is_vote = pact.state == State.VOTING
    words = _("Vote on {title}") if is_vote else _("Last day to have a say on {title}")
    event = entry(
        f"{pact.pk}-{pact.edition}-{pact.state}@pacts.jinlin",
        words.format(title=pact.title),
        Span(_day(pact)),
        page=reverse("pacts:pact", args=[pact.pk]),
        stamp=pact.drafted_at,
        sequence=pact.version,
    )
    event.add("location", vText(f"{pact.place.name} {pact.meets_where if is_vote else ''}".strip()))
    event.add("status", "CONFIRMED")
    return event


def _day(pact: Pact) -> date:
    voted = pact.meets_on if pact.state == State.VOTING else None
    return voted or clock.local_day(pact.due_at)

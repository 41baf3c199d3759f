"""Which service days does a calendar program read, for a neighbourhood and for one person?

RFC 5545: an entry keeps its UID for ever; what is moved or cancelled has a higher SEQUENCE.
"""

from uuid import UUID

from django.utils.translation import gettext as _
from icalendar import Event, vText

from jinlin.core.actor import within
from jinlin.core.feeds import AHEAD, BEHIND, Span, entry, written
from jinlin.core.time import clock
from jinlin.domains.servicedays.actions.steps import address_of
from jinlin.domains.servicedays.lifecycle import State
from jinlin.domains.servicedays.models import Session
from jinlin.domains.servicedays.queries.near import WITH
from jinlin.domains.servicedays.queries.signed import Signed, signed_up
from jinlin.ground.places.models import Place

PRODUCT = "Service days"


def feed(place: Place) -> bytes:
    """The days of a place, two months back and a year ahead."""
    today = clock.today()
    rows = Session.objects.announced().filter(
        within(place.codes), on__gte=today - BEHIND, on__lte=today + AHEAD
    )
    sessions = rows.select_related(*WITH).order_by("starts_at", "id")
    name = _("Service days of {place}").format(place=place.name)
    return written(name, [_event(each) for each in sessions], product=PRODUCT)


def own_feed(user_id: UUID) -> bytes:
    """The duties and the vehicles' stops for which this person signed up: when and where, and
    nobody's name; what they gave up, and what does not take place, stands there as cancelled.
    """
    since, until = clock.now() - BEHIND, clock.now() + AHEAD
    events = [_own_event(each) for each in signed_up(user_id, since=since, until=until)]
    return written(_("My service days"), events, product=PRODUCT)


def _own_event(row: Signed) -> Event:
    event = entry(
        f"{row.seat.pk}@servicedays.jinlin",
        _("Cancelled: {name}").format(name=row.title) if row.is_off else row.title,
        Span(row.starts_at, row.ends_at),
        page=row.url,
        stamp=row.changed_at,
        sequence=int(row.changed_at.timestamp()),
    )
    event.add("last-modified", row.changed_at)
    event.add("location", vText(row.where))
    event.add("description", "\n".join(line for line in (str(row.word), row.reason) if line))
    status = "CANCELLED" if row.is_off else "CONFIRMED" if row.is_firm else "TENTATIVE"
    event.add("status", status)
    return event


def _event(session: Session) -> Event:
    is_off, name = session.state == State.CANCELLED, session.series.name
    event = entry(
        f"{session.pk}@servicedays.jinlin",
        _("Cancelled: {name}").format(name=name) if is_off else name,
        Span(session.starts_at, session.ends_at),
        page=address_of(session),
        stamp=session.changed_at,
        sequence=session.calendar_sequence,
    )
    event.add("last-modified", session.changed_at)
    event.add("location", vText(f"{session.series.place.name} {session.series.venue}".strip()))
    lines = (session.theme, session.series.carrier, session.reason)
    event.add("description", "\n".join(line for line in lines if line))
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    return event

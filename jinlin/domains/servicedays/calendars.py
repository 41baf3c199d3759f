"""Which service days does a calendar program read, for a neighbourhood?

RFC 5545: an entry keeps its UID for ever; what is moved or cancelled has a higher SEQUENCE.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneStandard, vText

from jinlin.core.actor import within
from jinlin.core.time import clock
from jinlin.domains.servicedays.actions.steps import address_of
from jinlin.domains.servicedays.lifecycle import State
from jinlin.domains.servicedays.models import Session
from jinlin.domains.servicedays.queries.near import WITH
from jinlin.ground.places.models import Place

BEHIND, AHEAD = timedelta(days=62), timedelta(days=400)
MEDIA_TYPE = "text/calendar; charset=utf-8"
ZONE, EIGHT_HOURS = "Asia/Shanghai", timedelta(hours=8)


def feed(place: Place) -> bytes:
    """The days of a place, two months back and a year ahead."""
    today = clock.today()
    rows = Session.objects.announced().filter(
        within(place.codes), on__gte=today - BEHIND, on__lte=today + AHEAD
    )
    calendar = Calendar()
    calendar.add("prodid", "-//Jinlin//Service days//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Service days of {place}").format(place=place.name))
    calendar.add_component(_zone())
    for session in rows.select_related(*WITH).order_by("starts_at", "id"):
        calendar.add_component(_event(session))
    return calendar.to_ical()


def _zone() -> Timezone:
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1992, 1, 1))  # noqa: DTZ001 - in a zone's own definition a wall clock is meant
    standard.add("tzname", "CST")
    standard.add("tzoffsetfrom", EIGHT_HOURS)
    standard.add("tzoffsetto", EIGHT_HOURS)
    zone = Timezone()
    zone.add("tzid", ZONE)
    zone.add_component(standard)
    return zone


def _event(session: Session) -> Event:
    is_off, event = session.state == State.CANCELLED, Event()
    name = session.series.name
    event.add("uid", f"{session.pk}@servicedays.jinlin")
    event.add("sequence", session.calendar_sequence)
    event.add("dtstamp", session.changed_at)
    event.add("last-modified", session.changed_at)
    event.add("dtstart", session.starts_at.astimezone(clock.CHINA))
    event.add("dtend", session.ends_at.astimezone(clock.CHINA))
    event.add("summary", _("Cancelled: {name}").format(name=name) if is_off else name)
    event.add("location", vText(f"{session.series.place.name} {session.series.venue}".strip()))
    lines = (session.theme, session.series.carrier, session.reason)
    event.add("description", "\n".join(line for line in lines if line))
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    event.add("url", f"{settings.SITE_URL.rstrip('/')}{address_of(session)}")
    return event

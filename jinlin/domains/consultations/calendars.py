"""Which meetings and closing days of votes does a calendar program read?

RFC 5545: an entry keeps its UID for ever; what is moved has a higher SEQUENCE. What is only planned
is not in it, and what was called off is gone from it.
"""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Event, vText

from jinlin.core.actor import within
from jinlin.core.feeds import AHEAD, BEHIND, written
from jinlin.core.time import clock
from jinlin.domains.consultations.models import Meeting, Vote
from jinlin.ground.places.models import Place

PRODUCT = "Consultations"
SITS_FOR, LAST_HOUR = timedelta(hours=2), timedelta(hours=1)


def feed(place: Place) -> bytes:
    """The meetings of a place and the days on which its votes close, two months back and a year
    ahead: two statements.
    """
    today = clock.today()
    meetings = Meeting.objects.announced().filter(
        within(place.codes), on__gte=today - BEHIND, on__lte=today + AHEAD
    )
    votes = Vote.objects.shown().filter(
        within(place.codes), due_at__gte=clock.now() - BEHIND, opened_at__isnull=False
    )
    events = [_sits(each) for each in meetings.select_related("place").order_by("starts_at", "id")]
    events += [_closes(each) for each in votes.select_related("place").order_by("due_at", "id")]
    name = _("Consultations of {place}").format(place=place.name)
    return written(name, events, product=PRODUCT)


def one_meeting(meeting: Meeting) -> bytes:
    """A single entry to be put into one's own calendar."""
    return written(meeting.title, [_sits(meeting)], product=PRODUCT)


def _sits(meeting: Meeting) -> Event:
    event = _event(meeting, "consultations:meeting", meeting.title)
    start = meeting.starts_at.astimezone(clock.CHINA)
    event.add("dtstamp", meeting.planned_at)
    event.add("dtstart", start)
    event.add("dtend", start + SITS_FOR)
    event.add("location", vText(f"{meeting.place.name} {meeting.where}".strip()))
    return event


def _closes(vote: Vote) -> Event:
    words = _("Vote closes: {question}").format(question=vote.question)
    event = _event(vote, "consultations:vote", words)
    end = vote.due_at.astimezone(clock.CHINA)
    event.add("dtstamp", vote.opened_at)
    event.add("dtstart", end - LAST_HOUR)
    event.add("dtend", end)
    event.add("location", vText(vote.place.name))
    return event


def _event(row: Meeting | Vote, page: str, summary: str) -> Event:
    event = Event()
    event.add("uid", f"{row.pk}@consultations.jinlin")
    event.add("sequence", row.version)
    event.add("summary", summary)
    event.add("status", "CONFIRMED")
    event.add("url", f"{settings.SITE_URL.rstrip('/')}{reverse(page, args=[row.pk])}")
    return event

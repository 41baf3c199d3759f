"""Which meetings and closing days of votes does a calendar program read?

RFC 5545: an entry keeps its UID for ever; what is moved has a higher SEQUENCE. What is only planned
is not in it, and what was called off is gone from it.
"""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Event, vText

from jinlin.core.actor import within
from jinlin.core.feeds import AHEAD, BEHIND, Span, entry, written
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
    start = meeting.starts_at
    event = _event(meeting, meeting.title, Span(start, start + SITS_FOR), stamp=meeting.planned_at)
    event.add("location", vText(f"{meeting.place.name} {meeting.where}".strip()))
    return event


def _closes(vote: Vote) -> Event:
    words = _("Vote closes: {question}").format(question=vote.question)
    assert vote.opened_at is not None
    event = _event(vote, words, Span(vote.due_at - LAST_HOUR, vote.due_at), stamp=vote.opened_at)
    event.add("location", vText(vote.place.name))
    return event


def _event(row: Meeting | Vote, says: str, span: Span, *, stamp: datetime) -> Event:
    name = "consultations:meeting" if isinstance(row, Meeting) else "consultations:vote"
    page, uid = reverse(name, args=[row.pk]), f"{row.pk}@consultations.jinlin"
    event = entry(uid, says, span, page=page, stamp=stamp, sequence=row.version)
    event.add("status", "CONFIRMED")
    return event

"""Which lessons does a calendar program read?

RFC 5545: an entry keeps its UID for ever; what is moved or cancelled has a higher SEQUENCE.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneStandard, vText

from jinlin.core.time import clock
from jinlin.domains.training.actions.steps import address_of
from jinlin.domains.training.models import Course, Lesson, LessonState

MEDIA_TYPE = "text/calendar; charset=utf-8"
ZONE, EIGHT_HOURS = "Asia/Shanghai", timedelta(hours=8)


def feed(course: Course) -> bytes:
    """The lessons of one class."""
    calendar = Calendar()
    calendar.add("prodid", "-//Jinlin//Training//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", course.title)
    calendar.add_component(_zone())
    for lesson in course.lessons.select_related("room").order_by("starts_at", "pk"):
        calendar.add_component(_event(course, lesson))
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


def _event(course: Course, lesson: Lesson) -> Event:
    is_off, event = lesson.state == LessonState.CANCELLED, Event()
    name = f"{course.title} {lesson.topic}".strip()
    event.add("uid", f"{lesson.pk}@training.jinlin")
    event.add("sequence", lesson.calendar_sequence)
    event.add("dtstamp", course.proposed_at)
    event.add("dtstart", lesson.starts_at.astimezone(clock.CHINA))
    event.add("dtend", lesson.ends_at.astimezone(clock.CHINA))
    event.add("summary", _("Cancelled: {name}").format(name=name) if is_off else name)
    event.add("location", vText(lesson.room.name))
    event.add("description", lesson.reason)
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    event.add("url", f"{settings.SITE_URL.rstrip('/')}{address_of(course)}")
    return event

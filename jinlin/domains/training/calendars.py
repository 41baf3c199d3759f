"""Which lessons does a calendar program read?

RFC 5545: an entry keeps its UID for ever; what is moved or cancelled has a higher SEQUENCE.
"""

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Event, vText

from jinlin.core.feeds import written
from jinlin.core.time import clock
from jinlin.domains.training.actions.steps import address_of
from jinlin.domains.training.models import Course, Lesson, LessonState


def feed(course: Course) -> bytes:
    """The lessons of one class."""
    lessons = course.lessons.select_related("room").order_by("starts_at", "pk")
    return written(course.title, [_event(course, each) for each in lessons], product="Training")


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

"""Which lessons does a calendar program read: of a class, of a pupil, of a teacher?

RFC 5545: an entry keeps its UID for ever; what is moved or cancelled has a higher SEQUENCE.
"""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Event, vText

from jinlin.core.feeds import AHEAD, BEHIND, Span, entry, written
from jinlin.core.time import clock
from jinlin.domains.training.actions.steps import address_of
from jinlin.domains.training.lifecycle import SHOWN, State
from jinlin.domains.training.models import Course, Enrolment, Lesson, LessonState
from jinlin.services.seats.models import LIVE

PRODUCT = "Training"


def feed(course: Course) -> bytes:
    """The lessons of one class."""
    lessons = course.lessons.select_related("room").order_by("starts_at", "pk")
    events = [_event(course, each, address_of(course)) for each in lessons]
    return written(course.title, events, product=PRODUCT)


def own_feed(user_id: UUID) -> bytes:
    """The lessons that this person attends or teaches, two months back and a year ahead: when and
    where, and nobody's name. Those of a class that was given up are gone from it.
    """
    events = [
        _event(each.course, each, _address(each, user_id), is_taught=_teaches(each, user_id))
        for each in own_lessons(user_id)
    ]
    return written(_("My lessons"), events, product=PRODUCT)


def own_lessons(user_id: UUID) -> list[Lesson]:
    """One statement, however many classes they are of."""
    now = clock.now()
    rows = Enrolment.objects.filter(course=OuterRef("course"), person__user_id=user_id)
    attends = Exists(rows.filter(seat__state__in=LIVE)) & Q(
        course__state__in=(*SHOWN, State.CANCELLED)
    )
    found: Any = Lesson.objects.filter(
        attends | Q(teacher__user_id=user_id),
        starts_at__gte=now - BEHIND,
        starts_at__lte=now + AHEAD,
    )
    found = found.select_related("course", "room", "teacher").order_by("starts_at", "pk")
    return list(found)


def _teaches(lesson: Lesson, user_id: UUID) -> bool:
    return lesson.teacher.user_id == user_id


def _address(lesson: Lesson, user_id: UUID) -> str:
    """The teacher's own page of the lesson, or the class as everybody sees it."""
    if _teaches(lesson, user_id):
        return reverse("training:lesson", args=[lesson.pk])
    return address_of(lesson.course)


def _event(course: Course, lesson: Lesson, address: str, *, is_taught: bool = False) -> Event:
    is_off = lesson.state == LessonState.CANCELLED
    name = f"{course.title} {lesson.topic}".strip()
    name = _("I teach: {name}").format(name=name) if is_taught else name
    event = entry(
        f"{lesson.pk}@training.jinlin",
        _("Cancelled: {name}").format(name=name) if is_off else name,
        Span(lesson.starts_at, lesson.ends_at),
        page=address,
        stamp=course.proposed_at,
        sequence=lesson.calendar_sequence,
    )
    event.add("location", vText(lesson.room.name))
    event.add("description", lesson.reason)
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    return event

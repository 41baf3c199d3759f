"""How do lessons get into the timetable, move, fall out and end?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Min
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinlin.core import spoken
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.training.actions.steps import address_of, in_chinese, keep_on, tell_class
from jinlin.domains.training.lifecycle import OPEN, State
from jinlin.domains.training.models import (
    Course,
    Enrolment,
    Lesson,
    LessonState,
    Room,
    Teacher,
    TrainingRule,
)
from jinlin.domains.training.permissions import can_teach, is_host
from jinlin.services.seats import actions as seats
from jinlin.services.seats.actions.laying import Terms as UnitTerms
from jinlin.services.seats.models import LIVE


@dataclass(frozen=True)
class Slot:
    """When and where a lesson is given, by whom."""

    starts_at: datetime
    ends_at: datetime
    room: Room
    teacher: Teacher
    topic: str = ""


@transaction.atomic
def add_lesson(course: Course, slot: Slot, *, actor: Actor) -> Lesson:
    """The lesson stands in the timetable, and who enrolled already was told. At one time a teacher,
    a room and everybody in the class are at one place: what would break that is refused with the
    reason.
    """
    course = Course.objects.held(course)
    require(is_host(actor, course))
    _require_open(course)
    _check(course, slot)
    last = course.lessons.aggregate(last=Max("number"))["last"] or 0
    lesson = Lesson(
        county=course.county,
        course=course,
        place_code=course.place_code,
        number=last + 1,
        topic=tidy(slot.topic)[:80],
        on=clock.local_day(slot.starts_at),
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        room=slot.room,
        teacher=slot.teacher,
    )
    lesson.save(force_insert=True)
    lesson.unit = seats.open_unit(lesson, lesson_terms(lesson), place_code=course.place_code)
    lesson.save(update_fields=["unit"])
    lay_span(course)
    keep_on(course, "add_lesson", actor=actor, on=spoken.moment(slot.starts_at))
    with in_chinese():
        words = _("There is one more lesson, number {number}: {moment}, {room}")
        moment = spoken.moment(slot.starts_at)
        notice = words.format(number=lesson.number, moment=moment, room=slot.room.name)
    tell_class(course, "add_lesson", notice)
    return lesson


@transaction.atomic
def move_lesson(lesson: Lesson, slot: Slot, *, reason: str, actor: Actor) -> Lesson:
    """The lesson is at another time, in another room or with another teacher, and everybody in the
    class was told.
    """
    course = Course.objects.held(lesson.course)
    lesson = _planned(lesson)
    require(is_host(actor, course))
    reason = needed(reason, field="reason", limit=300)
    if slot.starts_at <= clock.now():
        raise Unusable(gettext_lazy("Please choose a time that is still ahead."), field="day")
    _check(course, slot, but=lesson)
    before = spoken.moment(lesson.starts_at)
    lesson.starts_at, lesson.ends_at, lesson.room = slot.starts_at, slot.ends_at, slot.room
    lesson.on, lesson.teacher, lesson.reason = clock.local_day(slot.starts_at), slot.teacher, reason
    lesson.calendar_sequence += 1
    lesson.save()
    if lesson.unit:
        seats.change_unit(lesson.unit, lesson_terms(lesson))
    lay_span(course)
    keep_on(course, "move_lesson", actor=actor, before=before, on=spoken.moment(lesson.starts_at))
    with in_chinese():
        words = _("Lesson {number} is moved to {moment}, {room}: {reason}")
        notice = words.format(
            number=lesson.number,
            moment=spoken.moment(lesson.starts_at),
            room=lesson.room.name,
            reason=reason,
        )
    tell_class(course, "move_lesson", notice)
    return lesson


@transaction.atomic
def cancel_lesson(lesson: Lesson, *, reason: str, actor: Actor) -> Lesson:
    """The lesson is not given, nobody can be noted there, and everybody in the class was told."""
    course = Course.objects.held(lesson.course)
    lesson = _planned(lesson)
    require(is_host(actor, course))
    lesson.reason, lesson.state = needed(reason, field="reason", limit=300), LessonState.CANCELLED
    lesson.calendar_sequence += 1
    lesson.save()
    if lesson.unit:
        seats.close_unit(lesson.unit, reason=lesson.reason, actor=actor)
    lay_span(course)
    keep_on(course, "cancel_lesson", actor=actor, on=spoken.moment(lesson.starts_at))
    with in_chinese():
        words = _("Lesson {number} on {moment} is cancelled: {reason}")
        moment = spoken.moment(lesson.starts_at)
        notice = words.format(number=lesson.number, moment=moment, reason=lesson.reason)
    tell_class(course, "cancel_lesson", notice)
    return lesson


@transaction.atomic
def close_lesson(lesson: Lesson, *, actor: Actor) -> Lesson:
    """The lesson was held; who was there can still be entered from the printed sheet."""
    course = Course.objects.held(lesson.course)
    lesson = _planned(lesson)
    require(can_teach(actor, course))
    if clock.now() < lesson.starts_at:
        raise NotNow(gettext_lazy("The lesson has not begun yet."))
    lesson.state, lesson.held_on = LessonState.HELD, lesson.on
    lesson.save(update_fields=["state", "held_on"])
    there = lesson.attendances.counted().count()
    keep_on(course, "close_lesson", actor=actor, number=lesson.number, there=there)
    return lesson


def lesson_terms(lesson: Lesson) -> UnitTerms:
    """Who comes to a lesson is noted; it has no seats of its own."""
    title = f"{lesson.course.title} {lesson.number}"[:120]
    return UnitTerms(0, lesson.starts_at, lesson.ends_at, title, address_of(lesson.course))


def class_terms(course: Course) -> UnitTerms:
    """The seats of a class with a timetable."""
    if course.starts_at is None or course.ends_at is None:
        raise NotNow(gettext_lazy("Please put the lessons into the timetable first."))
    rule = TrainingRule.of(course.county, clock.today())
    title, address = course.title[:120], address_of(course)
    return UnitTerms(
        course.seats, course.starts_at, course.ends_at, title, address, rule.offer_minutes
    )


def lay_span(course: Course) -> None:
    """The class begins with its first lesson and ends with its last; seats are confirmed before,
    and its next step is due by them.
    """
    span = course.lessons.live().aggregate(first=Min("starts_at"), last=Max("ends_at"))
    rule = TrainingRule.of(course.county, clock.today())
    course.starts_at, course.ends_at = span["first"], span["last"]
    first, before = span["first"], course.confirm_by
    course.confirm_by = first - timedelta(days=rule.confirm_days) if first else None
    course.due_at = next_due(course) or course.due_at
    course.save(update_fields=["starts_at", "ends_at", "confirm_by", "due_at"])
    if course.confirm_by != before:  # nobody loses a seat by a day that they were not told
        course.enrolments.filter(confirmed_at=None).update(asked_at=None)
    if course.unit and first:
        seats.change_unit(course.unit, class_terms(course))


def next_due(course: Course) -> datetime | None:
    """An announced class is due to begin with its first lesson, a running one to end on the day of
    its last; None while the timetable sets no day.
    """
    if course.state == State.ANNOUNCED:
        return course.starts_at
    if course.state == State.RUNNING and course.ends_at:
        return clock.end_of(clock.local_day(course.ends_at))
    return None


def _planned(lesson: Lesson) -> Lesson:
    lesson = Lesson.objects.held(lesson)
    if lesson.state != LessonState.PLANNED:
        raise NotNow(gettext_lazy("This lesson was closed or cancelled already."))
    return lesson


def _require_open(course: Course) -> None:
    if course.state not in OPEN:
        raise NotNow(gettext_lazy("This class has ended."))


def _check(course: Course, slot: Slot, *, but: Lesson | None = None) -> None:
    """Raises Unusable or NotNow with what is in the way; teacher and room are locked, so that two
    who plan at once meet each other here.
    """
    if slot.ends_at <= slot.starts_at:
        raise Unusable(gettext_lazy("It must end after it begins."), field="to_time")
    if {slot.room.county, slot.teacher.county} != {course.county}:
        raise Unusable(gettext_lazy("Please choose a place in this county."), field="room")
    Teacher.objects.select_for_update(of=("self",)).get(pk=slot.teacher.pk)
    Room.objects.select_for_update(of=("self",)).get(pk=slot.room.pk)
    then = Lesson.objects.live().filter(starts_at__lt=slot.ends_at, ends_at__gt=slot.starts_at)
    then = then.exclude(pk=but.pk) if but else then
    if taken := then.filter(teacher=slot.teacher).select_related("course").first():
        raise NotNow(_why("teacher", taken), detail={"reason": "teacher"})
    if taken := then.filter(room=slot.room).select_related("course").first():
        raise NotNow(_why("room", taken), detail={"reason": "room"})
    if taken := then.filter(course=course).first():
        raise NotNow(_why("class", taken), detail={"reason": "class"})
    if number := busy(_people(course), then.exclude(course=course)):
        words = gettext_lazy("%(number)d people of the class are in another class then.")
        raise NotNow(words % {"number": number}, detail={"reason": "people"})


def _why(what: str, taken: Lesson) -> str:
    words = {
        "teacher": _("The teacher has another lesson then: %(title)s."),
        "room": _("The room is taken then: %(title)s."),
        "class": _("The class has another lesson then: %(title)s."),
    }
    return words[what] % {"title": taken.course.title}


def _people(course: Course) -> Any:
    return course.enrolments.live().values("person")


def busy(people: Any, then: Any) -> int:
    """How many of these people sit in one of these lessons."""
    rows = Enrolment.objects.filter(
        person__in=people, seat__state__in=LIVE, course__lessons__in=then.values("pk")
    )
    return rows.values("person").distinct().count()

"""How is a class agreed on, announced, begun, ended and cancelled?"""

from typing import Any

from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.text import needed
from jinlin.core.time import clock
from jinlin.domains.training import deadlines
from jinlin.domains.training.actions.attending import ask_later
from jinlin.domains.training.actions.steps import address_of, in_chinese, keep, tell, tell_class
from jinlin.domains.training.actions.timetable import class_terms, next_due
from jinlin.domains.training.models import (
    OF_SOCIAL_WORK,
    Course,
    Enrolment,
    LessonState,
    TrainingRule,
)
from jinlin.domains.training.permissions import RULES
from jinlin.services.seats import actions as seats


@transaction.atomic
def agree(course: Course, *, actor: Actor) -> Course:
    """Everybody who was asked has agreed: the class can be prepared and announced."""
    course = RULES.begin(course, "agree", actor)
    days = TrainingRule.of(course.county, clock.today()).prepare_days
    course.due_at = clock.by_end_of(clock.today(), days)
    return keep(course, "agree", actor=actor)


@transaction.atomic
def announce(course: Course, *, actor: Actor) -> Course:
    """Everybody can see the class and enrol; those of the community who ordered it were told."""
    course = RULES.begin(course, "announce", actor)
    course.unit = seats.open_unit(course, class_terms(course), place_code=course.place_code)
    course.due_at = next_due(course) or course.due_at
    keep(course, "announce", actor=actor)
    return course


@transaction.atomic
def begin(course: Course, *, actor: Actor) -> Course:
    """The lessons are on; the class is due to end after the last."""
    course = RULES.begin(course, "begin", actor)
    course.due_at = next_due(course) or clock.end_of(clock.today())
    return keep(course, "begin", actor=actor)


@transaction.atomic
def finish(course: Course, *, actor: Actor) -> Course:
    """The class has ended. Who was there often enough has completed it; hours count as education
    where it is for social workers; everybody who was there is asked what they thought, and will be
    asked how they went on.
    """
    course = RULES.begin(course, "finish", actor)
    course.finished_on = clock.today()
    there = _count(course)
    completed = [row for row in there if row.completed_on]
    enrolled = course.enrolments.seated().count()
    keep(course, "finish", actor=actor, completed=len(completed), enrolled=enrolled)
    ask_later(there)
    with in_chinese():
        title = _("What did you think of it? {title}").format(title=course.title)
        body = _("The class has ended. Please say in two taps how it was.")
        keys = [row.person_id for row in there]
        tell(course, "opinion", title, body, url=address_of(course), to=keys)
    return course


@transaction.atomic
def cancel(course: Course, *, reason: str, actor: Actor) -> Course:
    """The class does not take place or ends early; everybody with a seat was told why."""
    course = RULES.begin(course, "cancel", actor)
    course.reason = needed(reason, field="reason", limit=300)
    for lesson in course.lessons.filter(state=LessonState.PLANNED).select_related("unit"):
        lesson.state, lesson.reason = LessonState.CANCELLED, course.reason
        lesson.calendar_sequence += 1
        lesson.save()
        if lesson.unit:
            seats.close_unit(lesson.unit, reason=course.reason, actor=actor)
    tell_class(course, "cancel", course.reason)
    if course.unit:
        seats.close_unit(course.unit, reason=course.reason, actor=actor, is_told=False)
    return keep(course, "cancel", actor=actor, reason=course.reason)


def _count(course: Course) -> list[Enrolment]:
    """Everybody who was there, with what it comes to for them."""
    held = course.lessons.filter(state=LessonState.HELD).count()
    counted = Q(attendances__struck_on=None, attendances__isnull=False)
    rows = course.enrolments.annotate(
        times=Count("attendances", filter=counted),
        minutes=Sum("attendances__minutes", filter=counted),
    ).filter(times__gte=1)
    found: list[Any] = list(rows.order_by("enrolled_at", "pk"))
    for row in found:
        is_enough = deadlines.is_often_enough(row.times, held, course.minimum_percent)
        row.completed_on = course.finished_on if is_enough else None
        row.credited_minutes = row.minutes if course.kind in OF_SOCIAL_WORK else 0
    Enrolment.objects.bulk_update(found, ["completed_on", "credited_minutes"])
    return found

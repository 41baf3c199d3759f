"""How is it noted that somebody was at a lesson: by a scan, by the teacher, from a sheet?"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, require
from jinlin.core.text import needed
from jinlin.core.time import clock
from jinlin.domains.training.actions.steps import in_chinese, keep_on, note_for
from jinlin.domains.training.deadlines import follow_ups, is_often_enough
from jinlin.domains.training.models import (
    OF_SOCIAL_WORK,
    Attendance,
    Course,
    Enrolment,
    FollowUp,
    Lesson,
    LessonState,
    TrainingRule,
)
from jinlin.domains.training.permissions import can_mark, can_teach, is_host
from jinlin.ground.people.models import Person
from jinlin.ground.people.queries import speaks_for
from jinlin.services.seats import actions as seats
from jinlin.services.seats.actions import Sight
from jinlin.services.seats.models import HOLDING, Means, Outcome, Scan


@transaction.atomic
def arrive(
    lesson: Lesson, person: Person, sight: Sight, *, actor: Actor, is_over: bool = False
) -> Scan:
    """The person was at the lesson, once, by their own scan or noted by who teaches. The scan says
    what came of it: outside the lesson's time, at another place, or with a code that is over it
    counts nothing.
    """
    is_own = sight.means == Means.CODE
    require(speaks_for(actor, person) if is_own else can_mark(actor, lesson.course, person))
    row = Enrolment.objects.filter(course=lesson.course_id, person=person).first()
    if row is None or row.seat.state not in HOLDING:
        raise NotNow(_("There is no seat in this class."), detail={"reason": "no_seat"})
    seen = row.attendances.filter(lesson=lesson).first()
    if is_own and seen and seen.struck_on:
        raise NotNow(_("It was noted that you were not there. Please ask who teaches."))
    is_known = Scan.objects.filter(pk=sight.id).exists()  # a phone that sends its tap again
    scan = seats.check_in(
        _unit(lesson), person, sight, actor=actor, is_over=is_over, only_here=True
    )
    if scan.outcome == Outcome.COUNTED and not (is_known or _counts(lesson, row)):
        _attend(lesson, [row], means=sight.means, actor=actor)
    return scan


@transaction.atomic
def enter_sheet(lesson: Lesson, rows: Sequence[Enrolment], *, actor: Actor) -> list[Enrolment]:
    """Everybody ticked on the printed sheet was at the lesson, once: those who are noted now. Who
    was noted before or at another place then is left out, and the trail says how many.
    """
    require(can_teach(actor, lesson.course))
    if lesson.state == LessonState.CANCELLED:
        raise NotNow(Outcome.CLOSED.label, detail={"reason": Outcome.CLOSED.value})
    keys = [row.pk for row in rows]
    found = Enrolment.objects.seated().filter(course=lesson.course_id, pk__in=keys)
    if actor.user_id and found.filter(person__user_id=actor.user_id).exists():
        raise NotNow(_("Nobody notes themselves. Please ask a second person, or scan the code."))
    by_person = {row.person: row for row in found.select_related("person").order_by("pk")}
    noted = seats.check_in_list(_unit(lesson), list(by_person), actor=actor)
    fresh = [by_person[person] for person in noted]
    _attend(lesson, fresh, means=Means.LIST, actor=actor)
    details = {"number": lesson.number, "noted": len(fresh), "left_out": len(keys) - len(fresh)}
    keep_on(lesson.course, "enter_sheet", actor=actor, **details)
    return fresh


@transaction.atomic
def strike(row: Attendance, *, reason: str, actor: Actor) -> Attendance:
    """The person was not there after all: it counts no longer, nor its minutes. The row stays. They
    can be noted again, also at another place.
    """
    row = Attendance.objects.select_for_update(of=("self",)).get(pk=row.pk)
    require(is_host(actor, row.lesson.course))
    if row.struck_on:
        raise NotNow(_("This was struck out already."))
    row.struck_reason = needed(reason, field="reason", limit=200)
    row.struck_on = clock.today()
    row.save(update_fields=["struck_on", "struck_reason"])
    seats.uncount(_unit(row.lesson), [row.enrolment.person])
    timeline.record(row, "strike", actor=actor, note=row.struck_reason)
    enrolment = recount(Enrolment.objects.held(row.enrolment))
    with in_chinese():
        words = str(_("Lesson {number} counts for you no longer."))
        words = words.format(number=row.lesson.number)
    note_for(enrolment, "strike", words, actor=actor, reason=row.struck_reason)
    return row


def strike_all(row: Enrolment, *, reason: str) -> None:
    """The person was at none of the lessons."""
    for each in row.attendances.counted().select_related("lesson__unit").order_by("pk"):
        seats.uncount(_unit(each.lesson), [row.person])
    row.attendances.counted().update(struck_on=clock.today(), struck_reason=reason)
    recount(row)


def recount(row: Enrolment) -> Enrolment:
    """What stands in the enrolment follows from what counts, also of a class that has ended; called
    with its row locked. Who was there is asked how they went on, who was not is not.
    """
    counted = row.attendances.counted()
    first = counted.order_by("on").first()
    row.first_attended_on = first.on if first else None
    is_done = row.course.finished_on is not None
    minutes = counted.aggregate(sum=Sum("minutes"))["sum"] or 0
    row.credited_minutes = minutes if is_done and row.course.kind in OF_SOCIAL_WORK else 0
    held, times = row.course.lessons.filter(state=LessonState.HELD).count(), counted.count()
    is_enough = times > 0 and is_often_enough(times, held, row.course.minimum_percent)
    row.completed_on = row.course.finished_on if is_enough else None
    row.save(update_fields=["first_attended_on", "credited_minutes", "completed_on"])
    if is_done:
        ask_later([row]) if times else row.follow_ups.filter(answer="").delete()
    return row


def ask_later(rows: Sequence[Enrolment]) -> None:
    """Everybody who was at the class that has ended will be asked how they went on, once each."""
    days = {course.pk: _days(course) for course in {row.course for row in rows}}
    FollowUp.objects.bulk_create(
        (
            FollowUp(
                county=row.county,
                enrolment=row,
                place_code=row.place_code,
                months=months,
                due_on=due_on,
            )
            for row in rows
            for months, due_on in days[row.course_id]
        ),
        ignore_conflicts=True,
    )


def _days(course: Course) -> list[tuple[int, date]]:
    """By the county's months on the day on which the class ended."""
    ended_on = course.finished_on or clock.today()
    return follow_ups(ended_on, TrainingRule.of(course.county, ended_on).months)


def _counts(lesson: Lesson, row: Enrolment) -> bool:
    return row.attendances.counted().filter(lesson=lesson).exists()


def _restore(lesson: Lesson, rows: Sequence[Enrolment], *, means: str, actor: Actor) -> set[Any]:
    """Who was struck out and is noted again counts as before: by their keys."""
    again = lesson.attendances.filter(enrolment__in=rows, struck_on__isnull=False)
    found = list(again.select_for_update(of=("self",)).order_by("pk"))
    for each in found:
        each.struck_on, each.struck_reason = None, ""
        each.means, each.noted_by = means, actor.user_id
        each.save(update_fields=["struck_on", "struck_reason", "means", "noted_by"])
        timeline.record(each, "note_again", actor=actor)
    return {each.enrolment_id for each in found}


def _attend(lesson: Lesson, rows: Sequence[Enrolment], *, means: str, actor: Actor) -> None:
    again = _restore(lesson, rows, means=means, actor=actor)
    Attendance.objects.bulk_create(
        Attendance(
            county=lesson.county,
            enrolment=row,
            lesson=lesson,
            place_code=lesson.place_code,
            on=lesson.on,
            minutes=lesson.minutes,
            means=means,
            noted_by=actor.user_id,
        )
        for row in rows
        if row.pk not in again
    )
    new = Enrolment.objects.filter(pk__in=[row.pk for row in rows])
    new.filter(first_attended_on=None).update(first_attended_on=lesson.on)
    new.filter(first_attended_on__gt=lesson.on).update(first_attended_on=lesson.on)
    if lesson.course.finished_on:  # what was known of the lesson came in after the class had ended
        for row in new.select_related("course").order_by("pk"):
            recount(Enrolment.objects.held(row))
            note_for(row, "attend_late", _late(lesson), actor=actor)


def _late(lesson: Lesson) -> str:
    with in_chinese():
        return str(_("Lesson {number} counts for you now.")).format(number=lesson.number)


def _unit(lesson: Lesson) -> Any:
    if lesson.unit is None:
        raise NotNow
    return lesson.unit

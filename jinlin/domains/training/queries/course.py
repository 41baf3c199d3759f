"""The class on one page: who is in it, who was there, how they did, what they thought?"""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Avg, Count, Q

from jinlin.domains.training.deadlines import Share, is_often_enough
from jinlin.domains.training.models import (
    Attendance,
    Course,
    Enrolment,
    Exam,
    Lesson,
    LessonState,
    Opinion,
)
from jinlin.services.seats.models import LIVE, Hold

HOLD_TONES = {
    Hold.TAKEN: "done",
    Hold.OFFERED: "soon",
    Hold.WAITING: "waiting",
    Hold.GIVEN_UP: "ended",
    Hold.LAPSED: "ended",
    Hold.CLOSED: "ended",
}


@dataclass(frozen=True)
class Pupil:
    """One person in the class, masked, with a cell for each lesson: there, not there, ahead."""

    row: Enrolment
    cells: list[tuple[Lesson, Attendance | None]]
    percent: int
    is_enough: bool

    @property
    def name(self) -> str:
        return self.row.person.shown_name()

    @property
    def tone(self) -> str:
        return HOLD_TONES[Hold(self.row.seat.state)]

    @property
    def assessment(self) -> Any:
        return next(iter(sorted(self.row.assessments.all(), key=lambda one: -one.attempt)), None)

    @property
    def certificate(self) -> Any:
        return self.row.valid_certificate()


@dataclass(frozen=True)
class ClassPage:
    """Everything that the page of a class shows of its people."""

    lessons: list[Lesson]
    pupils: list[Pupil]
    waiting: list[Pupil] = field(default_factory=list)
    gone: list[Pupil] = field(default_factory=list)

    @property
    def held(self) -> list[Lesson]:
        return [each for each in self.lessons if each.state == LessonState.HELD]

    @property
    def counts(self) -> list[tuple[Lesson, int]]:
        """How many were at each lesson."""
        everybody = [*self.pupils, *self.gone]
        return [
            (lesson, sum(bool(pupil.cells[number][1]) for pupil in everybody))
            for number, lesson in enumerate(self.lessons)
        ]


def class_page(course: Course) -> ClassPage:
    """Five statements, however many they are."""
    lessons = list(course.lessons.select_related("room", "teacher").order_by("starts_at", "pk"))
    rows = course.enrolments.select_related("person", "seat").prefetch_related(
        "assessments", "certificates"
    )
    seen: dict[Any, dict[Any, Attendance]] = {}
    for each in Attendance.objects.counted().filter(lesson__course=course):
        seen.setdefault(each.enrolment_id, {})[each.lesson_id] = each
    pupils = [
        _pupil(row, lessons, seen.get(row.pk, {}), course.minimum_percent)
        for row in rows.order_by("seat__turn", "enrolled_at", "pk")
    ]
    return ClassPage(
        lessons,
        [each for each in pupils if each.row.holds_seat],
        [each for each in pupils if each.row.seat.state == Hold.WAITING],
        [each for each in pupils if each.row.seat.state not in LIVE],
    )


def _pupil(row: Enrolment, lessons: list[Lesson], seen: Any, minimum: int) -> Pupil:
    held = [lesson for lesson in lessons if lesson.state == LessonState.HELD]
    there = sum(lesson.pk in seen for lesson in held)
    percent = there * 100 // len(held) if held else 0
    cells = [(lesson, seen.get(lesson.pk)) for lesson in lessons]
    return Pupil(row, cells, percent, is_often_enough(there, len(held), minimum))


@dataclass(frozen=True)
class Opinions:
    """What those who answered thought, and how many answered."""

    average: float | None
    answered: Share
    content: Share


def opinions_of(course: Course) -> Opinions:
    """One statement for the answers and one for those who were asked."""
    pupils = course.enrolments.filter(first_attended_on__isnull=False).count()
    counts = Opinion.objects.filter(enrolment__course=course).aggregate(
        average=Avg("stars"), number=Count("pk"), good=Count("pk", filter=Q(stars__gte=4))
    )
    average = round(counts["average"], 1) if counts["average"] else None
    return Opinions(
        average, Share(counts["number"], pupils), Share(counts["good"], counts["number"])
    )


@dataclass(frozen=True)
class Exams:
    """How those who were prepared did, and of how many it is known."""

    known: Share
    passed: Share


def exams_of(course: Course) -> Exams:
    """Of everybody who was there: how many outcomes are known, and how many of those who sat
    passed.
    """
    there = course.enrolments.filter(first_attended_on__isnull=False)
    counts = there.aggregate(
        all=Count("pk"),
        known=Count("pk", filter=~Q(exam=Exam.UNKNOWN)),
        sat=Count("pk", filter=Q(exam__in=(Exam.PASSED, Exam.FAILED))),
        passed=Count("pk", filter=Q(exam=Exam.PASSED)),
    )
    return Exams(Share(counts["known"], counts["all"]), Share(counts["passed"], counts["sat"]))

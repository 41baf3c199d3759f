"""The class on one page: who is in it, who was there, how they did, what they thought?"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jinlin.core.paging import Page, page
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
from jinlin.services.seats.models import HOLDING, Hold

MOST = 100  # people in all, whom the page of a class shows at once
STANDING = ("seat__turn", "enrolled_at", "pk")
PARTS = {"held": _("With a seat"), "waiting": _("On the waiting list"), "gone": _("Left the class")}
ORDERS = {
    "held": ("enrolled_at", "id"),
    "waiting": ("seat__turn", "id"),
    "gone": ("enrolled_at", "id"),
}
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
    def is_silent(self) -> bool:
        """Asked whether they come, and has not said so."""
        is_open = self.row.asked_at is not None and self.row.confirmed_at is None
        return is_open and self.row.seat.state == Hold.TAKEN

    @property
    def assessment(self) -> Any:
        return next(iter(sorted(self.row.assessments.all(), key=lambda one: -one.attempt)), None)

    @property
    def certificate(self) -> Any:
        return self.row.valid_certificate()


@dataclass(frozen=True)
class ClassPage:
    """What the page of a class shows of its people: those of one part, as many as a page holds."""

    lessons: list[Lesson]
    pupils: list[Pupil]
    numbers: dict[str, int]  # of each part, in all
    part: str
    counts: list[tuple[Lesson, int]]  # how many were at each lesson
    turned: Page[Enrolment] | None = None  # where they are more than one page

    @property
    def held(self) -> list[Lesson]:
        return [each for each in self.lessons if each.state == LessonState.HELD]

    @property
    def tabs(self) -> list[tuple[str, Any, int]]:
        """The parts in which somebody is, where they do not stand on one page."""
        named = [(part, PARTS[part], n) for part, n in self.numbers.items() if n]
        return named if self.turned else []


def class_page(course: Course, *, part: str = "held", after: str = "") -> ClassPage:
    """All of them while they are few; otherwise those of one part, a page of them. Seven
    statements, however many they are.
    """
    lessons = _lessons(course)
    rows = _people(course)
    numbers = _numbers(course)
    turned = None
    if sum(numbers.values()) > MOST:
        turned = page(_of_part(rows, part), order=ORDERS[part], after=after)
    chosen = turned.rows if turned else [*rows.order_by(*STANDING)]
    if not turned:
        chosen.sort(key=_part_of)
    there = Attendance.objects.counted().filter(lesson__course=course).order_by()
    counted = dict(there.values_list("lesson").annotate(n=Count("pk")))
    return ClassPage(
        lessons,
        _pupils(course, lessons, chosen),
        numbers,
        part,
        [(lesson, counted.get(lesson.pk, 0)) for lesson in lessons],
        turned,
    )


def whole_class(course: Course) -> tuple[list[Lesson], list[Pupil]]:
    """Everybody, for a file: those with a seat, those who wait, those who left."""
    lessons = _lessons(course)
    chosen = sorted(_people(course).order_by(*STANDING), key=_part_of)
    return lessons, _pupils(course, lessons, chosen)


def _lessons(course: Course) -> list[Lesson]:
    return list(course.lessons.select_related("room", "teacher").order_by("starts_at", "pk"))


def _people(course: Course) -> "QuerySet[Enrolment]":
    rows = course.enrolments.select_related("person", "seat")
    return rows.prefetch_related("assessments", "certificates")


def _numbers(course: Course) -> dict[str, int]:
    states = dict(course.enrolments.order_by().values_list("seat__state").annotate(n=Count("pk")))
    numbers = dict.fromkeys(PARTS, 0)
    for state, n in states.items():
        numbers[_part(state)] += n
    return numbers


def _of_part(rows: "QuerySet[Enrolment]", part: str) -> "QuerySet[Enrolment]":
    return rows.filter(seat__state__in=[state for state in Hold if _part(state) == part])


def _part(state: str) -> str:
    return "held" if state in HOLDING else "waiting" if state == Hold.WAITING else "gone"


def _part_of(row: Enrolment) -> int:
    return list(PARTS).index(_part(row.seat.state))


def _pupils(course: Course, lessons: list[Lesson], rows: list[Enrolment]) -> list[Pupil]:
    seen: dict[Any, dict[Any, Attendance]] = {}
    noted = Attendance.objects.counted().filter(lesson__course=course)
    if len(rows) <= MOST:  # of a few it is asked by their keys, of everybody by the class
        noted = noted.filter(enrolment__in=rows)
    for each in noted:
        seen.setdefault(each.enrolment_id, {})[each.lesson_id] = each
    return [_pupil(row, lessons, seen.get(row.pk, {}), course.minimum_percent) for row in rows]


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

"""Which figures does training offer?

A rate of outcomes is of those who answered, and never stands without the response rate beside it;
whoever did not answer is neither at work nor out of it.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import within
from jinlin.core.figures.measures import Measure, Opening, Shape, Window, between
from jinlin.domains.training.models import (
    OF_SOCIAL_WORK,
    PREPARING,
    WITH_PERSON,
    WORKING,
    Attendance,
    Certificate,
    Employment,
    Enrolment,
    Exam,
    FollowUp,
    Kind,
    Lesson,
    Opinion,
    Placement,
)

SIX = 6


def _at(window: Window) -> Q:
    return within([window.place_code])


def lessons(window: Window) -> "QuerySet[Any]":
    return Lesson.objects.filter(_at(window), between("held_on", window), course__kind=Kind.SKILL)


def attendances(window: Window) -> "QuerySet[Any]":
    struck = Q(struck_on=None) | Q(struck_on__gt=window.as_of)
    rows = Attendance.objects.filter(_at(window), struck, between("on", window))
    return rows.filter(enrolment__course__kind=Kind.SKILL)


def certificates(window: Window) -> "QuerySet[Any]":
    holds = Q(withdrawn_on=None) | Q(withdrawn_on__gt=window.as_of)
    return Certificate.objects.filter(_at(window), holds, between("issued_on", window))


def placements(window: Window) -> "QuerySet[Any]":
    """The first work of each person that is more than told: who changes jobs is one person."""
    standing = Placement.objects.standing(window.as_of)
    through = standing.filter(introduction__isnull=False)
    sooner = Q(proved_on__lt=OuterRef("proved_on"))
    sooner |= Q(proved_on=OuterRef("proved_on"), pk__lt=OuterRef("pk"))
    before = through.filter(sooner, person=OuterRef("person"))
    return through.filter(_at(window), ~Exists(before), between("proved_on", window))


def participants(window: Window) -> "QuerySet[Any]":
    rows = Enrolment.objects.filter(_at(window), between("first_attended_on", window))
    return rows.filter(course__kind__in=OF_SOCIAL_WORK)


def finished(window: Window) -> "QuerySet[Any]":
    rows = Enrolment.objects.filter(_at(window), first_attended_on__isnull=False)
    return rows.filter(between("course__finished_on", window))


def completed(window: Window) -> Q:
    return Q(completed_on__isnull=False)


def opinions(window: Window) -> "QuerySet[Any]":
    return Opinion.objects.filter(_at(window), between("said_on", window))


def content(window: Window) -> Q:
    return Q(stars__gte=4)


def follow_ups(window: Window) -> "QuerySet[Any]":
    """Those whose day six months after a class, or after they were hired without one, has come."""
    rows = FollowUp.objects.standing(window.as_of)
    return rows.filter(_at(window), between("due_on", window), months=SIX)


def answered(window: Window) -> Q:
    return Q(answered_on__lte=window.as_of) & ~Q(answer=Employment.UNKNOWN)


def answers(window: Window) -> "QuerySet[Any]":
    """Those who answered and look for work or have it: silence is no answer."""
    rows = follow_ups(window).filter(answered(window))
    return rows.exclude(answer=Employment.NOT_LOOKING)


def working(window: Window) -> Q:
    return Q(answer__in=WORKING)


def prepared(window: Window) -> "QuerySet[Any]":
    rows = Enrolment.objects.filter(_at(window), between("first_attended_on", window))
    return rows.filter(course__kind__in=PREPARING)


def known(window: Window) -> Q:
    return Q(exam_on__lte=window.as_of)


def sat(window: Window) -> "QuerySet[Any]":
    return prepared(window).filter(exam_on__lte=window.as_of, exam__in=(Exam.PASSED, Exam.FAILED))


def passed(window: Window) -> Q:
    return Q(exam=Exam.PASSED)


MEASURES = [
    Measure(
        key="training.sessions",
        name=_("Training sessions held"),
        question=_("How many sessions of skills training were held?"),
        shape=Shape.COUNT,
        unit=_("sessions"),
        rows=lessons,
        denominator=_("lessons of skills training of the period that were closed"),
        exclusions=_(
            "lessons that were cancelled or are not closed yet, and other kinds of classes"
        ),
        day_field="held_on",
        published="training.sessions",
    ),
    Measure(
        key="training.attendances",
        name=_("Attendances at training"),
        question=_("How many person-times were residents at skills training?"),
        shape=Shape.COUNT,
        unit=_("person-times"),
        rows=attendances,
        denominator=_("attendances noted at lessons of the period"),
        exclusions=_("those that were struck out"),
        day_field="on",
        published="training.attendances",
    ),
    Measure(
        key="training.certificates",
        name=_("Certificates of skills"),
        question=_("How many certificates of skills were issued?"),
        shape=Shape.COUNT,
        unit=_("people"),
        rows=certificates,
        denominator=_("certificates issued in the period that hold on its last day"),
        exclusions=_("certificates that were withdrawn"),
        day_field="issued_on",
        published="training.certificates",
        counts_people=True,
    ),
    Measure(
        key="training.reemployed",
        name=_("In work through introductions"),
        question=_("How many people have work through an introduction?"),
        shape=Shape.COUNT,
        unit=_("people"),
        rows=placements,
        denominator=_(
            "hires after an introduction, confirmed by the employer or seen in a document"
        ),
        exclusions=_(
            "what only the person said, what was struck out, work found without an introduction, "
            "and further work of the same person"
        ),
        day_field="proved_on",
        published="training.reemployed",
        counts_people=True,
    ),
    Measure(
        key="training.participants",
        name=_("Participants of social work classes"),
        question=_("How many people were at classes for social workers?"),
        shape=Shape.COUNT,
        unit=_("people"),
        rows=participants,
        denominator=_("people who were at a lesson, each counted once a class"),
        exclusions=_("those who enrolled and never came"),
        day_field="first_attended_on",
        published="training.participants",
        counts_people=True,
    ),
    Measure(
        key="training.completion",
        name=_("Classes completed"),
        question=_("How many of those who came were there often enough?"),
        shape=Shape.RATE,
        unit="%",
        rows=finished,
        met=completed,
        denominator=_("people who were at a class that ended in the period"),
        numerator=_("those who were at as many lessons as it asks for"),
        exclusions=_("those who never came"),
        day_field="course__finished_on",
        counts_people=True,
    ),
    Measure(
        key="training.satisfaction",
        name=_("Content with their class"),
        question=_("How many of those who said it were content?"),
        shape=Shape.RATE,
        unit="%",
        rows=opinions,
        met=content,
        denominator=_("opinions given in the period"),
        numerator=_("those with four or five stars"),
        exclusions=_("those who gave none"),
        day_field="said_on",
    ),
    Measure(
        key="training.followed",
        name=_("Answered after six months"),
        question=_("How many of those who were asked said how they stand?"),
        shape=Shape.RATE,
        unit="%",
        rows=follow_ups,
        met=answered,
        denominator=_("people asked six months after a class, or after being hired without one"),
        numerator=_("those who answered"),
        exclusions=_("those whose work was struck out"),
        day_field="due_on",
        counts_people=True,
    ),
    Measure(
        key="training.at_work",
        name=_("In work after six months"),
        question=_("How many of those who answered have work?"),
        shape=Shape.RATE,
        unit="%",
        rows=answers,
        met=working,
        denominator=_(
            "people who answered six months after a class, or after being hired without one"
        ),
        numerator=_("those who have work or work for themselves"),
        exclusions=_(
            "those who did not answer, those who are not looking for work, "
            "and those whose work was struck out"
        ),
        day_field="due_on",
        counts_people=True,
    ),
    Measure(
        key="training.exams_known",
        name=_("Exam outcomes known of those prepared"),
        question=_("Of how many who were prepared is the outcome of the exam known?"),
        shape=Shape.RATE,
        unit="%",
        rows=prepared,
        met=known,
        denominator=_("people who were at a class that prepares for an exam"),
        numerator=_("those of whom the register knows what came of it"),
        exclusions=_("none"),
        day_field="first_attended_on",
        counts_people=True,
    ),
    Measure(
        key="training.exams_passed",
        name=_("Passed after preparation"),
        question=_("How many of those who were prepared and sat passed?"),
        shape=Shape.RATE,
        unit="%",
        rows=sat,
        met=passed,
        denominator=_("people who were prepared and sat for the exam, as far as it is known"),
        numerator=_("those who passed"),
        exclusions=_("those of whom it is not known, and those who did not sit"),
        day_field="first_attended_on",
        counts_people=True,
    ),
]

OPENINGS = {
    "training.lesson": Opening("training:lesson", ("course__place",)),
    "training.attendance": Opening(
        "training:behind", ("enrolment__course__place", "lesson__course")
    ),
    "training.certificate": Opening("training:behind", ("enrolment__course__place",)),
    "training.placement": Opening(
        "training:placement", ("introduction__vacancy__place", "enrolment__course__place")
    ),
    "training.enrolment": Opening("training:pupil", ("course__place",)),
    "training.opinion": Opening("training:behind", ("enrolment__course__place",)),
    "training.followup": Opening("training:behind", WITH_PERSON),
}

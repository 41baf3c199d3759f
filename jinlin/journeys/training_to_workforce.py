"""How do hours of classes come into the register of social workers, and exam results back?

Training knows no register, the register no classes. Hours are carried after a cursor on the
timeline; whatever was struck out or withdrawn since is counted anew, so nothing is given back
twice. The register keeps no trail of a candidacy: the classes for the exams of this year and the
last are asked anew, each person once.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Min

from jinlin.core import timeline
from jinlin.core.time import clock
from jinlin.domains.training import actions as training
from jinlin.domains.training.lifecycle import SHOWN
from jinlin.domains.training.models import OF_SOCIAL_WORK, PREPARING, Course, Enrolment, Exam
from jinlin.domains.workforce import actions as workforce
from jinlin.domains.workforce.actions import Learned
from jinlin.domains.workforce.models import Candidacy, Professional

READER = "training-to-workforce"
BEHIND = {  # whose news it is, and how it leads to who is in a class
    "training.course": "course__in",
    "training.enrolment": "pk__in",
    "training.attendance": "attendances__in",
}
BATCH = 500


def carry_hours() -> int:
    """The hours of every class of which something was told since stand in the register as they
    count now; how many changed. Safe to run twice.
    """
    done = 0
    for label, way in BEHIND.items():
        news = timeline.news(f"{READER}:{label}", of=label)
        for keys in news.subjects():
            done += credit(_counted().filter(**{way: keys}).distinct())
        news.was_read()
    return done


def carry_all_hours() -> int:
    """The same for everybody with hours, once a day: who came into the register after a class has
    them too.
    """
    rows, after, done = _counted().filter(credited_minutes__gt=0).order_by("pk"), None, 0
    while batch := list((rows.filter(pk__gt=after) if after else rows)[:BATCH]):
        done += credit(batch)
        after = batch[-1].pk
    return done


def credit(rows: Iterable[Enrolment]) -> int:
    """The hours of these stand in the register, of whoever is in it; how many changed."""
    found = list(rows)
    known = _in_register({row.person_id for row in found})
    return sum(
        workforce.credit(known[row.county, row.person_id], _learned(row))
        for row in found
        if (row.county, row.person_id) in known
    )


def carry_exams() -> int:
    """What came of the exam is noted with everybody who was prepared for it; how many were new."""
    rows = Course.objects.filter(
        kind__in=PREPARING, state__in=SHOWN, exam_year__gte=clock.today().year - 1
    )
    return sum(note_outcomes(course) for course in rows.order_by("pk"))


def note_outcomes(course: Course) -> int:
    """The outcome of each who was at this class, as far as the register knows it."""
    if course.exam_year is None or course.exam_level is None:
        return 0
    rows = Candidacy.objects.filter(
        county=course.county, year=course.exam_year, level=course.exam_level
    )
    results_on = rows.standing().aggregate(first=Min("passed_on"))["first"]
    there = course.enrolments.filter(first_attended_on__isnull=False)
    known = {row.person_id: row for row in rows.filter(person__in=there.values("person"))}
    done = 0
    for row in there.order_by("pk"):
        candidacy = known.get(row.person_id)
        if candidacy and candidacy.struck_on:
            done += training.forget_exam(row)
            continue
        outcome = outcome_of(candidacy, results_on) if candidacy else None
        if outcome and (row.exam, row.exam_on) != outcome:
            done += training.note_exam(row, outcome[0], on=outcome[1])
    return done


def outcome_of(candidacy: Candidacy, results_on: date | None) -> tuple[str, date] | None:
    """Passed, failed or did not sit, and since when that is known. As long as nobody of the county
    has a result, nobody has failed: it is not known.
    """
    if candidacy.passed_on:
        return Exam.PASSED, candidacy.passed_on
    if results_on is None:
        return None
    return (Exam.FAILED if candidacy.sat_on else Exam.NOT_SAT), results_on


def _counted() -> Any:
    """Everybody in a class for social workers that has ended."""
    rows = Enrolment.objects.filter(
        course__kind__in=OF_SOCIAL_WORK, course__finished_on__isnull=False
    )
    return rows.select_related("course__organiser")


def _in_register(people: Collection[UUID]) -> dict[tuple[str, UUID], Professional]:
    """Their records; of one that went into another, that other one."""
    rows = Professional.objects.filter(person__in=people, left_on=None)
    return {
        (row.county, row.person_id): row.merged_into or row
        for row in rows.select_related("merged_into")
    }


def _learned(row: Enrolment) -> Learned:
    course = row.course
    assert course.finished_on is not None
    return Learned(
        row.pk, course.finished_on, row.credited_minutes, course.title, course.organiser.name
    )

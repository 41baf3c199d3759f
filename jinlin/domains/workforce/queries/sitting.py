"""For which exams did somebody register, what came of each subject, and what of it still counts?"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jinlin.domains.workforce.eligibility import SUBJECTS, WITHIN
from jinlin.domains.workforce.models import Attempt, Candidacy, Level

COMPREHENSIVE, PRACTICE = _("Comprehensive ability"), _("Practice of social work")
NAMES = {
    Level.ASSISTANT: (COMPREHENSIVE, PRACTICE),
    Level.SOCIAL_WORKER: (COMPREHENSIVE, PRACTICE, _("Law and policy")),
    Level.SENIOR: (PRACTICE,),
}


def name_of(level: int, subject: int) -> Any:
    """How the subject of a level is called."""
    return NAMES[Level(level)][subject - 1] if 1 <= subject <= SUBJECTS[level] else subject


@dataclass(frozen=True)
class Subject:
    """One subject of one exam. `until`: the last year in whose exam it still counts (滚动)."""

    name: Any
    result: str
    until: int | None


@dataclass(frozen=True)
class Exam:
    """One exam as its candidate reads it."""

    candidacy: Candidacy
    subjects: tuple[Subject, ...]


def exams_of(people: Collection[UUID]) -> list[Exam]:
    """The exams of these records of a person, the latest first: two statements."""
    rows = Candidacy.objects.standing().filter(person__in=people).prefetch_related("attempts")
    return [Exam(row, tuple(subjects_of(row))) for row in rows.order_by("-year", "-level", "pk")]


def subjects_of(row: Candidacy) -> list[Subject]:
    """What came of each subject of one exam, of a row read with its attempts."""
    return [_subject(row, each) for each in row.attempts.all()]


def _subject(row: Candidacy, attempt: Attempt) -> Subject:
    counts = attempt.result == Attempt.Result.PASSED and row.passed_on is None
    last = row.year + WITHIN[row.level] - 1
    return Subject(
        name_of(row.level, attempt.subject),
        str(attempt.get_result_display()),
        last if counts and last > row.year else None,
    )

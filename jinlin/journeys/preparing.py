"""How did those do who were prepared for an exam, beside everybody who sat for it?"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jinlin.core.actor import COUNTY_DIGITS, Actor, within
from jinlin.domains.training.deadlines import Share
from jinlin.domains.training.models import PREPARING, Course, Enrolment, Exam
from jinlin.domains.workforce.models import Candidacy, Level
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Place
from jinlin.shell.requests import Request

WATCHERS = (Role.REGISTRAR, Role.LEAD, Role.SUPERVISOR)
SAT = Q(exam__in=(Exam.PASSED, Exam.FAILED))


@dataclass(frozen=True)
class ExamRow:
    """One exam of one county: those who were prepared, of how many it is known, and everybody."""

    county: str
    year: int
    level: Any
    prepared: int = 0
    known: int = 0
    sat: int = 0
    passed: int = 0
    registered: int = 0
    all_sat: int = 0
    all_passed: int = 0

    @property
    def of_known(self) -> Share:
        return Share(self.known, self.prepared)

    @property
    def of_prepared(self) -> Share:
        return Share(self.passed, self.sat)

    @property
    def of_all(self) -> Share:
        """Empty until results are in: an exam that is not marked yet was failed by nobody."""
        return Share(self.all_passed, self.all_sat if self.all_passed else 0)


@doors.role(*WATCHERS)
@never_cache
@require_safe
def exams(request: Request) -> HttpResponse:
    """One line for each exam, the newest first; numbers, no names."""
    rows = exam_rows(_counties(request.actor))
    names = Place.objects.present().filter(code__in={row.county for row in rows})
    context = {
        "rows": rows,
        "names": dict(names.values_list("code", "name")),
        "levels": dict(Level.choices),
    }
    return render(request, "journeys/exams.html", context)


def exam_rows(counties: tuple[str, ...]) -> list[ExamRow]:
    """Two statements, however many exams there were."""
    there = Enrolment.objects.filter(
        within(counties, "county"),
        course__kind__in=PREPARING,
        first_attended_on__isnull=False,
    )
    prepared = there.values("county", "course__exam_year", "course__exam_level").annotate(
        prepared=_people(Q()),
        known=_people(~Q(exam=Exam.UNKNOWN)),
        sat=_people(SAT),
        passed=_people(Q(exam=Exam.PASSED)),
    )
    everybody = (
        Candidacy.objects.standing()
        .filter(within(counties, "county"))
        .values("county", "year", "level")
    )
    counted = everybody.annotate(
        registered=Count("pk", filter=Q(registered_on__isnull=False)),
        all_sat=Count("pk", filter=Q(sat_on__isnull=False)),
        all_passed=Count("pk", filter=Q(passed_on__isnull=False)),
    )
    found: dict[tuple[Any, ...], dict[str, Any]] = defaultdict(dict)
    for rows in (prepared, counted):
        for row in rows.order_by():
            items: list[tuple[str, Any]] = list(row.items())
            key = tuple(value for _name, value in items[:3])
            found[key].update(items[3:])
    newest = sorted(found.items(), key=lambda pair: (-pair[0][1], pair[0][0], pair[0][2]))
    return [ExamRow(*key, **numbers) for key, numbers in newest]


def beside_class(course: Course, actor: Actor) -> tuple[str, dict[str, Any]] | None:
    """On the page of a class that prepares for an exam: how everybody of the county did."""
    if not course.exam_year or course.county not in _counties(actor):
        return None
    wanted = (course.county, course.exam_year, course.exam_level)
    rows = exam_rows((course.county,))
    row = next((each for each in rows if (each.county, each.year, each.level) == wanted), None)
    return ("journeys/exams_beside.html", {"row": row}) if row else None


def chip_of_exams(actor: Actor, here: str) -> tuple[str, dict[str, Any]] | None:
    """The way there, for whoever may see the whole county."""
    return ("journeys/exams_chip.html", {"here": here}) if _counties(actor) else None


def _counties(actor: Actor) -> tuple[str, ...]:
    """Where somebody sees the county as a whole: fewer people could be known by their number."""
    codes = actor.codes(*WATCHERS)
    return tuple(dict.fromkeys(code for code in codes if len(code) <= COUNTY_DIGITS))


def _people(which: Q) -> Count:
    """Each person once, whatever number of classes they were at."""
    return Count("person", distinct=True, filter=which)

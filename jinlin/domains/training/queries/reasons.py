"""Why can this person not enrol in this class?"""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from jinlin.core.time import clock
from jinlin.domains.training.lifecycle import TEACHING
from jinlin.domains.training.models import Certificate, Course, Enrolment, Lesson
from jinlin.ground.people.models import Membership, Person
from jinlin.ground.places.queries import around
from jinlin.services.seats.models import HOLDING, LIVE, Seat
from jinlin.services.seats.reasons import Reason
from jinlin.services.seats.reasons import why_not as why_no_seat

OWN_UNITS = ("training.course", "training.lesson")


def why_not(course: Course, person: Person) -> Reason | None:
    """The first reason that holds; None when nothing stands in the way. Whoever has or waits for a
    seat is asked nothing again.
    """
    if course.unit is None or course.state not in TEACHING:
        return Reason.CLOSED
    if Seat.objects.filter(unit=course.unit_id, person=person, state__in=LIVE).exists():
        return None
    return why_no_seat(course.unit) or next(
        (reason for reason, holds in _CHECKS if holds(course, person)), None
    )


def elsewhere(course: Course, people: Sequence[UUID]) -> set[UUID]:
    """Those who have another class, or a seat of another kind, at the time of one of its lessons:
    two statements, however many they are.
    """
    then = Q(pk__in=[])
    seated = Q(pk__in=[])
    for starts_at, ends_at in course.lessons.live().values_list("starts_at", "ends_at"):
        then |= Q(starts_at__lt=ends_at, ends_at__gt=starts_at)
        seated |= Q(unit__starts_at__lt=ends_at, unit__ends_at__gt=starts_at)
    lessons = Lesson.objects.live().filter(then).exclude(course=course)
    others = Enrolment.objects.filter(
        person__in=people, seat__state__in=LIVE, course__lessons__in=lessons.values("pk")
    )
    seats = Seat.objects.filter(seated, person__in=people, state__in=HOLDING)
    seats = seats.exclude(unit__about_label__in=OWN_UNITS)
    return {*others.values_list("person", flat=True), *seats.values_list("person", flat=True)}


def _is_of_no_known_age(course: Course, person: Person) -> bool:
    return bool(course.youngest) and person.birth_year is None


def _is_too_young(course: Course, person: Person) -> bool:
    if not course.youngest or person.birth_year is None:
        return False
    year = clock.local_day(course.starts_at).year if course.starts_at else clock.today().year
    return year - person.birth_year < course.youngest


def _lacks_certificate(course: Course, person: Person) -> bool:
    if course.needs_module_id is None:
        return False
    held = Certificate.objects.valid().filter(
        enrolment__person=person, enrolment__course__module=course.needs_module_id
    )
    return not held.exists()


def _lives_elsewhere(course: Course, person: Person) -> bool:
    """Of a class that is only for its place: whoever is known to live in another one."""
    if course.is_for_all:
        return False
    homes = Membership.objects.filter(person=person, until=None)
    codes = list(homes.values_list("household__place_code", flat=True))
    return bool(codes) and not any(course.place_code in around(code) for code in codes)


def _is_elsewhere(course: Course, person: Person) -> bool:
    return bool(elsewhere(course, [person.pk]))


_CHECKS = (
    (Reason.AGE_UNKNOWN, _is_of_no_known_age),
    (Reason.TOO_YOUNG, _is_too_young),
    (Reason.QUALIFICATION, _lacks_certificate),
    (Reason.FOR_THE_PLACE, _lives_elsewhere),
    (Reason.OVERLAP, _is_elsewhere),
)

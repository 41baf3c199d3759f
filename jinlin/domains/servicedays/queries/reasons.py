"""Why can this volunteer not have a seat in this shift?"""

from datetime import date

from jinlin.core.time import clock
from jinlin.domains.servicedays.models import Shift
from jinlin.ground.people.numbers import birth_of
from jinlin.services.seats.models import HOLDING, LIVE, Seat
from jinlin.services.seats.reasons import Reason
from jinlin.services.seats.reasons import why_not as why_no_seat
from jinlin.services.volunteers import deadlines
from jinlin.services.volunteers.models import Group, ServiceRecord, Volunteer


def why_not(shift: Shift, volunteer: Volunteer | None) -> Reason | None:
    """The first reason that holds; None when nothing stands in the way. Whoever has or waits for
    this seat is asked nothing again.
    """
    if volunteer is None or volunteer.left_on:
        return Reason.NOT_KNOWN
    unit = shift.unit
    if unit is None:
        return Reason.CLOSED
    if Seat.objects.filter(unit=unit, person=volunteer.person_id, state__in=LIVE).exists():
        return None
    return why_no_seat(unit) or next(
        (reason for reason, holds in _CHECKS if holds(shift, volunteer)), None
    )


def _is_of_no_known_age(shift: Shift, volunteer: Volunteer) -> bool:
    return bool(shift.youngest) and _age_of(volunteer, clock.local_day(shift.starts_at)) is None


def _is_too_young(shift: Shift, volunteer: Volunteer) -> bool:
    age = _age_of(volunteer, clock.local_day(shift.starts_at))
    return bool(shift.youngest) and age is not None and age < shift.youngest


def _age_of(volunteer: Volunteer, day: date) -> int | None:
    """To the day where a citizen id says it; by the year alone where nothing more is known."""
    person = volunteer.person
    if born := birth_of(person.citizen_id):
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return deadlines.age(person.birth_year, day)


def _has(volunteer: Volunteer, group: Group, shift: Shift, title: str = "") -> bool:
    """A line of the file that holds on the day."""
    day = clock.local_day(shift.starts_at)
    rows = volunteer.entries.filter(group=group, on__lte=day)
    if title:
        rows = rows.filter(title=title)
    return rows.exclude(valid_until__lt=day).exists()


def _is_elsewhere(shift: Shift, volunteer: Volunteer) -> bool:
    """A seat of theirs, or a service on record, lies at the same time."""
    seats = Seat.objects.filter(
        person=volunteer.person_id,
        state__in=HOLDING,
        unit__starts_at__lt=shift.ends_at,
        unit__ends_at__gt=shift.starts_at,
    ).exclude(unit=shift.unit_id)
    if seats.exists():
        return True
    return ServiceRecord.objects.overlapping(volunteer, shift.starts_at, shift.ends_at).exists()


def _lacks_qualification(shift: Shift, volunteer: Volunteer) -> bool:
    title = shift.qualification
    return bool(title) and not _has(volunteer, Group.QUALIFICATION, shift, title)


def _lacks_insurance(shift: Shift, volunteer: Volunteer) -> bool:
    return shift.is_risky and not _has(volunteer, Group.INSURANCE, shift)


_CHECKS = (
    (Reason.AGE_UNKNOWN, _is_of_no_known_age),
    (Reason.TOO_YOUNG, _is_too_young),
    (Reason.QUALIFICATION, _lacks_qualification),
    (Reason.INSURANCE, _lacks_insurance),
    (Reason.OVERLAP, _is_elsewhere),
)

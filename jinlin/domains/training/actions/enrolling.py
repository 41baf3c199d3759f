"""How does somebody get into a class, confirm, and give the seat up; and a whole list at once?"""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinlin.core import spoken
from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotNow, require
from jinlin.core.time import clock
from jinlin.domains.training.actions.ordering import meet_orders
from jinlin.domains.training.actions.steps import address_of, in_chinese, keep_on, note, tell
from jinlin.domains.training.lifecycle import TEACHING
from jinlin.domains.training.models import Course, Enrolment, TrainingRule
from jinlin.domains.training.permissions import can_enrol, is_host
from jinlin.domains.training.queries.reasons import elsewhere, why_not
from jinlin.ground.people.models import Person
from jinlin.services.seats import actions as seats
from jinlin.services.seats.models import HOLDING, Hold, Seat
from jinlin.services.seats.reasons import Reason


@transaction.atomic
def enrol(course: Course, people: Sequence[Person], *, actor: Actor) -> list[Enrolment]:
    """Everybody named has a seat, or all of them wait behind each other: a family comes together.
    Every refusal says its reason. Who enrols in two classes at once is serialised by the persons'
    rows, which are locked first.
    """
    held = _hold(people)
    course = Course.objects.select_related("place", "module", "unit").get(pk=course.pk)
    for person in held:
        require(can_enrol(actor, course, person))
        if reason := why_not(course, person):
            field = "birth_year" if reason is Reason.AGE_UNKNOWN else ""
            raise NotNow(reason.label, detail={"reason": reason.value}, field=field)
    if course.unit is None:
        raise NotNow
    known = _live(course, held)
    taken = seats.take_together(course.unit, held, actor=actor)
    rows = [_enrolled(course, person, seat) for person, seat in zip(held, taken, strict=True)]
    for row in rows:
        if row.person_id not in known:
            _begin_anew([row])
            note(row, "enrol", actor=actor)
    meet_orders(course, [row.person for row in rows if row.seat.state in HOLDING], actor=actor)
    return rows


@transaction.atomic
def enrol_list(course: Course, people: Sequence[Person], *, actor: Actor) -> list[Enrolment]:
    """Everybody on the list has a seat in its order, and those for whom none is left wait; who has
    something else at that time is left out, and the trail says how many.
    """
    held = _hold(people)
    course = Course.objects.select_related("place", "module", "unit").get(pk=course.pk)
    require(is_host(actor, course))
    if course.unit is None or course.state not in TEACHING:
        raise NotNow(Reason.CLOSED.label, detail={"reason": Reason.CLOSED.value})
    away = elsewhere(course, [person.pk for person in held])
    coming = [person for person in held if person.pk not in away]
    live = _live(course, coming)
    taken = {seat.person_id: seat for seat in seats.take_list(course.unit, coming)}
    rows = list(course.enrolments.filter(person__in=coming))
    known = {row.person_id for row in rows}
    _begin_anew([row for row in rows if row.person_id not in live])
    fresh = [_row(course, person, taken[person.pk]) for person in coming if person.pk not in known]
    Enrolment.objects.bulk_create(fresh)
    meet_orders(course, coming, actor=actor)
    keep_on(course, "enrol_list", actor=actor, number=len(fresh), left_out=len(held) - len(coming))
    return fresh


@transaction.atomic
def accept(row: Enrolment, *, actor: Actor) -> Enrolment:
    """The offered seat is theirs, and so confirmed."""
    require(can_enrol(actor, row.course, row.person))
    seats.accept_offer(row.seat, actor=actor)
    row = _now(row)
    row.confirmed_at = clock.now()
    row.save(update_fields=["confirmed_at"])
    note(row, "accept", actor=actor)
    meet_orders(row.course, [row.person], actor=actor)
    return row


@transaction.atomic
def confirm(row: Enrolment, *, actor: Actor) -> Enrolment:
    """The person comes: the seat is kept for them. Said twice, it is said once."""
    row = _now(row)
    require(can_enrol(actor, row.course, row.person))
    if row.seat.state != Hold.TAKEN:
        raise NotNow(gettext_lazy("There is no seat of yours to confirm."))
    if row.confirmed_at is None:
        row.confirmed_at = clock.now()
        row.save(update_fields=["confirmed_at"])
        note(row, "confirm", actor=actor)
    return row


@transaction.atomic
def give_up(row: Enrolment, *, actor: Actor) -> Enrolment:
    """The person neither has nor waits for a seat; the next one is offered what became free."""
    require(can_enrol(actor, row.course, row.person))
    seats.give_up(row.seat, actor=actor)
    row = _now(row)
    note(row, "give_up", actor=actor)
    return row


@transaction.atomic
def ask_to_confirm(course: Course) -> int:
    """Everybody with a seat was asked once whether they come, as long as there is time to answer:
    who enrols after that has just said so. Returns how many were asked now.
    """
    rule = TrainingRule.of(course.county, clock.today())
    until = course.confirm_by
    if until is None or not until - timedelta(days=rule.ask_days) <= clock.now() < until:
        return 0
    rows = course.enrolments.filter(seat__state=Hold.TAKEN, confirmed_at=None, asked_at=None)
    found = list(rows.select_for_update(of=("self",)).order_by("pk"))
    for row in found:
        row.asked_at = clock.now()
    Enrolment.objects.bulk_update(found, ["asked_at"])
    with in_chinese():
        title = _("Do you come? {title}").format(title=course.title)
        words = _("Please confirm until {moment}; after that the next one gets the seat.")
        body = words.format(moment=spoken.moment(until))
        keys = [row.person_id for row in found]
        tell(course, "confirm", title, body, url=address_of(course), to=keys)
    return len(found)


@transaction.atomic
def lapse_unconfirmed(row: Enrolment) -> bool:
    """Asked and not confirmed in time: the seat goes to the next, if somebody waits; nobody loses a
    seat that nobody else wants. Safe to run twice: whether it went now.
    """
    row = _now(row)
    course = row.course
    if row.seat.state != Hold.TAKEN or row.confirmed_at or row.asked_at is None:
        return False
    is_due = course.confirm_by is not None and course.confirm_by <= clock.now()
    if not is_due or not Seat.objects.filter(unit=row.seat.unit_id, state=Hold.WAITING).exists():
        return False
    seats.give_up(row.seat, actor=SYSTEM)
    note(row, "lapse", actor=SYSTEM)
    with in_chinese():
        title = _("Your seat went to the next: {title}").format(title=course.title)
        body = _("It was not confirmed in time. Enrol again to stand on the waiting list.")
        tell(course, "lapse", title, body, url=address_of(course), to=[row.person_id])
    return True


def _hold(people: Sequence[Person]) -> list[Person]:
    """Everybody once, their rows locked in one order, given back in the caller's."""
    keys = [each.pk for each in people]
    rows = Person.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    found = {row.pk: row for row in rows}
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def _row(course: Course, person: Person, seat: Seat) -> Enrolment:
    return Enrolment(
        county=course.county,
        course=course,
        person=person,
        seat=seat,
        place_code=course.place_code,
        enrolled_at=clock.now(),
    )


def _enrolled(course: Course, person: Person, seat: Seat) -> Enrolment:
    """Their row in the class; whoever gave up and comes again has the one they had."""
    row = course.enrolments.select_related("person").filter(person=person).first()
    if row is None:
        row = _row(course, person, seat)
        row.save(force_insert=True)
    row.seat = seat
    return row


def _live(course: Course, people: Sequence[Person]) -> set[UUID]:
    """Those of them who have or wait for a seat already."""
    rows = course.enrolments.live().filter(person__in=people)
    return set(rows.values_list("person", flat=True))


def _begin_anew(rows: Sequence[Enrolment]) -> None:
    """Whoever gave up and comes again is asked again whether they come."""
    for row in rows:
        row.confirmed_at = row.asked_at = None
    Enrolment.objects.bulk_update(rows, ["confirmed_at", "asked_at"])


def _now(row: Enrolment) -> Enrolment:
    return Enrolment.objects.held(row)

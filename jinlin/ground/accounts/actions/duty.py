"""Who takes which duty? Put on, swapped, taken off, and planned for the days off."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import spoken, timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, NotNow, Unusable, require
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.ground.accounts import rosters
from jinlin.ground.accounts.models import Shift, ShiftKind, User
from jinlin.ground.accounts.permissions import can_plan_duty, can_see_duty_phone
from jinlin.ground.accounts.queries.duty import Plan, people_for, plan_of
from jinlin.ground.places.models import Organisation, Place

LONGEST_AHEAD = 400  # days


@transaction.atomic
def put_on_duty(
    user: User, *, at: Place | Organisation, kind: str, day: date, actor: Actor, note: str = ""
) -> Shift:
    """The user is on duty that night, or that whole day when it is off, for the place or the
    organisation.
    """
    user = User.objects.locked(user.pk)
    _require_planner(actor, at)
    if kind not in ShiftKind.values:
        raise Unusable(_("Please choose night, weekend or holiday."), field="kind")
    if not 0 <= (day - clock.today()).days <= LONGEST_AHEAD:
        raise Unusable(_("Please choose a day from today on, at most 400 days ahead."), field="day")
    if not people_for(at, on=day).filter(pk=user.pk).exists():
        raise Unusable(
            _("This person does not work there on that day. Please choose somebody who does."),
            field="user",
        )
    starts_at, ends_at = rosters.hours(day, whole_day=kind != ShiftKind.NIGHT)
    _refuse_overlap(user, starts_at, ends_at)
    return _enter(
        Shift(kind=kind, day=day, starts_at=starts_at, ends_at=ends_at, note=tidy(note)),
        user,
        at,
        actor=actor,
    )


@transaction.atomic
def swap(shift: Shift, *, other: Shift, actor: Actor, reason: str = "") -> tuple[Shift, Shift]:
    """Each of the two people has the other's duty."""
    if shift.pk == other.pk:
        raise Unusable(_("Please choose another duty to swap with."), field="other")
    _lock_users([shift.user_id, other.user_id])
    first, second = (Shift.objects.locked(pk) for pk in sorted([shift.pk, other.pk]))
    for each in (first, second):
        require(can_plan_duty(actor, each.place_code, unit=each.organisation_id))
        _require_ahead(each)
    if {first.user_id, second.user_id} != {shift.user_id, other.user_id}:
        raise NotNow(_("One of the two was changed meanwhile. Please look again."))
    if (first.place_id, first.organisation_id) != (second.place_id, second.organisation_id):
        raise Unusable(_("Only duties of the same place or unit can be swapped."), field="other")
    for each, partner in ((first, second), (second, first)):
        _refuse_overlap(partner.user, each.starts_at, each.ends_at, leaving_out=(first, second))
    _exchange(first, second)
    for each in (first, second):
        timeline.record(
            each,
            "swapped",
            actor=actor,
            internal=tidy(reason),
            data={"user": each.user_id},
            audience="staff",
        )
    return first, second


@transaction.atomic
def take_off(shift: Shift, *, actor: Actor, reason: str) -> Shift:
    """Nobody is on duty by this row any more; it stays on record with the reason."""
    shift = Shift.objects.locked(shift.pk)
    require(can_plan_duty(actor, shift.place_code, unit=shift.organisation_id))
    _require_ahead(shift)
    if not tidy(reason):
        raise Unusable(_("Please say why."), field="reason")
    shift.taken_off_at = clock.now()
    shift.save(update_fields=["taken_off_at"])
    timeline.record(shift, "taken_off", actor=actor, internal=tidy(reason), audience="staff")
    return shift


@transaction.atomic
def plan_days_off(
    at: Place | Organisation, *, people: Sequence[User], first: date, last: date, actor: Actor
) -> Plan:
    """Every day off between the two days is covered once: as it was, or by the next of the people
    in turn. Safe to run twice.
    """
    _require_planner(actor, at)
    Place.objects.select_for_update(of=("self",)).get(
        pk=(at if isinstance(at, Place) else at.place).pk
    )  # two plans of one place come one after the other
    _lock_users([user.pk for user in people])
    plan = plan_of(at, people=people, first=first, last=last)
    if uncovered := [turn.day for turn in plan.turns if turn.user is None]:
        raise Unusable(
            _("On %(day)s nobody of these people is free.") % {"day": spoken.day(uncovered[0])},
            field="people",
        )
    for turn in plan.turns:
        if turn.is_new and turn.user:
            starts_at, ends_at = rosters.hours(turn.day, whole_day=True)
            _enter(
                Shift(kind=turn.kind, day=turn.day, starts_at=starts_at, ends_at=ends_at),
                turn.user,
                at,
                actor=actor,
            )
    return plan


def _require_planner(actor: Actor, at: Place | Organisation) -> None:
    if isinstance(at, Place):
        require(can_plan_duty(actor, at.code))
    else:
        require(can_plan_duty(actor, at.place_code, unit=at.pk))


def see_phone(shift: Shift, *, actor: Actor, why: str) -> str:
    """The actor sees the number of whoever is on duty, and it is on record who looked and why."""
    require(can_see_duty_phone(actor, shift))
    if not tidy(why):
        raise Unusable(_("Please say why you need the number."), field="why")
    if not shift.user.phone:
        raise NotHere(_("No number is known of this person. Please ring the unit."))
    with transaction.atomic():
        timeline.look(shift, actor=actor, what="phone", why=tidy(why))
    return shift.user.phone


def _enter(shift: Shift, user: User, at: Place | Organisation, *, actor: Actor) -> Shift:
    shift.user = user
    shift.place, shift.organisation = (at, None) if isinstance(at, Place) else (at.place, at)
    shift.county, shift.place_code = shift.place.county_code, shift.place.code
    shift.save(force_insert=True)
    timeline.record(
        shift,
        "put_on_duty",
        actor=actor,
        internal=shift.note,
        data={"user": user.pk},
        audience="staff",
    )
    return shift


def _exchange(first: Shift, second: Shift) -> None:
    """In three steps, for at no moment may one person stand twice at one start."""
    first.user, second.user = second.user, first.user
    now = clock.now()
    for shift in (first, second):
        shift.taken_off_at = now
        shift.save(update_fields=["taken_off_at", "user"])
    for shift in (first, second):
        shift.taken_off_at = None
        shift.save(update_fields=["taken_off_at"])


def _lock_users(pks: Sequence[UUID]) -> None:
    """In one order, whoever asks:
    two who lock the same people never wait for each other in a ring.
    """
    list(User.objects.select_for_update().filter(pk__in=pks).order_by("pk").values_list("pk"))


def _require_ahead(shift: Shift) -> None:
    if shift.taken_off_at is not None:
        raise NotNow(_("This duty was taken off already."))
    if shift.ends_at <= clock.now():
        raise NotNow(_("This duty is over."))


def _refuse_overlap(
    user: User, since: datetime, until: datetime, *, leaving_out: Sequence[Shift] = ()
) -> None:
    standing = (
        Shift.objects.standing()
        .filter(user=user)
        .exclude(pk__in=[shift.pk for shift in leaving_out])
    )
    if standing.meeting(since, until).exists():
        raise NotNow(_("%(person)s is on duty at that time already.") % {"person": user})

"""Who is on duty tonight, this week, this month, and whose turn is it on the days off?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.errors import Unusable
from jinlin.core.time import clock
from jinlin.core.time.calendar import calendar
from jinlin.core.time.workdays import ONE_DAY
from jinlin.ground.accounts import rosters
from jinlin.ground.accounts.models import Grant, Shift, ShiftKind, ShiftRows, User
from jinlin.ground.accounts.roles import WORKERS, Role
from jinlin.ground.places.models import Level, Organisation, Place

LONGEST_PLAN = 92  # days
PLANNED = (Level.COUNTY, Level.TOWN, Level.COMMUNITY)
NIGHT = 22
SHOWN = ("user", "place", "organisation")
OWN_FIRST = F("organisation_id").asc(
    nulls_last=True
)  # a unit's own duty before that of the place as a whole


@dataclass(frozen=True)
class Turn:
    """One day off and who has it. `user` None: nobody of the people is free. `is_new`: nobody had
    it before.
    """

    day: date
    kind: str
    user: User | None
    is_new: bool

    @property
    def word(self) -> str:
        return str(ShiftKind(self.kind).label)


@dataclass(frozen=True)
class Plan:
    """The days off in order. `unpublished`: years of which only the weekends are known yet."""

    turns: list[Turn]
    unpublished: list[int]

    @property
    def signature(self) -> str:
        return ",".join(f"{turn.day}:{turn.user.pk if turn.user else ''}" for turn in self.turns)

    @property
    def new(self) -> int:
        return sum(turn.is_new and turn.user is not None for turn in self.turns)


def on_duty(code: str, at: datetime, *, units: Collection[UUID] = ()) -> ShiftRows:
    """Who is on duty at a moment for the place with this code: of these units or of the place as a
    whole, nearest first.
    """
    own = Q(organisation=None) | Q(organisation_id__in=units)
    rows = Shift.objects.standing().at(at).covering([code]).filter(own)
    return rows.select_related(*SHOWN).order_by(
        Length("place_code").desc(), OWN_FIRST, "starts_at", "pk"
    )


def the_night(now: datetime) -> datetime:
    """The moment that 'tonight' means: now, when it is night, else this evening."""
    local = now.astimezone(clock.CHINA)
    if local.hour < rosters.MORNING or local.hour >= rosters.EVENING:
        return now
    return clock.at(local.date(), NIGHT)


def tonight_for(actor: Actor) -> Shift | None:
    """The duty nearest to where this member of staff works: of their own unit, else of the place
    that they look after, else of one above. One statement.
    """
    near = Q(pk__in=Shift.objects.covering(actor.codes(*WORKERS)), organisation=None)
    own = Q(organisation_id__in=actor.organisations(*WORKERS))
    rows = (
        Shift.objects.standing()
        .at(the_night(clock.now()))
        .filter(near | own)
        .select_related(*SHOWN)
    )
    return rows.order_by(Length("place_code").desc(), OWN_FIRST, "starts_at", "pk").first()


def roster(actor: Actor, since: date, until: date) -> ShiftRows:
    """The duties that begin from one day to before another: in the places that the actor looks
    after and in those above, and of their own units.
    """
    codes = actor.codes(*WORKERS)
    near = Q(pk__in=Shift.objects.covering(codes)) | within(codes)
    near |= Q(organisation_id__in=actor.organisations(*WORKERS))
    rows = (
        Shift.objects.visible_to(actor)
        .standing()
        .filter(near, starts_at__gte=clock.at(since), starts_at__lt=clock.at(until))
    )
    return rows.select_related(*SHOWN).order_by("starts_at", "place_code", "pk")


def people_for(at: Place | Organisation, *, on: date | None = None) -> QuerySet[User]:
    """Who can be put on duty there: staff in order who work for the organisation on that day, or at
    the place or inside it.
    """
    grants = Grant.objects.current(on).filter(role__in=WORKERS)
    grants = (
        grants.filter(within(at.codes, "place__code"))
        if isinstance(at, Place)
        else grants.filter(organisation=at)
    )
    return (
        User.objects.staff()
        .filter(is_active=True, pk__in=grants.values("user"))
        .order_by("name", "username")
    )


def members_of(unit_id: UUID) -> QuerySet[User]:
    """Who works in a unit today."""
    grants = Grant.objects.current().filter(role__in=WORKERS, organisation_id=unit_id)
    return (
        User.objects.staff()
        .filter(is_active=True, pk__in=grants.values("user"))
        .order_by("name", "username")
    )


def duty_homes(actor: Actor) -> dict[str, Place | Organisation]:
    """The places and units whose duty this actor plans, by a key that can stand in an address: two
    statements.
    """
    codes = actor.codes(Role.LEAD)
    places = (
        Place.objects.present().filter(within(codes, "code"), level__in=PLANNED).order_by("code")
    )
    units = (
        Organisation.objects.open()
        .filter(within(codes) | Q(pk__in=actor.organisations(Role.LEAD)))
        .select_related("place")
        .order_by("place_code", "kind", "name")
    )
    own = sorted(units, key=lambda unit: unit.pk not in actor.organisations())
    return {
        **{f"unit-{unit.pk}": unit for unit in own},
        **{f"place-{place.pk}": place for place in places},
    }


def duties_to_swap_with(shift: Shift) -> ShiftRows:
    """The duties ahead of the same place or unit that others have."""
    same = {"place": shift.place_id, "organisation": shift.organisation_id}
    rows = (
        Shift.objects.standing().filter(**same, ends_at__gt=clock.now()).exclude(user=shift.user_id)
    )
    return rows.select_related(*SHOWN).order_by("starts_at", "pk")


def plan_of(at: Place | Organisation, *, people: Sequence[User], first: date, last: date) -> Plan:
    """Who would take which day off, without writing anything.

    The days that somebody has already stay theirs.
    """
    known = calendar()
    _refuse_span(people, first, last)
    days = rosters.days_off(first, last, calendar=known)
    there = {"place": at, "organisation": None} if isinstance(at, Place) else {"organisation": at}
    standing = (
        Shift.objects.standing()
        .filter(day__range=(first - ONE_DAY, last + ONE_DAY))
        .select_related("user")
    )
    covered = standing.filter(**there).exclude(kind=ShiftKind.NIGHT).order_by("-starts_at", "-pk")
    fixed = {shift.day: shift.user for shift in covered if shift.day in days}
    meeting = standing.filter(user__in=people)
    busy = {(day, shift.user) for shift in meeting for day in days if _meets(shift, day)}
    chosen = rosters.turns(days, people, fixed=fixed, busy=busy)
    return Plan(
        turns=[
            Turn(
                day,
                ShiftKind.HOLIDAY if day in known.days_off else ShiftKind.WEEKEND,
                chosen.get(day) or fixed.get(day),
                day not in fixed,
            )
            for day in days
        ],
        unpublished=[year for year in range(first.year, last.year + 1) if year not in known.years],
    )


def _refuse_span(people: Sequence[User], first: date, last: date) -> None:
    if not people:
        raise Unusable(_("Please choose at least one person."), field="people")
    if first < clock.today() or last < first or last - first > timedelta(days=LONGEST_PLAN):
        raise Unusable(
            _(
                "Please choose a first day from today on, and a last day at most three months "
                "later."
            ),
            field="last",
        )


def _meets(shift: Shift, day: date) -> bool:
    since, until = rosters.hours(day, whole_day=True)
    return shift.starts_at < until and shift.ends_at > since

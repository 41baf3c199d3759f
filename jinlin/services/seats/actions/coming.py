"""How is it noted that somebody came or left, once, whatever the phone sends?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable
from jinlin.core.keys import uuid7
from jinlin.core.time import clock
from jinlin.ground.people.models import Person
from jinlin.services.seats.models import Means, Outcome, Presence, Scan, Unit

AROUND = timedelta(hours=1)  # before the beginning and after the end one may still be noted
LATE, CLOCK_OFF = timedelta(minutes=5), timedelta(minutes=2)


@dataclass(frozen=True)
class Sight:
    """What a phone says that it saw. `said_at` and `sent_at` are by the phone's own clock; what
    the one is away from ours puts the other right.
    """

    id: UUID
    nonce: str
    means: Means
    said_at: datetime
    sent_at: datetime
    is_leaving: bool = False
    ticket: str = ""

    def digest(self, unit: Unit, person: Person | None) -> str:
        parts = (
            unit.pk,
            person.pk if person else "",
            self.ticket,
            self.nonce,
            self.means,
            self.is_leaving,
            self.said_at.astimezone(clock.CHINA).isoformat(),
        )
        return sha256("|".join(str(each) for each in parts).encode()).hexdigest()


def check_in(
    unit: Unit,
    person: Person,
    sight: Sight,
    *,
    actor: Actor,
    is_over: bool = False,
    only_here: bool = False,
) -> Scan:
    """The person was there, once, or has left; the scan stands with what came of it, and is the
    phone's receipt. `is_over`: the code that was scanned is not on the screen any more.
    `only_here`: whoever is noted somewhere else at this time is not counted; who scans at two
    places at once is serialised by the person's row.
    """
    with transaction.atomic():
        if only_here:
            _hold([person])
        is_away = only_here and bool(elsewhere(unit, [person], _put_right(sight)[0]))
        outcome = Outcome.ELSEWHERE if is_away else Outcome.OVER if is_over else None
        return _note(unit, person, sight, actor=actor, instead=outcome)


@transaction.atomic
def check_in_list(unit: Unit, people: Sequence[Person], *, actor: Actor) -> list[Person]:
    """Everybody on a sheet was there when it began, once: those who are noted now. Who was noted
    before, or somewhere else at this time, is left out. A few statements for a whole sheet.
    """
    _hold(people)
    unit = Unit.objects.held(unit)
    if unit.closed_at:
        raise NotNow(Outcome.CLOSED.label, detail={"reason": Outcome.CLOSED.value})
    if clock.now() < unit.starts_at - AROUND:
        raise NotNow(Outcome.OUTSIDE.label, detail={"reason": Outcome.OUTSIDE.value})
    left_out = set(Presence.objects.filter(unit=unit).values_list("person", flat=True))
    left_out |= elsewhere(unit, people, unit.starts_at)
    fresh = [each for each in dict.fromkeys(people) if each.pk not in left_out]
    moment = min(unit.starts_at, clock.now())
    Presence.objects.bulk_create(_present(unit, {"person": each}, moment) for each in fresh)
    sights = [(each, Sight(uuid7(), "", Means.LIST, moment, clock.now())) for each in fresh]
    Scan.objects.bulk_create(
        _scan(unit, each, sight, actor=actor, outcome=Outcome.COUNTED) for each, sight in sights
    )
    return fresh


@transaction.atomic
def uncount(unit: Unit, people: Sequence[Person]) -> None:
    """They were not there after all: they can be noted again, here or somewhere else. The scans
    stay as they were.
    """
    unit = Unit.objects.held(unit)
    Presence.objects.filter(unit=unit, person__in=[each.pk for each in people]).delete()


def elsewhere(unit: Unit, people: Sequence[Person], moment: datetime) -> set[UUID]:
    """Those of them who are noted at another place at the time of this unit."""
    rows = Presence.objects.filter(
        Q(left_at=None) | Q(left_at__gt=moment),
        person__in=[each.pk for each in people],
        unit__starts_at__lt=unit.ends_at,
        unit__ends_at__gt=unit.starts_at,
    ).exclude(unit=unit)
    return {key for key in rows.values_list("person", flat=True) if key}


def _hold(people: Sequence[Person]) -> None:
    keys = [each.pk for each in people]
    rows = Person.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    list(rows.values_list("pk", flat=True))


def count_walk_in(unit: Unit, sight: Sight, *, actor: Actor) -> Scan:
    """Somebody without an account was there: counted by the number of their ticket, once."""
    if not sight.ticket:
        raise Unusable(_("Please say the number of the ticket."), field="ticket")
    return _note(unit, None, sight, actor=actor)


def _note(
    unit: Unit,
    person: Person | None,
    sight: Sight,
    *,
    actor: Actor,
    instead: Outcome | None = None,
) -> Scan:
    if known := _known(unit, person, sight):
        return known
    try:
        with transaction.atomic():
            unit = Unit.objects.held(unit)
            return _known(unit, person, sight) or _write(unit, person, sight, actor, instead)
    except IntegrityError:  # the same scan arrived through another line in this moment
        known = _known(unit, person, sight)
        if known is None:
            raise
        return known


def _known(unit: Unit, person: Person | None, sight: Sight) -> Scan | None:
    """The scan as it was noted before. Raises NotNow when its key stands for something else."""
    found = Scan.objects.filter(pk=sight.id).first()
    if found and found.digest != sight.digest(unit, person):
        raise NotNow(
            _("This was sent before with other contents; both are kept."),
            detail={"reason": "key_used_for_another_body"},
        )
    return found


def _write(
    unit: Unit, person: Person | None, sight: Sight, actor: Actor, instead: Outcome | None
) -> Scan:
    outcome = instead or _count(unit, person, sight, _put_right(sight)[0])
    scan = _scan(unit, person, sight, actor=actor, outcome=outcome)
    scan.save()
    return scan


def _put_right(sight: Sight) -> tuple[datetime, timedelta]:
    """When it was by our clock, and by how much the phone's was wrong."""
    now = clock.now()
    off = sight.sent_at - now if abs(sight.sent_at - now) > CLOCK_OFF else timedelta(0)
    return min(sight.said_at - off, now), off


def _scan(
    unit: Unit, person: Person | None, sight: Sight, *, actor: Actor, outcome: Outcome
) -> Scan:
    now = clock.now()
    moment, off = _put_right(sight)
    return Scan(
        id=sight.id,
        county=unit.county,
        unit=unit,
        person=person,
        ticket=sight.ticket,
        is_leaving=sight.is_leaving,
        means=sight.means,
        nonce=sight.nonce,
        said_at=sight.said_at,
        counted_at=moment,
        received_at=now,
        is_late=now - moment > LATE,
        clock_off=int(off.total_seconds()),
        outcome=outcome,
        digest=sight.digest(unit, person),
        noted_by=actor.user_id,
    )


def _present(
    unit: Unit, who: dict[str, Any], moment: datetime, means: str = Means.LIST
) -> Presence:
    return Presence(
        county=unit.county,
        unit=unit,
        came_at=moment,
        came_on=clock.local_day(moment),
        means=means,
        **who,
    )


def _count(unit: Unit, person: Person | None, sight: Sight, moment: datetime) -> Outcome:
    """What the scan changes, the unit being locked."""
    if unit.closed_at:
        return Outcome.CLOSED
    if not unit.starts_at - AROUND <= moment <= unit.ends_at + AROUND:
        return Outcome.OUTSIDE
    who: dict[str, Any] = {"person": person} if person else {"ticket": sight.ticket}
    there = Presence.objects.filter(unit=unit, **who).first()
    if sight.is_leaving:
        return _leave(there, sight, moment)
    used = Scan.objects.filter(unit=unit, nonce=sight.nonce, outcome=Outcome.COUNTED)
    if there or used.exists():
        return Outcome.REPEATED
    _present(unit, who, moment, sight.means).save(force_insert=True)
    return Outcome.COUNTED


def _leave(there: Presence | None, sight: Sight, moment: datetime) -> Outcome:
    if there is None or moment < there.came_at:
        return Outcome.NOT_HERE_YET
    if there.left_at:
        return Outcome.REPEATED
    there.left_at, there.means_out = moment, sight.means
    there.save(update_fields=["left_at", "means_out"])
    return Outcome.LEFT

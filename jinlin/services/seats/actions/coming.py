"""How is it noted that somebody came or left, once, whatever the phone sends?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable
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
        told = (
            unit.pk,
            person.pk if person else "",
            self.ticket,
            self.nonce,
            self.means,
            self.is_leaving,
            self.said_at.astimezone(clock.CHINA).isoformat(),
        )
        return sha256("|".join(str(each) for each in told).encode()).hexdigest()


def check_in(
    unit: Unit, person: Person, sight: Sight, *, actor: Actor, is_over: bool = False
) -> Scan:
    """The person was there, once, or has left; the scan stands with what came of it, and is the
    phone's receipt. `is_over`: the code that was scanned is not on the screen any more.
    """
    return _note(unit, person, sight, actor=actor, is_over=is_over)


def count_walk_in(unit: Unit, sight: Sight, *, actor: Actor) -> Scan:
    """Somebody without an account was there: counted by the number of their ticket, once."""
    if not sight.ticket:
        raise Unusable(_("Please say the number of the ticket."), field="ticket")
    return _note(unit, None, sight, actor=actor)


def _note(
    unit: Unit, person: Person | None, sight: Sight, *, actor: Actor, is_over: bool = False
) -> Scan:
    if known := _known(unit, person, sight):
        return known
    try:
        with transaction.atomic():
            unit = Unit.objects.held(unit)
            return _known(unit, person, sight) or _write(unit, person, sight, actor, is_over)
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


def _write(unit: Unit, person: Person | None, sight: Sight, actor: Actor, is_over: bool) -> Scan:
    now = clock.now()
    off = sight.sent_at - now if abs(sight.sent_at - now) > CLOCK_OFF else timedelta(0)
    moment = min(sight.said_at - off, now)
    outcome = Outcome.OVER if is_over else _count(unit, person, sight, moment)
    scan = Scan(
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
    scan.save()
    return scan


def _count(unit: Unit, person: Person | None, sight: Sight, moment: datetime) -> Outcome:
    """What the scan changes, the unit being locked."""
    if unit.closed_at:
        return Outcome.CLOSED
    if not unit.starts_at - AROUND <= moment <= unit.ends_at + AROUND:
        return Outcome.OUTSIDE
    who = {"person": person} if person else {"ticket": sight.ticket}
    there = Presence.objects.filter(unit=unit, **who).first()
    if sight.is_leaving:
        return _leave(there, sight, moment)
    used = Scan.objects.filter(unit=unit, nonce=sight.nonce, outcome=Outcome.COUNTED)
    if there or used.exists():
        return Outcome.REPEATED
    Presence.objects.create(
        county=unit.county,
        unit=unit,
        came_at=moment,
        came_on=clock.local_day(moment),
        means=sight.means,
        **who,
    )
    return Outcome.COUNTED


def _leave(there: Presence | None, sight: Sight, moment: datetime) -> Outcome:
    if there is None or moment < there.came_at:
        return Outcome.NOT_HERE_YET
    if there.left_at:
        return Outcome.REPEATED
    there.left_at, there.means_out = moment, sight.means
    there.save(update_fields=["left_at", "means_out"])
    return Outcome.LEFT

"""Is the door shut for this user name after too many wrong passwords?"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.salted import salted
from jinlin.core.time import clock
from jinlin.ground.accounts.models import Lockout, User

logger = logging.getLogger(__name__)


def shut_until(username: str) -> datetime | None:
    """When the door opens again for this name; None when it is open."""
    row = Lockout.objects.filter(key=_key(username), until__gt=clock.now()).first()
    return row.until if row else None


@transaction.atomic
def take_a_try(username: str) -> datetime | None:
    """One try is counted before its password is looked at, so that of many at the same moment no
    more are looked at than were left; otherwise, when the door opens again.
    """
    row, now = _row(username), clock.now()
    if row.until and row.until > now:
        return row.until
    if row.failures >= settings.LOCKOUT_FAILURES:
        return now + timedelta(minutes=1)  # the tries that are being looked at decide
    row.failures, row.last_at = row.failures + 1, now
    row.save()
    return None


@transaction.atomic
def failed(username: str) -> int:
    """The try that was taken was wrong; returns how many are left.

    At none the door is shut for a while, which is logged and on record.
    """
    row, now = _row(username), clock.now()
    left = settings.LOCKOUT_FAILURES - row.failures
    if left <= 0 and row.failures:
        row.failures, row.until = 0, now + timedelta(minutes=settings.LOCKOUT_MINUTES)
        _tell(username, row.until)
        row.save()
    return max(left, 0)


def _row(username: str) -> Lockout:
    """The locked row of this name; what was counted long ago no longer counts."""
    Lockout.objects.get_or_create(key=_key(username))
    row = Lockout.objects.select_for_update().get(key=_key(username))
    if row.last_at < clock.now() - timedelta(minutes=settings.LOCKOUT_MINUTES):
        row.failures = 0
    return row


def forgive(username: str) -> None:
    """Nothing is counted against this name any more, and its door is open."""
    Lockout.objects.filter(key=_key(username)).delete()


def forget_old(now: datetime) -> int:
    """Counts that say nothing any more are gone. Returns how many."""
    return Lockout.objects.filter(last_at__lt=now - timedelta(days=1)).delete()[0]


def _tell(username: str, until: datetime) -> None:
    user = User.objects.select_for_update().filter(username=username).first()
    logger.warning(
        "sign-in shut until %s after repeated wrong passwords (%s)",
        until.isoformat(),
        user.pk if user else "a name nobody has",
    )
    if user:
        timeline.record(user, "locked_out", actor=SYSTEM, data={"until": until}, audience="staff")


def _key(username: str) -> str:
    return salted("jinlin.ground.accounts.lockout", username.strip()).hex()

"""Which work on appeals is due without anybody asking? Safe to run twice: what is done already is not open any more."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from jinlin.appeals import actions
from jinlin.appeals.lifecycle import State
from jinlin.appeals.models import Appeal, AppealQuerySet
from jinlin.appeals.queries.keeping import unkept
from jinlin.core import clock
from jinlin.core.errors import Refusal


def close_after_silence() -> int:
    """Finished appeals whose judging period is over are closed, with the silence on record."""
    return _each(Appeal.objects.filter(state=State.FINISHED, due_at__lt=clock.now()), actions.lapse)


def escalate_late() -> int:
    """Late appeals are seen as high as they are late."""
    return _each(Appeal.objects.overdue(clock.now()).filter(lateness__lt=2), actions.escalate)


def give_back_what_nobody_keeps() -> int:
    """What was kept by somebody who is gone is the whole unit's again."""
    return _each(unkept(), actions.fall_back)


def _each(rows: AppealQuerySet, verb: Callable[[Appeal], Any]) -> int:
    """The verb for every row for which it is open; the others are normal: somebody else got there first, or their time has not come.

    All are picked before the first is changed: a reading that stayed open would stand in the way of writing.
    """
    done = 0
    for key, version in list(rows.order_by("due_at", "id").values_list("pk", "version")):
        try:
            verb(Appeal(pk=key, version=version))
            done += 1
        except Refusal:
            continue
    return done


PERIODIC = [
    ("recompute-deadlines", timedelta(hours=1), actions.recompute_provisional),
    ("close-after-silence", timedelta(hours=1), close_after_silence),
    ("escalate-late", timedelta(minutes=10), escalate_late),
    ("give-back-what-nobody-keeps", timedelta(days=1), give_back_what_nobody_keeps),
]

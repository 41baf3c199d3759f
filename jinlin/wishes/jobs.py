"""Which work on wishes is due without anybody asking? Safe to run twice: what is done already is not open any more."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from jinlin.core import clock
from jinlin.core.errors import Refusal
from jinlin.wishes import actions
from jinlin.wishes.lifecycle import State
from jinlin.wishes.models import Wish, WishRows
from jinlin.wishes.models.wish import TOP


def raise_unclaimed() -> int:
    """What nobody took on in time goes one level up, and stays on the wall."""
    return _each(_past(State.PUBLISHED).filter(level__lt=TOP), actions.raise_)


def release_overdue() -> int:
    """What was taken on and not handed over in time is open to everybody again."""
    return _each(_past(State.CLAIMED), actions.run_out)


def end_after_silence() -> int:
    """What was handed over and got no word is ended, with the silence on record."""
    return _each(_past(State.FULFILLED), actions.lapse)


def _past(state: State) -> WishRows:
    return Wish.objects.filter(state=state, due_at__lt=clock.now())


def _each(rows: WishRows, verb: Callable[[Wish], Any]) -> int:
    """The verb for every row for which it is open; the others are normal: somebody else got there first, or their time has not come.

    All are picked before the first is changed: a reading that stayed open would stand in the way of writing.
    """
    done = 0
    for key, version in list(rows.order_by("due_at", "id").values_list("pk", "version")):
        try:
            verb(Wish(pk=key, version=version))
            done += 1
        except Refusal:
            continue
    return done


PERIODIC = [
    ("raise-unclaimed-wishes", timedelta(hours=1), raise_unclaimed),
    ("release-overdue-wishes", timedelta(hours=1), release_overdue),
    ("end-silent-wishes", timedelta(hours=1), end_after_silence),
]

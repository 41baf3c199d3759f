"""Which work on wishes is due without anybody asking?

Safe to run twice: what is done already is not open any more.
"""

from datetime import timedelta

from jinlin.core.sweeping import sweep
from jinlin.core.time import clock
from jinlin.domains.wishes import actions
from jinlin.domains.wishes.lifecycle import State
from jinlin.domains.wishes.models import Wish, WishRows
from jinlin.domains.wishes.models.wish import TOP


def raise_unclaimed() -> int:
    """What nobody took on in time goes one level up, and stays on the wall."""
    return sweep(_past(State.PUBLISHED).filter(level__lt=TOP), actions.raise_)


def release_overdue() -> int:
    """What was taken on and not handed over in time is open to everybody again."""
    return sweep(_past(State.CLAIMED), actions.run_out)


def end_after_silence() -> int:
    """What was handed over and got no word is ended, with the silence on record."""
    return sweep(_past(State.FULFILLED), actions.lapse)


def _past(state: State) -> WishRows:
    return Wish.objects.filter(state=state, due_at__lt=clock.now())


PERIODIC = [
    ("raise-unclaimed-wishes", timedelta(hours=1), raise_unclaimed),
    ("release-overdue-wishes", timedelta(hours=1), release_overdue),
    ("end-silent-wishes", timedelta(hours=1), end_after_silence),
]

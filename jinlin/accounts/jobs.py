"""What do accounts do by themselves, again and again?"""

from datetime import timedelta

from jinlin.accounts import lockout
from jinlin.core import clock


def forget_old_failures() -> int:
    """Wrong passwords of days ago are no longer counted anywhere."""
    return lockout.forget_old(clock.now())


PERIODIC = [("forget_old_failures", timedelta(days=1), forget_old_failures)]

"""What do accounts do by themselves, again and again?"""

from datetime import timedelta

from jinlin.core.time import clock
from jinlin.ground.accounts import lockout


def forget_old_failures() -> int:
    """Wrong passwords of days ago are no longer counted anywhere."""
    return lockout.forget_old(clock.now())


PERIODIC = [("forget_old_failures", timedelta(days=1), forget_old_failures)]

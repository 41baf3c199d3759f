"""What is a process told whose house lives at another hour than the machine? Python reads this
before anything else, in a process that has this folder on its path and whose environment says by
how many seconds the clock is shifted.
"""

import os
from datetime import datetime, timedelta

from jinlin.core.time import clock

SHIFT = timedelta(seconds=float(os.environ["SECONDS_SHIFTED"]))


def now() -> datetime:
    return clock._set_time.get() or datetime.now(clock.CHINA) + SHIFT


clock.now = now

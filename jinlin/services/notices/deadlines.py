"""When may a message go out, and when is a failed one tried again?

Plain arithmetic, in China's time whatever zone the server runs in.
"""

from datetime import datetime, time, timedelta

from jinlin.core.time import clock

QUIET_FROM, QUIET_TO = time(21), time(8)
BACK_OFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
)
LONGEST_WAIT = timedelta(days=1)  # however long a gateway asks us to stay away
LEASE = timedelta(minutes=3)  # longer than any try can last: see core.gateways


def is_quiet(moment: datetime, begins: time, ends: time) -> bool:
    """Whether a moment lies in the quiet hours.

    The first second is quiet, the last no longer; equal ends mean that there are none.
    """
    here = moment.astimezone(clock.CHINA).time()
    return begins <= here < ends if begins <= ends else here >= begins or here < ends


def first_loud(moment: datetime, begins: time, ends: time) -> datetime:
    """The moment itself, or the end of the quiet hours that it lies in."""
    if not is_quiet(moment, begins, ends):
        return moment
    here = moment.astimezone(clock.CHINA)
    end = datetime.combine(here.date(), ends, clock.CHINA)
    return end if end > here else end + timedelta(days=1)


def next_try(
    now: datetime, attempts: int, *, stay_away: timedelta = timedelta(0)
) -> datetime | None:
    """When to try again after so many attempts in vain, not before the gateway wants to hear of us
    again. None: no more.
    """
    if not 1 <= attempts <= len(BACK_OFF):
        return None
    return now + max(BACK_OFF[attempts - 1], min(stay_away, LONGEST_WAIT))

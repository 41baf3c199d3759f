"""Which work on service days is due without anybody asking? Safe to run twice."""

from datetime import timedelta

from jinlin.core.sweeping import sweep
from jinlin.core.time import clock
from jinlin.domains.servicedays import actions
from jinlin.domains.servicedays.deadlines import AHEAD
from jinlin.domains.servicedays.lifecycle import State
from jinlin.domains.servicedays.models import Series, Session

UNOPENED = timedelta(days=3)


def lay_out() -> int:
    """Every series has its days for two months ahead. Returns how many are new."""
    today = clock.today()
    series = list(Series.objects.current(today).order_by("county", "id"))
    return sum(len(actions.lay_out(each, until=today + AHEAD)) for each in series)


def lapse_unopened() -> int:
    """Days that nobody began are on record as not held."""
    rows = Session.objects.filter(state=State.PLANNED, ends_at__lt=clock.now() - UNOPENED)
    return sweep(rows, actions.lapse, order=("ends_at", "id"))


PERIODIC = [
    ("lay-out-service-days", timedelta(hours=6), lay_out),
    ("lapse-unopened-service-days", timedelta(hours=6), lapse_unopened),
]

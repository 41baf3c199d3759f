"""Which long lists are made by the worker, and which are thrown away?"""

from datetime import timedelta

from jinlin.core.time import clock
from jinlin.metrics.ledgers.making import make
from jinlin.metrics.ledgers.models import Step, Takeaway

STALLED = timedelta(minutes=5)


def make_takeaways() -> int:
    """Every list that somebody asked for is a file; one whose worker died is begun anew."""
    made = 0
    now = clock.now()
    stalled = Takeaway.objects.filter(step=Step.GOING, beat_at__lt=now - STALLED)
    stalled.update(step=Step.WAITING, done=0)
    waiting = Takeaway.objects.filter(step=Step.WAITING).order_by("asked_at")
    for row in waiting[:20]:
        claimed = Takeaway.objects.filter(pk=row.pk, step=Step.WAITING)
        if claimed.update(step=Step.GOING, beat_at=clock.now()):
            make(row)
            made += 1
    return made


def drop_takeaways() -> int:
    """Files past their day are gone; the line says so."""
    dropped = 0
    for row in Takeaway.objects.filter(step=Step.DONE, expires_at__lt=clock.now()):
        row.path.unlink(missing_ok=True)
        dropped += Takeaway.objects.filter(pk=row.pk).update(step=Step.GONE, stored="", size=0)
    return dropped


PERIODIC = [
    ("make_takeaways", timedelta(seconds=5), make_takeaways),
    ("drop_takeaways", timedelta(hours=1), drop_takeaways),
]

"""How is the house: the numbers that its operator, its doctor and its meters all read?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Max, Min
from django_tasks_db.models import DBTaskResult

from jinlin.core.outages import trouble_of
from jinlin.core.time import clock
from jinlin.core.timeline import Seal
from jinlin.services.notices.lifecycle import State
from jinlin.services.notices.models import Delivery
from jinlin.web.models import BACKUP, REHEARSAL, Note, Turn
from jinlin.web.running.disk import disk

LATE = timedelta(minutes=10)


@dataclass(frozen=True)
class Reading:
    """One number with its name for meters. None: there is nothing yet to be read."""

    name: str
    words: str
    value: float | None


def all_readings() -> Iterator[Reading]:
    """Those of the database only while it answers."""
    here = disk()
    yield Reading("jinlin_disk_free_bytes", "Bytes free on the fullest disk", here.free)
    yield Reading("jinlin_disk_size_bytes", "Size of that disk", here.size)
    try:
        yield from [Reading(name, words, ask()) for name, (words, ask) in READINGS.items()]
    except Exception as error:
        if trouble_of(error) is None:
            raise
        connection.close()
        yield Reading("jinlin_database_up", "1: the database answers", 0)
    else:
        yield Reading("jinlin_database_up", "1: the database answers", 1)


def outbox_seconds() -> float:
    """For how long the message that waits longest could have been sent."""
    return _since(Delivery.objects.due(clock.now()).aggregate(at=Min("next_at"))["at"]) or 0


def outbox_waiting() -> int:
    return Delivery.objects.due(clock.now()).count()


def messages_given_up() -> int:
    return Delivery.objects.filter(state=State.DEAD).count()


def late_jobs() -> list[str]:
    """What should have begun some time ago."""
    late = Turn.objects.filter(due_at__lt=clock.now() - LATE)
    return list(late.order_by("name").values_list("name", flat=True))


def failed_jobs() -> list[str]:
    return list(Turn.objects.exclude(failure="").order_by("name").values_list("name", flat=True))


def failed_tasks() -> int:
    """Work from the queue that came to no good end in the last week."""
    return DBTaskResult.objects.filter(
        status="FAILED", finished_at__gt=clock.now() - timedelta(days=7)
    ).count()


def worker_seconds() -> float | None:
    """Since when no worker began anything."""
    return _since(Turn.objects.aggregate(at=Max("began_at"))["at"])


def seal_seconds() -> float | None:
    """Since the last seal, of the county whose last one is oldest."""
    last = Seal.objects.order_by().values("county").annotate(last=Max("at"))
    return max((_since(row["last"]) or 0 for row in last), default=None)


def backup_seconds() -> float | None:
    return _since(Note.moment(BACKUP))


def rehearsal_seconds() -> float | None:
    return _since(Note.moment(REHEARSAL))


def _since(moment: datetime | None) -> float | None:
    return None if moment is None else max(0.0, (clock.now() - moment).total_seconds())


READINGS: dict[str, tuple[str, Callable[[], float | None]]] = {
    "jinlin_outbox_oldest_seconds": ("Age of the oldest message that is due", outbox_seconds),
    "jinlin_outbox_waiting": ("Messages that are due", outbox_waiting),
    "jinlin_outbox_given_up": ("Messages that were given up", messages_given_up),
    "jinlin_jobs_late": ("Periodic jobs that should have begun", lambda: len(late_jobs())),
    "jinlin_jobs_failed": ("Periodic jobs that failed last time", lambda: len(failed_jobs())),
    "jinlin_tasks_failed": ("Queued tasks that failed this week", failed_tasks),
    "jinlin_worker_seconds": ("Seconds since a worker began something", worker_seconds),
    "jinlin_seal_seconds": ("Seconds since the last seal, of the latest county", seal_seconds),
    "jinlin_backup_seconds": ("Seconds since the last backup", backup_seconds),
    "jinlin_rehearsal_seconds": ("Seconds since a restore was rehearsed", rehearsal_seconds),
}

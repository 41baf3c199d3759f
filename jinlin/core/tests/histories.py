"""Which histories do the timeline's tests tell?

Two counties, three days of April 2025, short chains; and how a tamperer would get at them.
"""

from contextlib import contextmanager
from datetime import date, datetime

from django.db import connection

from jinlin.core import timeline
from jinlin.core.actor import Actor, Kind
from jinlin.core.append_only import allow_flush
from jinlin.core.keys import uuid7
from jinlin.core.tests.models import Matter
from jinlin.core.time import clock

DEHUA, TONGWEI = "350526", "621121"
FRIDAY, SATURDAY, SUNDAY = date(2025, 4, 18), date(2025, 4, 19), date(2025, 4, 20)
AFTERWARDS = clock.at(date(2025, 4, 21), 9)
CLERK = Actor(Kind.PERSON, uuid7(), name="陈小红", face="龙浔镇社会治理办")


def matter(county=DEHUA):
    return Matter(county=county, place_code=county, on=FRIDAY)


def tell(subject, *verbs, day=FRIDAY, hour=9, **words):
    """The subject's history goes on by these verbs."""
    with clock.set_to(clock.at(day, hour)):
        return [timeline.record(subject, verb, actor=CLERK, **words) for verb in verbs]


def told(county=DEHUA):
    """A subject with five links over two days: three on Friday, two on Saturday."""
    subject = matter(county)
    tell(subject, "reported", "accepted", "handed_over", note="收到，三天内答复")
    tell(subject, "finished", "judged", day=SATURDAY)
    return subject


def seal(now: datetime = AFTERWARDS):
    with clock.set_to(now):
        return timeline.seal_due(now)


def broken(county=None):
    return [
        (one.wrong.value, one.subject_id or one.day, one.seq) for one in timeline.verify(county)
    ]


@contextmanager
def tampering():
    """A cursor of somebody who owns the database and took the triggers off."""
    with allow_flush(), connection.cursor() as cursor:
        yield cursor


def key(subject):
    """The subject's key as the engine stores it."""
    return subject.pk if connection.vendor == "postgresql" else subject.pk.hex

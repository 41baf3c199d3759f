"""Whose turn is it to run a periodic job?"""

from datetime import datetime, timedelta

from django.db import models

from jinlin.core.time import clock


class Turn(models.Model):
    """One periodic job and the moment it is next due.

    Whoever moves `due_at` on runs the job, so it never runs twice for one turn.
    """

    name = models.CharField(max_length=100, primary_key=True)
    due_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    failure = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def claim(cls, name: str, every: timedelta, now: datetime | None = None) -> bool:
        """True when the job is due and now belongs to the caller; its next turn is `every` from
        now.
        """
        now = now or clock.now()
        cls.objects.get_or_create(name=name, defaults={"due_at": now})
        mine = cls.objects.filter(name=name, due_at__lte=now)
        return mine.update(due_at=now + every, began_at=now, ended_at=None) == 1

"""Whose turn is it to run a periodic job, and what does the house note of its own running?"""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models

from jinlin.core.time import clock
from jinlin.web.erasing.rows import Erasure

__all__ = ["BACKUP", "CLOSED", "REHEARSAL", "Erasure", "Note", "Turn"]
BACKUP, REHEARSAL, CLOSED = "backup", "rehearsal", "closed for writing"


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


class Note(models.Model):
    """When something last came to a good end, or since when something holds; at most one row for
    each name. `told` is for programs: numbers, names of files.
    """

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()
    told = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def put(cls, name: str, **details: Any) -> None:
        """It is noted as of now."""
        cls.objects.update_or_create(name=name, defaults={"at": clock.now(), "told": details})

    @classmethod
    def of(cls, name: str) -> Self | None:
        return cls.objects.filter(name=name).first()

    @classmethod
    def moment(cls, name: str) -> datetime | None:
        found = cls.of(name)
        return found.at if found else None

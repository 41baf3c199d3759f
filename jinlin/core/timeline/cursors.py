"""What was told since a reader of the timeline last read, without reading whole tables?

A reader keeps a cursor: the key of the time up to which it has read everything. Entries become
visible when their transaction commits, not in the order of their keys; so a reader that has read
everything goes back LAG before its own beginning and meets the newest entries again: what it does
with them must be safe to do twice.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from jinlin.core.timeline.entries import Entry

LAG = 120  # seconds; a transaction that began before has ended by then
BATCH = 500


class Cursor(models.Model):
    """How far one reader has come: entries with smaller keys were read."""

    reader = models.CharField(max_length=60, primary_key=True)
    until = models.UUIDField()

    class Meta:
        verbose_name = _("reader of the timeline")
        verbose_name_plural = _("readers of the timeline")

    def __str__(self) -> str:
        return self.reader


@dataclass(frozen=True)
class News:
    """The subjects of one kind of which something was told. `is_first`: nobody has read before, so
    the reader has to look at everything.
    """

    reader: str
    of: str
    since: UUID | None
    until: UUID

    @property
    def is_first(self) -> bool:
        return self.since is None

    def subjects(self) -> Iterator[list[UUID]]:
        """Their keys, each once, some hundreds at a time."""
        rows = Entry.objects.filter(subject_type=self.of).order_by("pk")
        rows = rows.filter(pk__gte=self.since) if self.since else rows
        batch: dict[UUID, None] = {}
        for subject in rows.values_list("subject_id", flat=True).iterator(BATCH):
            batch[subject] = None
            if len(batch) == BATCH:
                yield list(batch)
                batch = {}
        if batch:
            yield list(batch)

    def was_read(self) -> None:
        """The next reading begins LAG before this one began."""
        Cursor.objects.update_or_create(reader=self.reader, defaults={"until": self.until})


def news(reader: str, *, of: str) -> News:
    """What this reader has not read yet of subjects with the label `of`."""
    since = Cursor.objects.filter(reader=reader).values_list("until", flat=True).first()
    return News(reader, of, since, UUID(int=(int(time.time()) - LAG) * 1000 << 80))

"""How is a county's day sealed, so that a missing tail or a vanished chain shows?

A chain proves itself only up to its last link. The seal of a day therefore keeps the head of every
chain that grew on that day, and a hash over the day's access rows. Seals form a chain of their own.
A day with very many chains is sealed in parts, so that no seal grows without bound.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, ClassVar
from uuid import UUID

from django.db import models, transaction
from django.db.models import Index, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from jinlin.core.append_only import AppendOnlyRow
from jinlin.core.time import clock
from jinlin.core.timeline.chain import ALGORITHM, digest
from jinlin.core.timeline.entries import Access, Entry

CHAINS_PER_SEAL = 2_000
SETTLED_AFTER = timedelta(minutes=15)  # a transaction begun before midnight has ended by then
BATCH = 2_000

Heads = dict[str, list[Any]]  # subject key -> [subject type, number, hash] of the day's last link


class Seal(AppendOnlyRow):
    """The heads of a county's chains at the end of one day: those of subjects after `after` up to
    `until` (None: from the first, to the last).
    """

    seq = models.PositiveIntegerField()
    day = models.DateField()
    after = models.UUIDField(null=True)
    until = models.UUIDField(null=True)
    heads = models.JSONField(default=dict)
    accesses = models.CharField(max_length=64)
    at = models.DateTimeField()
    previous = models.CharField(max_length=64, blank=True)
    algorithm = models.CharField(max_length=12, default=ALGORITHM)
    hash = models.CharField(max_length=64)

    HASHED: ClassVar[tuple[str, ...]] = (
        "id",
        "county",
        "seq",
        "day",
        "after",
        "until",
        "heads",
        "accesses",
        "at",
        "previous",
        "algorithm",
    )

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        ordering = ("county", "seq")
        constraints = (UniqueConstraint(fields=["county", "seq"], name="seal_numbered_once"),)
        indexes = (Index(fields=["county", "day"], name="seal_by_day"),)

    def __str__(self) -> str:
        return f"{self.county} {self.day} #{self.seq}"

    def digest(self) -> str:
        return digest({name: getattr(self, name) for name in self.HASHED}, self.algorithm)


@transaction.atomic
def seal_day(county: str, day: date) -> list[Seal]:
    """The day is sealed; a day that is sealed already, or on which nothing happened, gets no
    further seal. Returns the seals made.
    """
    if Seal.objects.filter(county=county, day=day).exists() or not _is_used(county, day):
        return []
    made: list[Seal] = []
    after, accesses = None, accesses_digest(county, day, ALGORITHM)
    last = Seal.objects.filter(county=county).order_by("-seq").first()
    while not made or after:
        heads, until = heads_of(county, day, after=after)
        last = Seal(
            county=county,
            seq=(last.seq if last else 0) + 1,
            day=day,
            after=after,
            until=until,
            heads=heads,
            accesses=accesses,
            at=clock.now(),
            previous=last.hash if last else "",
        )
        last.hash = last.digest()
        last.save()
        made.append(last)
        after = until
    return made


def seal_due(now: datetime) -> int:
    """All past days of all counties are sealed. Safe to run twice.

    Returns how many days were sealed.
    """
    return sum(bool(seal_day(county, day)) for county, day in unsealed_days(now))


def unsealed_days(now: datetime) -> list[tuple[str, date]]:
    """The counties and past days that have entries or accesses but no seal, oldest first."""
    today = clock.local_day(now - SETTLED_AFTER)
    used = {
        pair
        for model in (Entry, Access)
        for pair in model.objects.filter(on__lt=today)
        .order_by()
        .values_list("county", "on")
        .distinct()
    }
    sealed = set(Seal.objects.order_by().values_list("county", "day").distinct())
    return sorted(used - sealed, key=lambda pair: (pair[1], pair[0]))


def heads_of(
    county: str, day: date, *, after: UUID | None = None, until: UUID | None = None
) -> tuple[Heads, UUID | None]:
    """The day's last link of each chain after `after`, and where the next part begins: `until`, or
    the last of a full part, or None at the end.
    """
    heads: Heads = {}
    for subject_id, links in groupby(_links(county, day, after, until), key=lambda link: link[0]):
        if until is None and len(heads) == CHAINS_PER_SEAL:
            return heads, UUID(list(heads)[-1])
        *_before, (_id, subject_type, seq, hash_) = links
        heads[str(subject_id)] = [subject_type, seq, hash_]
    return heads, until


def accesses_digest(county: str, day: date, algorithm: str) -> str:
    """One hash over all access rows of the day, in the order of their keys; empty when nobody
    looked.
    """
    running = ""
    for row in (
        Access.objects.filter(county=county, on=day)
        .order_by("id")
        .values(*Access.HASHED)
        .iterator(BATCH)
    ):
        running = digest({"previous": running, **row}, algorithm)
    return running


def _links(
    county: str, day: date, after: UUID | None, until: UUID | None
) -> Iterator[tuple[UUID, str, int, str]]:
    entries = Entry.objects.filter(county=county, on=day)
    if after:
        entries = entries.filter(subject_id__gt=after)
    if until:
        entries = entries.filter(subject_id__lte=until)
    return (
        entries.order_by("subject_id", "seq")
        .values_list("subject_id", "subject_type", "seq", "hash")
        .iterator(BATCH)
    )


def _is_used(county: str, day: date) -> bool:
    return any(model.objects.filter(county=county, on=day).exists() for model in (Entry, Access))

"""How is a county's day sealed, so that a missing tail or a vanished chain shows?

A chain proves itself only up to its last link. The seal of a day therefore keeps the head of every
chain that grew on that day, under the root of a tree over them, and a hash over the day's access
rows. Seals form a chain of their own, and their hashes are kept outside the database too. A day
with very many chains is sealed in parts, so that no seal grows without bound. What is told of a
sealed day only afterwards (a clock that went back) is sealed behind it as late, never over it.
"""

import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, ClassVar
from uuid import UUID

from django.db import models, transaction
from django.db.models import Count, Index, Max, Min, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from jinlin.core.append_only import AppendOnlyRow
from jinlin.core.errors import NotNow
from jinlin.core.time import clock
from jinlin.core.timeline import roots, trees
from jinlin.core.timeline.chain import TREE, WHOLE, digest
from jinlin.core.timeline.entries import Access, Entry

log = logging.getLogger(__name__)
CHAINS_PER_SEAL = 2_000
SETTLED_AFTER = timedelta(minutes=15)  # a transaction begun before midnight has ended by then
LOOKED_BACK = timedelta(days=31)  # so far behind the last seal the hourly run looks for late ones
BATCH = 2_000

Heads = dict[str, list[Any]]  # subject key -> [subject type, number, hash] of the day's last link


class Seal(AppendOnlyRow):
    """The heads of a county's chains at the end of one day: those of subjects after `after` up to
    `until` (None: from the first, to the last). `entries` and `looks`: how many the day had in all.
    A late one holds only the heads that the day's earlier seals do not.
    """

    seq = models.PositiveIntegerField()
    day = models.DateField()
    after = models.UUIDField(null=True)
    until = models.UUIDField(null=True)
    heads = models.JSONField(default=dict)
    root = models.CharField(max_length=64, blank=True)
    entries = models.PositiveIntegerField(null=True)
    looks = models.PositiveIntegerField(null=True)
    is_late = models.BooleanField(default=False)
    accesses = models.CharField(max_length=64)
    at = models.DateTimeField()
    previous = models.CharField(max_length=64, blank=True)
    algorithm = models.CharField(max_length=12, default=TREE)
    hash = models.CharField(max_length=64)

    HASHED: ClassVar[tuple[str, ...]] = (
        *("id", "county", "seq", "day", "after", "until", "root", "entries", "looks", "is_late"),
        *("accesses", "at", "previous", "algorithm"),
    )
    HASHED_WHOLE: ClassVar[tuple[str, ...]] = (
        *("id", "county", "seq", "day", "after", "until", "heads"),
        *("accesses", "at", "previous", "algorithm"),
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
        names = self.HASHED_WHOLE if self.algorithm == WHOLE else self.HASHED
        return digest({name: getattr(self, name) for name in names}, self.algorithm)

    @property
    def is_sound(self) -> bool:
        """Whether it is as it was made: its own hash, and the root over its heads."""
        is_rooted = self.algorithm == WHOLE or self.root == root_over(self.heads)
        return is_rooted and self.digest() == self.hash


class Refused(NotNow):
    """Something of what was sealed is not there any more as it was: nothing is sealed over it."""

    words = _("What was sealed has been changed: run `jinlin verify-timeline`.")


def leaves_of(heads: Mapping[str, list[Any]]) -> list[str]:
    """One leaf for each head, in the order of their subjects."""
    return [trees.leaf([key, heads[key]]) for key in sorted(heads)]


def root_over(heads: Mapping[str, list[Any]]) -> str:
    return trees.root_of(leaves_of(heads))


@transaction.atomic
def seal_day(county: str, day: date) -> list[Seal]:
    """The day is sealed; a day that is sealed already, or on which nothing happened, gets no
    further seal, unless more was told of it since. Returns the seals made.

    Raises Refused when what was sealed is not as it was.
    """
    require_kept(county)
    sealed = list(Seal.objects.filter(county=county, day=day).order_by("seq"))
    counts = (Entry.objects.filter(county=county, on=day).count(), _looks(county, day))
    if not any(counts) or (sealed and counts == (sealed[-1].entries, sealed[-1].looks)):
        return []
    if not sealed:
        return _sealed_in_parts(county, day, counts)
    if sealed[-1].entries is None:
        return []  # of before seals counted: it is compared head by head
    return [_sealed_late(county, day, counts, sealed)]


def _sealed_in_parts(county: str, day: date, counts: tuple[int, int]) -> list[Seal]:
    made: list[Seal] = []
    after = None
    while not made or after:
        heads, until = heads_of(county, day, after=after)
        made.append(_seal(county, day, heads, counts, after=after, until=until))
        after = until
    return made


def _sealed_late(county: str, day: date, counts: tuple[int, int], before: list[Seal]) -> Seal:
    known: Heads = {}
    for seal in before:
        known |= seal.heads
    present: Heads = {}
    after, is_first = None, True
    while is_first or after:
        heads, after = heads_of(county, day, after=after)
        present, is_first = present | heads, False
    fresh = {key: head for key, head in present.items() if known.get(key) != head}
    for key in {*known} - {*present} | {*known} & {*fresh}:
        if key not in present or not _grew(key, known[key], present[key]):
            raise Refused
    return _seal(county, day, fresh, counts, is_late=True)


def _grew(subject: str, sealed: list[Any], present: list[Any]) -> bool:
    """Whether the sealed link still stands in a chain that only became longer."""
    link = Entry.objects.filter(subject_id=subject, seq=sealed[1], hash=sealed[2])
    return bool(present[1] > sealed[1]) and link.exists()


def _seal(county: str, day: date, heads: Heads, counts: tuple[int, int], **place: Any) -> Seal:
    last = Seal.objects.filter(county=county).order_by("-seq").first()
    seal = Seal(
        county=county,
        seq=(last.seq if last else 0) + 1,
        day=day,
        heads=heads,
        root=root_over(heads),
        entries=counts[0],
        looks=counts[1],
        accesses=accesses_digest(county, day, TREE),
        at=clock.now(),
        previous=last.hash if last else "",
        **place,
    )
    seal.hash = seal.digest()
    seal.save()
    return seal


def require_kept(county: str) -> None:
    """The last seal whose root is kept outside is still here as it was. Raises Refused."""
    outside = roots.kept(county)
    if (last := outside.last) and not Seal.objects.filter(
        county=county, seq=last, hash=outside.seals[last]
    ).exists():
        raise Refused


def seal_due(now: datetime, *, since: date | None = None) -> int:
    """All past days of all counties are sealed, and their roots kept outside. Safe to run twice.

    Returns how many days were sealed; a county whose seals were changed is left as it is.
    """
    sealed, refused = 0, set()
    for county, day in unsealed_days(now, since=since):
        try:
            sealed += bool(county not in refused and seal_day(county, day))
        except Refused:
            refused.add(county)
            log.critical("%s is not sealed: what was sealed has been changed", county)
    for county in counties():
        if county not in refused:
            keep_roots(county, now)
    return sealed


def keep_roots(county: str, now: datetime) -> None:
    """What is sealed and not kept outside yet is kept; and how many entries today has so far."""
    if not roots.is_kept():
        return
    try:
        require_kept(county)
    except Refused:
        return
    roots.keep_seals(
        county, Seal.objects.filter(county=county, seq__gt=roots.kept(county).last).order_by("seq")
    )
    today = clock.local_day(now)
    roots.keep_count(county, today, Entry.objects.filter(county=county, on=today).count())


def unsealed_days(now: datetime, *, since: date | None = None) -> list[tuple[str, date]]:
    """The counties and past days that have entries or accesses but no seal, or more of them than
    were sealed; oldest first. Looks at what came after each county's last seal, and a month behind
    it (from `since` on when it is given).
    """
    today = clock.local_day(now - SETTLED_AFTER)
    found: list[tuple[str, date]] = []
    for county in counties():
        last = Seal.objects.filter(county=county).aggregate(last=Max("day"))["last"]
        first = since or (last - LOOKED_BACK if last else date.min)
        used = _counted(county, first, today)
        sealed = {
            day: (entries, looks)
            for day, entries, looks in Seal.objects.filter(county=county, day__gte=first)
            .order_by("seq")
            .values_list("day", "entries", "looks")
        }
        found += [
            (county, day)
            for day, counts in used.items()
            if day not in sealed or (sealed[day][0] is not None and sealed[day] != counts)
        ]
    return sorted(found, key=lambda pair: (pair[1], pair[0]))


def counties() -> list[str]:
    """All counties in which anything is on record: one step of an index for each."""
    found: set[str] = set()
    for model in (Entry, Access):
        rows, after = model.objects.order_by(), ""
        while after := rows.filter(county__gt=after).aggregate(next=Min("county"))["next"] or "":
            found.add(after)
    return sorted(found)


def _counted(county: str, first: date, today: date) -> dict[date, tuple[int, int]]:
    """How many entries and accesses each day from `first` to before today has."""
    entries, looks = (
        Counter(
            dict(
                model.objects.filter(county=county, on__gte=first, on__lt=today)
                .order_by()
                .values_list("on")
                .annotate(number=Count("pk"))
            )
        )
        for model in (Entry, Access)
    )
    return {day: (entries[day], looks[day]) for day in {*entries, *looks}}


def _looks(county: str, day: date) -> int:
    return Access.objects.filter(county=county, on=day).count()


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
    entries: models.QuerySet[Entry] = Entry.objects.filter(county=county, on=day)
    if after:
        entries = entries.filter(subject_id__gt=after)
    if until:
        entries = entries.filter(subject_id__lte=until)
    return (
        entries.order_by("subject_id", "seq")
        .values_list("subject_id", "subject_type", "seq", "hash")
        .iterator(BATCH)
    )

"""Is every history as it was written, and if not, which is the first broken link?

Two passes, both streaming: each chain is recomputed link by link; then each seal is recomputed and
compared with the heads that the tables hold now. What was added and removed again before its day
was sealed leaves no trace; a rewritten table with all its seals shows only against a seal's hash
kept elsewhere (`jinlin seal` prints it).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from jinlin.core.timeline.chain import ALGORITHMS, digest
from jinlin.core.timeline.entries import Entry
from jinlin.core.timeline.seals import BATCH, Seal, accesses_digest, heads_of

Progress = Callable[[int], None]


class Wrong(models.TextChoices):
    CHANGED = "changed", _("changed after it was written")
    MISSING = "missing", _("missing")
    ADDED = "added", _("added after the day was sealed")
    SEAL_CHANGED = "seal_changed", _("the seal was changed")
    SEAL_MISSING = "seal_missing", _("a seal is missing")
    ACCESS_CHANGED = "access_changed", _("access rows of the day were changed, added or removed")


@dataclass(frozen=True)
class Break:
    """The first thing wrong with a chain (subject type, key and number of the link) or with a
    county's seals (number and day of the seal).
    """

    wrong: Wrong
    county: str
    seq: int
    subject_type: str = ""
    subject_id: UUID | None = None
    day: date | None = None

    def __str__(self) -> str:
        thing = f"{self.subject_type} {self.subject_id}" if self.subject_id else f"seal {self.day}"
        return f"{self.county} {thing} #{self.seq}: {self.wrong}"


def verify(county: str | None = None, *, progress: Progress | None = None) -> Iterator[Break]:
    """Each broken chain once, by its first broken link, then each county's first broken seal.

    Memory does not grow with the table, only with what is broken.

    `progress` is told how many entries were read since it was told last.
    """
    named: set[UUID] = set()
    for broken in _broken_chains(county, progress or _quiet):
        if broken.subject_id:
            named.add(broken.subject_id)
        yield broken
    for broken in _broken_seals(county):
        if broken.subject_id is None or broken.subject_id not in named:
            yield broken
        if broken.subject_id:
            named.add(broken.subject_id)


def _broken_chains(county: str | None, progress: Progress) -> Iterator[Break]:
    rows = _of(Entry.objects.order_by("subject_id", "seq"), county).values(*Entry.HASHED, "hash")
    for _subject, links in groupby(_counted(rows, progress), key=lambda row: row["subject_id"]):
        if broken := _first_broken(links):
            yield broken


def _first_broken(links: Iterator[dict[str, Any]]) -> Break | None:
    expected, previous = 1, ""
    for link in links:
        if link["seq"] != expected:
            return _break(Wrong.MISSING, link, seq=expected)
        if link["previous"] != previous or not is_sound(link):
            return _break(Wrong.CHANGED, link, seq=expected)
        expected, previous = expected + 1, link["hash"]
    return None


def is_sound(row: dict[str, Any]) -> bool:
    """Whether the row's hash is the hash of its other fields."""
    fields = {name: value for name, value in row.items() if name != "hash"}
    return row["algorithm"] in ALGORITHMS and digest(fields, row["algorithm"]) == row["hash"]


def _break(wrong: Wrong, link: dict[str, Any], *, seq: int) -> Break:
    return Break(
        wrong, link["county"], seq, subject_type=link["subject_type"], subject_id=link["subject_id"]
    )


def _broken_seals(county: str | None) -> Iterator[Break]:
    seals = _of(Seal.objects.order_by("county", "seq"), county).iterator(1)
    for _county, of_county in groupby(seals, key=lambda seal: seal.county):
        yield from _broken_in_county(of_county)


def _broken_in_county(seals: Iterator[Seal]) -> Iterator[Break]:
    """The heads of a seal are compared only while the seals themselves hold: a forged seal proves
    nothing.
    """
    expected, previous = 1, ""
    for seal in seals:
        if seal.seq != expected:
            yield Break(Wrong.SEAL_MISSING, seal.county, expected, day=seal.day)
            return
        if (
            seal.previous != previous
            or seal.algorithm not in ALGORITHMS
            or seal.digest() != seal.hash
        ):
            yield Break(Wrong.SEAL_CHANGED, seal.county, seal.seq, day=seal.day)
            return
        if (
            seal.after is None
            and accesses_digest(seal.county, seal.day, seal.algorithm) != seal.accesses
        ):
            yield Break(Wrong.ACCESS_CHANGED, seal.county, seal.seq, day=seal.day)
        yield from _differing_heads(seal)
        expected, previous = expected + 1, seal.hash


def _differing_heads(seal: Seal) -> Iterator[Break]:
    present, _until = heads_of(seal.county, seal.day, after=seal.after, until=seal.until)
    for key in sorted({*seal.heads, *present}):
        sealed, found = seal.heads.get(key), present.get(key)
        if sealed is None:
            yield _head_break(Wrong.ADDED, seal, key, seq=_first_on(seal, key))
        elif found and found[1] > sealed[1]:
            yield _head_break(Wrong.ADDED, seal, key, seq=sealed[1] + 1)
        elif found != sealed:
            yield _lost_or_changed(seal, key, sealed)


def _lost_or_changed(seal: Seal, key: str, sealed: list[Any]) -> Break:
    last = Entry.objects.filter(subject_id=key).aggregate(last=Max("seq"))["last"] or 0
    if last < sealed[1]:
        return _head_break(Wrong.MISSING, seal, key, seq=last + 1)
    return _head_break(Wrong.CHANGED, seal, key, seq=sealed[1])


def _first_on(seal: Seal, key: str) -> int:
    first: Entry = Entry.objects.filter(subject_id=key, on=seal.day).earliest("seq")
    return first.seq


def _head_break(wrong: Wrong, seal: Seal, key: str, *, seq: int) -> Break:
    subject_type = (
        seal.heads[key][0]
        if key in seal.heads
        else Entry.objects.filter(subject_id=key).values_list("subject_type", flat=True)[0]
    )
    return Break(
        wrong, seal.county, seq, subject_type=subject_type, subject_id=UUID(key), day=seal.day
    )


def _of(rows: "QuerySet[Any]", county: str | None) -> "QuerySet[Any]":
    return rows.filter(county=county) if county else rows


def _counted(rows: "QuerySet[Any]", progress: Progress) -> Iterator[dict[str, Any]]:
    count = 0
    for count, row in enumerate(rows.iterator(BATCH), start=1):
        if count % BATCH == 0:
            progress(BATCH)
        yield row
    progress(count % BATCH)


def _quiet(_read: int) -> None:
    return

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

from jinlin.core.timeline.chain import ALGORITHMS, WHOLE, digest
from jinlin.core.timeline.entries import WORDED, Entry, Words, hashed_fields
from jinlin.core.timeline.erasing import ERASED, proof_of_rest
from jinlin.core.timeline.seals import BATCH, Heads, Seal, accesses_digest, heads_of
from jinlin.core.timeline.words import commitment

Progress = Callable[[int], None]


class Wrong(models.TextChoices):
    CHANGED = "changed", _("changed after it was written")
    MISSING = "missing", _("missing")
    ADDED = "added", _("added after the day was sealed")
    SEAL_CHANGED = "seal_changed", _("the seal was changed")
    SEAL_MISSING = "seal_missing", _("a seal is missing")
    ACCESS_CHANGED = "access_changed", _("access rows of the day were changed, added or removed")
    WORDS_GONE = "words_gone", _("its words are gone, and no entry says that they were erased")
    ROW_CHANGED = "row_changed", _("the row says something else than its history")
    ROW_MISSING = "row_missing", _("it has a history, but its row is missing")
    ROOT_DIFFERS = "root_differs", _("the seal is not the one whose root is kept outside")
    ENTRIES_MISSING = "entries_missing", _("entries of the day that were counted are missing")


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
    rows = _of(Entry.objects.order_by("subject_id", "seq"), county)
    links = _counted(rows.values(*Entry.HASHED, "hash", *WORDED), progress)
    for _subject, chain in groupby(links, key=lambda row: row["subject_id"]):
        if broken := _first_broken(chain):
            yield broken


def _first_broken(links: Iterator[dict[str, Any]]) -> Break | None:
    """Erased words are sound when a later entry of the same chain says that they were erased, and
    proves what is left of theirs.
    """
    expected, previous = 1, ""
    erased: dict[int, dict[str, Any]] = {}
    for link in links:
        if link["seq"] != expected:
            return _break(Wrong.MISSING, link, seq=expected)
        if link["previous"] != previous or not is_sound(link):
            return _break(Wrong.CHANGED, link, seq=expected)
        if link["words__erased_at"] is not None:
            erased[expected] = link
        if link["verb"] == ERASED and (broken := _disproved(link, erased)):
            return broken
        expected, previous = expected + 1, link["hash"]
    for seq, link in erased.items():
        return _break(Wrong.WORDS_GONE, link, seq=seq)
    return None


def _disproved(erasure: dict[str, Any], erased: dict[int, dict[str, Any]]) -> Break | None:
    link = erased.pop(erasure["facts"].get("seq", 0), None)
    if link is None or str(proof_of_rest(link)) == erasure["facts"].get("rest"):
        return None
    return _break(Wrong.CHANGED, link, seq=link["seq"])


def is_sound(row: dict[str, Any]) -> bool:
    """Whether the row's hash is the hash of its other fields, and its words are those that it is
    committed to. Of erased words nothing is left to compare.
    """
    if row["algorithm"] not in ALGORITHMS:
        return False
    is_erased, is_worded = row["words__erased_at"] is not None, row["words__data"] is not None
    if row["algorithm"] == WHOLE:
        return is_erased or digest(hashed_fields(row), WHOLE) == row["hash"]
    if digest(hashed_fields(row), row["algorithm"]) != row["hash"]:
        return False
    if not row["commitment"] or not is_worded:
        return is_worded == bool(row["commitment"])
    fields = {name: row[f"words__{name}"] for name in Words.COMMITTED}
    return is_erased or commitment(fields) == row["commitment"]


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
    expected, previous, late = 1, "", None
    for seal in seals:
        late = _late_heads(seal.county) if late is None else late
        if seal.seq != expected:
            yield Break(Wrong.SEAL_MISSING, seal.county, expected, day=seal.day)
            return
        if seal.previous != previous or seal.algorithm not in ALGORITHMS or not seal.is_sound:
            yield Break(Wrong.SEAL_CHANGED, seal.county, seal.seq, day=seal.day)
            return
        if _is_last_of_day(seal, late) and (
            accesses_digest(seal.county, seal.day, seal.algorithm) != seal.accesses
        ):
            yield Break(Wrong.ACCESS_CHANGED, seal.county, seal.seq, day=seal.day)
        if not seal.is_late:
            yield from _differing_heads(seal, late.get(seal.day, (0, {}))[1])
        expected, previous = expected + 1, seal.hash


Late = dict[date, tuple[int, Heads]]  # day -> number of its last late seal, and all late heads


def _late_heads(county: str) -> Late:
    found: Late = {}
    for seal in Seal.objects.filter(county=county, is_late=True).order_by("seq"):
        found[seal.day] = (seal.seq, found.get(seal.day, (0, {}))[1] | seal.heads)
    return found


def _is_last_of_day(seal: Seal, late: Late) -> bool:
    if seal.day in late:
        return late[seal.day][0] == seal.seq
    return seal.after is None


def _differing_heads(seal: Seal, late: Heads) -> Iterator[Break]:
    present, _until = heads_of(seal.county, seal.day, after=seal.after, until=seal.until)
    heads = seal.heads | {key: head for key, head in late.items() if _is_in_part(key, seal)}
    for key in sorted({*heads, *present}):
        sealed, found = heads.get(key), present.get(key)
        if sealed is None:
            yield _head_break(Wrong.ADDED, seal, key, seq=_first_on(seal, key))
        elif found and found[1] > sealed[1]:
            yield _head_break(Wrong.ADDED, seal, key, seq=sealed[1] + 1)
        elif found != sealed:
            yield _lost_or_changed(seal, key, sealed)


def _is_in_part(key: str, seal: Seal) -> bool:
    return (seal.after is None or key > str(seal.after)) and (
        seal.until is None or key <= str(seal.until)
    )


def _lost_or_changed(seal: Seal, key: str, sealed: list[Any]) -> Break:
    last = Entry.objects.filter(subject_id=key).aggregate(last=Max("seq"))["last"] or 0
    if last < sealed[1]:
        return _head_break(Wrong.MISSING, seal, key, seq=last + 1)
    return _head_break(Wrong.CHANGED, seal, key, seq=sealed[1])


def _first_on(seal: Seal, key: str) -> int:
    first: Entry = Entry.objects.filter(subject_id=key, on=seal.day).earliest("seq")
    return first.seq


def _head_break(wrong: Wrong, seal: Seal, key: str, *, seq: int) -> Break:
    known = Entry.objects.filter(subject_id=key).values_list("subject_type", flat=True)
    subject_type = seal.heads[key][0] if key in seal.heads else known.first() or ""
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

"""How is a verb written into a subject's history, and how is the history read?"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, UUIDField
from django.db.transaction import TransactionManagementError

from jinlin.core.actor import Actor
from jinlin.core.making import made
from jinlin.core.prepared import Many, Prepared
from jinlin.core.rows import CountyRow, MovingRow
from jinlin.core.storing import insert
from jinlin.core.time import clock
from jinlin.core.timeline.chain import digest
from jinlin.core.timeline.entries import Access, Audience, Entry, Words
from jinlin.core.timeline.words import commitment, parted, salt

_DEEDS = "_deeds"  # on a row: what somebody did to it, asked once for all its buttons
_HEAD = "_head"  # on a new row: the head of its chain, which nobody needs to ask for
_LINKS = "_told"  # on a row that is written: its entries, as far as they were read or written
_TRAIL = "_trail"  # on a row that is only read: its history, which nobody needs to ask for
_read_along: ContextVar[UUID | None] = ContextVar("whose history is shown afterwards", default=None)


def record(
    subject: CountyRow,
    verb: str,
    *,
    actor: Actor,
    note: str = "",
    internal: str = "",
    data: Mapping[str, Any] | None = None,
    audience: str = Audience.PUBLIC,
) -> Entry:
    """One more link stands at the end of the subject's chain.

    The caller holds the subject's row locked, in the transaction that made the change; a row that
    moves is at the version that this entry tells of (`keep` and `keep_on` raise it). Raises
    ValueError when it is not: the row and its history would never agree again.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError(
            "a timeline entry stands or falls with the change it tells of: record it in the same "
            "transaction"
        )
    subject.__dict__.pop(_DEEDS, None)
    entry, words = _written(subject, verb, actor, note, internal, dict(data or {}))
    entry.audience = audience
    entry.seq, entry.previous = subject.__dict__.pop(_HEAD, None) or _head(subject)
    entry.seq += 1
    if isinstance(subject, MovingRow) and subject.version != entry.seq:
        raise ValueError(f"entry {entry.seq} of a row at version {subject.version}: keep it")
    entry.hash = digest({name: getattr(entry, name) for name in Entry.HASHED}, entry.algorithm)
    insert(entry)
    if words:
        insert(words)
    subject.__dict__.setdefault(_LINKS, []).append(entry)
    return entry


def begin(subject: CountyRow) -> None:
    """The row is made in this transaction, and nothing was told of it yet: its first entry asks for
    no other.
    """
    subject.__dict__[_HEAD] = (0, "")


@contextmanager
def reading_along(pk: UUID) -> Iterator[None]:
    """Whoever tells something of this row reads its whole history for that, not the last entry
    only: it will be shown.
    """
    token = _read_along.set(pk)
    try:
        yield
    finally:
        _read_along.reset(token)


def know_trail(row: MovingRow, left: MovingRow) -> None:
    """The history of `row`, which is only read, is not asked for where the verb that `left` it
    knows all of it.
    """
    links: list[Entry] = left.__dict__.get(_LINKS, [])
    if [entry.seq for entry in links] == list(range(1, left.version + 1)):
        for entry in links:
            entry.at = entry.at.astimezone(UTC)  # as it is read
        row.__dict__[_TRAIL] = links


def look(subject: CountyRow, *, actor: Actor, what: str, why: str) -> Access:
    """It is on record that the actor saw something sensitive of this subject."""
    access = Access(**_fields_of(subject, actor), what=what, why=why)
    access.save()
    return access


def trail(subject: CountyRow, *, public_only: bool = False) -> list[Entry]:
    """The subject's history, oldest first."""
    known: list[Entry] | None = subject.__dict__.get(_TRAIL)
    if known is not None:
        return [entry for entry in known if entry.is_public or not public_only]
    return trails([subject], public_only=public_only)[subject.pk]


def trails(subjects: Iterable[CountyRow], *, public_only: bool = False) -> dict[UUID, list[Entry]]:
    """The histories of several subjects in one query, by subject key; a subject without a history
    has an empty one.
    """
    found: dict[UUID, list[Entry]] = {subject.pk: [] for subject in subjects}
    for entry in (_PUBLIC if public_only else _ALL).rows(subjects=found) if found else ():
        found[entry.subject_id].append(entry)
    return found


_ALL = Prepared[Entry](
    lambda subjects: Entry.objects.filter(subject_id__in=subjects).order_by("subject_id", "seq"),
    joins=("words",),
    subjects=Many(UUIDField()),
)
_PUBLIC = Prepared[Entry](
    lambda subjects: Entry.objects.filter(
        subject_id__in=subjects, audience=Audience.PUBLIC
    ).order_by("subject_id", "seq"),
    joins=("words",),
    subjects=Many(UUIDField()),
)


def has_done(actor: Actor, subject: CountyRow, *verbs: str) -> bool:
    """Whether this very person did one of these things, whatever they are signed in as today."""
    if actor.user_id is None:
        return False
    known: dict[UUID, set[str]] = subject.__dict__.setdefault(_DEEDS, {})
    if actor.user_id not in known:
        known[actor.user_id] = set(_OWN.rows(subject=subject.pk, user=actor.user_id))
    return not known[actor.user_id].isdisjoint(verbs)


_OWN = Prepared[str](
    lambda subject, user: Entry.objects.filter(subject_id=subject, user_id=user),
    columns=("verb",),
    subject=UUIDField(),
    user=UUIDField(),
)


def done_by(actor: Actor, *verbs: str) -> Q:
    """`has_done`, of all rows of a query at once."""
    own = Entry.objects.filter(subject_id=OuterRef("pk"), user_id=actor.user_id, verb__in=verbs)
    return Q(Exists(own)) if actor.user_id else Q(pk__in=[])


def know_deeds(actor: Actor, subjects: Iterable[CountyRow]) -> None:
    """`has_done` asks nothing more for these rows: one statement for all of them."""
    if actor.user_id is None:
        return
    deeds: dict[UUID, set[str]] = {}
    for subject in subjects:
        known = subject.__dict__.setdefault(_DEEDS, {})
        if actor.user_id not in known:
            known[actor.user_id] = deeds[subject.pk] = set()
    if deeds:
        own = Entry.objects.filter(subject_id__in=deeds, user_id=actor.user_id)
        for key, verb in own.values_list("subject_id", "verb"):
            deeds[key].add(verb)


def _written(
    subject: CountyRow, verb: str, actor: Actor, note: str, internal: str, data: dict[str, Any]
) -> tuple[Entry, Words | None]:
    """The entry, not yet linked, and its words where there are any."""
    facts, texts = parted(data, face=actor.face)
    entry = made(
        Entry,
        **_fields_of(subject, actor),
        verb=verb,
        facts=facts,
        state=str(getattr(subject, "state", "")) if isinstance(subject, MovingRow) else "",
    )
    if not (note or internal or texts):
        entry.say_nothing()
        return entry, None
    fields = {"salt": salt(), "note": note, "internal": internal, "data": texts}
    entry.commitment = commitment(fields)
    return entry, made(Words, entry=entry, county=subject.county, **fields)


def _head(subject: CountyRow) -> tuple[int, str]:
    """The number and hash of the chain's last link; (0, "") when there is none."""
    if subject.pk != _read_along.get():
        return _LAST.first(subject=subject.pk) or (0, "")
    links = subject.__dict__[_LINKS] = trails([subject])[subject.pk]
    return (links[-1].seq, links[-1].hash) if links else (0, "")


_LAST = Prepared[tuple[int, str]](
    lambda subject: Entry.objects.filter(subject_id=subject).order_by("-seq")[:1],
    columns=("seq", "hash"),
    subject=UUIDField(),
)


def _fields_of(subject: CountyRow, actor: Actor) -> dict[str, Any]:
    now = clock.now()
    return {
        "county": subject.county,
        "subject_type": subject._meta.label_lower,
        "subject_id": subject.pk,
        "actor_kind": str(actor.kind),
        "user_id": actor.user_id,
        "face": actor.face,
        "at": now,
        "on": clock.local_day(now),
    }

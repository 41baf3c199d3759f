"""Do replies and verdicts stand on the rounds as the history says?"""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from jinlin.core.timeline import Break, Entry, Wrong
from jinlin.domains.appeals.models import Appeal, Round

LABEL = Appeal._meta.label_lower
REPLIES = ("finish", "answer_at_once", "follow")
VERDICTS = ("judge", "call_back")
BATCH = 500


def differing(county: str | None) -> Iterator[Break]:
    """Appeals in which a round has another reply or verdict than was told: two statements for each
    batch.
    """
    rounds = Round.objects.filter(finished_at__isnull=False).order_by("appeal_id", "sequence")
    rounds = rounds.filter(county=county) if county else rounds
    batch: dict[UUID, list[Round]] = {}
    for appeal, own in groupby(rounds.iterator(BATCH), key=attrgetter("appeal_id")):
        batch[appeal] = list(own)
        if len(batch) == BATCH:
            yield from _differing(batch)
            batch = {}
    yield from _differing(batch)


def _differing(batch: dict[UUID, list[Round]]) -> Iterator[Break]:
    trails: dict[UUID, list[Entry]] = {key: [] for key in batch}
    entries = Entry.objects.filter(subject_id__in=batch, verb__in=(*REPLIES, *VERDICTS))
    for entry in entries.order_by("subject_id", "seq"):
        trails[entry.subject_id].append(entry)
    for key, rounds in batch.items():
        if _replies(rounds, trails[key]) or _verdicts(rounds, trails[key]):
            yield Break(Wrong.ROW_CHANGED, rounds[0].county, rounds[-1].sequence, LABEL, key)


def _replies(rounds: list[Round], entries: list[Entry]) -> bool:
    """Whether a reply differs from those told, in their order; what was erased is not compared."""
    replies = [entry for entry in entries if entry.verb in REPLIES]
    return len(replies) != len(rounds) or any(
        not entry.is_erased and entry.note != each.reply
        for entry, each in zip(replies, rounds, strict=True)
    )


def _verdicts(rounds: list[Round], entries: list[Entry]) -> bool:
    heard = [
        _answers(entry.data)
        for entry in entries
        if entry.verb in VERDICTS and "solved" in entry.data
    ]
    stand = [
        (each.is_answered, each.is_solved, each.is_satisfied) for each in rounds if each.judged_at
    ]
    return heard != stand


def _answers(data: dict[str, Any]) -> tuple[Any, ...]:
    return data["answered"], data["solved"], data["satisfied"]

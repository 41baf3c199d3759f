"""What was said about a matter, and which wishes to destroy some of it are there?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere
from jinlin.core.files import uploads
from jinlin.core.files.destroying import DESTROYED
from jinlin.core.files.uploads import Upload
from jinlin.core.own_texts import GONE, texts_of
from jinlin.core.time import clock
from jinlin.core.timeline import ERASED, Entry
from jinlin.core.timeline.erasing import OWN_ERASED
from jinlin.ground.places.models import Organisation
from jinlin.shell.one_list import Source
from jinlin.web.erasing.rows import Erasure

ORDER, NEWEST = ("due_at", "id"), ("-asked_at", "-id")
OF_THEIR_OWN = {"casework.case"}  # whose words have a key and a term of their own
# what was signed, counted or sealed as it stands: revoked or corrected, never emptied
PROVED = {
    *("documents.document", "consultations.vote", "metrics.report"),
    *("returns.blank", "returns.return", "ledgers.ledger"),
}
SAYS_WHY = {ERASED, OWN_ERASED, DESTROYED}


@dataclass(frozen=True)
class Spoken:
    """What one entry says in words, and what of it stays."""

    seq: int
    at: datetime
    face: str
    texts: tuple[str, ...]


def model_of(label: str) -> Any:
    """The kind of thing, or nothing when this installation no longer has it."""
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def matter(actor: Actor, pk: UUID) -> Any:
    """What has this key and is this member of staff's to see. Raises NotHere."""
    first = Entry.objects.filter(subject_id=pk).order_by("seq").first()
    model = model_of(first.subject_type) if first else None
    rows = getattr(model, "_default_manager", None)
    seen = getattr(rows, "for_desk", None) or getattr(rows, "visible_to", None)
    if seen is None or model is None or model._meta.label_lower in OF_THEIR_OWN:
        raise NotHere
    row = seen(actor).filter(pk=pk).first()
    if row is None or not hasattr(row, "place_code") or getattr(row, "is_sealed", False):
        raise NotHere
    return row


def spoken(subject: Any) -> list[Spoken]:
    """The entries in which something was said that can still be destroyed; not those that say why
    others were.
    """
    return [
        Spoken(entry.seq, entry.at, entry.face, texts)
        for entry in timeline.trail(subject)
        if entry.verb not in SAYS_WHY and not entry.is_erased and (texts := _texts(entry))
    ]


def _texts(entry: Entry) -> tuple[str, ...]:
    if entry.own_words is None:
        return ()
    texts = (entry.own_words.note, entry.own_words.internal, *_flat(entry.own_words.data.values()))
    return tuple(dict.fromkeys(text for text in texts if text))


def _flat(values: Iterable[Any]) -> Iterable[str]:
    for value in values:
        if isinstance(value, dict):
            yield from _flat(value.values())
        elif isinstance(value, (list, tuple)):
            yield from _flat(value)
        elif value not in (None, ""):
            yield str(value)


def own_texts(subject: Any) -> dict[str, str]:
    """By column: what the matter itself says and can be destroyed."""
    if subject._meta.label_lower in PROVED:
        return {}
    return {name: text for name, text in texts_of(subject).items() if text != str(GONE)}


def words_of(erasure: Erasure, subject: Any) -> list[str]:
    """Word for word what this wish names: it goes wherever else it was repeated. The name of a unit
    is nobody's secret.
    """
    entries, _files, texts = chosen(erasure, subject)
    lines = [text for each in entries for text in each.texts if text != each.face]
    units = Organisation.objects.filter(county=subject.county, name__in=lines)
    return [*texts, *set(lines).difference(units.values_list("name", flat=True))]


def chosen(erasure: Erasure, subject: Any) -> tuple[list[Spoken], list[Upload], list[str]]:
    """What this wish names, as far as it still stands."""
    entries = [each for each in spoken(subject) if each.seq in set(erasure.entries)]
    files = [each for each in uploads.of(subject) if str(each.pk) in set(erasure.files)]
    texts = [text for name, text in own_texts(subject).items() if name in set(erasure.texts)]
    return entries, files, texts


def waiting(actor: Actor) -> Source:
    """What somebody else asked to have destroyed, and this person decides."""
    rows = Erasure.objects.for_a_second(actor)
    return Source(rows, ORDER, list, "desk/erasure_line.html", Q(due_at__lt=clock.now()))


def names(rows: Sequence[Erasure]) -> list[tuple[Erasure, str]]:
    """Each with the kind of thing it is about."""
    return [(row, kind_of(row.subject_type)) for row in rows]


def kind_of(label: str) -> str:
    model = model_of(label)
    return str(model._meta.verbose_name) if model else label

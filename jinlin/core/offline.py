"""Was this already made, by whoever wrote it down first without a line to us?

A phone at a door makes the row's key itself and sends when it can: tomorrow, or twice. The same key
with the same contents is the same row, for ever (`idempotency` forgets after a week, a phone in a
drawer does not). The same key with other contents is nobody's to throw away: what stands stays,
what came is kept beside it, and a person decides.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeVar
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import editions, making
from jinlin.core.actor import Actor, county_of, within
from jinlin.core.editions import ask_once
from jinlin.core.errors import NotHere, NotNow, Unusable, require
from jinlin.core.keys import given
from jinlin.core.rows import CountyRow
from jinlin.core.secrets.fields import MATCH_KEY_LENGTH, EncryptedField, match_key
from jinlin.core.storing import insert_beside
from jinlin.core.text import first_words
from jinlin.core.time import clock
from jinlin.core.timeline.entries import Entry
from jinlin.core.whole import whole

Row = TypeVar("Row", bound=CountyRow)
DECIDERS = ("clerk", "lead")
OTHER_BODY = "key_used_for_another_body"  # how a verb that looks itself says that a key is taken
LONGEST_NOTE = 500


class Made(models.Model):
    """One row that a client made under a key of its own.

    Exists if and only if the row was committed with it; `row_id` is another's where the verb found
    that the same thing stood already. `mark` tells whether contents are the same, and nothing else.
    """

    label = models.CharField(max_length=60)
    key = models.UUIDField()
    row_id = models.UUIDField()
    mark = models.CharField(max_length=MATCH_KEY_LENGTH)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["label", "key"], name="made_once_per_key")]

    def __str__(self) -> str:
        return f"{self.label} {self.key}"


class Conflicts(models.QuerySet["Conflict"]):
    def visible_to(self, actor: Actor) -> "Conflicts":
        return self.filter(within(actor.codes(*DECIDERS)))

    def undecided(self) -> "Conflicts":
        return self.filter(decided_at=None)


class Conflict(CountyRow):
    """Other contents that came under a key that has a row. One for each contents; kept until, and
    after, a person has decided what becomes of them.
    """

    place_code = models.CharField(max_length=18)
    label = models.CharField(max_length=60)
    key = models.UUIDField()
    mark = models.CharField(max_length=MATCH_KEY_LENGTH)
    content = EncryptedField()
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True, default="")

    objects = Conflicts.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["label", "key", "mark"], name="conflict_kept_once"),
            models.CheckConstraint(
                name="conflict_decided_with_a_word",
                condition=models.Q(decided_at=None, note="")
                | models.Q(decided_at__isnull=False) & ~models.Q(note=""),
            ),
        ]
        indexes = [models.Index(fields=["county", "place_code", "id"], name="conflict_place")]

    def __str__(self) -> str:
        return f"{self.label} {self.key}"

    @property
    def fields(self) -> dict[str, Any]:
        """What came, field by field."""
        found: dict[str, Any] = json.loads(self.content)
        return found

    @property
    def summary(self) -> str:
        """How it is called in a list."""
        fields = self.fields
        typed = " · ".join(words for _label, words in fields.get("said", []))
        return first_words(str(fields.get("text") or fields.get("title") or typed or self.key))


@dataclass(frozen=True)
class Sent:
    """What a client sent: under which key, with which contents, for which place.

    Without a place nobody is asked to look at other contents: they are not kept, only refused.
    `answers` is what was typed, label and words, for whoever looks at it; it is not compared.
    """

    key: UUID
    content: dict[str, Any]
    place_code: str
    answers: Sequence[tuple[str, str]] = ()


def made_once(model: type[Row], sent: Sent, *, make: Callable[[], Row]) -> Row:
    """The row that stands under this key, made by `make` if it is the first to come. Any verb can
    be `make`: the first row of the model that it makes has the client's key.

    Raises NotNow when other contents came first: the conflict is on record and named in the detail.
    Call it outside of any transaction, or that record would be rolled back with the refusal.
    """
    label, mark = model._meta.label_lower, _mark(sent.content)
    with whole(), ask_once():
        stands, made = _claimed(model, sent.key, mark)
        if made is None and not stands:
            with given(label, sent.key):
                row = make()
            if row.pk != sent.key:
                Made.objects.filter(label=label, key=sent.key).update(row_id=row.pk)
            return row
        if made is not None and made.mark == mark:
            return _standing(model, made)
        rows = model._base_manager  # noqa: SLF001 - whoever may see it asks
        if made is None and not rows.filter(pk=sent.key).exists():
            raise _crossed(None)  # the key of something else, whose history this would go on with
        if made is None:  # made in another way: whether the contents are the same nobody knows
            Made.objects.filter(label=label, key=sent.key).update(mark="")
        conflict = _kept(label, sent, mark) if sent.place_code else None
    raise _crossed(conflict)


@contextmanager
def keeping_both(model: type[CountyRow], sent: Sent) -> Iterator[None]:
    """What a verb refuses in here because its key has a row with other contents is kept beside that
    one, as `made_once` does. Call it outside of any transaction.
    """
    try:
        yield
    except NotNow as refusal:
        if refusal.detail.get("reason") != OTHER_BODY:
            raise
        with transaction.atomic():
            conflict = _kept(model._meta.label_lower, sent, _mark(sent.content))
        raise _crossed(conflict) from refusal


@transaction.atomic
def decide(conflict: Conflict, *, actor: Actor, note: str) -> Conflict:
    """What becomes of the other contents is decided, by whom and how is on record."""
    found = Conflict.objects.select_for_update().filter(pk=conflict.pk).first()
    if found is None:
        raise NotHere
    require(actor.holds(*DECIDERS, at=found.place_code))
    if found.decided_at is not None:
        raise NotNow
    if not note.strip():
        raise Unusable(_("Please say what you did about it."), field="note")
    found.decided_at, found.decided_by = clock.now(), actor.user_id
    found.note = note.strip()[:LONGEST_NOTE]
    found.save(update_fields=["decided_at", "decided_by", "note"])
    return found


def _crossed(conflict: Conflict | None) -> NotNow:
    if conflict is None:
        return NotNow(
            _(
                "This was already sent with other contents. Please open the page again before "
                "you send something new."
            ),
            detail={"reason": OTHER_BODY},
        )
    return NotNow(
        _(
            "Something else was sent under this key before. Both are kept; a colleague will look "
            "at it."
        ),
        detail={"reason": "made_with_other_contents", "conflict": str(conflict.pk)},
    )


def _claimed(model: type[CountyRow], key: UUID, mark: str) -> tuple[bool, Made | None]:
    """Whether a row or the history of anything stands under this key (histories are known by their
    subjects' keys alone), and what was made under it; None when the key is ours now.

    While another transaction makes it, the insert waits for that one's end. What the verb goes by
    is asked in the same statement.
    """
    label = model._meta.label_lower
    ours = making.made(Made, label=label, key=key, row_id=key, mark=mark, at=clock.now())
    there = (model, "id"), (Entry, "subject_id")
    taken, question = ("label", "key"), editions.QUESTIONS
    made = insert_beside(ours, *there, by="key", taken=taken, question=question)
    if made is None:
        return True, Made.objects.get(label=label, key=key)
    stands, marks = made
    editions.brought(marks)
    return stands, None


def _standing(model: type[Row], made: Made) -> Row:
    row = model._base_manager.filter(pk=made.row_id).first()  # noqa: SLF001 - whoever may see it asks
    if row is None:
        raise NotHere
    return row


def _kept(label: str, sent: Sent, mark: str) -> Conflict:
    conflict, _is_new = Conflict.objects.get_or_create(
        label=label,
        key=sent.key,
        mark=mark,
        defaults={
            "county": county_of(sent.place_code),
            "place_code": sent.place_code,
            "content": _written(
                {**sent.content, **({"said": sent.answers} if sent.answers else {})}
            ),
            "at": clock.now(),
        },
    )
    return conflict


def _written(content: dict[str, Any]) -> str:
    return json.dumps(content, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder)


def _mark(content: dict[str, Any]) -> str:
    """Equal for equal contents; keyed, so that nobody tries out who said what."""
    return match_key(sha256(_written(content).encode()).hexdigest(), "content")

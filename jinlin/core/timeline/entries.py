"""What happened to a thing, in which words, and who looked at it?"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import Index, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from jinlin.core.append_only import AppendOnlyQuerySet, AppendOnlyRow, ErasableRow
from jinlin.core.timeline.chain import ALGORITHM, WHOLE


class Audience(models.TextChoices):
    PUBLIC = "public", _("Everybody who sees the matter")
    STAFF = "staff", _("Staff only")


class Link(AppendOnlyRow):
    """Somebody did something about a subject at a moment. `on` is the business day in China.

    `face` is who the reader sees: a unit for staff, never a person's name.
    """

    subject_type = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    actor_kind = models.CharField(max_length=12)
    user_id = models.UUIDField(null=True)
    face = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    on = models.DateField()

    class Meta:
        abstract = True

    HASHED: ClassVar[tuple[str, ...]] = (
        "id",
        "county",
        "subject_type",
        "subject_id",
        "actor_kind",
        "user_id",
        "face",
        "at",
        "on",
    )


class EntryManager(models.Manager.from_queryset(AppendOnlyQuerySet)):  # type: ignore[misc]
    """Entries come with their words: nobody reads the one without the other."""

    def get_queryset(self) -> "models.QuerySet[Entry]":
        rows: models.QuerySet[Entry] = super().get_queryset()
        return rows.select_related("words")


class Entry(Link):
    """One verb in a subject's history.

    Numbered from 1 without gaps; each carries the hash of the one before it, and its own over all
    its fields. What was said stands in its `Words`: of them the entry holds a salted commitment, so
    that they can be erased and the chain still holds. `facts` are keys, days, numbers and choices;
    `state` is the subject's after the verb, where it has one.
    """

    seq = models.PositiveIntegerField()
    verb = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=40, blank=True)
    commitment = models.CharField(max_length=64, blank=True)  # empty: nothing was said
    audience = models.CharField(max_length=6, choices=Audience.choices, default=Audience.PUBLIC)
    previous = models.CharField(max_length=64, blank=True)
    algorithm = models.CharField(max_length=12, default=ALGORITHM)
    hash = models.CharField(max_length=64)

    objects = EntryManager()  # type: ignore[misc]

    HASHED = (
        *Link.HASHED,
        "seq",
        "verb",
        "facts",
        "state",
        "commitment",
        "audience",
        "previous",
        "algorithm",
    )

    class Meta:
        verbose_name = _("timeline entry")
        verbose_name_plural = _("timeline entries")
        ordering = ("subject_id", "seq")
        constraints = (UniqueConstraint(fields=["subject_id", "seq"], name="entry_numbered_once"),)
        indexes = (Index(fields=["county", "on", "subject_id"], name="entry_by_day"),)

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id} #{self.seq} {self.verb}"

    @property
    def is_public(self) -> bool:
        return self.audience == Audience.PUBLIC

    def say_nothing(self) -> None:
        """It is known that it has no words: nobody asks the database for them."""
        self._state.fields_cache["words"] = None

    @property
    def own_words(self) -> "Words | None":
        """Its words; None when there were none."""
        found: Words | None = getattr(self, "words", None)
        return found

    @property
    def note(self) -> str:
        return self.own_words.note if self.own_words else ""

    @property
    def internal(self) -> str:
        return self.own_words.internal if self.own_words else ""

    @property
    def data(self) -> dict[str, Any]:
        """Everything that was given with the verb; after an erasure only the facts."""
        return {**self.facts, **(self.own_words.data if self.own_words else {})}

    @property
    def is_erased(self) -> bool:
        return self.own_words is not None and self.own_words.erased_at is not None


class Words(ErasableRow):
    """What was said with one entry: to everybody, among staff, and the texts of its data.

    It never changes, but can be erased once, with a reason, by `erase`; the salt goes with it.
    """

    entry = models.OneToOneField(
        Entry,
        models.PROTECT,
        primary_key=True,
        related_name="words",
        db_constraint=False,  # a link that is gone is for `verify` to name, not a lookup per verb
    )
    salt = models.CharField(max_length=32, blank=True)
    note = models.TextField(blank=True)
    internal = models.TextField(blank=True)
    data = models.JSONField(default=dict)

    BLANKS: ClassVar[Mapping[str, Any]] = {"salt": "", "note": "", "internal": "", "data": {}}
    COMMITTED: ClassVar[tuple[str, ...]] = ("salt", "note", "internal", "data")

    class Meta:
        verbose_name = _("words of an entry")
        verbose_name_plural = _("words of entries")

    def __str__(self) -> str:
        return str(self.entry_id)


class Access(Link):
    """One look at something sealed or sensitive: what was seen, and why."""

    what = models.CharField(max_length=120)
    why = models.TextField(blank=True)

    HASHED = (*Link.HASHED, "what", "why")

    class Meta:
        verbose_name = _("access")
        verbose_name_plural = _("accesses")
        indexes = (
            Index(fields=["county", "on", "id"], name="access_by_day"),
            Index(fields=["subject_id", "at"], name="access_by_subject"),
        )

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id} {self.what}"


WORDED = tuple(f"words__{name}" for name in (*Words.COMMITTED, "erased_at"))


def hashed_fields(row: Mapping[str, Any]) -> dict[str, Any]:
    """What an entry's hash is over: entries of before carry their words in it, later ones their
    commitment. `row` has the fields of `HASHED` and WORDED.
    """
    fields = {name: row[name] for name in Entry.HASHED}
    if row["algorithm"] != WHOLE:
        return fields
    for name in ("facts", "state", "commitment"):
        del fields[name]
    words = {"note": "", "internal": "", "data": {}}
    return fields | {name: row[f"words__{name}"] or blank for name, blank in words.items()}

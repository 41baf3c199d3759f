"""What happened to a thing, and who looked at it?"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import Index, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from jinlin.core.append_only import AppendOnlyRow
from jinlin.core.timeline.chain import ALGORITHM


class Audience(models.TextChoices):
    PUBLIC = "public", _("Everybody who sees the matter")
    STAFF = "staff", _("Staff only")


class Told(AppendOnlyRow):
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


class Entry(Told):
    """One verb in a subject's history.

    Numbered from 1 without gaps; each carries the hash of the one before it, and its own over all
    its fields.
    """

    seq = models.PositiveIntegerField()
    verb = models.CharField(max_length=40)
    note = models.TextField(blank=True)
    internal = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    audience = models.CharField(max_length=6, choices=Audience.choices, default=Audience.PUBLIC)
    previous = models.CharField(max_length=64, blank=True)
    algorithm = models.CharField(max_length=12, default=ALGORITHM)
    hash = models.CharField(max_length=64)

    HASHED = (
        *Told.HASHED,
        "seq",
        "verb",
        "note",
        "internal",
        "data",
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


class Access(Told):
    """One look at something sealed or sensitive: what was seen, and why."""

    what = models.CharField(max_length=120)
    why = models.TextField(blank=True)

    HASHED = (*Told.HASHED, "what", "why")

    class Meta:
        verbose_name = _("access")
        verbose_name_plural = _("accesses")
        indexes = (
            Index(fields=["county", "on", "id"], name="access_by_day"),
            Index(fields=["subject_id", "at"], name="access_by_subject"),
        )

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id} {self.what}"


def hashed_fields(row: Entry | Access) -> Mapping[str, Any]:
    return {name: getattr(row, name) for name in row.HASHED}

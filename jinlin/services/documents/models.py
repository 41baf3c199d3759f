"""What is stored of a document, of its number, and of a link that opens once?"""

from collections import defaultdict
from datetime import datetime
from typing import Any, Self

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere
from jinlin.core.rows import CountyRow
from jinlin.core.search import SearchedRow
from jinlin.core.time import clock
from jinlin.core.timeline.chain import digest
from jinlin.ground.places.models import Organisation
from jinlin.services.documents.codes import LENGTH, new_code, spelled
from jinlin.services.documents.kinds import KINDS, Kind, kind_of

LONGEST_REASON = 200
HASH = "sha256"


class Counter(CountyRow):
    """The last number given for a county, kind and year.

    It rises by one in the transaction that uses the number, and falls back with it.
    """

    kind = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "kind", "year"], name="document_counter_once")
        ]

    def __str__(self) -> str:
        return f"{self.county} {self.kind} {self.year}: {self.last}"


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, actor: Actor) -> Self:
        """Documents about rows that this actor sees;
        residents only kinds that are made for them.
        """
        if actor.is_system:
            return self
        seen, kinds = Q(pk__in=[]), defaultdict(list)
        for kind in KINDS.values():
            if actor.is_staff or kind.is_for_residents:
                kinds[kind.about].append(kind.key)
        for about, keys in kinds.items():
            rows = apps.get_model(about)._default_manager.all()
            seen |= Q(kind__in=keys, about_id__in=rows.visible_to(actor).values("pk"))
        return self.filter(seen)

    def about(self, subject: CountyRow) -> Self:
        return self.filter(about_label=subject._meta.label_lower, about_id=subject.pk)

    def locked(self, document: "Document") -> "Document":
        """The row as it is now, locked. Raises NotHere when it is gone."""
        row = self.select_for_update(of=("self",)).filter(pk=document.pk).first()
        if row is None:
            raise NotHere
        return row


class Document(SearchedRow, CountyRow):
    """One paper as it was given out: its number, and a snapshot of what is printed on it.

    Kind, year and sequence are one after another without a gap in each county. The data never
    changes; `data_hash` proves it. A wrong document is revoked, not changed, and a new one issued.
    Rows change in documents.actions only.
    """

    kind = models.CharField(_("kind"), max_length=40)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    number = models.CharField(pgettext_lazy("paper", "number"), max_length=60)
    title = models.CharField(_("title"), max_length=120)
    about_label = models.CharField(max_length=60)
    about_id = models.UUIDField()
    place_code = models.CharField(
        max_length=18
    )  # of what it is about: who may revoke it goes by place
    issued_at = models.DateTimeField(_("issued"))
    issued_on = models.DateField()
    issued_by = models.CharField(_("issued by"), max_length=120)
    data = models.JSONField(encoder=DjangoJSONEncoder)
    data_hash = models.CharField(max_length=64)
    verify_code = models.CharField(
        _("verification code"), max_length=LENGTH, unique=True, default=new_code
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_on = models.DateField(null=True, blank=True)
    revoked_reason = models.CharField(_("reason"), max_length=LONGEST_REASON, blank=True)
    copies = models.PositiveIntegerField(_("copies"), default=0)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "kind", "year", "sequence"], name="document_numbered_once"
            ),
            models.UniqueConstraint(fields=["county", "number"], name="document_number_differs"),
            models.CheckConstraint(condition=Q(sequence__gte=1), name="document_numbered_from_one"),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_on=None, revoked_reason="")
                | Q(revoked_at__isnull=False, revoked_on__isnull=False) & ~Q(revoked_reason=""),
                name="document_revoked_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["issued_at", "id"], name="document_board"),
            models.Index(fields=["about_id", "issued_at"], name="document_about"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def search_words(self) -> dict[str, tuple[str, ...]]:
        return {"": (self.number, self.title)}

    @property
    def kind_row(self) -> Kind:
        return kind_of(self.kind)

    @property
    def is_revoked(self) -> bool:
        return self.revoked_at is not None

    @property
    def is_intact(self) -> bool:
        """Whether what would be printed is what was issued."""
        return self.data_hash == self.digest()

    @property
    def code(self) -> str:
        return spelled(self.verify_code)

    def digest(self) -> str:
        told = (
            "county",
            "kind",
            "number",
            "title",
            "issued_at",
            "issued_by",
            "data",
            "verify_code",
        )
        return digest({name: getattr(self, name) for name in told}, HASH)


class OneTimeLink(CountyRow):
    """An address that lets whoever holds it do one thing about one row, once, until `expires_at`.

    Only the keyed hash of its secret is kept.
    """

    token_key = models.CharField(max_length=64, unique=True)
    about_label = models.CharField(max_length=60)
    about_id = models.UUIDField()
    purpose = models.CharField(max_length=40)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("organisation")
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("made_at")), name="link_lasts"
            ),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(opened_at__isnull=False),
                name="link_opened_before_use",
            ),
        ]
        indexes = [models.Index(fields=["about_id"], name="link_about")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.about_label} {self.about_id}"

    @property
    def is_used(self) -> bool:
        return self.used_at is not None

    def is_over(self, now: datetime | None = None) -> bool:
        return self.expires_at <= (now or clock.now())

    def subject(self) -> Any:
        """The row it is about. Raises NotHere when it is gone."""
        row = apps.get_model(self.about_label)._default_manager.filter(pk=self.about_id).first()
        if row is None:
            raise NotHere
        return row

"""What is stored of a document, its number and term, a link that opens once, a public notice?"""

from collections import defaultdict
from datetime import datetime
from typing import Any, Self

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor, within
from jinlin.core.append_only import AppendOnlyRow
from jinlin.core.errors import NotHere
from jinlin.core.rows import CountyRow
from jinlin.core.search import SearchedRow
from jinlin.core.secrets.fields import EncryptedField
from jinlin.core.time import clock
from jinlin.core.timeline.chain import digest
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Organisation
from jinlin.services.documents.codes import LENGTH, new_code, spelled
from jinlin.services.documents.kinds import Kind, kind_of, known

LONGEST_REASON = 200
KEEPERS = (Role.CLERK, Role.LEAD, Role.SUPERVISOR)  # of the place: who reads an objection
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
        for kind in known().values():
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
    valid_from = models.DateField(_("valid from"), null=True, blank=True)  # None: as issued
    valid_until = models.DateField(pgettext_lazy("paper", "valid until"), null=True, blank=True)
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
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=models.F("valid_from")),
                name="document_ends_after_it_begins",
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
        """Whether what would be printed is what was issued, and holds for the days that it says."""
        term = tuple(str(day or "") for day in (self.valid_from, self.valid_until))
        days = tuple(str(self.data.get(name) or "") for name in ("valid_from", "valid_until"))
        return self.data_hash == self.digest() and term == days

    @property
    def code(self) -> str:
        return spelled(self.verify_code)

    def digest(self) -> str:
        names = (
            "county",
            "kind",
            "number",
            "title",
            "issued_at",
            "issued_by",
            "data",
            "verify_code",
        )
        return digest({name: getattr(self, name) for name in names}, HASH)


class Standing(AppendOnlyRow):
    """From its day on the document holds, or holds no more until the next such row says otherwise:
    a suspension and its end. Never changed, so that every past day keeps its answer.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="standings")
    number = models.PositiveSmallIntegerField()
    since = models.DateField()
    holds = models.BooleanField()
    reason = models.CharField(max_length=LONGEST_REASON)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="document_standing_once")
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.since} {self.holds}"


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


class NoticeRows(models.QuerySet["PublicNotice"]):
    def out(self) -> Self:
        """What everybody reads now: until the last second of its last day."""
        return self.filter(ended_on=None, until__gte=clock.today())

    def of(self, subject: CountyRow) -> "PublicNotice | None":
        """The last one about this row."""
        rows = self.filter(about_label=subject._meta.label_lower, about_id=subject.pk)
        return rows.order_by("given_at").last()


class PublicNotice(CountyRow):
    """Something that is to be decided stands before everybody for some days, and whoever knows
    better objects. One at a time for each row that it is about; what it shows, its domain masked.
    """

    about_label = models.CharField(max_length=60)
    about_id = models.UUIDField()
    place_code = models.CharField(max_length=18)
    title = models.CharField(_("title"), max_length=120)
    lines = models.JSONField()  # a list of pairs: what it is called, what it is
    given_by = models.CharField(_("issued by"), max_length=80)  # a unit
    given_at = models.DateTimeField()
    since = models.DateField(_("notice from"))
    until = models.DateField(_("notice until"))
    ended_on = models.DateField(null=True, blank=True)

    objects = NoticeRows.as_manager()

    class Meta:
        verbose_name = _("public notice")
        verbose_name_plural = _("public notices")
        constraints = [
            models.UniqueConstraint(
                fields=["about_label", "about_id"],
                condition=Q(ended_on=None),
                name="one_open_notice_for_each",
            ),
            models.CheckConstraint(
                condition=Q(until__gte=models.F("since")), name="notice_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["county", "ended_on", "until", "id"], name="notice_out")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        return self.until < clock.today()


class Found(models.TextChoices):
    """What came of an objection."""

    OPEN = "open", _("Being examined")
    JUSTIFIED = "justified", _("Justified")
    UNJUSTIFIED = "unjustified", _("Not justified")


class ObjectionRows(models.QuerySet["Objection"]):
    def unanswered(self) -> Self:
        return self.filter(found=Found.OPEN)

    def for_desk(self, actor: Actor) -> Self:
        return self if actor.is_system else self.filter(within(actor.codes(*KEEPERS)))

    def visible_to(self, actor: Actor) -> Self:
        if actor.user_id is None:
            return self.for_desk(actor)
        return self.for_desk(actor) | self.filter(person__user_id=actor.user_id)


class Objection(CountyRow):
    """What one person says against what is on public notice. Their words and their name are for
    those who examine it; they read the answer and its reason.
    """

    notice = models.ForeignKey(PublicNotice, models.PROTECT, related_name="objections")
    place_code = models.CharField(max_length=18)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = EncryptedField(_("objection"))
    written_at = models.DateTimeField()
    written_on = models.DateField()
    written_by = models.UUIDField(null=True, blank=True)  # staff who wrote it down
    found = models.CharField(max_length=11, choices=Found, default=Found.OPEN)
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.UUIDField(null=True, blank=True)

    objects = ObjectionRows.as_manager()

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        constraints = [
            models.UniqueConstraint(fields=["notice", "person"], name="objects_once_to_a_notice"),
            models.CheckConstraint(
                condition=Q(found=Found.OPEN, answered_at=None)
                | ~Q(found=Found.OPEN) & ~Q(reason="") & Q(answered_at__isnull=False),
                name="objection_answered_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.found}"

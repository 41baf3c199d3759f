"""What is stored of a county's templates, of the ledgers made from them, and of long lists?"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor
from jinlin.core.rows import CountyRow
from jinlin.core.search import SearchedRow
from jinlin.ground.places.models import Place
from jinlin.metrics.papers.rows import ScopedRows


class TemplateRows(ScopedRows["Template"]):
    def current(self) -> Self:
        return self.filter(followed_by=None, is_dropped=False)


class LedgerRows(ScopedRows["Ledger"]):
    pass


class TakeawayRows(models.QuerySet["Takeaway"]):
    def of(self, actor: Actor) -> Self:
        """Those that this person asked for: nobody else's."""
        return self.filter(asked_by=actor.user_id) if actor.user_id else self.none()


class Template(CountyRow):
    """One edition of a template that a place made in Word or Excel, checked and rendered once.

    Never changed: a better one is a new edition, which the older one then names.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    name = models.CharField(_("name"), max_length=60)
    kind = models.CharField(max_length=4)
    edition = models.PositiveSmallIntegerField(default=1)
    mended = models.JSONField(default=list)  # what the check put right, with its place
    brought_at = models.DateTimeField()
    brought_by = models.UUIDField(null=True)
    followed_by = models.OneToOneField("self", models.PROTECT, null=True, related_name="before")
    is_dropped = models.BooleanField(default=False)

    objects = TemplateRows.as_manager()

    class Meta:
        verbose_name = _("template of ledgers")
        verbose_name_plural = _("templates of ledgers")
        constraints = [
            models.UniqueConstraint(fields=["place", "name", "edition"], name="template_edition")
        ]

    def __str__(self) -> str:
        return self.name


class Ledger(SearchedRow, CountyRow):
    """What a template says of a place and a month or year: its values, and how each was counted.

    One for each template, place and period. Signed it is a numbered paper and stays as it is.
    """

    template = models.ForeignKey(Template, models.PROTECT, related_name="ledgers")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    title = models.CharField(_("title"), max_length=120)
    period = models.CharField(max_length=7)  # 2026-10, or 2026
    values = models.JSONField(default=dict)
    definitions = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    counted_at = models.DateTimeField()
    drawn_up_by = models.UUIDField(null=True)
    due_at = models.DateTimeField(db_default=Now())  # by when it should be signed
    signed_at = models.DateTimeField(null=True)
    signed_by = models.UUIDField(null=True)

    objects = LedgerRows.as_manager()

    class Meta:
        verbose_name = _("ledger")
        verbose_name_plural = _("ledgers")
        constraints = [
            models.UniqueConstraint(fields=["template", "place", "period"], name="ledger_once"),
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="ledger_signed_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "place_code", "-counted_at", "id"], name="ledger_board"),
            models.Index(
                fields=["due_at", "id"], condition=Q(signed_at=None), name="ledger_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.period}"

    def search_words(self) -> Mapping[str, Iterable[str]]:
        return {"": (self.title, self.period, self.place.name)}

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None


class Step(models.TextChoices):
    WAITING = "waiting", _("In the queue")
    GOING = "going", _("Being made")
    DONE = "done", _("Ready")
    FAILED = "failed", pgettext_lazy("list", "Failed")
    GONE = "gone", _("Expired")


class Takeaway(CountyRow):
    """The rows behind a figure, asked for as a file by one person and made by the worker.

    Whole however many there are; only who asked may fetch it, until it expires. A worker that died
    is known by `beat_at`, and another one begins anew.
    """

    asked_by = models.UUIDField()
    place_code = models.CharField(max_length=18)
    key = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=4)
    since = models.DateField(null=True)
    as_of = models.DateField()
    met_only = models.BooleanField(default=False)
    unit_key = models.UUIDField(null=True)  # of one unit alone
    step = models.CharField(max_length=7, choices=Step.choices, default=Step.WAITING)
    total = models.PositiveBigIntegerField(default=0)
    done = models.PositiveBigIntegerField(default=0)
    asked_at = models.DateTimeField()
    beat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    stored = models.CharField(max_length=60, blank=True)
    size = models.PositiveBigIntegerField(default=0)

    objects = TakeawayRows.as_manager()

    class Meta:
        verbose_name = _("list to take away")
        verbose_name_plural = _("lists to take away")
        indexes = [
            models.Index(fields=["asked_by", "-asked_at", "id"], name="takeaway_of_somebody"),
            models.Index(fields=["step", "asked_at"], name="takeaway_queue"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        return Path(settings.VAR) / "takeaways" / self.stored

    @property
    def percent(self) -> int:
        return min(100, 100 * self.done // self.total) if self.total else 0

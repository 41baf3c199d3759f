"""What is stored of points that go from one account to another, and how is it proved?"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.append_only import AppendOnlyQuerySet, AppendOnlyRow
from jinlin.core.rows import CountyRow
from jinlin.core.timeline.chain import WHOLE, canonical, digest
from jinlin.services.points.models.accounts import READERS, Account

LINKED = "sha256-link"  # over the link before, the number, and the hash of all that is said


class TransferKind(models.TextChoices):
    EARN = "earn", _("Earned by service")
    SPEND = "spend", _("Spent in the store")
    EXPIRE = "expire", _("Not used in time")
    REVERSE = "reverse", _("Reversed")
    REST = "rest", _("What stays of it")


EARNED = Q(kind=TransferKind.EARN) | Q(kind=TransferKind.REST, earned_on__isnull=False)
SPENT = Q(kind=TransferKind.SPEND) | Q(kind=TransferKind.REST, earned_on=None)


class TransferRows(AppendOnlyQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self
        own = Account.objects.own(actor).values("pk")
        mine = Q(debit__in=own) | Q(credit__in=own)
        return self.filter(within(actor.codes(*READERS)) | mine)

    def standing(self) -> Self:
        """Neither reversed nor a reversal."""
        return self.filter(reversed_by=None, reverses=None)


class Transfer(AppendOnlyRow):
    """So many points went from one account to another. Never changed, never deleted.

    Numbered from 1 without gaps in its county; each carries the hash of the one before it, and its
    own over all its fields. `source` is what earned them, as plain values: once ever. It says no
    word that somebody typed: those stand where they can be erased. A REST is what stays of one that
    was reversed in part, posted together with the reversal.
    """

    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=7, choices=TransferKind)
    debit = models.ForeignKey(  # points_out finds them, and points_in
        Account, models.PROTECT, related_name="went_out", db_index=False
    )
    credit = models.ForeignKey(Account, models.PROTECT, related_name="came_in", db_index=False)
    amount = models.PositiveBigIntegerField(_("points"))
    source_label = models.CharField(max_length=60, blank=True)
    source_id = models.UUIDField(null=True)
    activity_id = models.UUIDField(null=True)  # of which each person earns up to the cap
    rule_id = models.UUIDField(null=True)
    minutes = models.PositiveIntegerField(default=0)
    earned_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="reversed_by", verbose_name=_("reverses")
    )
    place_code = models.CharField(max_length=18)
    at = models.DateTimeField()
    on = models.DateField()
    by = models.UUIDField(null=True)
    previous = models.CharField(max_length=64, blank=True)
    algorithm = models.CharField(max_length=12, default=WHOLE)
    hash = models.CharField(max_length=64)

    objects = TransferRows.as_manager()  # type: ignore[misc]

    HASHED: ClassVar[tuple[str, ...]] = (
        *("id", "county", "seq", "kind", "debit_id", "credit_id", "amount"),
        *("source_label", "source_id", "activity_id", "rule_id", "minutes", "earned_on"),
        *("expires_on", "reverses_id", "place_code", "at", "on", "by", "previous", "algorithm"),
    )

    class Meta:
        verbose_name = _("transfer of points")
        verbose_name_plural = _("transfers of points")
        constraints = [
            models.UniqueConstraint(fields=["county", "seq"], name="points_numbered_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="points_amount_positive"),
            models.CheckConstraint(
                condition=~Q(debit=F("credit")), name="points_between_two_accounts"
            ),
            models.UniqueConstraint(
                fields=["source_label", "source_id"],
                condition=Q(kind=TransferKind.EARN),
                name="points_once_per_source",
            ),
            models.CheckConstraint(
                condition=~Q(kind=TransferKind.EARN)
                | Q(source_id__isnull=False, rule_id__isnull=False, earned_on__isnull=False),
                name="points_earned_by_something",
            ),
            models.CheckConstraint(
                condition=Q(kind=TransferKind.REVERSE) ^ Q(reverses=None),
                name="points_reversal_reverses",
            ),
        ]
        indexes = [
            models.Index(fields=["debit", "-seq"], name="points_out"),
            models.Index(fields=["credit", "-seq"], name="points_in"),
            models.Index(fields=["county", "on", "seq"], name="points_day"),
            models.Index(fields=["credit", "activity_id"], name="points_of_activity"),
            models.Index(fields=["county", "kind", "expires_on"], name="points_ending"),
        ]

    def __str__(self) -> str:
        return f"#{self.seq} {self.kind} {self.amount}"

    def content(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.HASHED}

    def digest(self) -> str:
        return digest_of(self.content())


def digest_of(content: Mapping[str, Any]) -> str:
    """The hash that a transfer with these fields carries."""
    if content["algorithm"] != LINKED:
        return digest(content, content["algorithm"])
    return sha256(f"{content['previous']}:{content['seq']}:{body_of(content)}".encode()).hexdigest()


def body_of(content: Mapping[str, Any]) -> str:
    """The hash of all that a transfer says but its place in the chain: it is known before the place
    is, so that the database itself can make the link.
    """
    words = {name: value for name, value in content.items() if name not in {"seq", "previous"}}
    return sha256(canonical(words)).hexdigest()


class Origin(CountyRow):
    """What earned a transfer, in the words of that day: 'how did I get these?'. It is no part of
    the chain, so that its words can be erased.
    """

    transfer = models.OneToOneField(Transfer, models.PROTECT, related_name="origin")
    title = models.CharField(max_length=80)
    full = models.PositiveIntegerField()
    left_activity = models.IntegerField(null=True)
    left_month = models.IntegerField(null=True)

    def __str__(self) -> str:
        return self.title


class Head(AppendOnlyRow):
    """The end of a county's chain at the end of one day, as it was published.

    `count` and `amount` are those of the day.
    """

    day = models.DateField()
    seq = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)
    count = models.PositiveIntegerField()
    amount = models.PositiveBigIntegerField()
    published_at = models.DateTimeField()

    class Meta:
        verbose_name = _("published head of a day")
        verbose_name_plural = _("published heads of days")
        constraints = [models.UniqueConstraint(fields=["county", "day"], name="points_head_once")]

    def __str__(self) -> str:
        return f"{self.county} {self.day} #{self.seq}"


class Announcement(CountyRow):
    """Somebody was told that so many points can be used until a day: before any of them expire."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="announcements")
    expires_on = models.DateField()
    amount = models.PositiveBigIntegerField()
    told_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "expires_on"], name="points_announced_once")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.expires_on}"

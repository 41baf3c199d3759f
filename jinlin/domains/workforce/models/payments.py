"""What was awarded, what is due of it, which bank file holds it, and what did the bank say?"""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow
from jinlin.core.secrets.fields import MATCH_KEY_LENGTH, EncryptedField
from jinlin.domains.workforce.models.reference import Level, Policy
from jinlin.domains.workforce.models.subsidies import DESK, Application


class Outcome(models.TextChoices):
    """What the bank said of a line."""

    WAITING = "waiting", _("Waits for the bank")
    PAID = "paid", _("Paid")
    FAILED = "failed", _("Payment failed")
    UNKNOWN = "unknown", _("The bank does not know")
    RETURNED = "returned", _("Returned by the bank")


HELD = (Outcome.WAITING, Outcome.PAID, Outcome.UNKNOWN)  # no other batch may hold the payment


class AwardRows(models.QuerySet["Award"]):
    def standing(self) -> Self:
        """Those that nobody took back."""
        return self.filter(revoked_on=None)


class Award(CountyRow):
    """One certificate was awarded a subsidy: one award stands for it ever, in whatever county and
    under whatever policy. The higher of two monthly ones ends the lower (`ends_before`). One that
    was taken back (`revoked_on`) keeps its row, owes nothing more and stands in nobody's way.
    """

    application = models.OneToOneField(Application, models.PROTECT, related_name="award")
    certificate_key = models.CharField(max_length=MATCH_KEY_LENGTH + 40)
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="awards")
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    amount = models.PositiveIntegerField(_("yuan"))  # in all when once, else each month
    first_month = models.CharField(max_length=7, blank=True)
    months = models.PositiveSmallIntegerField(default=0)
    ends_before = models.CharField(max_length=7, blank=True)
    awarded_on = models.DateField(_("awarded"))
    account = EncryptedField(_("bank account"), blank=True, default="")
    bank = models.CharField(_("bank"), max_length=80, blank=True)
    needs_account = models.BooleanField(default=False)  # the bank refused the one there is
    revoked_on = models.DateField(_("taken back on"), null=True, blank=True)

    objects = AwardRows.as_manager()

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        indexes = [models.Index(fields=["county", "awarded_on"], name="award_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["certificate_key"],
                condition=Q(revoked_on=None),
                name="one_standing_award_per_certificate",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.amount}"


class PaymentRows(models.QuerySet["Payment"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.is_system else self.filter(within(actor.codes(*DESK), "county"))

    def payable(self) -> Self:
        """Held by no batch, paid by none, and with an account to pay to."""
        held = Line.objects.filter(payment=OuterRef("pk"), outcome__in=HELD)
        ready = self.filter(award__revoked_on=None, award__needs_account=False)
        return ready.filter(~Exists(held)).exclude(award__account="")


class Payment(CountyRow):
    """One amount that is owed: the whole award (month ""), or its instalment for one month."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="payments")
    month = models.CharField(_("month"), max_length=7, blank=True)
    amount = models.PositiveIntegerField(_("yuan"))
    due_on = models.DateField(_("due on"))

    objects = PaymentRows.as_manager()

    class Meta:
        ordering = ("due_on", "id")
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        constraints = [
            models.UniqueConstraint(fields=["award", "month"], name="one_payment_per_month"),
            models.CheckConstraint(condition=Q(amount__gte=1), name="payment_is_something"),
        ]

    def __str__(self) -> str:
        return f"{self.award_id} {self.month}"


class BatchRows(models.QuerySet["Batch"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.is_system else self.filter(within(actor.codes(*DESK), "county"))

    def held(self, pk: object) -> "Batch":
        return self.select_for_update(of=("self",)).get(pk=pk)


class Batch(CountyRow):
    """Payments that go to the bank in one file. What it holds is frozen when it is made."""

    number = models.CharField(_("number"), max_length=20)
    frozen_at = models.DateTimeField(_("frozen"))
    frozen_by = models.UUIDField(null=True)
    lines_count = models.PositiveIntegerField(_("lines"))
    amount = models.PositiveIntegerField(_("yuan"))
    budget_year = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=0)

    objects = BatchRows.as_manager()

    class Meta:
        ordering = ("-frozen_at", "-id")
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "number"], name="batch_number_once_per_county"
            )
        ]

    def __str__(self) -> str:
        return self.number


class Line(CountyRow):
    """One payment in one batch, as the bank got it. While it waits or is paid, no other batch can
    hold the same payment.

    `answered_at` is when the bank said so by its own clock: an older word never undoes a newer one.
    """

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="lines")
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="lines")
    reference = models.CharField(max_length=32)
    holder = EncryptedField(_("account holder"))
    account = EncryptedField(_("bank account"))
    bank = models.CharField(_("bank"), max_length=80, blank=True)
    amount = models.PositiveIntegerField(_("yuan"))
    outcome = models.CharField(
        _("what the bank says"), max_length=8, choices=Outcome.choices, default=Outcome.WAITING
    )
    reason = models.CharField(_("reason"), max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("reference",)
        verbose_name = _("line of a batch")
        verbose_name_plural = _("lines of batches")
        constraints = [
            models.UniqueConstraint(fields=["county", "reference"], name="line_reference_once"),
            models.UniqueConstraint(
                fields=["payment"],
                condition=Q(outcome__in=HELD),
                name="one_batch_holds_a_payment",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Booking(CountyRow):
    """Money that left, or came back (negative). Once for each line and kind; never rewritten."""

    class Kind(models.TextChoices):
        PAID = "paid", _("Paid out")
        RETURNED = "returned", _("Came back")

    line = models.ForeignKey(Line, models.PROTECT, related_name="bookings")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    amount = models.IntegerField(_("yuan"))
    on = models.DateField(_("day"))

    class Meta:
        ordering = ("on", "id")
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        indexes = [models.Index(fields=["county", "on"], name="booking_day")]
        constraints = [
            models.UniqueConstraint(fields=["line", "kind"], name="one_booking_per_kind"),
            models.CheckConstraint(
                condition=Q(kind="paid", amount__gt=0) | Q(kind="returned", amount__lt=0),
                name="booking_has_its_sign",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"

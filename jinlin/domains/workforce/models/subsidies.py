"""What is stored of an application for a subsidy?"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import MovingRow, MovingRows
from jinlin.core.secrets.fields import EncryptedField
from jinlin.core.time import clock
from jinlin.domains.workforce.lifecycle import ENDED, LABELS, OPEN, SHOWN, State
from jinlin.domains.workforce.models.facts import Qualification
from jinlin.domains.workforce.models.professionals import Professional
from jinlin.domains.workforce.models.reference import Policy
from jinlin.ground.accounts.roles import Role

DESK = (Role.REGISTRAR, Role.PAYMENT_OFFICER)


class ApplicationRows(MovingRows["Application"]):
    with_row = ("professional__person", "qualification", "policy")

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def on_notice(self) -> Self:
        return self.filter(state__in=SHOWN)

    def for_desk(self, actor: Actor) -> Self:
        """Registrars and payment officers of the county or of a place above; a county's leads."""
        if actor.is_system:
            return self
        counties = [code for code in actor.codes(Role.LEAD) if len(code) <= 6]
        return self.filter(within([*actor.codes(*DESK), *counties], "county"))

    def visible_to(self, actor: Actor) -> Self:
        if actor.user_id is None and not actor.is_system:
            return self.none()
        own = Q(professional__person__user_id=actor.user_id) if actor.user_id else Q(pk__in=[])
        return self.for_desk(actor) | self.filter(own)


class Application(MovingRow):
    """Somebody asks for the subsidy of one certificate. At most one is open or awarded for each.

    `due_at` is the day of the next step, whoever's it is; an ended one keeps its last. `amount` is
    fixed at the first review. Rows change in workforce.actions only.
    """

    number = models.CharField(_("number"), max_length=20)
    state = models.CharField(
        _("state"), max_length=10, choices=[(s, LABELS[s]) for s in State], default=State.APPLIED
    )
    professional = models.ForeignKey(Professional, models.PROTECT, related_name="applications")
    qualification = models.ForeignKey(Qualification, models.PROTECT, related_name="applications")
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="+")
    amount = models.PositiveIntegerField(_("yuan"), default=0)
    account = EncryptedField(_("bank account"), blank=True, default="")
    bank = models.CharField(_("bank"), max_length=80, blank=True)
    applied_at = models.DateTimeField(_("applied"))
    applied_on = models.DateField()
    due_at = models.DateTimeField(_("due"))
    checked_by = models.UUIDField(null=True)
    reviewed_by = models.UUIDField(null=True)
    approved_by = models.UUIDField(null=True)
    notice_from = models.DateField(_("notice from"), null=True, blank=True)
    notice_to = models.DateField(_("notice until"), null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = ApplicationRows.as_manager()

    class Meta:
        verbose_name = _("application for a subsidy")
        verbose_name_plural = _("applications for subsidies")
        indexes = [
            models.Index(fields=["county", "state", "due_at", "id"], name="application_board"),
            models.Index(fields=["county", "applied_at", "id"], name="application_newest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "number"], name="application_number_once_per_county"
            ),
            models.UniqueConstraint(
                fields=["qualification"],
                condition=~Q(state__in=[State.REFUSED, State.WITHDRAWN, State.REVOKED]),
                name="one_application_per_certificate",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, state__in=OPEN)
                | Q(ended_on__isnull=False, state__in=ENDED),
                name="application_ended_when_ended",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("reviewed_by")),
                name="reviews_by_two_people",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_late(self) -> bool:
        return self.state in OPEN and self.due_at < clock.now()

"""What is stored of a danger that was heard?"""

import re
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.errors import NotHere
from jinlin.core.rows import CountyRow
from jinlin.core.secrets.fields import EncryptedField
from jinlin.domains.appeals.lifecycle import ENDED, State
from jinlin.domains.appeals.models import Appeal
from jinlin.ground.accounts.roles import Role
from jinlin.insight.danger import LABELS, Danger

BETWEEN = " · "  # two reasons
READERS = (Role.CLERK, Role.LEAD, Role.SUPERVISOR)


class Answer(models.TextChoices):
    """What somebody found when they looked."""

    OPEN = "open", _("Nobody looked yet")
    ACTED = "acted", _("Looked after")
    FALSE = "false", _("False alarm")


class AlarmRows(models.QuerySet["Alarm"]):
    def open(self) -> Self:
        return self.filter(answer=Answer.OPEN)

    def pressing(self) -> Self:
        """Nobody looked yet, and nobody of the staff ended the matter, who would have read it."""
        return self.open().exclude(appeal__state__in=ENDED - {State.WITHDRAWN})

    def for_desk(self, actor: Actor) -> Self:
        """Those who look after the place."""
        return self.filter(within(actor.codes(*READERS)))

    visible_to = for_desk

    def held(self, pk: object) -> "Alarm":
        """The row as it is now, locked. Raises NotHere when it is gone."""
        row = self.select_for_update().filter(pk=pk).first()
        if row is None:
            raise NotHere
        return row


class Alarm(CountyRow):
    """An appeal whose words speak of a danger, in the moment it came in; one for each danger.

    It stands above everything that waits until somebody who looks after the place says what it was.
    """

    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="+")
    place_code = models.CharField(max_length=18)
    danger = models.CharField(
        _("danger"), max_length=10, choices=[(each.value, LABELS[each]) for each in Danger]
    )
    words = EncryptedField(_("words that speak of it"))
    reasons = EncryptedField(  # one says it alone; of several none does
        _("which of them weighed most"), blank=True, default="", db_default=""
    )
    heard_at = models.DateTimeField()
    heard_on = models.DateField()
    answer = models.CharField(
        _("what it was"), max_length=6, choices=Answer.choices, default=Answer.OPEN
    )
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    objects = AlarmRows.as_manager()

    class Meta:
        verbose_name = _("danger heard")
        verbose_name_plural = _("dangers heard")
        constraints = [
            models.UniqueConstraint(fields=["appeal", "danger"], name="danger_of_an_appeal_once"),
            models.CheckConstraint(
                condition=Q(answer="open", answered_at=None)
                | (~Q(answer="open") & Q(answered_at__isnull=False)),
                name="alarm_answered_when_answered",
            ),
        ]
        indexes = [
            models.Index(
                fields=["county", "place_code", "heard_at"],
                condition=Q(answer="open"),
                name="open_alarms",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_danger_display()}"

    @property
    def is_named(self) -> bool:
        """By one stretch of its words that says it alone."""
        return BETWEEN not in self.reasons

    @property
    def parts(self) -> list[tuple[str, bool]]:
        """The words as they stand, and of each part whether it is a reason."""
        reasons = sorted(filter(None, self.reasons.split(BETWEEN)), key=len, reverse=True)
        if not reasons:
            return [(self.words, False)]
        cut = re.split(f"({'|'.join(map(re.escape, reasons))})", self.words)
        return [(part, bool(at % 2)) for at, part in enumerate(cut) if part]

"""What is stored of a danger that was heard?"""

import re
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.errors import NotHere
from jinlin.core.rows import CountyRow, MovingRow
from jinlin.core.secrets.fields import EncryptedField
from jinlin.domains.appeals import lifecycle as of_appeals
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.consultations import lifecycle as of_topics
from jinlin.domains.consultations.models import Topic
from jinlin.domains.wishes import lifecycle as of_wishes
from jinlin.domains.wishes.models import Wish
from jinlin.ground.accounts.roles import Role
from jinlin.insight.danger import LABELS, Danger

BETWEEN = " · "  # two reasons
PAGES = {
    "appeal": "appeals:desk_appeal",
    "wish": "wishes:desk_wish",
    "topic": "consultations:desk_topic",
}
MATTERS = tuple(PAGES)  # in which of them a danger is heard
ENDED_BY_STAFF = {
    "appeal": of_appeals.ENDED - {of_appeals.State.WITHDRAWN},
    "wish": of_wishes.ENDED - {of_wishes.State.WITHDRAWN},
    "topic": of_topics.ENDED - {of_topics.State.WITHDRAWN},
}
READERS = (Role.CLERK, Role.LEAD, Role.SUPERVISOR)


def page_of(matter: MovingRow) -> str:
    """Where staff read and handle it."""
    return reverse(PAGES[kind_of(matter)], args=[matter.pk])


def kind_of(matter: MovingRow) -> str:
    """Which of MATTERS it is."""
    return str(matter._meta.model_name)


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
        ended = Q()
        for name, states in ENDED_BY_STAFF.items():
            ended |= Q(**{f"{name}__state__in": states})
        return self.open().exclude(ended)

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
    """An appeal, a wish or a topic whose words speak of a danger; one for each danger.

    It stands above everything that waits until somebody who looks after the place says what it was.
    """

    appeal = models.ForeignKey(Appeal, models.PROTECT, null=True, related_name="+")
    wish = models.ForeignKey(Wish, models.PROTECT, null=True, related_name="+")
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, related_name="+")
    place_code = models.CharField(max_length=18)
    danger = models.CharField(
        _("danger"), max_length=10, choices=[(each.value, LABELS[each]) for each in Danger]
    )
    words = EncryptedField(_("words that speak of it"))
    reasons = EncryptedField(  # one says it alone; of several none does
        _("which of them weighed most"), blank=True, default="", db_default=""
    )
    is_named = models.BooleanField(  # by one reason; several only sound like it together
        default=True, db_default=True
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
            models.UniqueConstraint(fields=["wish", "danger"], name="danger_of_a_wish_once"),
            models.UniqueConstraint(fields=["topic", "danger"], name="danger_of_a_topic_once"),
            models.CheckConstraint(
                condition=Q(appeal__isnull=False, wish=None, topic=None)
                | Q(appeal=None, wish__isnull=False, topic=None)
                | Q(appeal=None, wish=None, topic__isnull=False),
                name="alarm_of_one_matter",
            ),
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
    def kind(self) -> str:
        """Which of MATTERS it was heard in."""
        return next(name for name in MATTERS if getattr(self, f"{name}_id") is not None)

    @property
    def matter(self) -> MovingRow:
        """In whose words it was heard."""
        row: MovingRow = getattr(self, self.kind)
        return row

    @property
    def page(self) -> str:
        """Where staff read the whole of it."""
        return page_of(self.matter)

    @property
    def parts(self) -> list[tuple[str, bool]]:
        """The words as they stand, and of each part whether it is a reason."""
        reasons = sorted(filter(None, self.reasons.split(BETWEEN)), key=len, reverse=True)
        if not reasons:
            return [(self.words, False)]
        cut = re.split(f"({'|'.join(map(re.escape, reasons))})", self.words)
        return [(part, bool(at % 2)) for at, part in enumerate(cut) if part]

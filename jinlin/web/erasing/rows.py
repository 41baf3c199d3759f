"""What is stored of a wish to destroy what was said about a matter?"""

from typing import Self

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow
from jinlin.core.timeline.erasing import LONGEST_REASON
from jinlin.ground.accounts.roles import Role

DECIDERS = (Role.LEAD, Role.SUPERVISOR)


class Decision(models.TextChoices):
    ASKED = "asked", _("Waits for a second person")
    DONE = "done", _("Destroyed")
    REFUSED = "refused", _("Kept")


class Erasures(models.QuerySet["Erasure"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(within(actor.codes(*DECIDERS)))

    def undecided(self) -> Self:
        return self.filter(state=Decision.ASKED)

    def for_a_second(self, actor: Actor) -> Self:
        """Those that wait for this person: never what they asked for themselves."""
        return self.visible_to(actor).undecided().exclude(asked_by=actor.user_id)


class Erasure(CountyRow):
    """Somebody asks that the words of some entries of a matter, and some of its files, be
    destroyed; somebody else destroys them or keeps them.

    At most one of a matter is undecided. The matter is any domain's: kind and key are plain values.
    """

    place_code = models.CharField(max_length=18)
    subject_type = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    entries = models.JSONField(default=list)  # their numbers
    files = models.JSONField(default=list)  # their keys
    texts = models.JSONField(default=list, db_default=[])  # columns of the matter itself
    reason = models.CharField(max_length=LONGEST_REASON)
    asked_by = models.UUIDField()
    asked_face = models.CharField(max_length=120, blank=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=Decision.choices, default=Decision.ASKED)
    decided_by = models.UUIDField(null=True)
    decided_face = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=LONGEST_REASON, blank=True)  # why it is kept

    objects = Erasures.as_manager()

    class Meta:
        verbose_name = _("destruction of words")
        verbose_name_plural = _("destructions of words")
        constraints = [
            UniqueConstraint(
                fields=["subject_id"],
                condition=Q(state=Decision.ASKED),
                name="erasure_one_undecided",
            ),
            CheckConstraint(
                condition=~Q(decided_by=F("asked_by")), name="erasure_by_a_second_person"
            ),
            CheckConstraint(
                condition=Q(state=Decision.ASKED) ^ Q(decided_at__isnull=False),
                name="erasure_decided_when_decided",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "state", "due_at", "id"], name="erasure_waiting"),
            models.Index(fields=["county", "asked_at", "id"], name="erasure_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}"

    @property
    def is_open(self) -> bool:
        return self.state == Decision.ASKED

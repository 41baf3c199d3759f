"""What is stored of what was found at a door and is to become something?"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow
from jinlin.core.secrets.fields import EncryptedField
from jinlin.domains.visits.models.round import Door
from jinlin.domains.visits.models.visit import Visit, carers
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.models import Person


class FindingKind(models.TextChoices):
    APPEAL = "appeal", _("Something to be put right")
    WISH = "wish", _("A wish")
    CARE = "care", _("Needs care")
    URGENT = "urgent", _("Danger")


class Danger(models.TextChoices):
    LIFE = "life", _("Somebody's life is in danger")
    CHILD = "child", _("A child is in danger")


class Called(models.TextChoices):
    POLICE = "110", _("110 was called")
    AMBULANCE = "120", _("120 was called")
    NOBODY = "none", _("No call was needed")


class FindingState(models.TextChoices):
    WAITING = "waiting", _("Waits to be passed on")
    PASSED = "passed", _("Passed on")
    SEEN = "seen", _("Seen to")
    LEFT = "left", _("Nothing to be done")


class FindingRows(models.QuerySet["Finding"]):
    def for_desk(self, actor: Actor) -> Self:
        """The lead of the place, and whoever looks after the household."""
        if actor.is_system:
            return self
        return self.filter(within(actor.codes(Role.LEAD)) | Q(carers(actor, "door__household")))

    def waiting(self) -> Self:
        return self.filter(state=FindingState.WAITING)


class Finding(CountyRow):
    """One thing found at a door. Its key was made by the phone. What becomes of it stands here as
    plain values: an appeal or a wish has its number, which came with the receipt.
    """

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="findings")
    door = models.ForeignKey(Door, models.PROTECT, related_name="findings")
    place_code = models.CharField(max_length=18)
    kind = models.CharField(max_length=6, choices=FindingKind.choices)
    text = EncryptedField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    danger = models.CharField(max_length=5, choices=Danger.choices, blank=True)
    called = models.CharField(max_length=4, choices=Called.choices, blank=True)
    wish_kind = models.CharField(max_length=8, blank=True)
    state = models.CharField(
        max_length=7, choices=FindingState.choices, default=FindingState.WAITING
    )
    number = models.CharField(max_length=20, blank=True)
    subject_id = models.UUIDField(null=True)
    problem = models.CharField(max_length=300, blank=True)  # why it could not be passed on
    note = models.CharField(max_length=300, blank=True)
    found_at = models.DateTimeField()
    found_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_on = models.DateField(null=True)
    done_by = models.UUIDField(null=True)

    objects = FindingRows.as_manager()

    class Meta:
        verbose_name = _("finding at a door")
        verbose_name_plural = _("findings at doors")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=FindingState.PASSED) | ~Q(number=""),
                name="finding_passed_with_a_number",
            ),
            models.CheckConstraint(
                condition=Q(state=FindingState.WAITING, done_at=None)
                | Q(done_at__isnull=False) & ~Q(state=FindingState.WAITING),
                name="finding_done_at_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["door", "found_at"], name="finding_of_door"),
            models.Index(fields=["county", "found_on"], name="finding_day"),
            models.Index(
                fields=["found_at"],
                condition=Q(state=FindingState.WAITING),
                name="finding_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.found_on}"

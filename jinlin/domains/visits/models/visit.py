"""What is stored of what was seen and said at a door? Sensitive: whoever looks is on record."""

import json
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow
from jinlin.core.secrets.fields import EncryptedField
from jinlin.domains.visits.models.phone import Pack, Phone
from jinlin.domains.visits.models.reference import ChecklistVersion
from jinlin.domains.visits.models.round import Door
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.models import CareLink


class Outcome(models.TextChoices):
    VISITED = "visited", _("Visited")
    NOT_HOME = "not_home", _("Nobody home")
    REFUSED = "refused", _("Did not want a visit")
    MOVED = "moved", _("Moved away")


class FormState(models.TextChoices):
    STANDS = "stands", _("Counts")
    HELD = "held", _("Waits for the form before it")
    BESIDE = "beside", _("Stands beside another one")
    SET_ASIDE = "set_aside", _("Set aside, kept")


def carers(actor: Actor, household: str) -> Exists | Q:
    """Whether this actor looks after the household of the outer query."""
    if actor.user_id is None:
        return Q(pk__in=[])
    return Exists(
        CareLink.objects.open().kept_by(actor.user_id).filter(household=OuterRef(household))
    )


class VisitRows(models.QuerySet["Visit"]):
    def visible_to(self, actor: Actor) -> Self:
        """The lead of the place, whoever looks after the household, whoever wrote it."""
        if actor.is_system:
            return self
        own = Q(visitor=actor.user_id) if actor.user_id else Q(pk__in=[])
        return self.filter(
            within(actor.codes(Role.LEAD)) | own | Q(carers(actor, "door__household"))
        )

    def standing(self) -> Self:
        return self.filter(standing=FormState.STANDS)


class Visit(CountyRow):
    """One form as it was filled in at a door. Its key was made by the phone.

    `base` is the version of the door that the phone knew, `own` counts the phone's forms at this
    door from 1. Every form that ever came stays; `standing` says whether it counts. `answers` hold
    each question as it was asked, so that they can be read when the checklist is gone.
    """

    door = models.ForeignKey(Door, models.PROTECT, related_name="visits")
    place_code = models.CharField(max_length=18)
    visitor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    phone = models.ForeignKey(Phone, models.PROTECT, null=True, related_name="+")
    pack = models.ForeignKey(Pack, models.PROTECT, null=True, related_name="+")
    base = models.PositiveIntegerField(default=0)
    own = models.PositiveSmallIntegerField(default=1)
    applied_as = models.PositiveIntegerField(null=True)  # the door's version that it made
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    standing = models.CharField(max_length=9, choices=FormState.choices, default=FormState.STANDS)
    checklist = models.ForeignKey(
        ChecklistVersion, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_by = models.CharField(max_length=60, blank=True)  # the version as the form names it
    answers = EncryptedField(blank=True, default="")
    files_wanted = models.PositiveSmallIntegerField(default=0)
    said_at = models.DateTimeField()  # by the phone's clock
    off_seconds = models.IntegerField(default=0)
    happened_at = models.DateTimeField()
    happened_on = models.DateField()
    received_at = models.DateTimeField()

    objects = VisitRows.as_manager()

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        indexes = [
            models.Index(fields=["door", "received_at", "id"], name="visit_of_door"),
            models.Index(fields=["phone", "door", "own"], name="visit_of_phone"),
            models.Index(fields=["county", "happened_on"], name="visit_day"),
            models.Index(
                fields=["received_at"],
                condition=Q(standing=FormState.HELD),
                name="visit_held",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} {self.happened_on}"

    @property
    def answer_list(self) -> list[dict[str, Any]]:
        """The questions with their answers, in their order."""
        found: list[dict[str, Any]] = json.loads(self.answers) if self.answers else []
        return found


class Clash(CountyRow):
    """Two forms for one door that did not know of each other. Both stay; a person chooses, question
    by question, what counts: `chosen` names the form that is believed for each.
    """

    door = models.ForeignKey(Door, models.PROTECT, related_name="clashes")
    place_code = models.CharField(max_length=18)
    first = models.ForeignKey(Visit, models.PROTECT, related_name="+")
    second = models.ForeignKey(Visit, models.PROTECT, related_name="+")
    found_at = models.DateTimeField()
    chosen: Any = models.JSONField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("two forms for one door")
        verbose_name_plural = _("two forms for one door")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="visit_clash_once"),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, chosen=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False, chosen__isnull=False),
                name="visit_clash_decided_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["door"], condition=Q(decided_at=None), name="visit_clash_open")
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"


class VisitFileRows(models.QuerySet["VisitFile"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those of the visits that one may see."""
        return self.filter(visit_key__in=Visit.objects.visible_to(actor).values("pk"))


class VisitFile(CountyRow):
    """A photo, a voice note or a signature of one form, sent by itself: it may come before its
    form, which then finds it. Its key was made by the phone.
    """

    class Family(models.TextChoices):
        PHOTO = "photo", _("Photo")
        VOICE = "voice", _("Voice note")
        SIGNATURE = "signature", _("Signature")

    visit_key = models.UUIDField(db_index=True)  # no foreign key: it may come first
    question = models.CharField(max_length=40, blank=True)
    family = models.CharField(max_length=9, choices=Family.choices)
    digest = models.CharField(max_length=64)
    received_at = models.DateTimeField()

    objects = VisitFileRows.as_manager()

    class Meta:
        verbose_name = _("file of a visit")
        verbose_name_plural = _("files of visits")

    def __str__(self) -> str:
        return f"{self.visit_key} {self.family}"

"""What is written in a case: notes, plans, assessments, consents, who belongs to whom?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.secrets.fields import EncryptedField
from jinlin.domains.casework.models.case import Sex
from jinlin.domains.casework.models.scope import CaseRow, SeenRow, WrittenRow
from jinlin.ground.people.models import Relation


class Way(models.TextChoices):
    TALK = "talk", _("A talk")
    VISIT = "visit", _("A home visit")
    PHONE = "phone", _("A phone call")
    MEETING = "meeting", _("A group meeting")
    ACTIVITY = "activity", _("An activity")
    OTHERS = "others", _("A talk with others about it")


class Note(WrittenRow):
    """What happened in one session, signed. It is amended only by addenda (`amends`)."""

    on = models.DateField()
    way = models.CharField(max_length=8, choices=Way)
    minutes = models.PositiveSmallIntegerField()
    amends = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="addenda"
    )

    class Meta:
        verbose_name = _("session note")
        verbose_name_plural = _("session notes")
        indexes = [models.Index(fields=["case", "on", "id"], name="case_notes")]

    def __str__(self) -> str:
        return f"{self.on}"


class Draft(CaseRow):
    """A note that is not signed yet: of one person, who alone sees it. One for each case."""

    user = models.UUIDField()
    on = models.DateField(_("day"))
    way = models.CharField(_("way"), max_length=8, choices=Way, default=Way.TALK)
    minutes = models.PositiveSmallIntegerField(pgettext_lazy("how many", "Minutes"), default=60)
    text = EncryptedField(_("what happened"), blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "user"], name="case_draft_once"),
        ]

    def __str__(self) -> str:
        return f"{self.on}"


class Plan(WrittenRow):
    """One version of the plan: goals with their steps, as they were written down.

    `based_on` is the version that its writer had before them. Where somebody else wrote one
    meanwhile, both stand: this one is `is_beside` until somebody joins them in a further version.
    """

    number = models.PositiveSmallIntegerField()
    based_on = models.PositiveSmallIntegerField(default=0)
    is_beside = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="case_plan_numbered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class Of(models.TextChoices):
    PLAN = "plan", _("Plan")
    CLOSURE = "closure", _("Closure")


class Review(CaseRow):
    """Another person looked through a plan or a closure, and said what they think of it."""

    of = models.CharField(max_length=7, choices=Of)
    number = models.PositiveSmallIntegerField(default=0)  # of the plan
    is_agreed = models.BooleanField()
    text = EncryptedField(blank=True, default="")
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "number"],
                condition=Q(of=Of.PLAN, is_agreed=True),
                name="case_plan_agreed_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.of} {self.number}"


class Assessment(CaseRow):
    """One scale filled in on one day. The latest of a scale may still be changed, earlier ones are
    frozen. `answers` are numbers by the scale's items, as JSON.
    """

    scale = models.CharField(max_length=12)
    on = models.DateField()
    answers = EncryptedField()
    total = models.PositiveSmallIntegerField()
    remark = EncryptedField(blank=True, default="")
    is_final = models.BooleanField(default=False)  # made for the evaluation
    is_frozen = models.BooleanField(default=False)
    by = models.UUIDField()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "scale"],
                condition=Q(is_frozen=False),
                name="case_one_open_assessment",
            )
        ]

    def __str__(self) -> str:
        return f"{self.scale} {self.on}"


class Purpose(models.TextChoices):
    SERVICE = "service", _("Social work with a record of it")
    SHARING = "sharing", _("Passing details on to another unit")
    THANKS = "thanks", _("Showing the thanks without names")


class Consent(CaseRow):
    """Somebody agreed, for whom the case is about, to one purpose in one wording; until it is
    withdrawn. Under 14 only a guardian can.
    """

    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose)
    given_by = EncryptedField(_("given by"), blank=True)
    relation = models.CharField(_("relation"), max_length=10, choices=Relation)
    version = models.CharField(_("version of the wording"), max_length=20)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("consent in a case")
        verbose_name_plural = _("consents in cases")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "purpose"],
                condition=Q(withdrawn_at=None),
                name="case_consent_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose}"


class Kin(models.TextChoices):
    GRANDFATHER = "grandfather", _("Grandfather")
    GRANDMOTHER = "grandmother", _("Grandmother")
    FATHER = "father", _("Father")
    MOTHER = "mother", _("Mother")
    GUARDIAN = "guardian", pgettext_lazy("kin", "Guardian")
    SPOUSE = "spouse", _("Husband or wife")
    SIBLING = "sibling", _("Brother or sister")
    CHILD = "child", _("Son or daughter")
    GRANDCHILD = "grandchild", _("Grandchild")
    OTHER = "other", _("Somebody else close")


class Closeness(models.TextChoices):
    CLOSE = "close", _("On close terms")
    USUAL = "usual", _("As usual")
    DISTANT = "distant", _("Distant")
    STRAINED = "strained", _("Strained")


class Relative(CaseRow):
    """Somebody in the life of whom the case is about; drawn in the genogram."""

    kin = models.CharField(_("relation"), max_length=12, choices=Kin)
    name = EncryptedField(_("name"), blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True)
    born = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    is_dead = models.BooleanField(_("has died"), default=False)
    closeness = models.CharField(
        _("how close they are"), max_length=8, choices=Closeness, default=Closeness.USUAL
    )

    def __str__(self) -> str:
        return f"{self.kin}"


class Member(CaseRow):
    """Somebody who takes part in a group."""

    name = EncryptedField(_("name"), blank=True)
    mark = models.CharField(max_length=64, blank=True)
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "mark"],
                condition=Q(left_on=None) & ~Q(mark=""),
                name="case_member_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.joined_on}"


class Attendance(CaseRow):
    """A member was at one session of the group."""

    note = models.ForeignKey(Note, models.PROTECT, related_name="attendances")
    member = models.ForeignKey(Member, models.PROTECT, related_name="attendances")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["note", "member"], name="case_attended_once"),
        ]

    def __str__(self) -> str:
        return str(self.note_id)


class Look(SeenRow):
    """Somebody read a case, at a moment: what of it. No free text, so that it outlives the case."""

    user = models.UUIDField()
    what = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="case_looks")]

    def __str__(self) -> str:
        return f"{self.what} {self.at}"

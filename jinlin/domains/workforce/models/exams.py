"""Who was mobilised for an exam, registered, sat, passed and holds the certificate?"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow
from jinlin.domains.workforce.models.reference import Level
from jinlin.domains.workforce.models.rosters import Roster
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.models import Person


class CandidacyRows(models.QuerySet["Candidacy"]):
    def standing(self, as_of: date | None = None) -> Self:
        """Those that were not taken off the list, until the end of that day."""
        later = Q(struck_on__gt=as_of) if as_of else Q()
        return self.filter(Q(struck_on=None) | later)

    def for_desk(self, actor: Actor) -> Self:
        """Those of the registers that one keeps."""
        return self if actor.is_system else self.filter(self._kept_by(actor))

    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self
        own = Q(person__user_id=actor.user_id) if actor.user_id else Q(pk__in=[])
        return self.filter(self._kept_by(actor) | own)

    @staticmethod
    def _kept_by(actor: Actor) -> Q:
        return within(actor.codes(Role.REGISTRAR), "county")


class Candidacy(CountyRow):
    """One person on the way through the exam of one level in one year. Each stage needs the one
    before: the database refuses a gap. Who was listed by mistake is taken off, with who, when and
    why; listed again, the row stands as it did.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="candidacies")
    year = models.PositiveSmallIntegerField(_("Year"))
    level = models.PositiveSmallIntegerField(_("Qualification level"), choices=Level.choices)
    place_code = models.CharField(max_length=18)
    unit = models.CharField(_("Unit of work"), max_length=120, blank=True)
    class_name = models.CharField(_("Preparation class"), max_length=80, blank=True)
    mobilised_on = models.DateField(_("Mobilised"))
    registered_on = models.DateField(_("Registered"), null=True, blank=True)
    sat_on = models.DateField(_("Sat"), null=True, blank=True)
    passed_on = models.DateField(_("Passed"), null=True, blank=True)
    certified_on = models.DateField(_("Certificate received"), null=True, blank=True)
    source = models.ForeignKey(Roster, models.PROTECT, null=True, blank=True, related_name="+")
    struck_on = models.DateField(null=True, blank=True)
    struck_by = models.UUIDField(null=True, blank=True)
    struck_reason = models.CharField(_("Reason"), max_length=300, blank=True, db_default="")

    objects = CandidacyRows.as_manager()

    class Meta:
        verbose_name = _("candidacy")
        verbose_name_plural = _("candidacies")
        indexes = [
            models.Index(fields=["county", "year", "level"], name="candidacy_year"),
            models.Index(fields=["county", "registered_on"], name="candidacy_registered"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "year", "level"], name="one_candidacy_per_exam"
            ),
            models.CheckConstraint(
                condition=(Q(registered_on=None) | Q(registered_on__gte=F("mobilised_on")))
                & (Q(sat_on=None) | Q(sat_on__gte=F("registered_on"), registered_on__isnull=False))
                & (Q(passed_on=None) | Q(passed_on__gte=F("sat_on"), sat_on__isnull=False))
                & (
                    Q(certified_on=None)
                    | Q(certified_on__gte=F("passed_on"), passed_on__isnull=False)
                ),
                name="exam_stages_in_order",
            ),
            models.CheckConstraint(
                condition=Q(struck_on=None) ^ ~Q(struck_reason=""),
                name="candidacy_struck_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.get_level_display()}"


class Attempt(CountyRow):
    """One subject of one exam, sat or missed by somebody. `subject` counts the level's subjects."""

    class Result(models.TextChoices):
        PASSED = "passed", _("Subject passed")
        FAILED = "failed", _("Subject failed")
        ABSENT = "absent", _("Missed the subject")

    candidacy = models.ForeignKey(Candidacy, models.CASCADE, related_name="attempts")
    subject = models.PositiveSmallIntegerField(_("Subject"))
    result = models.CharField(_("Result"), max_length=6, choices=Result.choices)

    class Meta:
        ordering = ("subject",)
        verbose_name = _("subject sat")
        verbose_name_plural = _("subjects sat")
        constraints = [
            models.UniqueConstraint(fields=["candidacy", "subject"], name="one_attempt_per_subject")
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.result}"

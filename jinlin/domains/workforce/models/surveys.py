"""What do units answer in a survey round, and what stood fast when they signed it?"""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow
from jinlin.domains.workforce.models.professionals import UNIT_ROLES, Professional
from jinlin.domains.workforce.models.reference import Degrees, Level, Sector, WorkClass
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Organisation


class RoundRows(models.QuerySet["Round"]):
    def visible_to(self, actor: Actor) -> Self:
        """Registrars; the units of the county while they have a return in it."""
        if actor.is_system:
            return self
        units = Q(returns__organisation__in=actor.organisations(*UNIT_ROLES))
        return self.filter(within(actor.codes(Role.REGISTRAR), "county") | units).distinct()


class Round(CountyRow):
    """A county asks its units who works for them, from a day until another."""

    name = models.CharField(_("name"), max_length=60)
    opens_on = models.DateField(_("First day"))
    closes_on = models.DateField(_("Last day"))
    frozen_on = models.DateField(_("Round closed on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = RoundRows.as_manager()

    class Meta:
        ordering = ("-opens_on", "-id")
        verbose_name = _("survey round")
        verbose_name_plural = _("survey rounds")
        constraints = [
            models.UniqueConstraint(fields=["county", "name"], name="round_name_once"),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="round_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UnitReturnRows(models.QuerySet["UnitReturn"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self
        units = Q(organisation__in=actor.organisations(*UNIT_ROLES))
        return self.filter(within(actor.codes(Role.REGISTRAR), "county") | units)

    def held(self, pk: object) -> "UnitReturn":
        return self.select_for_update(of=("self",)).select_related("round").get(pk=pk)


class UnitReturn(CountyRow):
    """One unit's part in a round. Signed, its answers stand fast."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="returns")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(_("signed"), null=True, blank=True)
    signed_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=0)

    objects = UnitReturnRows.as_manager()

    class Meta:
        verbose_name = _("return of a unit")
        verbose_name_plural = _("returns of units")
        constraints = [
            models.UniqueConstraint(fields=["round", "organisation"], name="one_return_per_unit")
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.organisation_id}"


class Answer(CountyRow):
    """What a unit said of one person, and how the register knew them when it was signed."""

    class Says(models.TextChoices):
        OPEN = "", _("Not said yet")
        STAYS = "stays", _("Works here")
        LEFT = "left", _("No longer works here")

    unit_return = models.ForeignKey(UnitReturn, models.CASCADE, related_name="answers")
    professional = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    says = models.CharField(_("what the unit says"), max_length=6, choices=Says.choices, blank=True)
    place_code = models.CharField(max_length=18)
    level = models.PositiveSmallIntegerField(choices=Level.choices, null=True)
    degree = models.PositiveSmallIntegerField(choices=Degrees.choices, null=True)
    sector = models.ForeignKey(Sector, models.PROTECT, null=True, related_name="+")
    work_class = models.CharField(max_length=10, choices=WorkClass.choices, blank=True)

    class Meta:
        verbose_name = _("answer of a unit")
        verbose_name_plural = _("answers of units")
        constraints = [
            models.UniqueConstraint(
                fields=["unit_return", "professional"], name="one_answer_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.professional_id} {self.says}"

"""By which phases does an agency work, and which numbers does a county set?"""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.rows import CountyNumbers, CountyRow
from jinlin.ground.places.models import Organisation, unit_or_none


class Method(models.TextChoices):
    INDIVIDUAL = "individual", _("Individual work")
    GROUP = "group", _("Group work")
    COMMUNITY = "community", _("Community work")


class Step(models.TextChoices):
    """What a phase, whatever its name, asks for before the next one begins."""

    INTAKE = "intake", _("Intake")
    ASSESS = "assess", _("Assessment")
    PLAN = "plan", _("Plan of help")
    ACT = "act", _("Intervention")
    EVALUATE = "evaluate", _("Evaluation of the work")
    CLOSE = "close", _("Closure")


@dataclass(frozen=True)
class Phase:
    """One phase of a profile: its name, and what it asks for."""

    step: str
    name: str


USUAL: dict[str, tuple[Phase, ...]] = {
    Method.INDIVIDUAL: (
        Phase(Step.INTAKE, "接案"),
        Phase(Step.ASSESS, "预估"),
        Phase(Step.PLAN, "计划"),
        Phase(Step.ACT, "介入"),
        Phase(Step.EVALUATE, "评估"),
        Phase(Step.CLOSE, "结案"),
    ),
    Method.GROUP: (
        Phase(Step.PLAN, "筹备"),
        Phase(Step.ACT, "形成"),
        Phase(Step.ACT, "转折"),
        Phase(Step.ACT, "成熟"),
        Phase(Step.CLOSE, "结束"),
    ),
    Method.COMMUNITY: (
        Phase(Step.ASSESS, "社区分析"),
        Phase(Step.PLAN, "计划"),
        Phase(Step.ACT, "实施"),
        Phase(Step.EVALUATE, "评估"),
        Phase(Step.CLOSE, "结束"),
    ),
}


GANSU = "DB62/T 4986-2024"


@dataclass(frozen=True)
class Standard:
    """A written standard that a county or an agency may work by, instead of the usual phases."""

    name: str
    method: str
    phases: tuple[Phase, ...]
    valid_from: date
    is_assumed: bool = False  # its text was not at hand: the county checks it against its copy

    @property
    def text(self) -> str:
        return "\n".join(f"{each.step} {each.name}" for each in self.phases)


STANDARDS = {
    GANSU: Standard(
        GANSU,
        Method.INDIVIDUAL,
        (
            Phase(Step.INTAKE, "接案"),
            Phase(Step.ASSESS, "预估"),
            Phase(Step.PLAN, "计划"),
            Phase(Step.ACT, "介入"),
            Phase(Step.CLOSE, "结案"),
            Phase(Step.EVALUATE, "评估"),
        ),
        date(2024, 12, 20),
        is_assumed=True,
    ),
}


def phases_in(text: str) -> tuple[Phase, ...]:
    """One line for each: what it asks for, a blank, its name. Raises ValueError."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        step, _blank, name = line.partition(" ")
        found.append(Phase(Step(step).value, name.strip()))
    if len(found) < 2 or not all(each.name for each in found):
        raise ValueError(text)
    return tuple(found)


def check_phases(text: str) -> None:
    try:
        phases_in(text)
    except ValueError as problem:
        raise ValidationError(
            _(
                "Write one phase a line: intake, assess, plan, act, evaluate or close, then its "
                "name."
            )
        ) from problem


class Profile(CountyRow):
    """The phases of one method from a day on: of one agency, or of every agency of the county.

    A case keeps the phases of the day on which it was opened. Without a row those of MZ/T 094-2017
    and MZ/T 095-2017 hold.
    """

    name = models.CharField(_("standard"), max_length=40)
    method = models.CharField(_("method"), max_length=10, choices=Method)
    agency = unit_or_none(_("agency"))
    phases = models.TextField(_("phases"), max_length=400, validators=[check_phases])
    valid_from = models.DateField(_("valid from"))

    class Meta:
        verbose_name = _("profile of phases")
        verbose_name_plural = _("profiles of phases")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "method", "agency", "valid_from"],
                name="case_profile_once_a_day",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.valid_from}"

    @classmethod
    def of(cls, agency: Organisation, method: str, day: date) -> tuple[Phase, ...]:
        """What holds on this day: the agency's own, else the county's, else the usual ones."""
        rows = cls.objects.filter(
            Q(agency=agency) | Q(agency=None),
            county=agency.county,
            method=method,
            valid_from__lte=day,
        )
        found = sorted(rows, key=lambda row: (row.agency_id is not None, row.valid_from))
        return phases_in(found[-1].phases) if found else USUAL[method]


class CaseRule(CountyNumbers):
    """The county's numbers for casework, from a day on. Without a row the defaults hold."""

    intake_days = models.PositiveSmallIntegerField(_("days to take a case on"), default=5)
    contact_days = models.PositiveSmallIntegerField(
        _("days until the next contact, at most"), default=14
    )
    review_days = models.PositiveSmallIntegerField(_("days for a review"), default=5)
    seal_days = models.PositiveSmallIntegerField(
        _("days after sentence or measure until it is sealed"), default=3
    )
    glass_hours = models.PositiveSmallIntegerField(
        _("hours for which an emergency opens a case"), default=24
    )
    consult_days = models.PositiveSmallIntegerField(
        _("days for which a sealed record may be consulted"), default=7
    )
    keep_years = models.PositiveSmallIntegerField(_("years a file is kept"), default=10)

    class Meta:
        verbose_name = _("numbers for casework")
        verbose_name_plural = _("numbers for casework")
        constraints = [
            models.UniqueConstraint(fields=["county", "valid_from"], name="case_rule_once_a_day"),
            models.CheckConstraint(condition=Q(seal_days__lte=3), name="case_rule_seals_in_time"),
        ]

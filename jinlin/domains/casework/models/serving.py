"""What is stored of services: where, of which kind, to how many, and who was helped once?"""

from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow
from jinlin.domains.casework.models.case import CASE_ROLES, JUDICIAL, Case, Field
from jinlin.domains.casework.models.scope import OfCases
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Organisation, Place
from jinlin.services.volunteers.models import Volunteer

READERS = (Role.CLERK, Role.LEAD, Role.SUPERVISOR)


class PointKind(models.TextChoices):
    AGENCY = "agency", _("Social work agency")
    CHILD_STATION = "child_station", _("Children's station")
    SCHOOL = "school", _("School with a social worker")
    TOWN_STATION = "town_station", _("Social work station of a town")


class PointRows(models.QuerySet["Point"]):
    def open(self) -> Self:
        return self.filter(until=None)

    def of(self, actor: Actor) -> Self:
        """Those of the agencies this person works for."""
        return self.filter(agency__in=actor.organisations(*CASE_ROLES))

    def visible_to(self, actor: Actor) -> Self:
        return self.of(actor) | self.filter(within(actor.codes(*READERS)))


class Point(CountyRow):
    """A place where social workers serve, run by an agency: from a day until another."""

    follows_its_place = True

    name = models.CharField(_("name of the service point"), max_length=60)
    kind = models.CharField(_("kind"), max_length=14, choices=PointKind)
    agency = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("agency")
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    since = models.DateField(_("Since"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = PointRows.as_manager()

    class Meta:
        verbose_name = _("service point")
        verbose_name_plural = _("service points")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "name"], condition=Q(until=None), name="service_point_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Form(models.TextChoices):
    SINGLE = "single", _("With one person or family")
    GROUP = "group", _("With a group")
    ACTIVITY = "activity", _("An activity for everybody")
    CALL = "call", _("A talk or a call without a case")


class Fund(models.TextChoices):
    FISCAL = "fiscal", _("Public budget")
    LOTTERY = "lottery", _("Welfare lottery")
    GIFTS = "gifts", _("Donations")
    OTHER = "other", pgettext_lazy("money", "Other")


class ServiceRows(OfCases):
    """Services with and without a case. Of a case: its team. Without: the agency, and whoever looks
    after the place.
    """

    def for_desk(self, actor: Actor) -> Self:
        if actor.is_system:
            return self
        own = Q(agency__in=actor.organisations(*CASE_ROLES)) | within(actor.codes(*READERS))
        cases = Case.objects.for_desk(actor).filter(pk=OuterRef("case"))
        return self.filter(Q(own, case=None) | Q(Exists(cases)))

    def standing(self) -> Self:
        """Those that were not struck out."""
        return self.filter(struck_at=None)

    def counted(self) -> Self:
        """Those that are in counts, figures and exports: without sealed cases, and without those
        that the law seals when they are over.
        """
        of_cases = Q(case__sealed_at=None) & ~Q(field__in=JUDICIAL)
        return self.standing().filter(Q(case=None) | of_cases)


class MonthlyRows(models.QuerySet["Monthly"]):
    def for_desk(self, actor: Actor) -> Self:
        """Of whoever reads the services without a case one by one, too."""
        own = Q(agency__in=actor.organisations(*CASE_ROLES)) | within(actor.codes(*READERS))
        return self.filter(own)


class Service(CountyRow):
    """One service on one day: of an agency, at a place, for so many people at the time.

    `person_times` counts everybody each time; who it was stands in `Served`, each once by a mark.
    `spent` are yuan out of `fund`; what a project spends stands with the project. What was mistyped
    without a case is struck out and counts nowhere; the line that is right instead `corrects` it.
    """

    agency = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("agency")
    )
    point = models.ForeignKey(
        Point, models.PROTECT, null=True, blank=True, related_name="services", verbose_name=_("at")
    )
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="services")
    field = models.CharField(_("field"), max_length=10, choices=Field)
    form = models.CharField(_("form"), max_length=8, choices=Form)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    on = models.DateField(_("day"))
    title = models.CharField(_("what was done"), max_length=80, blank=True)
    minutes = models.PositiveSmallIntegerField(pgettext_lazy("how many", "Minutes"), default=60)
    person_times = models.PositiveIntegerField(_("person-times"))
    fund = models.CharField(_("paid from"), max_length=8, choices=Fund, blank=True)
    spent = models.DecimalField(
        pgettext_lazy("money", "spent"), max_digits=10, decimal_places=2, default=0, db_default=0
    )
    by = models.UUIDField(null=True)
    at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)
    struck_by = models.UUIDField(null=True)
    struck_reason = models.CharField(_("reason"), max_length=300, blank=True, db_default="")
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )

    objects = ServiceRows.as_manager()

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        constraints = [
            models.CheckConstraint(
                condition=Q(person_times__gte=1), name="service_serves_somebody"
            ),
            models.CheckConstraint(
                condition=Q(spent=0) | Q(spent__gt=0, case=None) & ~Q(fund=""),
                name="service_money_has_a_source",
            ),
            models.CheckConstraint(
                condition=Q(case=None) | Q(title=""), name="service_of_a_case_has_no_title"
            ),
            models.CheckConstraint(
                condition=Q(struck_at=None, struck_reason="")
                | Q(struck_at__isnull=False, case=None) & ~Q(struck_reason=""),
                name="service_struck_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "on", "id"], name="casework_service_day"),
            models.Index(fields=["place_code", "on"], name="casework_service_place"),
        ]

    def __str__(self) -> str:
        return self.title or str(self.get_field_display())


NOWHERE = UUID(int=0)


class Monthly(CountyRow):
    """How much one agency served in one month at one place, of one kind, without a case.

    Beside each service that is written down its month goes up by it, in the same transaction:
    `queries.sums` adds up months, and single services only where a period begins or ends within
    one. `point` is NOWHERE where none is named.
    """

    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    place_code = models.CharField(max_length=18)
    month = models.DateField()
    field = models.CharField(max_length=10, choices=Field)
    form = models.CharField(max_length=8, choices=Form)
    point = models.UUIDField(default=NOWHERE)
    fund = models.CharField(max_length=8, choices=Fund, blank=True)
    services = models.PositiveIntegerField(default=0)
    person_times = models.PositiveBigIntegerField(default=0)
    cents = models.PositiveBigIntegerField(default=0)

    OF = ("county", "agency_id", "place_code", "month", "field", "form", "point", "fund")
    objects = MonthlyRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    *("county", "agency", "place_code", "month", "field", "form", "point", "fund")
                ],
                name="service_month_once",
            )
        ]
        indexes = [models.Index(fields=["place_code", "month"], name="service_month_place")]

    def __str__(self) -> str:
        return f"{self.month}"


class ServedRows(models.QuerySet["Served"]):
    def counted(self) -> Self:
        """Those that are in counts and figures: what belongs to a sealed case is absent, what is to
        be sealed by law, and what was struck out.
        """
        standing = self.filter(is_sealed=False, is_struck=False)
        return standing.filter(Q(has_case=False) | ~Q(field__in=JUDICIAL))

    def for_desk(self, actor: Actor) -> Self:
        """Whom services without a case helped, of the agency or the place."""
        own = Q(agency__in=actor.organisations(*CASE_ROLES)) | within(actor.codes(*READERS))
        return self.filter(own, has_case=False, is_struck=False, agency__isnull=False)


class Served(CountyRow):
    """One person, known by a mark only, was helped by one service.

    The mark is a keyed hash of this purpose and county: it finds the same person again among
    services, and nobody in any other table. What is asked of it together with its service stands
    here, too (`agency`, `field`, `has_case`), so that people are counted out of one index.
    """

    service = models.ForeignKey(Service, models.PROTECT, related_name="served")
    mark = models.CharField(max_length=64)
    on = models.DateField()
    place_code = models.CharField(max_length=18)
    is_minor = models.BooleanField(default=False)
    agency = models.UUIDField(null=True)
    field = models.CharField(max_length=10, blank=True, default="", db_default="")
    has_case = models.BooleanField(default=False, db_default=False)
    is_sealed = models.BooleanField(default=False, db_default=False)
    is_struck = models.BooleanField(default=False, db_default=False)

    objects = ServedRows.as_manager()

    class Meta:
        verbose_name = _("person served")
        verbose_name_plural = _("people served")
        constraints = [
            models.UniqueConstraint(fields=["service", "mark"], name="served_once_a_service"),
        ]
        indexes = [
            models.Index(  # holds all that is asked: people are counted without a look at a row
                fields=[
                    *("county", "mark", "on", "place_code", "id"),
                    *("is_sealed", "is_struck", "has_case", "field"),
                ],
                name="served_once_in_county",
            ),
            models.Index(
                fields=[
                    *("agency", "mark", "on", "has_case", "field", "place_code", "is_struck"),
                ],
                name="served_once_by_agency",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on}"


class Along(CountyRow):
    """A volunteer came along to one service."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="along")
    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "volunteer"], name="along_once_a_service"),
        ]

    def __str__(self) -> str:
        return str(self.service_id)


class Total(CountyRow):
    """One number of a county's whole year in which sealed work counts too, frozen when it was first
    asked for after the year's end. Below 5 it is `None`: too few to be said.
    """

    year = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=24)
    number = models.PositiveIntegerField(null=True)
    frozen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "year", "what"], name="case_total_once"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.what}"


class PublicYear(CountyRow):
    """What everybody reads of one whole year of a county, as it was said first: people by field.

    Frozen: a file that is sealed later, or a service that is written down late, changes nothing of
    it. `cells` hold only what is said; None is hidden. `total` None: it would tell what is hidden.
    """

    year = models.PositiveSmallIntegerField()
    cells = models.JSONField(default=dict)
    total = models.PositiveIntegerField(null=True)
    frozen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "year"], name="case_public_year_once"),
        ]

    def __str__(self) -> str:
        return f"{self.county} {self.year}"

"""Which places does a county know, who works there, and where are its stations?"""

import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, county_of, within
from jinlin.core.rows import CountyRow, held_by_key
from jinlin.core.text import widths
from jinlin.core.time import clock

ORGANISATION = _("organisation")
STATION_ALPHABET = (
    "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that looks like something else on a printed sheet
)


def station_code() -> str:
    return "".join(secrets.choice(STATION_ALPHABET) for _letter in range(8))


class Level(models.TextChoices):
    PROVINCE = "province", _("Province")
    PREFECTURE = "prefecture", _("Prefecture")
    COUNTY = "county", _("County")
    TOWN = "town", _("Town")
    COMMUNITY = "community", _("Community")
    NEIGHBOURHOOD = "neighbourhood", _("Neighbourhood")
    GRID = "grid", _("Grid")


CODE_LENGTHS = {
    Level.PROVINCE: 2,
    Level.PREFECTURE: 4,
    Level.COUNTY: 6,
    Level.TOWN: 9,
    Level.COMMUNITY: 12,
    Level.NEIGHBOURHOOD: 15,
    Level.GRID: 18,
}
LEVELS_BY_LENGTH = {length: level for level, length in CODE_LENGTHS.items()}


def called(text: str, *, above: bool = False) -> Q:
    """Every word of the text stands in the name, in whatever width it was typed; or `above`, in the
    name of a place that it lies in.
    """
    return Q(*(_in_name(word, above=above) for word in text.split()))


def _in_name(word: str, *, above: bool) -> Q:
    found = Q()
    for way in widths(word):
        found |= Q(name__icontains=way)
        if above:
            found |= Q(parent__name__icontains=way) | Q(parent__parent__name__icontains=way)
    return found


class PlaceRows(models.QuerySet["Place"]):
    def open(self, on: date | None = None) -> Self:
        """Valid on a day:

        the first day counts, the last does not (the successor's first day is the predecessor's
        last).
        """
        day = on or clock.today()
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)

    def present(self) -> Self:
        """The row that stands for its code now: at most one for each code."""
        return self.filter(valid_to=None)

    def inside(self, code: str) -> Self:
        return self.filter(within([code], "code"))

    def county_of(self, code: str) -> Self:
        return self.present().filter(code=county_of(code))

    def visible_to(self, actor: Actor) -> Self:
        """Staff see the whole counties they work in; whoever works above the county sees everything
        below their place.
        """
        return self.filter(within(actor.counties(), "code"))

    def locked(self, pk: object) -> "Place":
        return held_by_key(self, pk, missing=Place.DoesNotExist)


class Place(CountyRow):
    """One place under one name for one span of time. The digits of `code` are its path.

    At any time at most one row with a code is open; a closed row that went on elsewhere names its
    successor; `county` is the first six digits of the code (fewer above the county).
    """

    kept_as = "places"

    code = models.CharField(_("Division code"), max_length=18)
    level = models.CharField(_("Level"), max_length=13, choices=Level)
    name = models.CharField(_("Name of the place"), max_length=60)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    valid_from = models.DateField(_("Valid from"))
    valid_to = models.DateField(_("Valid to"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    former_codes = models.JSONField(
        default=list, blank=True, editable=False
    )  # of all places merged into this one, however long ago
    later_codes = models.JSONField(
        default=list, blank=True, editable=False, db_default=Value([], models.JSONField())
    )  # new codes under which what it went into was written since: of nothing else, ever
    lies_at = models.CharField(
        _("Where it lies on the map"),
        max_length=30,
        blank=True,
        default="",
        help_text=_("Latitude, longitude, as Amap or Tencent Maps show them: 25.4893,118.2421"),
    )

    objects = PlaceRows.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["code", "valid_from"]
        indexes = [
            models.Index(fields=["code"], name="place_code"),
            models.Index(fields=["county", "level"], name="place_county_level"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(valid_to=None), name="one_open_place_per_code"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="place_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | Q(valid_to__isnull=False),
                name="only_closed_places_have_successors",
            ),
            models.CheckConstraint(
                condition=Q(county=Substr("code", 1, 6)), name="place_county_from_code"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def county_code(self) -> str:
        return county_of(self.code)

    @property
    def is_open(self) -> bool:
        return self.valid_to is None

    @property
    def codes(self) -> tuple[str, ...]:
        """Its own code and those of all places merged into it."""
        return (self.code, *self.former_codes)

    @property
    def reach(self) -> tuple[str, ...]:
        """What whoever was entrusted with this place looks after: its codes, and since it was
        merged what came in under a new code for all that went into it. Never what another of them
        had before.
        """
        return (*self.codes, *self.later_codes)


class OrganisationKind(models.TextChoices):
    PARTY_COMMITTEE = "party_committee", _("Party committee")
    DEPARTMENT = "department", _("Department")
    TOWN_GOVERNMENT = "town_government", _("Town government")
    COMMUNITY_COMMITTEE = "community_committee", _("Community committee")
    PROPERTY_COMPANY = "property_company", _("Property company")
    OWNERS_COMMITTEE = "owners_committee", _("Owners' committee")
    SOCIAL_ORGANISATION = "social_organisation", _("Social organisation")
    AGENCY = "agency", _("Agency")
    ENTERPRISE = "enterprise", _("Enterprise")
    SCHOOL = "school", _("School")


GOVERNING = (
    OrganisationKind.PARTY_COMMITTEE,
    OrganisationKind.TOWN_GOVERNMENT,
    OrganisationKind.COMMUNITY_COMMITTEE,
)  # these look after their place; all others have matters of their own only


class OrganisationRows(models.QuerySet["Organisation"]):
    def open(self) -> Self:
        return self.filter(is_open=True)

    def inside(self, codes: Iterable[str]) -> Self:
        """Organisations whose area lies inside one of these places."""
        return self.filter(within(codes))

    def serving(self, code: str) -> Self:
        """Organisations whose area holds the place with this code."""
        return self.filter(place_code__in=codes_above(code))

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(within(actor.counties(), "county"))

    def locked(self, pk: object) -> "Organisation":
        return self.select_for_update(of=("self",)).get(pk=pk)


class Organisation(CountyRow):
    """A body that works in a county, for the area of one place.

    `place_code` is that place's code; open organisations of a county differ in name.
    """

    follows_its_place = True

    name = models.CharField(_("Name of the organisation"), max_length=80)
    kind = models.CharField(_("Kind"), max_length=24, choices=OrganisationKind)
    place = models.ForeignKey(
        Place, models.PROTECT, related_name="organisations", verbose_name=_("Area")
    )
    place_code = models.CharField(max_length=18, editable=False, db_index=True)
    phone = models.CharField(_("Phone"), max_length=40, blank=True)
    is_open = models.BooleanField(_("In use"), default=True)

    kept_as = "places"

    objects = OrganisationRows.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["county", "place_code", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "name"],
                condition=Q(is_open=True),
                name="open_organisations_differ_in_name",
            )
        ]

    def __str__(self) -> str:
        return self.name


class StationRows(models.QuerySet["Station"]):
    def open(self) -> Self:
        return self.filter(closed_on=None)

    def inside(self, codes: Iterable[str]) -> Self:
        return self.filter(within(codes))

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(within(actor.counties(), "county"))


class Station(CountyRow):
    """A consultation station (微协商微议事站点) in a neighbourhood.

    `code` is what its QR code opens and never changes; one open station per name in a place.
    """

    follows_its_place = True

    code = models.CharField(max_length=8, unique=True, default=station_code, editable=False)
    name = models.CharField(_("Name of the station"), max_length=80)
    place = models.ForeignKey(
        Place, models.PROTECT, related_name="stations", verbose_name=_("Neighbourhood")
    )
    place_code = models.CharField(max_length=18, editable=False, db_index=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stations",
        verbose_name=_("Run by"),
    )
    address = models.CharField(_("Address"), max_length=120, blank=True)
    opened_on = models.DateField(_("Opened on"))
    closed_on = models.DateField(_("Closed on"), null=True, blank=True)

    objects = StationRows.as_manager()

    class Meta:
        verbose_name = _("station")
        verbose_name_plural = _("stations")
        ordering = ["place_code", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["place_code", "name"],
                condition=Q(closed_on=None),
                name="open_stations_differ_in_name",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="station_closes_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return self.name


def codes_above(code: str) -> list[str]:
    """From the province down to the place itself."""
    return [code[:length] for length in CODE_LENGTHS.values() if length <= len(code)]


def unit_or_none(
    label: Any = ORGANISATION,
) -> "models.ForeignKey[Organisation | None, Organisation | None]":
    """A column for a unit that a row may have. The unit stays as long as a row points to it."""
    return models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
    )

"""By which numbers does a county keep its volunteers, and where does it try something out?"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyNumbers, CountyRow
from jinlin.ground.places.models import Place, unit_or_none
from jinlin.services.volunteers.models.people import READERS, Team


def usual_stars() -> list[int]:
    return [100, 300, 600, 1000, 1500]


class VolunteerRule(CountyNumbers):
    """A county's numbers for volunteers from one day on, until the next row. A county without a row
    goes by the defaults.
    """

    record_workdays = models.PositiveSmallIntegerField(
        _("working days to record hours"), default=10
    )
    remind_days = models.PositiveSmallIntegerField(_("days until a reminder"), default=5)
    backfill_person_minutes = models.PositiveIntegerField(
        _("minutes back-filled for one person in a month"), default=600
    )
    backfill_county_minutes = models.PositiveIntegerField(
        _("minutes back-filled in the county in a month"), default=3000
    )
    star_hours = models.JSONField(_("hours for each star"), default=usual_stars)
    recheck_percent = models.PositiveSmallIntegerField(
        _("percent of records checked again"), default=5
    )
    long_minutes = models.PositiveSmallIntegerField(
        _("minutes that are long for a day"), default=480
    )
    places_a_day = models.PositiveSmallIntegerField(_("places that are many for a day"), default=3)
    recording_unit = models.CharField(
        _("lawful recording unit"), max_length=80, blank=True
    )  # empty: certificates say that nothing stands in the national system

    class Meta:
        verbose_name = _("rule of volunteering")
        verbose_name_plural = _("rules of volunteering")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "valid_from"], name="volunteer_rule_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(recheck_percent__lte=100), name="volunteer_rule_percent"
            ),
        ]


class SheetLayout(CountyRow):
    """Which columns a county's table of hours has: for each of ours the heading there.

    `is_assumption`: nobody compared it with the county's real table yet.
    """

    name = models.CharField(_("name"), max_length=60)
    columns = models.JSONField(_("columns"))
    is_assumption = models.BooleanField(_("not compared with the real table yet"), default=True)

    class Meta:
        verbose_name = _("layout of a table of hours")
        verbose_name_plural = _("layouts of tables of hours")
        constraints = [
            models.UniqueConstraint(fields=["county", "name"], name="volunteer_layout_once")
        ]

    def __str__(self) -> str:
        return self.name


class Theme(models.TextChoices):
    """What a pilot of social work and volunteering is joined to."""

    DISPUTES = "disputes", _("Settling petitions and disputes")
    GOVERNANCE = "governance", _("Grass-roots governance")
    NEW_FIELDS = "new_fields", _("Party building in new fields")


class PilotRows(models.QuerySet["Pilot"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.is_system else self.filter(within(actor.codes(*READERS)))

    def current(self, on: date) -> Self:
        rows = self.filter(Q(until=None) | Q(until__gte=on), since__lte=on)
        return rows.order_by("name", "pk")


class Pilot(CountyRow):
    """A place or centre where social workers and volunteers work together, from one day to
    another, with its teams.
    """

    follows_its_place = True

    name = models.CharField(_("name"), max_length=60)
    theme = models.CharField(_("joined to"), max_length=10, choices=Theme)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    organisation = unit_or_none(_("centre"))
    teams = models.ManyToManyField(Team, blank=True, related_name="pilots", verbose_name=_("teams"))
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = PilotRows.as_manager()

    class Meta:
        verbose_name = _("pilot")
        verbose_name_plural = _("pilots")
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="pilot_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.name

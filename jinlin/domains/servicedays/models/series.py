"""Which service days come back in a neighbourhood, and under which themes?"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow
from jinlin.domains.servicedays.deadlines import Rhythm, Rule
from jinlin.ground.accounts.models import staff_or_none
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Organisation, Place
from jinlin.services.volunteers.models import Team

HOSTS = (Role.ORGANISER, Role.CLERK, Role.LEAD)
READERS = (*HOSTS, Role.SUPERVISOR, Role.VOLUNTEER_LEADER)
RULES = [
    (Rule.MONTH_DAY.value, _("A day of each month")),
    (Rule.WEEKDAY.value, _("A weekday of each month")),
    (Rule.FESTIVAL.value, _("Days before a lunar festival")),
]
WEEKDAYS = [
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
]


class Theme(CountyRow):
    """Reference data: what the days of a month are about, by the festivals in it."""

    month = models.PositiveSmallIntegerField(_("month"))
    name = models.CharField(_("theme"), max_length=40)

    class Meta:
        verbose_name = _("theme of service days")
        verbose_name_plural = _("themes of service days")
        constraints = [
            models.UniqueConstraint(fields=["county", "month"], name="service_theme_once"),
            models.CheckConstraint(
                condition=Q(month__gte=1, month__lte=12), name="service_theme_month"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SeriesRows(models.QuerySet["Series"]):
    def current(self, on: date) -> Self:
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=on))

    def visible_to(self, actor: Actor) -> Self:
        return self if actor.is_system else self.filter(within(actor.codes(*READERS)))

    def held(self, pk: object) -> "Series":
        return self.select_for_update(of=("self",)).select_related("place", "organiser").get(pk=pk)


class Series(CountyRow):
    """The service day of a neighbourhood as it comes back: 三定 (time, people, duty) and 三有 (place,
    carrier, incentive). What is empty is missing, and the county's board says so.
    """

    follows_its_place = True

    name = models.CharField(_("name"), max_length=60)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    organiser = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("organised by")
    )
    rule = models.CharField(_("comes back"), max_length=9, choices=RULES, default=Rule.MONTH_DAY)
    day = models.PositiveSmallIntegerField(_("day of the month or lunar day"), default=18)
    nth = models.PositiveSmallIntegerField(_("which one of the month"), default=2)
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=WEEKDAYS, default=5)
    lunar_month = models.PositiveSmallIntegerField(_("lunar month"), default=8)
    before = models.PositiveSmallIntegerField(_("days before"), default=1)
    from_time = models.TimeField(_("from"))
    to_time = models.TimeField(_("to"))
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("team")
    )
    in_charge = staff_or_none(_("person in charge"))
    duty = models.CharField(_("duty"), max_length=200, blank=True)
    venue = models.CharField(_("where it is held"), max_length=80, blank=True)
    carrier = models.CharField(_("what is offered each time"), max_length=200, blank=True)
    incentive = models.CharField(_("what helpers get for it"), max_length=200, blank=True)
    flow = models.TextField(_("flow sheet"), max_length=2000, blank=True)
    is_standard = models.BooleanField(_("kept as the neighbourhood's standard"), default=False)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    last_number = models.PositiveIntegerField(default=0)

    objects = SeriesRows.as_manager()

    class Meta:
        verbose_name = _("series of service days")
        verbose_name_plural = _("series of service days")
        constraints = [
            models.CheckConstraint(
                condition=Q(to_time__gt=F("from_time")), name="service_series_times"
            ),
            models.CheckConstraint(
                condition=Q(day__gte=1, day__lte=31, nth__gte=1, nth__lte=5, weekday__lte=6),
                name="service_series_rhythm",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="service_series_until_after_from",
            ),
        ]
        indexes = [models.Index(fields=["place_code", "id"], name="service_series_place")]

    def __str__(self) -> str:
        return self.name

    @property
    def rhythm(self) -> Rhythm:
        return Rhythm(
            Rule(self.rule), self.day, self.nth, self.weekday, self.lunar_month, self.before
        )

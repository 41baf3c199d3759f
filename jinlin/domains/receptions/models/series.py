"""Which reception days come back every week, who is on their roster, and by which numbers does a
county hold them?
"""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor, within
from jinlin.core.feeds import SecretAddress
from jinlin.core.rows import CountyNumbers, CountyRow, held_by_key
from jinlin.ground.accounts.models import staff_or_none
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Organisation, Place, Station, unit_or_none

WEEKDAYS = [
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
]


class Part(models.TextChoices):
    """1 + 5 + N: who leads, the five who always sit, and whoever is needed."""

    LEADER = "leader", _("Community party organisation")
    DEPARTMENT = "department", _("County department posted here")
    BRANCH = "branch", _("Neighbourhood party branch")
    OWNERS = "owners", _("Owners' committee")
    PROPERTY = "property", _("Property company")
    SOCIAL = "social", _("Social organisation")
    EXPERT = "expert", _("Lawyer or expert")


class SeriesQuerySet(models.QuerySet["Series"]):
    def current(self, on: date) -> Self:
        """Those that still meet on this day or later."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=on))

    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self
        return self.filter(within(actor.codes(Role.CLERK, Role.LEAD, Role.SUPERVISOR)))

    def locked(self, pk: object) -> "Series":
        return held_by_key(self, pk, ("place", "organiser"), missing=Series.DoesNotExist)


class Series(CountyRow):
    """One reception day that comes back every week in a neighbourhood, from one day to another.

    A session that was laid out keeps its own times.
    """

    follows_its_place = True

    name = models.CharField(_("name"), max_length=60)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    organiser = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("organiser")
    )
    station = models.ForeignKey(
        Station, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("station")
    )
    room = models.CharField(_("room"), max_length=60)
    address = models.CharField(_("address of the room"), max_length=120, blank=True)
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=WEEKDAYS, default=4)
    from_time = models.TimeField(_("from"))
    to_time = models.TimeField(_("to"))
    minutes_each = models.PositiveSmallIntegerField(_("minutes for each appointment"), default=15)
    seats = models.PositiveSmallIntegerField(_("appointments in a session"), default=6)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(
        _("valid until"), null=True, blank=True
    )  # the last day that may be one of its days
    last_number = models.PositiveIntegerField(default=0)  # of its sessions

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("series of reception days")
        verbose_name_plural = _("series of reception days")
        constraints = [
            models.CheckConstraint(
                condition=Q(to_time__gt=F("from_time")), name="series_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="series_weekday"),
            models.CheckConstraint(condition=Q(minutes_each__gte=5), name="series_minutes"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="series_until_after_from",
            ),
        ]
        indexes = [models.Index(fields=["place_code", "id"], name="series_place")]

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """Who sits, without the day: a part of the roster, an organisation or a person of staff, and
    how they are called there.
    """

    part = models.CharField(pgettext_lazy("sitting", "part"), max_length=10, choices=Part.choices)
    organisation = unit_or_none()
    user = staff_or_none(_("member of staff"))
    title = models.CharField(
        _("post, as it is shown"), max_length=60, blank=True
    )  # a post or a profession, never a name
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    @property
    def face(self) -> str:
        """What the public reads: the organisation and the post, never a person."""
        words = [self.organisation.name if self.organisation else "", self.title]
        return " ".join(word for word in words if word) or str(self.get_part_display())


class ScheduledSeat(CountyRow, Seat):
    """One place on a series' roster: every session that is laid out gets a sitting from it."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="roster")

    class Meta:
        ordering = ("order", "id")
        verbose_name = _("seat on the roster")
        verbose_name_plural = _("seats on the roster")

    def __str__(self) -> str:
        return self.face


class ReceptionRule(CountyNumbers):
    """A county's numbers for reception days from one day on, until the next row.

    A county without a row goes by the defaults.
    """

    weeks_ahead = models.PositiveSmallIntegerField(_("weeks laid out ahead"), default=8)
    confirm_days = models.PositiveSmallIntegerField(_("days to confirm an answer"), default=7)
    pass_on_days = models.PositiveSmallIntegerField(
        _("days until what is not solved has become an appeal"), default=1
    )
    open_days = models.PositiveSmallIntegerField(
        _("days until a session nobody opened counts as not held"), default=3
    )

    class Meta:
        verbose_name = _("rule of reception days")
        verbose_name_plural = _("rules of reception days")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "valid_from"], name="reception_rule_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(weeks_ahead__gte=1, weeks_ahead__lte=60), name="reception_rule_weeks"
            ),
        ]


class FeedLink(SecretAddress):
    """A member of staff's secret address of the calendar of where they sit."""

    salt = "jinlin.domains.receptions.feeds"  # as the addresses that are out there were made

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(revoked_at=None), name="one_feed_link_per_person"
            )
        ]


def seat_values(seat: Any) -> dict[str, Any]:
    """What a sitting takes over from a seat on the roster."""
    return {
        name: getattr(seat, name)
        for name in ("part", "organisation_id", "user_id", "title", "order")
    }

"""What do residents order, and who can supply it?"""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow
from jinlin.core.time import clock
from jinlin.domains.training.models.reference import Module, Teacher
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Organisation, Place

HOSTS = (Role.ORGANISER, Role.CLERK, Role.LEAD)
READERS = (*HOSTS, Role.SUPERVISOR)


class TimesRow(models.Model):
    """At which times of the week: none chosen means any."""

    daytime = models.BooleanField(_("On weekdays by day"), default=False)
    evening = models.BooleanField(_("On weekday evenings"), default=False)
    weekend = models.BooleanField(_("At the weekend"), default=False)

    class Meta:
        abstract = True

    @property
    def times(self) -> frozenset[str]:
        return frozenset(name for name in TIMES if getattr(self, name)) or frozenset(TIMES)


TIMES = {
    "daytime": _("On weekdays by day"),
    "evening": _("On weekday evenings"),
    "weekend": _("At the weekend"),
}


class Channel(models.TextChoices):
    """By which door an order came."""

    ONLINE = "online", _("Online")
    STATION = "station", _("Station")
    DOOR = "door", _("Door knock")


class OrderState(models.TextChoices):
    OPEN = "open", pgettext_lazy("order", "Waits for a class")
    MET = "met", pgettext_lazy("order", "Has a seat in a class")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class TrainingOrderRows(models.QuerySet["Order"]):
    def open(self) -> Self:
        return self.filter(state=OrderState.OPEN)

    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self
        return self.filter(within(actor.codes(*READERS))) | self.own(actor)

    def own(self, actor: Actor) -> Self:
        return self.filter(person__user_id=actor.user_id) if actor.user_id else self.none()


class Order(TimesRow, CountyRow):
    """One resident wants to learn something: a module, or words of their own until staff find the
    module. Open at most once for each person, community and module: orders pool without doubles.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("community"))
    place_code = models.CharField(max_length=18)
    module = models.ForeignKey(
        Module, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("module")
    )
    text = models.CharField(_("in their own words"), max_length=120, blank=True)
    text_key = models.CharField(max_length=120, blank=True)
    channel = models.CharField(_("source"), max_length=8, choices=Channel, default=Channel.ONLINE)
    state = models.CharField(_("state"), max_length=9, choices=OrderState, default=OrderState.OPEN)
    recorded_by = models.UUIDField(null=True, blank=True)
    ordered_at = models.DateTimeField()
    ordered_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = TrainingOrderRows.as_manager()

    class Meta:
        verbose_name = _("training order")
        verbose_name_plural = _("training orders")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "place_code", "module"],
                condition=Q(state=OrderState.OPEN, module__isnull=False),
                name="training_order_once",
            ),
            models.UniqueConstraint(
                fields=["person", "place_code", "text_key"],
                condition=Q(state=OrderState.OPEN, module=None),
                name="training_order_words_once",
            ),
            models.CheckConstraint(
                condition=Q(module__isnull=False) | ~Q(text=""), name="training_order_of_something"
            ),
            models.CheckConstraint(
                condition=Q(state=OrderState.OPEN) ^ Q(ended_on__isnull=False),
                name="training_order_ended",
            ),
        ]
        indexes = [
            models.Index(fields=["place_code", "state", "module"], name="training_order_pool"),
            models.Index(fields=["county", "state", "ordered_at"], name="training_order_county"),
            models.Index(fields=["person", "ordered_at"], name="training_order_own"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return self.module.name if self.module else self.text


class SupplyRows(models.QuerySet["Supply"]):
    def current(self) -> Self:
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=clock.today()))

    def visible_to(self, actor: Actor) -> Self:
        """Those who plan in the county, and whoever offers it."""
        if actor.is_system:
            return self
        counties = actor.counties(*READERS, Role.REGISTRAR, Role.TEACHER)
        own = Q(provider__in=actor.organisations(Role.PARTNER))
        return self.filter(within(counties, "county") | own)


class Supply(TimesRow, CountyRow):
    """课程供给清单: what a school, agency, enterprise or teacher offers to teach, for a cost, with so
    many seats.
    """

    module = models.ForeignKey(
        Module, models.PROTECT, related_name="supplies", verbose_name=_("module")
    )
    title = models.CharField(_("course"), max_length=60)
    provider = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("offered by")
    )
    teacher = models.ForeignKey(
        Teacher, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("teacher")
    )
    place_code = models.CharField(max_length=18)
    where = models.CharField(_("where"), max_length=80, blank=True)
    hours = models.PositiveSmallIntegerField(_("hours of lessons"), default=8)
    seats = models.PositiveSmallIntegerField(_("seats"), default=30)
    cost = models.PositiveIntegerField(_("cost for one person, in yuan"), default=0)
    qualification = models.CharField(_("qualification of the provider"), max_length=120, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    objects = SupplyRows.as_manager()

    class Meta:
        verbose_name = _("course on offer")
        verbose_name_plural = _("courses on offer")
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "module", "title", "valid_from"], name="training_supply_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="training_supply_until_after_from",
            ),
        ]

    def __str__(self) -> str:
        return self.title

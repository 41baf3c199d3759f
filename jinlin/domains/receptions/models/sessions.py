"""What is stored of one session, and of who sits in it?"""

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jinlin.core import spoken
from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow, MovingRow, MovingRows
from jinlin.core.time import clock
from jinlin.domains.receptions.deadlines import slots
from jinlin.domains.receptions.lifecycle import LABELS, LIVE, State
from jinlin.domains.receptions.models.series import Seat, Series
from jinlin.ground.accounts.roles import WORKERS, Role
from jinlin.ground.places.models import Place


class SessionQuerySet(MovingRows["Session"]):
    with_row = ("series__place", "series__organiser")

    def live(self) -> Self:
        return self.filter(state__in=LIVE)

    def from_day(self, day: date) -> Self:
        return self.filter(on__gte=day)

    def sat_in(self, actor: Actor) -> Self:
        """Sessions on whose roster this person, or a unit that they work for, stands or stood."""
        if actor.user_id is None:
            return self.none()
        own = Sitting.objects.of(actor).values("session")
        return self.filter(pk__in=own)

    def visible_to(self, actor: Actor) -> Self:
        """At the desk: those who look after the place, and those on the roster.

        What everybody may know of a session is asked of `announced`.
        """
        if actor.is_system:
            return self
        by_place = within(actor.codes(Role.CLERK, Role.LEAD, Role.SUPERVISOR))
        if not actor.is_staff:
            return self.none()
        return self.filter(by_place | Q(pk__in=Sitting.objects.of(actor).values("session")))

    def announced(self) -> Self:
        """Everybody may know when and where a session is, and which organisations sit there."""
        return self


class Session(MovingRow):
    """One reception day of a series.

    `laid_on` is the day that the series gave it and never changes; `on` is where it is now.

    A series has one session for each of its days, and no two on one day unless one of them is
    cancelled. Queue numbers follow each other without a gap.
    """

    series = models.ForeignKey(Series, models.PROTECT, related_name="sessions")
    place_code = models.CharField(max_length=18)
    number = models.PositiveIntegerField(_("number in the series"))
    state = models.CharField(
        _("state"), max_length=9, choices=[(s, LABELS[s]) for s in State], default=State.PLANNED
    )

    laid_on = models.DateField()
    on = models.DateField(_("day"))
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    minutes_each = models.PositiveSmallIntegerField(default=15)
    seats = models.PositiveSmallIntegerField(default=6)
    is_provisional = models.BooleanField(default=False)  # its year's days off are not published yet

    last_number = models.PositiveSmallIntegerField(default=0)  # of the queue
    calendar_sequence = models.PositiveIntegerField(
        default=0
    )  # grows whenever calendars have to forget what they knew
    changed_at = models.DateTimeField()  # what a calendar shows changed then
    reminded_on = models.DateField(null=True, blank=True)
    reason = models.CharField(
        _("reason"), max_length=500, blank=True
    )  # why it was cancelled or last moved: everybody reads it

    opened_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session of a reception day")
        verbose_name_plural = _("sessions of reception days")
        constraints = [
            models.UniqueConstraint(fields=["series", "laid_on"], name="session_laid_out_once"),
            models.UniqueConstraint(
                fields=["series", "on"],
                condition=~Q(state=State.CANCELLED),
                name="session_once_a_day",
            ),
            models.UniqueConstraint(fields=["series", "number"], name="session_number_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(held_on=None) ^ Q(state=State.HELD), name="session_held_when_held"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on=None) ^ Q(state=State.CANCELLED),
                name="session_cancelled_when_cancelled",
            ),
        ]
        indexes = [
            models.Index(
                fields=["on", "id"], name="session_day"
            ),  # a month of whatever places and seats
            models.Index(fields=["county", "on", "id"], name="session_county_day"),
            models.Index(fields=["place_code", "on", "id"], name="session_place_day"),
            models.Index(fields=["county", "state", "ends_at", "id"], name="session_waiting"),
            models.Index(fields=["county", "held_on", "id"], name="session_held"),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.number} {self.on}"

    @property
    def place(self) -> Place:
        return self.series.place

    @property
    def title(self) -> str:
        """'Friday 18 April, session 3': how it is called on a list of many."""
        return gettext("{day}, session {number}").format(
            day=spoken.day(self.on), number=self.number
        )

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def is_bookable(self) -> bool:
        """One may still have an appointment."""
        return self.state == State.PLANNED and clock.now() < self.starts_at

    @property
    def slots(self) -> list[datetime]:
        return slots(self.starts_at, self.ends_at, minutes=self.minutes_each, seats=self.seats)


class SittingState(models.TextChoices):
    EXPECTED = "expected", _("Expected")
    REPLACED = "replaced", _("Sends a substitute")
    PRESENT = "present", _("Present")
    ABSENT = "absent", _("Absent")


class SittingQuerySet(models.QuerySet["Sitting"]):
    def of(self, actor: Actor) -> Self:
        """Where the actor sits in person,
        or a unit that they work for sits without naming anybody.
        """
        if actor.user_id is None:
            return self.none()
        return self.filter(
            Q(user_id=actor.user_id)
            | Q(user=None, organisation_id__in=actor.organisations(*WORKERS))
        )


class Sitting(CountyRow, Seat):
    """Somebody who sits in one session, taken from the roster or named as a substitute.

    Who sends a substitute has exactly one that is not replaced in turn.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="sittings")
    state = models.CharField(
        max_length=8, choices=SittingState.choices, default=SittingState.EXPECTED
    )
    substitute_for = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="substitute"
    )

    objects = SittingQuerySet.as_manager()

    class Meta:
        ordering = ("order", "id")
        verbose_name = _("sitting")
        verbose_name_plural = _("sittings")
        indexes = [
            models.Index(fields=["session", "order"], name="sitting_session"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.face}"


def is_of_a_session(actor: Actor) -> Q:
    """Of what belongs to a session: those who look after its place, and those who sit in it."""
    if actor.is_system:
        return Q()
    if not actor.is_staff:
        return Q(pk__in=[])
    by_place = within(actor.codes(Role.CLERK, Role.LEAD, Role.SUPERVISOR))
    return by_place | Q(session__in=Sitting.objects.of(actor).values("session"))

"""What is stored of somebody who wants to be heard at a session?"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.rows import MovingRow, MovingRows
from jinlin.domains.receptions.lifecycle import BOOKING_LABELS, BookingState
from jinlin.domains.receptions.models.sessions import Session, is_of_a_session
from jinlin.ground.people.models import Person


class Topic(models.TextChoices):
    """What it is about, in words that name nobody: the only thing of a conversation that everybody
    may read.
    """

    PROPERTY = "property", _("Property service")
    REPAIR = "repair", _("Repair of shared facilities")
    PARKING = "parking", _("Parking and charging")
    CLEANING = "cleaning", _("Cleanliness and green spaces")
    SAFETY = "safety", _("Fire and public safety")
    NEIGHBOURS = "neighbours", _("Noise and neighbours")
    FEES = "fees", _("Fees and accounts")
    RIGHTS = "rights", _("Owners' rights and meetings")
    POLICY = "policy", _("Policy and help")
    OTHER = "other", _("Something else")


class BookingQuerySet(MovingRows["Booking"]):
    with_row = ("session__series__place", "session__series__organiser", "person")

    def own(self, actor: Actor) -> Self:
        """Made by or for this person."""
        if actor.user_id is None:
            return self.none()
        return self.filter(person__in=Person.objects.filter(user_id=actor.user_id).values("pk"))

    def for_desk(self, actor: Actor) -> Self:
        """In sessions that this actor looks after or sits in."""
        return self.filter(is_of_a_session(actor))

    def visible_to(self, actor: Actor) -> Self:
        return self.for_desk(actor) | self.own(actor)


class Booking(MovingRow):
    """Somebody's place in the queue of a session: an appointment with a time (`slot_at`), or a
    walk-in without one.

    Each has a number of its own; an appointed time is one person's alone, and a person has one
    appointment in a session. Who turns up is called in the order of `turn_at`: the appointed time,
    or when they came.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="bookings")
    place_code = models.CharField(max_length=18)
    number = models.PositiveSmallIntegerField(_("queue number"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("resident")
    )
    topic = models.CharField(_("topic"), max_length=10, choices=Topic.choices)
    words = models.CharField(
        _("in a few words"), max_length=200, blank=True
    )  # the resident's own: may name people
    slot_at = models.DateTimeField(_("appointed time"), null=True, blank=True)
    turn_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(
        _("state"),
        max_length=9,
        choices=[(s, BOOKING_LABELS[s]) for s in BookingState],
        default=BookingState.BOOKED,
    )
    booked_at = models.DateTimeField()
    booked_on = models.DateField()
    registered_by = models.UUIDField(null=True, blank=True)  # the member of staff who wrote it down
    arrived_at = models.DateTimeField(null=True, blank=True)
    called_at = models.DateTimeField(null=True, blank=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="booking_number_once"),
            models.UniqueConstraint(
                fields=["session", "slot_at"],
                condition=Q(slot_at__isnull=False) & ~Q(state=BookingState.CANCELLED),
                name="booking_time_is_one_persons",
            ),
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=Q(slot_at__isnull=False, person__isnull=False)
                & ~Q(state=BookingState.CANCELLED),
                name="booking_once_per_person",
            ),
            models.CheckConstraint(
                condition=Q(slot_at=None) | Q(person__isnull=False),
                name="booking_appointment_has_person",
            ),
            models.CheckConstraint(
                condition=Q(slot_at__isnull=False) | ~Q(state=BookingState.BOOKED),
                name="booking_walk_in_is_there",
            ),
        ]
        indexes = [
            models.Index(fields=["session", "state", "turn_at", "number"], name="booking_queue"),
            models.Index(fields=["person", "booked_at", "id"], name="booking_own"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.number}"

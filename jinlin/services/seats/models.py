"""What is stored of places in a class or a shift, of who has one, and of who came?"""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.append_only import AppendOnlyRow
from jinlin.core.errors import NotHere
from jinlin.core.rows import CountyRow
from jinlin.core.secrets.fields import EncryptedField
from jinlin.ground.people.models import Person
from jinlin.services.seats.codes import new_secret


class UnitRows(models.QuerySet["Unit"]):
    def of(self, about: CountyRow) -> Self:
        return self.filter(about_label=about._meta.label_lower, about_id=about.pk)

    def held(self, unit: "Unit") -> "Unit":
        """The row as it is now, locked. Raises NotHere when it is gone."""
        found = self.select_for_update().filter(pk=unit.pk).first()
        if found is None:
            raise NotHere
        return found


class Unit(CountyRow):
    """What has seats: a shift, a class. One for each row that it is about.

    `taken` counts seats that somebody has or is offered; the database refuses more than `seats`.
    """

    about_label = models.CharField(max_length=60)
    about_id = models.UUIDField()
    place_code = models.CharField(max_length=18)
    title = models.CharField(_("title"), max_length=120)  # as people are told of it
    url = models.CharField(max_length=200)  # where they see it
    seats = models.PositiveSmallIntegerField(_("seats"))
    taken = models.PositiveSmallIntegerField(default=0)
    last_turn = models.PositiveIntegerField(default=0)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    offer_minutes = models.PositiveIntegerField(_("minutes to take an offered seat"), default=1440)
    closed_at = models.DateTimeField(null=True, blank=True)
    secret = EncryptedField(default=new_secret)

    objects = UnitRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["about_label", "about_id"], name="seats_unit_once_per_row"
            ),
            models.CheckConstraint(condition=Q(taken__lte=F("seats")), name="seats_never_oversold"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="seats_unit_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def free(self) -> int:
        return self.seats - self.taken


class Hold(models.TextChoices):
    """How somebody stands to a unit."""

    TAKEN = "taken", _("Has a seat")
    WAITING = "waiting", _("On the waiting list")
    OFFERED = "offered", _("A seat is offered")
    GIVEN_UP = "given_up", _("Gave the seat up")
    LAPSED = "lapsed", _("Did not take the offered seat")
    CLOSED = "closed", _("Does not take place")


HOLDING = (Hold.TAKEN, Hold.OFFERED)
LIVE = (*HOLDING, Hold.WAITING)


class SeatRows(models.QuerySet["Seat"]):
    def live(self) -> Self:
        return self.filter(state__in=LIVE)

    def waiting(self) -> Self:
        return self.filter(state=Hold.WAITING).order_by("turn")

    def held(self, seat: "Seat") -> "Seat":
        found = self.select_for_update().filter(pk=seat.pk).first()
        if found is None:
            raise NotHere
        return found


class Seat(CountyRow):
    """How one person stands to one unit: at most one row for each pair, whatever they changed.

    The waiting list is served by `turn`; whoever gave up has none, and gets a new one at its end
    when they ask again. Those of one `party` stand behind each other and are served together.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="places")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=8, choices=Hold)
    turn = models.PositiveIntegerField(null=True, blank=True)
    party = models.UUIDField(null=True, blank=True)  # a family that waits together
    offered_until = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = SeatRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "person"], name="seat_once_per_person"),
            models.UniqueConstraint(
                fields=["unit", "turn"], condition=Q(turn__isnull=False), name="seat_turn_once"
            ),
            models.CheckConstraint(
                condition=Q(state=Hold.WAITING) ^ Q(turn=None), name="seat_turn_while_waiting"
            ),
            models.CheckConstraint(
                condition=Q(state=Hold.OFFERED) ^ Q(offered_until=None),
                name="seat_offer_has_an_end",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "state"], name="seat_of_person"),
            models.Index(fields=["state", "offered_until"], name="seat_offers"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.state}"


class Means(models.TextChoices):
    """By which door somebody was noted."""

    CODE = "code", _("Own scan of the code")
    LIST = "list", _("List of the person in charge")
    WALK_IN = "walk_in", _("Came by")


class Outcome(models.TextChoices):
    """What came of one scan."""

    COUNTED = "counted", _("Was counted")
    LEFT = "left", _("Leaving noted")
    REPEATED = "repeated", _("Counted already")
    OVER = "over", _("The code was over")
    OUTSIDE = "outside", _("Outside the time of this day")
    NOT_HERE_YET = "not_here_yet", _("Did not come in before")
    CLOSED = "closed", _("Does not take place")
    ELSEWHERE = "elsewhere", _("Is noted somewhere else at this time")


class Presence(CountyRow):
    """Somebody was there: a person we know, or a visitor by the number on their ticket.

    Once for each unit, through however many doors they came.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="presences")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ticket = models.CharField(max_length=64, blank=True)
    came_at = models.DateTimeField()
    came_on = models.DateField()
    left_at = models.DateTimeField(null=True, blank=True)
    means = models.CharField(max_length=8, choices=Means)
    means_out = models.CharField(max_length=8, choices=Means, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "person"],
                condition=Q(person__isnull=False),
                name="present_once_per_person",
            ),
            models.UniqueConstraint(
                fields=["unit", "ticket"], condition=~Q(ticket=""), name="present_once_per_ticket"
            ),
            models.CheckConstraint(
                condition=Q(person=None) ^ Q(ticket=""), name="present_person_or_ticket"
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=F("came_at")),
                name="present_leaves_after_coming",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.came_at}"

    @property
    def is_witnessed_by_self(self) -> bool:
        """Scanned in and out with their own phone."""
        return self.means == Means.CODE and self.means_out == Means.CODE


class Scan(AppendOnlyRow):
    """One try to be counted, also a failed one, with what the phone said and what came of it.

    Its key was made by the phone: the same key with the same content is the same scan.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="scans")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ticket = models.CharField(max_length=64, blank=True)
    is_leaving = models.BooleanField(default=False)
    means = models.CharField(max_length=8, choices=Means)
    nonce = models.CharField(max_length=40)
    said_at = models.DateTimeField()  # by the phone's clock
    counted_at = models.DateTimeField()  # by ours: the phone's, put right
    received_at = models.DateTimeField()
    is_late = models.BooleanField(default=False)
    clock_off = models.IntegerField(default=0)  # seconds by which the phone's clock was wrong
    outcome = models.CharField(max_length=12, choices=Outcome)
    digest = models.CharField(max_length=64)
    noted_by = models.UUIDField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "nonce"], name="scan_nonce")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.outcome}"


def standing(unit: Unit, person: Any) -> Hold | None:
    """How this person stands to the unit; None when they never asked."""
    row = Seat.objects.filter(unit=unit, person=person).values_list("state", flat=True).first()
    return Hold(row) if row else None

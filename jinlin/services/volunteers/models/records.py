"""What is stored of one person's service, and how far can it be trusted?"""

from typing import Self

from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow, MovingRow, MovingRows
from jinlin.core.secrets.fields import EncryptedField
from jinlin.services.volunteers.lifecycle import COUNTED, HOLDING, LABELS, State
from jinlin.services.volunteers.models.activities import Activity
from jinlin.services.volunteers.models.people import READERS, Team, Volunteer


class Trust(models.TextChoices):
    """Who saw that it happened."""

    WITNESSED = "witnessed", _("Own scan in and out, and the person in charge")
    CONFIRMED = "confirmed", _("The person in charge")
    BACKFILLED = "backfilled", _("Written afterwards, approved by a second person")


class BackfillReason(models.TextChoices):
    """Why hours were written afterwards: everybody reads this, and nothing else of the reason."""

    PAPER = "paper", _("A list on paper was entered")
    NO_NETWORK = "no_network", _("Neither phone nor network")
    FORGOTTEN = "forgotten", _("Forgotten to check in")
    OTHER = "other", pgettext_lazy("backfill", "Another reason")


class ServiceRecordRows(MovingRows["ServiceRecord"]):
    with_row = ("volunteer__person", "activity")

    def counted(self) -> Self:
        return self.filter(state__in=COUNTED)

    def trusted(self) -> Self:
        """Counted, and seen by somebody: what certificates, stars and points may rest on."""
        return self.counted().exclude(trust=Trust.BACKFILLED)

    def overlapping(self, volunteer: Volunteer, begins_at: object, ends_at: object) -> Self:
        """Other services of this person at that time, in whatever county of the house."""
        span = Q(state__in=HOLDING, begins_at__lt=ends_at, ends_at__gt=begins_at)
        person = volunteer.person
        if not person.user_id and not person.citizen_key:
            return self.filter(span, volunteer=volunteer)
        same = Volunteer.objects.same_person(volunteer).values("pk")
        return self.filter(span, volunteer__in=same)

    def minutes(self) -> int:
        return self.aggregate(sum=Sum("minutes"))["sum"] or 0

    def for_desk(self, actor: Actor) -> Self:
        return self if actor.is_system else self.filter(within(actor.codes(*READERS)))

    def own(self, actor: Actor) -> Self:
        if actor.user_id is None:
            return self.none()
        return self.filter(volunteer__person__user_id=actor.user_id)

    def visible_to(self, actor: Actor) -> Self:
        return self.for_desk(actor) | self.own(actor)


class ServiceRecord(MovingRow):
    """One service of one volunteer, in whole minutes; hours are only how they are printed.

    While it holds its time (`lifecycle.HOLDING`) no other record of the same volunteer overlaps it:
    the database refuses. Travel is not service. `due_at` is the end of whoever's next step.
    """

    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="records")
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="records"
    )
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="records")
    place_code = models.CharField(max_length=18)
    title = models.CharField(_("activity"), max_length=80)
    where = models.CharField(_("where"), max_length=80)
    content = models.CharField(_("what was done"), max_length=300)
    begins_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("to"))
    minutes = models.PositiveIntegerField(_("minutes"))
    served_on = models.DateField(_("day"))
    organiser = models.CharField(_("organised by"), max_length=80)
    in_charge = models.CharField(
        _("person in charge"), max_length=80
    )  # a unit's face, never a name
    trust = models.CharField(_("who saw it"), max_length=10, choices=Trust)
    state = models.CharField(
        _("state"),
        max_length=9,
        choices=[(s, LABELS[s]) for s in State],
        default=State.RECORDED,
    )
    reason_kind = models.CharField(
        _("why afterwards"), max_length=10, choices=BackfillReason, blank=True
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    is_escalated = models.BooleanField(default=False)
    is_late = models.BooleanField(default=False)  # recorded after the statutory days
    recorded_at = models.DateTimeField()
    recorded_on = models.DateField()
    recorded_by = models.UUIDField(null=True, blank=True)
    second_by = models.UUIDField(null=True, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    due_at = models.DateTimeField()

    objects = ServiceRecordRows.as_manager()

    class Meta:
        verbose_name = _("service record")
        verbose_name_plural = _("service records")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="service_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="service_has_minutes"),
            models.UniqueConstraint(
                fields=["activity", "volunteer", "begins_at"],
                condition=Q(state__in=sorted(HOLDING)) & Q(activity__isnull=False),
                name="service_once_per_activity",
            ),
            models.CheckConstraint(
                condition=~Q(trust=Trust.BACKFILLED)
                | Q(state__in=(State.PROPOSED, State.REQUESTED, State.REFUSED, State.APPEALED))
                | Q(state=State.CLOSED)
                | Q(second_by__isnull=False),
                name="service_backfilled_by_two",
            ),
            models.CheckConstraint(
                condition=Q(second_by=None) | ~Q(second_by=F("recorded_by")),
                name="service_second_is_another",
            ),
            models.CheckConstraint(
                condition=Q(verified_on=None) ^ Q(state=State.VERIFIED),
                name="service_verified_when_verified",
            ),
        ]
        indexes = [
            models.Index(fields=["volunteer", "begins_at"], name="service_of_volunteer"),
            models.Index(fields=["place_code", "state", "due_at", "id"], name="service_place"),
            models.Index(fields=["county", "state", "due_at", "id"], name="service_board"),
            models.Index(fields=["county", "served_on", "id"], name="service_day"),
            models.Index(fields=["county", "trust", "recorded_on"], name="service_trust"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.served_on}"

    @property
    def place(self) -> str:
        return self.where


class Finding(models.TextChoices):
    """What the person served said when asked again."""

    OPEN = "open", _("To be asked")
    CONFIRMED = "confirmed", _("Says that it was so")
    DENIED = "denied", _("Says that it was not so")
    NOT_REACHED = "not_reached", _("Could not be reached")


class Recheck(CountyRow):
    """A record that was drawn to ask the person served whether it was so; nobody chose it."""

    record = models.OneToOneField(ServiceRecord, models.CASCADE, related_name="recheck")
    place_code = models.CharField(max_length=18)
    drawn_on = models.DateField()
    finding = models.CharField(_("finding"), max_length=11, choices=Finding, default=Finding.OPEN)
    who = EncryptedField(_("who was asked"), blank=True, default="")
    asked_on = models.DateField(null=True, blank=True)
    asked_by = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(finding=Finding.OPEN) ^ Q(asked_on__isnull=False),
                name="recheck_asked_when_found",
            )
        ]
        indexes = [models.Index(fields=["place_code", "finding"], name="recheck_open")]

    def __str__(self) -> str:
        return f"{self.record_id} {self.finding}"

"""What is stored of one service day: shifts, stalls, and what was done?"""

from typing import Self

from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow, MovingRow, MovingRows
from jinlin.domains.servicedays.lifecycle import LABELS, LIVE, State
from jinlin.domains.servicedays.models.series import READERS, Series
from jinlin.ground.places.models import Place, unit_or_none
from jinlin.services.seats.models import Unit
from jinlin.services.volunteers.models import Activity


class SessionRows(MovingRows["Session"]):
    with_row = ("series__place", "series__organiser", "activity", "unit")

    def live(self) -> Self:
        return self.filter(state__in=LIVE)

    def announced(self) -> Self:
        """Everybody may know when, where, and what is offered."""
        return self

    def visible_to(self, actor: Actor) -> Self:
        return self if actor.is_system else self.filter(within(actor.codes(*READERS)))


class Session(MovingRow):
    """One service day of a series. `laid_on` is the day that the series gave it and never changes;
    a series has one session for each of its days, and no two on one day unless cancelled.

    `activity` carries the hours of its helpers, `unit` who came.
    """

    series = models.ForeignKey(Series, models.PROTECT, related_name="sessions")
    place_code = models.CharField(max_length=18)
    number = models.PositiveIntegerField(_("number in the series"))
    state = models.CharField(
        _("state"), max_length=9, choices=[(s, LABELS[s]) for s in State], default=State.PLANNED
    )
    theme = models.CharField(_("theme"), max_length=40, blank=True)
    laid_on = models.DateField()
    on = models.DateField(_("day"))
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    activity = models.OneToOneField(Activity, models.PROTECT, null=True, related_name="+")
    unit = models.OneToOneField(Unit, models.PROTECT, null=True, related_name="+")
    calendar_sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    summary = models.CharField(_("summary"), max_length=500, blank=True)
    is_released = models.BooleanField(default=False)  # everybody reads the summary
    held_on = models.DateField(null=True, blank=True)

    objects = SessionRows.as_manager()

    class Meta:
        verbose_name = _("service day")
        verbose_name_plural = _("service days")
        constraints = [
            models.UniqueConstraint(fields=["series", "laid_on"], name="service_day_laid_once"),
            models.UniqueConstraint(
                fields=["series", "on"],
                condition=~Q(state=State.CANCELLED),
                name="service_day_once_a_day",
            ),
            models.UniqueConstraint(fields=["series", "number"], name="service_day_number_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="service_day_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(held_on=None) ^ Q(state=State.HELD), name="service_day_held"
            ),
        ]
        indexes = [
            models.Index(fields=["place_code", "on", "id"], name="service_day_place"),
            models.Index(fields=["county", "on", "id"], name="service_day_county"),
            models.Index(fields=["county", "state", "ends_at", "id"], name="service_day_waiting"),
            models.Index(fields=["county", "held_on", "id"], name="service_day_held_on"),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.on}"

    @property
    def place(self) -> Place:
        return self.series.place

    @property
    def title(self) -> str:
        return f"{self.series.name} {self.on:%Y-%m-%d}"

    @property
    def people(self) -> int:
        return self.tallies.standing().aggregate(sum=Sum("people"))["sum"] or 0


class Shift(CountyRow):
    """A duty of one session with seats for helpers. Its seats are a `seats.Unit`."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="shifts")
    unit = models.OneToOneField(Unit, models.PROTECT, null=True, related_name="+")
    title = models.CharField(_("duty"), max_length=60)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("to"))
    youngest = models.PositiveSmallIntegerField(_("youngest age"), default=0)
    qualification = models.CharField(_("needs the qualification"), max_length=80, blank=True)
    is_risky = models.BooleanField(_("needs accident insurance"), default=False)

    class Meta:
        verbose_name = _("shift of a service day")
        verbose_name_plural = _("shifts of service days")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="service_shift_ends_after_start"
            )
        ]
        indexes = [models.Index(fields=["session", "starts_at"], name="service_shift")]

    def __str__(self) -> str:
        return self.title


class StallKind(models.TextChoices):
    RESIDENT = "resident", _("Resident")
    CRAFTSMAN = "craftsman", _("Craftsman")
    ENTERPRISE = "enterprise", _("Enterprise")
    ORGANISATION = "organisation", _("Social organisation")


class Stall(CountyRow):
    """What somebody offers on one session; `need` is what they still need, until it is met.

    `shown_as` is what everybody reads: an organisation or a trade, never a private person's name.
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="stalls")
    kind = models.CharField(_("kind of stall"), max_length=12, choices=StallKind)
    shown_as = models.CharField(_("shown as"), max_length=60)
    offers = models.CharField(_("what it offers"), max_length=120)
    organisation = unit_or_none()
    talent_id = models.UUIDField(null=True, blank=True, editable=False)  # of the directory
    need = models.CharField(_("what it still needs"), max_length=120, blank=True)
    is_met = models.BooleanField(_("the need is met"), default=False)

    class Meta:
        verbose_name = _("stall")
        verbose_name_plural = _("stalls")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "talent_id"],
                condition=~Q(talent_id=None),
                name="service_stall_once_per_talent",
            )
        ]
        indexes = [models.Index(fields=["session", "kind"], name="service_stall")]

    def __str__(self) -> str:
        return self.shown_as


class Kind(models.TextChoices):
    """What kind of service somebody received."""

    HAIRCUT = "haircut", _("Haircuts")
    REPAIR = "repair", _("Repairs")
    CLINIC = "clinic", _("Health checks")
    LAW = "law", _("Legal advice")
    ERRAND = "errand", _("Errands and purchases")
    CULTURE = "culture", _("Culture and games")
    CHILDREN = "children", _("For children")
    OTHER = "other", pgettext_lazy("service", "Other")


class TallyRows(models.QuerySet["Tally"]):
    def standing(self) -> Self:
        """Without those that somebody took back."""
        return self.filter(struck_on=None)


class Tally(CountyRow):
    """So many people received one kind of service on a session, as somebody counted there.

    Its key was made by the phone: sent twice, it is one. A count that was wrong is taken back
    (`struck_on`) and stays: sent once more it does not count again.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="tallies")
    place_code = models.CharField(max_length=18)
    kind = models.CharField(_("kind of service"), max_length=8, choices=Kind)
    people = models.PositiveSmallIntegerField(_("people"))
    counted_at = models.DateTimeField()
    on = models.DateField()
    counted_by = models.UUIDField(null=True, blank=True)
    struck_on = models.DateField(null=True, blank=True, editable=False)

    objects = TallyRows.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(people__gte=1, people__lte=500), name="service_tally_people"
            )
        ]
        indexes = [models.Index(fields=["session", "kind"], name="service_tally")]

    def __str__(self) -> str:
        return f"{self.kind} {self.people}"

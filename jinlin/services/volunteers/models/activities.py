"""What do volunteers do together, and are its hours recorded?"""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import MovingRow, MovingRows
from jinlin.core.time import clock
from jinlin.ground.accounts.models import staff_or_none
from jinlin.ground.places.models import Place
from jinlin.services.volunteers.lifecycle import ACTIVITY_LABELS, ActivityState
from jinlin.services.volunteers.models.people import READERS, Team
from jinlin.services.volunteers.models.reference import Pilot


class ActivityRows(MovingRows["Activity"]):
    with_row = ("place", "team")

    def visible_to(self, actor: Actor) -> Self:
        return self if actor.is_system else self.filter(within(actor.codes(*READERS)))

    def unrecorded(self) -> Self:
        """Over, and the hours are not recorded yet."""
        return self.filter(state=ActivityState.PLANNED, ends_at__lt=clock.now())


class Activity(MovingRow):
    """Something that volunteers do at a place: its hours are recorded by `due_at`.

    `source` is the row of a domain that it stands for, as plain values; at most one for each.
    """

    follows_its_place = True

    title = models.CharField(_("title"), max_length=80)
    content = models.CharField(_("what is done"), max_length=300)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    team = models.ForeignKey(
        Team,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("team"),
    )
    pilot = models.ForeignKey(
        Pilot,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("pilot"),
    )
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    on = models.DateField(_("day"))
    organiser = models.CharField(_("organised by"), max_length=80)
    in_charge = staff_or_none(_("person in charge"))
    is_risky = models.BooleanField(_("needs accident insurance"), default=False)
    qualification = models.CharField(_("needs the qualification"), max_length=80, blank=True)
    youngest = models.PositiveSmallIntegerField(_("youngest age"), default=0)
    state = models.CharField(
        _("state"),
        max_length=9,
        choices=[(s, ACTIVITY_LABELS[s]) for s in ActivityState],
        default=ActivityState.PLANNED,
    )
    due_at = models.DateTimeField()
    held_on = models.DateField(null=True, blank=True)
    recorded_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    source_label = models.CharField(max_length=60, blank=True)
    source_id = models.UUIDField(null=True, blank=True)

    objects = ActivityRows.as_manager()

    class Meta:
        verbose_name = _("activity of volunteers")
        verbose_name_plural = _("activities of volunteers")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="activity_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["source_label", "source_id"],
                condition=Q(source_id__isnull=False),
                name="activity_once_per_source",
            ),
            models.CheckConstraint(
                condition=Q(held_on=None) ^ Q(state=ActivityState.RECORDED),
                name="activity_held_when_recorded",
            ),
        ]
        indexes = [
            models.Index(fields=["place_code", "starts_at", "id"], name="activity_place"),
            models.Index(fields=["county", "state", "due_at", "id"], name="activity_waiting"),
            models.Index(fields=["county", "held_on", "id"], name="activity_held"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_late(self) -> bool:
        return self.state == ActivityState.PLANNED and self.due_at < clock.now()

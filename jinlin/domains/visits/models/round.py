"""What is stored of a round and of its doors?"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import MovingRow, MovingRows
from jinlin.core.search import SearchedRow
from jinlin.core.time import clock
from jinlin.domains.visits.lifecycle import (
    DOOR_LABELS,
    ROUND_LABELS,
    TO_DO,
    DoorState,
    RoundState,
)
from jinlin.domains.visits.models.reference import ChecklistVersion
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.models import CareLink, GroupInNeed, Household
from jinlin.ground.places.models import Organisation, Place


class First(models.TextChoices):
    GRID = "grid", _("Whoever knocks there by office")
    CARERS = "carers", _("Whoever looks after the household")


READERS = (Role.CLERK, Role.LEAD, Role.SUPERVISOR)
KNOCKERS = (Role.VISITOR, Role.CLERK, Role.LEAD)


def cared_for(actor: Actor) -> Exists | Q:
    """Whether this actor looks after the household of the outer query's door."""
    if actor.user_id is None:
        return Q(pk__in=[])
    return Exists(
        CareLink.objects.open().kept_by(actor.user_id).filter(household=OuterRef("household"))
    )


class VisitRoundRows(MovingRows["Round"]):
    with_row = ("place__parent", "unit", "checklist__checklist")

    def for_desk(self, actor: Actor) -> Self:
        """Those of the places that this actor looks after."""
        return self if actor.is_system else self.filter(within(actor.codes(*READERS)))

    visible_to = for_desk


class Round(SearchedRow, MovingRow):
    """One knocking action: which groups, where, from when to when, by which checklist."""

    title = models.CharField(_("title"), max_length=60)
    state = models.CharField(
        _("state"),
        max_length=8,
        choices=[(s, ROUND_LABELS[s]) for s in RoundState],
        default=RoundState.PLANNED,
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("unit"))
    groups = models.ManyToManyField(GroupInNeed, related_name="+", verbose_name=_("target groups"))
    checklist = models.ForeignKey(
        ChecklistVersion, models.PROTECT, related_name="+", verbose_name=_("checklist")
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    due_at = models.DateTimeField(_("due"))
    goes_first = models.CharField(
        _("who goes first"), max_length=6, choices=First.choices, default=First.GRID,
        db_default=First.GRID.value,
    )  # fmt: skip
    planned_at = models.DateTimeField()
    planned_on = models.DateField()
    set_out_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    report = models.TextField(_("report"), blank=True)

    objects = VisitRoundRows.as_manager()

    class Meta:
        verbose_name = _("round of visits")
        verbose_name_plural = _("rounds of visits")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="visit_round_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(state=RoundState.CLOSED) | Q(closed_on__isnull=False),
                name="visit_round_closed_on_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "state", "due_at", "id"], name="visit_round_board"),
            models.Index(fields=["county", "planned_at", "id"], name="visit_round_newest"),
        ]

    def __str__(self) -> str:
        return self.title

    def search_words(self) -> dict[str, tuple[str, ...]]:
        return {"": (self.title,)}

    @property
    def is_late(self) -> bool:
        return self.state in {RoundState.PLANNED, RoundState.GOING} and self.due_at < clock.now()


class DoorRows(MovingRows["Door"]):
    with_row = ("round__unit", "household__place", "visitor")

    def for_desk(self, actor: Actor) -> Self:
        """Those of the places that this actor looks after."""
        return self if actor.is_system else self.filter(within(actor.codes(*READERS)))

    def of_visitor(self, actor: Actor) -> Self:
        """Those on this person's own list in a round that goes on."""
        if actor.user_id is None:
            return self.none()
        return self.filter(visitor=actor.user_id, round__state=RoundState.GOING)

    def visible_to(self, actor: Actor) -> Self:
        """Those of one's places, one's own list, of colleagues where one knocks, and of the
        households one looks after.
        """
        if actor.is_system:
            return self
        own = Q(visitor=actor.user_id) | Q(cared_for(actor)) if actor.user_id else Q(pk__in=[])
        return self.filter(within(actor.codes(*READERS, *KNOCKERS)) | own)

    def of_carer(self, actor: Actor) -> Self:
        """Those of the households this person looks after, in rounds that go on."""
        return self.filter(Q(cared_for(actor)), round__state=RoundState.GOING)

    def to_do(self) -> Self:
        return self.filter(state__in=TO_DO)


class Door(MovingRow):
    """One household in one round. `groups` are those for which it is on the list; `tries` how often
    nobody was home since it was last laid out; `attempts` how often somebody knocked at all.
    `put_right_on`: after its round was closed somebody said that they had not moved away; what the
    round reported stays.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="doors")
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    place_code = models.CharField(max_length=18)
    groups = models.ManyToManyField(GroupInNeed, related_name="+")
    visitor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(
        _("state"),
        max_length=8,
        choices=[(s, DOOR_LABELS[s]) for s in DoorState],
        default=DoorState.UNTRIED,
    )
    risk = models.PositiveSmallIntegerField(_("risk"), default=0)
    last_visited_on = models.DateField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(_("due"))
    planned_on = models.DateField()
    reached_on = models.DateField(null=True, blank=True)
    raised_at = models.DateTimeField(null=True, blank=True)
    put_right_on = models.DateField(null=True, blank=True)
    has_clash = models.BooleanField(default=False)
    is_urgent = models.BooleanField(default=False)

    objects = DoorRows.as_manager()

    class Meta:
        verbose_name = _("door")
        verbose_name_plural = _("doors")
        constraints = [
            models.UniqueConstraint(fields=["round", "household"], name="one_door_per_household")
        ]
        indexes = [
            models.Index(fields=["round", "due_at", "id"], name="door_of_round"),
            models.Index(fields=["visitor", "state", "due_at", "id"], name="door_of_visitor"),
            models.Index(fields=["county", "place_code", "due_at", "id"], name="door_place"),
            models.Index(fields=["household", "planned_on"], name="door_household"),
        ]

    def __str__(self) -> str:
        return str(self.household)

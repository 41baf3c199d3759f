"""What is stored of an appeal and of its rounds of work?"""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow, MovingRow, MovingRows
from jinlin.core.search import SearchedRow
from jinlin.core.time import clock
from jinlin.domains.appeals.deadlines import GRADES, Grade, Unit
from jinlin.domains.appeals.lifecycle import (
    ENDED,
    ESCALATED,
    LABELS,
    OPEN,
    PROMISED,
    UNANSWERED,
    State,
)
from jinlin.domains.appeals.models.choices import Channel, Exclusion, Identity
from jinlin.domains.appeals.models.hidden import HiddenWords
from jinlin.domains.appeals.models.indexes import INDEXES
from jinlin.domains.appeals.models.numbered import NumberedOnce
from jinlin.domains.appeals.models.reference import Category
from jinlin.ground.accounts.roles import WORKERS, Role
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Organisation, Place

LOOKING_AFTER = (Role.CLERK, Role.LEAD, Role.SUPERVISOR)  # of a place and all that lies in it


class AppealQuerySet(MovingRows["Appeal"]):
    with_row = ("place", "unit", "category", "reporter")

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def unanswered(self) -> Self:
        return self.filter(state__in=UNANSWERED)

    def overdue(self, now: datetime) -> Self:
        """Past the promise, or with a clock that stands past the day on which somebody should have
        looked again.
        """
        return self.filter(state__in=ESCALATED, due_at__lt=now)

    def for_desk(self, actor: Actor) -> Self:
        """What this actor sees as staff: by place for those who look after a place, by unit for
        those who handle.
        """
        if actor.is_system:
            return self
        return self.filter(within(actor.codes(*LOOKING_AFTER)) | self._by_unit(actor))

    def reported_by(self, actor: Actor) -> Self:
        return self.filter(self._own(actor))

    def visible_to(self, actor: Actor) -> Self:
        """What this actor sees at the desk, has reported, or holds the tracking code of.

        Administrators see nothing by being one.
        """
        if not actor.is_staff and not actor.is_system:
            return self.reported_by(actor)
        return self.for_desk(actor) | self.reported_by(actor)

    @staticmethod
    def _by_unit(actor: Actor) -> Q:
        """What the actor's units have, and what they help with."""
        units = actor.organisations(*WORKERS)
        return Q(unit_id__in=units) | Q(pk__in=helped_by(units)) if units else Q(pk__in=[])

    @staticmethod
    def _own(actor: Actor) -> Q:
        by_code = Q(pk__in=actor.tracks)
        if actor.user_id is None:
            return by_code
        own = Person.objects.filter(user_id=actor.user_id).values("pk")
        return by_code | Q(reporter_id__in=own)


def helped_by(units: Collection[UUID]) -> models.QuerySet[Any, Any]:
    """The keys of those with which any of these units helps."""
    parts = apps.get_model("appeals.Part").objects.filter(unit_id__in=units)
    return parts.exclude(state="released").values("appeal")


class Appeal(NumberedOnce, HiddenWords, SearchedRow, MovingRow):
    """One thing that a resident says is wrong or asks for.

    At any moment it has one owner (`unit`), one deadline (`due_at`) and one next step (`state`). It
    ends (`ended_on`) only by the resident being heard, or with the reason on the timeline. Rows
    change in appeals.actions only.
    """

    is_veiled = False  # read with its words masked: such a copy is never saved

    number = models.CharField(_("number"), max_length=20)
    state = models.CharField(
        _("state"), max_length=10, choices=[(s, LABELS[s]) for s in State], default=State.REPORTED
    )

    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"))
    spot = models.CharField(_("exact spot"), max_length=120, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("class")
    )
    # what it is about, too: found by it on the board; terms, rules and figures go by the first
    second_category = models.ForeignKey(
        Category,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("second class"),
    )
    grade = models.CharField(
        _("grade"), max_length=10, choices=list(GRADES.items()), default=Grade.ORDINARY
    )

    identity = models.CharField(
        _("identity"), max_length=10, choices=Identity.choices, default=Identity.NAMED
    )
    reporter = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appeals",
        db_index=False,  # the first column of another index
        verbose_name=_("reporter"),
    )
    registered_by = models.UUIDField(
        null=True, blank=True
    )  # the member of staff who wrote it down for the resident
    track_key = models.CharField(
        max_length=120, blank=True
    )  # keyed hash of an anonymous reporter's tracking code
    source_ref = models.CharField(
        max_length=80, blank=True
    )  # its number in the file or system it came from

    unit = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", db_index=False, verbose_name=_("unit")
    )  # the first column of three indexes
    due_at = models.DateTimeField(_("due"))
    due_provisional = models.BooleanField(default=False)
    respond_by = models.DateTimeField()
    keeper = models.UUIDField(
        null=True, blank=True
    )  # the member of the unit's staff who keeps it, once somebody does
    returns = models.PositiveSmallIntegerField(_("times returned"), default=0)
    is_contested = models.BooleanField(
        _("returned so often that the supervisor decides"), default=False
    )
    is_final = models.BooleanField(_("unit decided finally"), default=False)
    parts_open = models.PositiveSmallIntegerField(
        default=0
    )  # helpers that have neither answered nor been noted silent nor released
    is_extension_asked = models.BooleanField(default=False)
    exclusion = models.CharField(max_length=8, choices=Exclusion.choices, default=Exclusion.NONE)
    excluded_on = models.DateField(null=True, blank=True)
    is_supervised = models.BooleanField(_("under supervision"), default=False)
    lateness = models.PositiveSmallIntegerField(_("level of escalation"), default=0)
    hurried_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )
    split_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="split_off"
    )
    reopened = models.PositiveSmallIntegerField(_("times reopened"), default=0)
    is_escalated = models.BooleanField(_("escalated"), default=False)

    reported_at = models.DateTimeField(_("reported"))
    reported_on = models.DateField()
    responded_at = models.DateTimeField(null=True, blank=True)
    responded_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "number"], name="appeal_number_once_per_county"
            ),
            models.UniqueConstraint(
                fields=["county", "source_ref"],
                condition=~Q(source_ref=""),
                name="appeal_source_once_per_county",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, state__in=OPEN)
                | Q(ended_at__isnull=False, state__in=ENDED),
                name="appeal_ended_when_ended",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=False) | ~Q(state=State.MERGED),
                name="appeal_merged_into_another",
            ),
            models.CheckConstraint(
                condition=Q(identity=Identity.ANONYMOUS) | Q(reporter__isnull=False),
                name="appeal_named_has_reporter",
            ),
            models.CheckConstraint(
                condition=~Q(identity=Identity.ANONYMOUS) | Q(reporter=None),
                name="appeal_anonymous_has_none",
            ),
        ]
        indexes = INDEXES

    def save(self, *args: Any, **options: Any) -> None:
        if self.is_veiled:
            raise ValueError("a copy that was read with its words masked is not the matter")
        super().save(*args, **options)

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_unanswered(self) -> bool:
        return self.state in UNANSWERED

    @property
    def is_review_over(self) -> bool:
        """Its clock stands, and the day on which the unit wanted to look again is over."""
        return self.state == State.WAITING and self.due_at < clock.now()

    @property
    def is_late(self) -> bool:
        """Past the moment by which the resident was to hear from us: the promised answer, or that
        it was taken up.

        A merged one is late when its main one is.
        """
        return self.state in PROMISED and self.due_at < clock.now()


DRAWN = Q(calls_left__gt=0, judged_at=None, ended_on=None)


class RoundQuerySet(models.QuerySet["Round"]):
    def drawn(self) -> Self:
        """Finished, and somebody is to call the resident: tries are left."""
        return self.filter(DRAWN)


class Round(CountyRow):
    """One term of work on an appeal, from being taken up to its end:

    1 is the first, each reopening begins the next.

    At most one round of an appeal is without an end. The three answers of the judgement are yes,
    no, or not asked (None).
    """

    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="rounds")
    place_code = models.CharField(max_length=18)
    sequence = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    started_on = models.DateField()
    due_at = models.DateTimeField()
    due_on = models.DateField()
    missed_on = models.DateField(
        null=True, blank=True
    )  # the promised day that was over before another day was promised: a broken promise stays one
    term_unit = models.CharField(
        max_length=10, choices=[(unit, unit) for unit in Unit], default=Unit.HOURS
    )
    workdays = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # of a term in working days: how many
    workdays_from = models.DateTimeField(
        null=True, blank=True
    )  # and from when, so that it can be counted again when a year is published
    reply = models.TextField(blank=True)  # what the resident reads
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_on = models.DateField(null=True, blank=True)
    minutes = models.PositiveIntegerField(null=True, blank=True)  # from the start to the reply
    is_answered = models.BooleanField(null=True, blank=True)
    is_solved = models.BooleanField(null=True, blank=True)
    is_satisfied = models.BooleanField(null=True, blank=True)
    comment = models.TextField(blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_on = models.DateField(null=True, blank=True)
    is_sampled = models.BooleanField(default=False)  # drawn to be called back
    calls_left = models.PositiveSmallIntegerField(
        default=0
    )  # of a drawn one: on how many further days somebody tries to reach the resident
    is_silent = models.BooleanField(default=False)  # ended because the resident said nothing
    ended_on = models.DateField(null=True, blank=True)
    reopened_on = models.DateField(null=True, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ("sequence",)
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        constraints = [
            models.UniqueConstraint(fields=["appeal", "sequence"], name="round_sequence_once"),
            models.UniqueConstraint(
                fields=["appeal"],
                condition=Q(ended_on=None, reopened_on=None),
                name="round_one_in_work",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | ~Q(reply=""), name="round_finished_with_reply"
            ),
        ]
        indexes = [
            *(
                models.Index(fields=["county", f"{each}_on", "place_code"], name=f"round_{each}")
                for each in ("finished", "due", "started", "judged")
            ),
            models.Index(
                fields=["reopened_on"],
                condition=Q(reopened_on__isnull=False),
                name="round_reopened",
            ),
            models.Index(fields=["appeal"], condition=DRAWN, name="round_drawn"),
        ]

    def __str__(self) -> str:
        return f"{self.appeal_id} {self.sequence}"

"""Who learns from whom, with which goals, and what came of it?"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.feeds import SecretAddress
from jinlin.core.rows import CountyRow, MovingRow, MovingRows
from jinlin.core.time import clock
from jinlin.domains.talents.lifecycle_of_help import OPEN_PAIRS, PAIR_LABELS, PairState
from jinlin.domains.talents.models.reference import Skill
from jinlin.domains.talents.models.talent import READERS, Talent
from jinlin.ground.people.models import Person


class Outcome(models.TextChoices):
    INDEPENDENT = "independent", _("Works alone now")
    PARTLY = "partly", _("Can do part of it")
    NOT = "not", _("Did not learn it")


class PairRows(MovingRows["Pair"]):
    with_row = ("mentor__person", "mentor__place", "learner", "skill")

    def for_desk(self, actor: Actor) -> Self:
        return self if actor.is_system else self.filter(within(actor.codes(*READERS)))

    def own(self, actor: Actor) -> Self:
        """Those in which somebody teaches or learns."""
        if actor.user_id is None:
            return self.none()
        mine = Q(mentor__person__user_id=actor.user_id) | Q(learner__user_id=actor.user_id)
        return self.filter(mine)

    def visible_to(self, actor: Actor) -> Self:
        return self.for_desk(actor) | self.own(actor)


class Pair(MovingRow):
    """A talent brings a newcomer on in one skill (能人带新人): with goals, sessions and an outcome.
    At most one open pair for each mentor, learner and skill.
    """

    mentor = models.ForeignKey(Talent, models.PROTECT, related_name="pairs")
    learner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+", verbose_name=_("skill"))
    place_code = models.CharField(max_length=18)
    state = models.CharField(
        _("state"),
        max_length=9,
        choices=[(s, PAIR_LABELS[s]) for s in PairState],
        default=PairState.PROPOSED,
    )
    due_at = models.DateTimeField()
    proposed_at = models.DateTimeField()
    began_on = models.DateField(null=True, blank=True)
    next_at = models.DateTimeField(_("they meet next"), null=True, blank=True)
    calendar_sequence = models.PositiveIntegerField(default=0, db_default=0)
    ended_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(
        _("how it turned out"), max_length=11, choices=Outcome, blank=True, default=""
    )
    words = models.CharField(_("in words"), max_length=300, blank=True)

    objects = PairRows.as_manager()

    class Meta:
        verbose_name = _("mentor and learner")
        verbose_name_plural = _("mentors and learners")
        constraints = [
            models.UniqueConstraint(
                fields=["mentor", "learner", "skill"],
                condition=Q(state__in=sorted(OPEN_PAIRS)),
                name="one_open_pair_per_skill",
            ),
            models.CheckConstraint(
                condition=~Q(state=PairState.COMPLETED)
                | ~Q(outcome="") & Q(ended_on__isnull=False),
                name="pair_completed_with_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["place_code", "state", "due_at", "id"], name="talent_pair_board"),
            models.Index(fields=["county", "began_on"], name="talent_pair_begun"),
        ]

    def __str__(self) -> str:
        return f"{self.mentor_id} {self.learner_id}"

    @property
    def is_late(self) -> bool:
        return self.state in OPEN_PAIRS and self.due_at < clock.now()


class CraftFeed(SecretAddress):
    """One person's secret address of the days of their craft: when they meet mentor or learner, and
    until when their certificates hold.
    """

    class Meta(SecretAddress.Meta):
        verbose_name = _("address of a calendar of one's craft")
        verbose_name_plural = _("addresses of calendars of one's craft")


class Goal(CountyRow):
    """One thing that the learner wants to be able to do, and since when they can."""

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="goals")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(_("goal"), max_length=100)
    reached_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.text


class Meeting(CountyRow):
    """One time at which mentor and learner worked together."""

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="meetings")
    on = models.DateField(_("day"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    words = models.CharField(_("what was practised"), max_length=300)
    written_by = models.UUIDField(null=True, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=1), name="meeting_has_minutes")
        ]
        indexes = [models.Index(fields=["pair", "on", "id"], name="talent_meetings")]

    def __str__(self) -> str:
        return f"{self.on}"

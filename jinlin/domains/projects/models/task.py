"""What is stored of a key task: who answers for it, by when, its milestones and its supervision?"""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow, MovingRow, MovingRows
from jinlin.core.search import SearchedRow
from jinlin.core.time import clock
from jinlin.domains.projects.lifecycle import TASK_ENDED, TASK_LABELS, TaskState
from jinlin.domains.projects.models.project import READERS
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Organisation, Place

UNITS = (Role.CLERK, Role.LEAD, Role.HANDLER)  # for the responsible unit, and for those who help


class TaskRows(MovingRows["Task"]):
    with_row = ("place", "unit")

    def for_desk(self, actor: Actor) -> Self:
        """Those of the places that this actor looks after, and those that their unit answers for
        or helps with.
        """
        if actor.is_system:
            return self
        units = actor.organisations(*UNITS)
        helps = Helping.objects.filter(task=OuterRef("pk"), unit__in=units)
        own = Q(unit__in=units) | Q(Exists(helps))
        return self.filter(within(actor.codes(*READERS)) | own)

    def visible_to(self, actor: Actor) -> Self:
        return self.for_desk(actor)


class Task(SearchedRow, MovingRow):
    """One key task of a year: what is to be reached, which unit answers for it, by which day.

    How far it came is its milestones reached and its indicators counted; no share is entered.
    Whoever asked for judgement does not judge. `due_on` is the day as it holds now, `first_due_on`
    as it was first set.
    """

    title = models.CharField(_("key task"), max_length=80)
    text = models.TextField(_("what is to be reached"), blank=True)
    state = models.CharField(
        _("state"),
        max_length=7,
        choices=[(s, TASK_LABELS[s]) for s in TaskState],
        default=TaskState.OPEN,
    )
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(_("number in the list"), default=0)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    unit = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("responsible unit")
    )
    first_due_on = models.DateField()
    due_on = models.DateField(_("deadline"))
    due_at = models.DateTimeField(_("due"))  # of the next step, whoever's it is
    listed_on = models.DateField()
    listed_at = models.DateTimeField()
    listed_by = models.UUIDField(null=True)
    asked_by = models.UUIDField(null=True)  # who reported it complete
    asked_on = models.DateField(null=True, blank=True)
    evidence = models.CharField(_("what shows that it is complete"), max_length=500, blank=True)
    done_on = models.DateField(null=True, blank=True)
    judged_by = models.UUIDField(null=True)
    origin = models.CharField(max_length=120, blank=True)  # where it came from, in words
    origin_label = models.CharField(max_length=60, blank=True)
    origin_id = models.UUIDField(null=True, blank=True)
    is_invented = models.BooleanField(default=False)  # told by a demo, not by the county

    objects = TaskRows.as_manager()

    class Meta:
        verbose_name = _("key task")
        verbose_name_plural = _("key tasks")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=TaskState.DONE) | Q(done_on__isnull=False),
                name="task_done_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(judged_by=None) | ~Q(judged_by=models.F("asked_by")),
                name="task_not_judged_by_who_asked",
            ),
            models.UniqueConstraint(
                fields=["origin_label", "origin_id"],
                condition=Q(origin_id__isnull=False) & ~Q(state=TaskState.DROPPED),
                name="task_once_from_its_origin",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "state", "due_at", "id"], name="task_board"),
            models.Index(fields=["county", "due_at", "id"], name="task_by_day"),
            models.Index(fields=["place_code", "state", "due_at", "id"], name="task_place"),
            models.Index(fields=["unit", "state", "due_at", "id"], name="task_unit"),
            models.Index(fields=["county", "due_on"], name="task_due_day"),
        ]

    def __str__(self) -> str:
        return self.title

    def search_words(self) -> dict[str, tuple[str, ...]]:
        return {"": (self.title, self.text, self.unit.name)}

    @property
    def is_ended(self) -> bool:
        return self.state in TASK_ENDED

    @property
    def is_late(self) -> bool:
        return not self.is_ended and self.due_on < clock.today()


class Helping(CountyRow):
    """One unit helps with a task that another answers for."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="helpings")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "unit"], name="task_helper_once")]
        indexes = [models.Index(fields=["unit", "task"], name="task_helpers")]

    def __str__(self) -> str:
        return str(self.unit_id)


class MilestoneRows(models.QuerySet["Milestone"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever sees the task sees what shows that a milestone was reached."""
        return self.filter(task__in=Task.objects.for_desk(actor).values("pk"))


class Milestone(CountyRow):
    """One step of a task with its day; reached on a day, with what shows it."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="milestones")
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("milestone"), max_length=80)
    due_on = models.DateField(_("by which day"))
    reached_on = models.DateField(null=True, blank=True)
    evidence = models.CharField(_("what shows it"), max_length=300, blank=True)
    reached_by = models.UUIDField(null=True)
    place_code = models.CharField(max_length=18)

    objects = MilestoneRows.as_manager()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["order", "due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reached_on=None) | ~Q(evidence=""),
                name="milestone_reached_with_evidence",
            )
        ]
        indexes = [
            models.Index(fields=["task", "order"], name="task_milestones"),
            models.Index(fields=["county", "due_on"], name="task_milestone_day"),
        ]

    def __str__(self) -> str:
        return self.title


class Matter(CountyRow):
    """A matter of another domain belongs to a task: its kind and key as plain values, and words
    that name nobody.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="matters")
    label = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    title = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "label", "subject_id"], name="task_matter_once")
        ]

    def __str__(self) -> str:
        return self.title


class Supervision(CountyRow):
    """Somebody above asked on a day how a task stands; the unit answers by a day. A task has one
    open supervision.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="supervisions")
    question = models.CharField(_("what is asked"), max_length=300)
    asked_on = models.DateField()
    answer_by = models.DateField()
    answer = models.CharField(_("answer of the unit"), max_length=500, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    place_code = models.CharField(max_length=18)

    class Meta:
        verbose_name = _("supervision of a task")
        verbose_name_plural = _("supervisions of tasks")
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=Q(answered_on=None), name="one_open_supervision"
            )
        ]
        indexes = [models.Index(fields=["county", "asked_on"], name="task_supervision_day")]

    def __str__(self) -> str:
        return self.question[:40]

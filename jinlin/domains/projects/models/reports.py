"""What is stored of a task's reports, and of a list of tasks before it lands?"""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.append_only import AppendOnlyRow
from jinlin.core.rows import CountyRow
from jinlin.domains.projects.models.task import Task
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Place


class Draft(CountyRow):
    """A report as the house drafted it from the records and the unit corrects it: the words around
    each number, never the number. Signed, it is gone and the Report stands.
    """

    task = models.OneToOneField(Task, models.CASCADE, related_name="draft")
    as_of = models.DateField(_("as of"))
    lines = models.JSONField()  # {indicator, before, after}: the number comes when it is shown
    text = models.TextField(_("what else is to be said"), blank=True)
    drafted_at = models.DateTimeField()
    written_by = models.UUIDField(null=True)
    edition = models.PositiveSmallIntegerField(default=1)  # grows with each correction

    class Meta:
        verbose_name = _("draft of a report")
        verbose_name_plural = _("drafts of reports")

    def __str__(self) -> str:
        return f"{self.as_of}"


class Report(AppendOnlyRow):
    """A report as the unit signed it: words and numbers as they were on its day. Never changed.

    Each line says which figure it is, of which place and days, so that its number opens.
    """

    task = models.ForeignKey(Task, models.PROTECT, related_name="reports")
    number = models.PositiveSmallIntegerField()
    as_of = models.DateField()
    lines = models.JSONField()
    text = models.TextField(blank=True)
    milestones_reached = models.PositiveSmallIntegerField()
    milestones = models.PositiveSmallIntegerField()
    signed_by = models.UUIDField(null=True)
    signed_face = models.CharField(max_length=80)
    signed_at = models.DateTimeField()
    signed_on = models.DateField()
    place_code = models.CharField(max_length=18)

    class Meta:
        verbose_name = _("report on a task")
        verbose_name_plural = _("reports on tasks")
        constraints = [models.UniqueConstraint(fields=["task", "number"], name="task_report_once")]
        indexes = [models.Index(fields=["county", "signed_on"], name="task_report_day")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.number}"


class TaskListRows(models.QuerySet["TaskList"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those who may list tasks at the place."""
        keepers = actor.codes(Role.LEAD, Role.APPROVER)
        return self if actor.is_system else self.filter(within(keepers))


class TaskList(CountyRow):
    """One file with the year's tasks, as it was read: each line with what was understood and what
    was not. Nothing is a task before it lands, and it lands once.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    place_code = models.CharField(max_length=18)
    year = models.PositiveSmallIntegerField(_("year"))
    lines = models.JSONField()
    sent_by = models.UUIDField(null=True)
    sent_at = models.DateTimeField()
    landed_at = models.DateTimeField(null=True, blank=True)
    landed = models.PositiveSmallIntegerField(default=0)

    objects = TaskListRows.as_manager()

    class Meta:
        verbose_name = _("list of tasks")
        verbose_name_plural = _("lists of tasks")
        indexes = [models.Index(fields=["place_code", "sent_at", "id"], name="task_lists")]

    def __str__(self) -> str:
        return f"{self.year}"

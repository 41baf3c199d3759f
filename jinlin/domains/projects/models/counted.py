"""What is stored of what a project or a task is to reach, and of what was counted towards it?"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.rows import CountyRow
from jinlin.domains.projects.models.project import Project
from jinlin.domains.projects.models.task import Task


class Indicator(CountyRow):
    """One thing that is to be reached: from a baseline to a target, and how it is counted.

    With a `measure` it is a figure of the house, of a place and from a day on: nobody enters it.
    Without one it is the sum of its readings, each with its evidence. It belongs to a project or to
    a task.
    """

    project = models.ForeignKey(
        Project, models.CASCADE, null=True, blank=True, related_name="indicators"
    )
    task = models.ForeignKey(Task, models.CASCADE, null=True, blank=True, related_name="indicators")
    order = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("what is counted"), max_length=60)
    unit = models.CharField(_("unit it is counted in"), max_length=10, blank=True)
    measure = models.CharField(_("figure of the house"), max_length=60, blank=True)
    place_code = models.CharField(_("counted at the place"), max_length=18, blank=True)
    since = models.DateField(_("counted from"), null=True, blank=True)
    baseline = models.IntegerField(_("baseline"), default=0)
    target = models.IntegerField(_("target"))
    how = models.CharField(_("how it is counted"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(project=None) & Q(task__isnull=False)
                | Q(project__isnull=False) & Q(task=None),
                name="indicator_has_one_owner",
            )
        ]
        indexes = [models.Index(fields=["measure"], name="project_indicator_measure")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_figure(self) -> bool:
        return bool(self.measure)

    @property
    def falls(self) -> bool:
        """Whether less is better."""
        return self.target < self.baseline


class ReadingRows(models.QuerySet["Reading"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever sees the project or the task sees the evidence."""
        projects = Project.objects.for_desk(actor).values("pk")
        tasks = Task.objects.for_desk(actor).values("pk")
        return self.filter(Q(indicator__project__in=projects) | Q(indicator__task__in=tasks))


class Reading(CountyRow):
    """So many were counted on a day, with the evidence. It is taken back, never changed."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="readings")
    amount = models.IntegerField(_("how many"))
    on = models.DateField(_("on which day"))
    note = models.CharField(_("what shows it"), max_length=200)
    written_by = models.UUIDField(null=True)
    written_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = ReadingRows.as_manager()

    class Meta:
        verbose_name = _("reading of an indicator")
        verbose_name_plural = _("readings of indicators")
        indexes = [models.Index(fields=["indicator", "on"], name="project_readings")]

    def __str__(self) -> str:
        return f"{self.on} {self.amount}"

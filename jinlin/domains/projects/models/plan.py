"""What is stored of a project's plan: its stages, and what two people wrote on the same thing?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jinlin.core.rows import CountyRow
from jinlin.domains.projects.models.project import Project


class Stage(CountyRow):
    """One stage of a project, in its place of the order: from a day to a day, with its goal."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="stages")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(_("stage"), max_length=40)
    goal = models.CharField(_("goal of the stage"), max_length=300, blank=True)
    starts_on = models.DateField(_("begins"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    class Meta:
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        ordering = ["order", "id"]
        indexes = [models.Index(fields=["project", "order"], name="project_stages")]

    def __str__(self) -> str:
        return self.title


class Aside(CountyRow):
    """What somebody wrote on a field of the plan that another person had changed meanwhile: kept
    beside it until it is settled, so that neither is lost.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="asides")
    about = models.CharField(max_length=80)  # which row of the plan, in words
    field = models.CharField(max_length=20)
    row_id = models.UUIDField(null=True)
    stands = models.TextField(blank=True)  # what the other person made of it
    wanted = models.TextField(blank=True)
    written_by = models.UUIDField(null=True)
    written_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("remark kept beside a plan")
        verbose_name_plural = _("remarks kept beside plans")
        indexes = [models.Index(fields=["project", "settled_at"], name="project_asides")]

    def __str__(self) -> str:
        return self.about

"""What of projects and tasks is found in the desk's one box?"""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.domains.projects.models import Project, ProjectRows, Task, TaskRows
from jinlin.shell.finding import Hit, Shelf


def _projects(actor: Actor) -> ProjectRows:
    return Project.objects.for_desk(actor).select_related("place")


def _project(row: Project) -> Hit:
    return Hit(reverse("projects:project", args=[row.pk]), row.title, str(row.year), row.place.name)


def _tasks(actor: Actor) -> TaskRows:
    return Task.objects.for_desk(actor).select_related("unit")


def _task(row: Task) -> Hit:
    return Hit(reverse("projects:task", args=[row.pk]), row.title, str(row.year), row.unit.name)


FOUND = Shelf(_("Service projects"), _projects, _project, ("-drafted_at", "-id"), numbered=False)
FOUND_TASKS = Shelf(_("Key tasks"), _tasks, _task, ("-listed_at", "-id"), numbered=False)

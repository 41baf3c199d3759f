"""Which days does a calendar program read for a member of staff: deadlines, milestones, stages?

RFC 5545: an entry keeps its UID for ever; what is moved has a higher SEQUENCE. All are whole days.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Event

from jinlin.core.actor import Actor
from jinlin.core.feeds import AHEAD, BEHIND, Span, entry, written
from jinlin.core.time import clock
from jinlin.domains.projects.lifecycle import ENDED, LABELS, TASK_ENDED, State
from jinlin.domains.projects.models import Helping, Member, Milestone, Project, Stage, Task
from jinlin.domains.projects.models.project import OWNERS
from jinlin.domains.projects.models.task import UNITS

PRODUCT, DAY = "Key tasks and projects", timedelta(days=1)


@dataclass(frozen=True)
class Due:
    """One day on which something of a task or a project is due."""

    key: UUID
    title: str
    on: date
    address: str
    version: int
    since: datetime
    about: str = ""
    is_reached: bool = False


def own_feed(actor: Actor) -> bytes:
    """The days of this person's tasks and projects, two months back and a year ahead. Nobody is
    named.
    """
    return written(_("My deadlines"), [_event(each) for each in own_days(actor)], product=PRODUCT)


def own_days(actor: Actor) -> list[Due]:
    """Earliest first: four statements, however many days there are."""
    today = clock.today()
    span = (today - BEHIND, today + AHEAD)
    return sorted(
        [*_tasks(actor, span), *_projects(actor, span)], key=lambda due: (due.on, due.key)
    )


def _tasks(actor: Actor, span: tuple[date, date]) -> Iterator[Due]:
    """Of the tasks that one's unit answers for or helps with: the deadline, and each milestone."""
    units = actor.organisations(*UNITS)
    helps = Helping.objects.filter(task=OuterRef("pk"), unit__in=units)
    own = Task.objects.filter(Q(unit__in=units) | Q(Exists(helps))).exclude(state__in=TASK_ENDED)
    for task in own.filter(due_on__range=span):
        address = reverse("projects:task", args=[task.pk])
        title = _("Key task due: {name}").format(name=task.title)
        yield Due(task.pk, title, task.due_on, address, task.version, task.listed_at, task.text)
    steps = Milestone.objects.filter(task__in=own.values("pk"), due_on__range=span)
    for step in steps.select_related("task"):
        address = reverse("projects:task", args=[step.task_id])
        title = _("Milestone: {name}").format(name=step.title)
        is_reached = step.reached_on is not None
        particulars = (step.task.version, step.task.listed_at, step.task.title, is_reached)
        yield Due(step.pk, title, step.due_on, address, *particulars)


def _projects(actor: Actor, span: tuple[date, date]) -> Iterator[Due]:
    """Of the projects of one's unit, and of those in whose team one is: the next step, and the end
    of each stage.
    """
    team = Member.objects.filter(project=OuterRef("pk"), user=actor.user_id, ended_on=None)
    mine = Q(unit__in=actor.organisations(*OWNERS))
    if actor.user_id:
        mine |= Q(Exists(team))
    own = Project.objects.filter(mine).exclude(state__in=ENDED)
    near = (clock.at(span[0]), clock.end_of(span[1]))
    for project in own.filter(due_at__range=near):
        address = reverse("projects:project", args=[project.pk])
        title = _("Project: {name}").format(name=project.title)
        particulars = (project.version, project.drafted_at, str(LABELS[State(project.state)]))
        yield Due(project.pk, title, clock.local_day(project.due_at), address, *particulars)
    stages = Stage.objects.filter(project__in=own.values("pk"), ends_on__range=span)
    for stage in stages.select_related("project"):
        project, address = stage.project, reverse("projects:project", args=[stage.project_id])
        title = _("Stage ends: {name}").format(name=stage.title)
        particulars = (project.version, project.drafted_at, project.title)
        yield Due(stage.pk, title, stage.ends_on or clock.today(), address, *particulars)


def _event(due: Due) -> Event:
    says = _("Reached: {name}").format(name=due.title) if due.is_reached else due.title
    span, uid = Span(due.on, due.on + DAY), f"{due.key}@projects.jinlin"
    event = entry(uid, says, span, page=due.address, stamp=due.since, sequence=due.version)
    event.add("description", due.about)
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event

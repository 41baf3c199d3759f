"""Which steps, figures and matters does a task have, and which of its steps are reached?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.figures.registry import measures
from jinlin.core.files.uploads import Upload
from jinlin.core.text import needed, why_of
from jinlin.core.time import clock
from jinlin.domains.projects.actions.steps import attach, keep_task
from jinlin.domains.projects.lifecycle import TASK_RUNNING
from jinlin.domains.projects.models import Indicator, Matter, Milestone, Task
from jinlin.domains.projects.permissions import can_plan_task, is_keeper, is_unit

MOST_STEPS, MOST_FIGURES = 20, 12


@dataclass(frozen=True)
class Aim:
    """What a task is to reach: a figure of the house with its filter, or a count by hand."""

    name: str
    target: int
    measure: str = ""
    since: date | None = None
    baseline: int = 0
    unit: str = ""
    how: str = ""


def lay_out_steps(task: Task, steps: Sequence[tuple[str, date]]) -> None:
    """The task has these milestones more, in this order."""
    last = Milestone.objects.filter(task=task).count()
    if last + len(steps) > MOST_STEPS:
        raise Unusable(_("A task that people can follow has at most 20 milestones."), field="title")
    Milestone.objects.bulk_create(
        Milestone(
            county=task.county,
            task=task,
            order=order,
            title=needed(title, field="title", limit=80),
            due_on=day,
            place_code=task.place_code,
        )
        for order, (title, day) in enumerate(steps, last + 1)
    )


@transaction.atomic
def plan_steps(
    task: Task, *, steps: Sequence[tuple[str, date]] = (), aims: Sequence[Aim] = (), actor: Actor
) -> Task:
    """It has these milestones and figures more."""
    task = _planned(task, actor)
    lay_out_steps(task, steps)
    last = Indicator.objects.filter(task=task).count()
    if last + len(aims) > MOST_FIGURES:
        raise Unusable(_("A task that people can follow has at most 12 figures."), field="name")
    for order, aim in enumerate(aims, last + 1):
        if aim.measure and aim.measure not in measures():
            raise Unusable(_("The house has no such figure."), field="measure")
        Indicator.objects.create(
            county=task.county,
            task=task,
            order=order,
            name=needed(aim.name, field="name", limit=60),
            unit=aim.unit[:10],
            measure=aim.measure,
            place_code=task.place_code,
            since=aim.since or (date(task.year, 1, 1) if aim.measure else None),
            baseline=aim.baseline,
            target=aim.target,
            how=aim.how[:200],
        )
    keep_task(task, "plan_steps", actor=actor)
    return task


@transaction.atomic
def name_matter(task: Task, *, label: str, key: UUID, title: str, actor: Actor) -> Matter:
    """The matter of another domain belongs to the task; named twice, once."""
    task = _planned(task, actor)
    found, is_new = Matter.objects.get_or_create(
        task=task,
        label=label,
        subject_id=key,
        defaults={"county": task.county, "title": title[:80]},
    )
    if is_new:
        keep_task(task, "name_matter", actor=actor, name=found.title)
    return found


@transaction.atomic
def forget_matter(matter: Matter, *, actor: Actor) -> Task:
    """The matter belongs to the task no more; that it did stays on the trail."""
    task = _planned(matter.task, actor)
    if Matter.objects.filter(pk=matter.pk, task=task).delete()[0]:
        keep_task(task, "forget_matter", actor=actor, name=matter.title)
    return task


@transaction.atomic
def reach(
    milestone: Milestone, *, on: date, evidence: str, files: Sequence[Upload] = (), actor: Actor
) -> Milestone:
    """It was reached on a day, with what shows it."""
    task, milestone = _held(milestone, actor)
    if milestone.reached_on is not None:
        raise NotNow(_("It was reached already."))
    if on > clock.today():
        raise Unusable(_("This day is still to come."), field="on")
    words = _("Please say what shows it.")
    milestone.evidence = needed(evidence, field="evidence", words=words, limit=300)
    milestone.reached_on, milestone.reached_by = on, actor.user_id
    milestone.save(update_fields=["evidence", "reached_on", "reached_by"])
    attach(files, milestone)
    keep_task(task, "reach", actor=actor, name=milestone.title, note=milestone.evidence)
    return milestone


@transaction.atomic
def unreach(milestone: Milestone, *, reason: str, actor: Actor) -> Milestone:
    """It is open again: it was not reached after all."""
    task, milestone = _held(milestone, actor)
    if milestone.reached_on is None:
        raise NotNow(_("It is open."))
    reason = why_of(reason, limit=300)
    milestone.reached_on, milestone.reached_by, milestone.evidence = None, None, ""
    milestone.save(update_fields=["evidence", "reached_on", "reached_by"])
    keep_task(task, "unreach", actor=actor, name=milestone.title, reason=reason)
    return milestone


@transaction.atomic
def strike_step(milestone: Milestone, *, reason: str, actor: Actor) -> Task:
    """It was laid out by mistake and is no milestone of the task; that it was, and why not, stays
    on the trail. Whoever keeps the list does it: the unit does not shorten its own way.
    """
    task = _kept(milestone.task, actor)
    milestone = Milestone.objects.select_for_update().get(pk=milestone.pk, task=task)
    if milestone.reached_on is not None:
        raise NotNow(_("It was reached already."))
    reason, title = why_of(reason, limit=300), milestone.title
    milestone.delete()
    keep_task(task, "strike_step", actor=actor, name=title, reason=reason)
    return task


@transaction.atomic
def strike_figure(indicator: Indicator, *, reason: str, actor: Actor) -> Task:
    """The same for one of its figures. Raises NotNow for one towards which something was counted
    by hand.
    """
    assert indicator.task is not None
    task = _kept(indicator.task, actor)
    indicator = Indicator.objects.select_for_update().get(pk=indicator.pk, task=task)
    if indicator.readings.filter(taken_back_at=None).exists():
        raise NotNow(_("Something was counted towards it: take that back first."))
    reason, name = why_of(reason, limit=300), indicator.name
    indicator.delete()
    keep_task(task, "strike_figure", actor=actor, name=name, reason=reason)
    return task


def _kept(task: Task, actor: Actor) -> Task:
    task = Task.objects.held(task)
    require(is_keeper(actor, task))
    if task.state not in TASK_RUNNING:
        raise NotNow(_("The task is not under way."))
    return task


def _planned(task: Task, actor: Actor) -> Task:
    task = Task.objects.held(task)
    require(can_plan_task(actor, task))
    if task.state not in TASK_RUNNING:
        raise NotNow(_("The task is not under way."))
    return task


def _held(milestone: Milestone, actor: Actor) -> tuple[Task, Milestone]:
    task = Task.objects.held(milestone.task)
    require(is_unit(actor, task))
    if task.state not in TASK_RUNNING:
        raise NotNow(_("The task is not under way."))
    return task, Milestone.objects.select_for_update().get(pk=milestone.pk)

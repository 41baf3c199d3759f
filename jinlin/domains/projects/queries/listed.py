"""Which projects and tasks stand on a board, and how does a line of one look?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor, within
from jinlin.core.lifecycle import Move
from jinlin.core.search import matching
from jinlin.core.sheets import Column
from jinlin.core.time import clock
from jinlin.domains.projects.lifecycle import (
    ENDED,
    LABELS,
    RUNNING,
    TASK_ENDED,
    TASK_LABELS,
    State,
    TaskState,
)
from jinlin.domains.projects.models import (
    Helping,
    Member,
    Project,
    ProjectRows,
    Spending,
    SpendingState,
    Supervision,
    Task,
    TaskRows,
)
from jinlin.domains.projects.models.project import OWNERS
from jinlin.domains.projects.models.task import UNITS
from jinlin.domains.projects.permissions import RULES, TASK_DOINGS, TASK_RULES
from jinlin.domains.projects.queries.lights import Shown, lights_of
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.queries import whole
from jinlin.shell.one_list import Source

ORDERS = {"due": ("due_at", "id"), "newest": ("-drafted_at", "-id")}
TASK_ORDER = ("due_at", "id")
SOON = timedelta(days=14)
TONES = {
    State.DRAFTING: "new",
    State.REVIEWING: "waiting",
    State.DECIDING: "waiting",
    State.APPROVED: "soon",
    State.WORKING: "inhand",
    State.MIDWAY: "inhand",
    State.FINISHED: "waiting",
    State.EVALUATED: "done",
    State.TURNED_DOWN: "ended",
    State.STOPPED: "ended",
}
LIKELY = {
    State.DRAFTING: "apply",
    State.REVIEWING: "recommend",
    State.DECIDING: "approve",
    State.APPROVED: "begin",
    State.WORKING: "judge_midway",
    State.MIDWAY: "finish",
    State.FINISHED: "evaluate",
    State.EVALUATED: "release",
}
TASK_LIKELY = {
    TaskState.OPEN: "take_on",
    TaskState.WORKING: "report_done",
    TaskState.JUDGING: "judge_done",
}
COLUMNS = (
    Column(_("name of the project"), 30),
    Column(_("kind of service"), 12),
    Column(_("place"), 18),
    Column(_("carried out by"), 24),
    Column(_("year"), 8),
    Column(_("State"), 16),
    Column(_("Runs from"), 12),
    Column(_("Runs until"), 12),
    Column(_("yuan approved"), 12),
    Column(_("yuan spent"), 12),
)
TASK_COLUMNS = (
    Column(_("number in the list"), 8),
    Column(_("key task"), 40),
    Column(_("responsible unit"), 24),
    Column(_("units that help"), 24),
    Column(_("deadline as first set"), 12),
    Column(_("deadline"), 12),
    Column(_("State"), 16),
    Column(_("Light"), 8),
    Column(_("Reasons of the light"), 40),
    Column(_("milestones reached"), 10),
    Column(_("milestones"), 10),
)


@dataclass(frozen=True)
class Filters:
    """What the address bar says. `state` may also be 'open', 'late', 'red' or 'all'."""

    state: str = "open"
    place: str = ""
    kind: str = ""
    year: int = 0
    text: str = ""
    order: str = "due"


@dataclass(frozen=True)
class ProjectLine:
    """One project of a list, with the move that this actor most likely makes."""

    project: Project
    likely: Move | None

    @property
    def tone(self) -> str:
        return TONES[State(self.project.state)]

    @property
    def label(self) -> Any:
        return LABELS[State(self.project.state)]


@dataclass(frozen=True)
class TaskLine:
    """One task of a list, with its light and the move that this actor most likely makes."""

    task: Task
    shown: Shown
    likely: Move | None

    @property
    def label(self) -> Any:
        return TASK_LABELS[TaskState(self.task.state)]


def board(actor: Actor, filters: Filters) -> ProjectRows:
    """The projects this actor sees at the desk under these filters."""
    states = {
        "open": ~Q(state__in=ENDED),
        "late": Q(due_at__lt=clock.now()) & ~Q(state__in=ENDED),
        "running": Q(state__in=RUNNING),
        "all": Q(),
    }
    rows = Project.objects.for_desk(actor).filter(
        states.get(filters.state, Q(state=filters.state)),
        within(whole(filters.place)) if filters.place else Q(),
        Q(kind=filters.kind) if filters.kind else Q(),
        Q(year=filters.year) if filters.year else Q(),
        matching(Project, filters.text) if filters.text else Q(),
    )
    return rows.select_related("place", "unit", "kind")


def listed(projects: Iterable[Project], *, actor: Actor) -> list[ProjectLine]:
    """A fixed number of statements: who has a hand in them is read for all of them together."""
    found = list(projects)
    timeline.know_deeds(actor, found)
    prefetch_related_objects(found, "members")
    return [ProjectLine(each, _likely(each, actor)) for each in found]


def exported(rows: ProjectRows, *, order: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    """One row of the file for each project, read in portions."""
    booked = Spending.objects.filter(project=OuterRef("pk")).booked().order_by()
    spent = booked.values("project").annotate(n=Sum("amount")).values("n")
    rows = rows.annotate(spent=Coalesce(Subquery(spent), 0))
    for row in rows.order_by(*order).iterator(chunk_size=500):
        label = str(LABELS[State(row.state)])
        days = (row.starts_on, row.ends_on)
        names = (row.title, row.kind.name, row.place.name, row.unit.name)
        money = (row.granted, row.spent)  # type: ignore[attr-defined]  # annotated above
        yield (*names, row.year, label, *days, *money)


def waiting(actor: Actor) -> Source:
    """What waits for this member of staff: a proposal to write or to decide on, work to begin or to
    finish, a judgement, spending beyond a line.
    """
    soon = clock.now() + SOON
    team = Member.objects.filter(project=OuterRef("pk"), user=actor.user_id, ended_on=None)
    spendings = Spending.objects.filter(project=OuterRef("pk"), state=SpendingState.ASKED)
    mine = Q(unit__in=actor.organisations(*OWNERS))
    if actor.user_id:
        mine |= Q(drafted_by=actor.user_id) | Q(Exists(team))
    doing = Q(state__in=(State.DRAFTING, State.APPROVED)) | Q(state=State.MIDWAY, due_at__lte=soon)
    judging = (
        Q(state__in=(State.DECIDING, State.FINISHED))
        | Q(state=State.WORKING, due_at__lte=soon)
        | Q(Exists(spendings))
    )
    above = (within(actor.codes(Role.LEAD)) & Q(state=State.REVIEWING)) | (
        within(actor.codes(Role.APPROVER)) & (judging | Q(state=State.REVIEWING))
    )
    rows = Project.objects.filter((mine & doing) | (above & ~mine))
    return Source(
        rows.select_related("place", "unit", "kind"),
        ORDERS["due"],
        lambda found: listed(found, actor=actor),
        "projects/desk/line.html",
    )


def task_board(actor: Actor, filters: Filters) -> TaskRows:
    """The tasks this actor sees at the desk under these filters."""
    today = clock.today()
    unanswered = Supervision.objects.filter(
        task=OuterRef("pk"), answered_on=None, answer_by__lt=today
    )
    in_time = Q(state=TaskState.JUDGING, asked_on__lte=F("due_on"))
    past = Q(due_on__lt=today) & ~in_time
    states = {
        "open": ~Q(state__in=TASK_ENDED),
        "red": ~Q(state__in=TASK_ENDED) & (past | Q(Exists(unanswered))),
        "all": Q(),
    }
    rows = Task.objects.for_desk(actor).filter(
        states.get(filters.state, Q(state=filters.state)),
        within(whole(filters.place)) if filters.place else Q(),
        Q(year=filters.year) if filters.year else Q(),
        matching(Task, filters.text) if filters.text else Q(),
    )
    return rows.select_related("place", "unit")


def tasks_listed(tasks: Iterable[Task], *, actor: Actor) -> list[TaskLine]:
    """The lines with their lights: four statements, and one where completion is to be judged."""
    found = list(tasks)
    timeline.know_deeds(actor, [each for each in found if each.state == TaskState.JUDGING])
    lights = lights_of(found) if found else {}
    return [TaskLine(each, lights[each.pk], _likely_of_task(each, actor)) for each in found]


def tasks_exported(rows: TaskRows, *, actor: Actor) -> Iterator[tuple[Any, ...]]:
    """One row of the file for each task, read in portions."""
    portion: list[Task] = []
    for task in rows.order_by(*TASK_ORDER).iterator(chunk_size=200):
        portion.append(task)
        if len(portion) == 200:
            yield from _exported(portion, actor)
            portion = []
    yield from _exported(portion, actor)


def tasks_waiting(actor: Actor) -> Source:
    """What waits for this member of staff: tasks of their unit to take on or soon due, and others'
    completion to be judged.
    """
    soon = clock.now() + SOON
    mine = Q(unit__in=actor.organisations(*UNITS))
    pressed = Supervision.objects.filter(task=OuterRef("pk"), answered_on=None)
    doing = Q(state=TaskState.WORKING) & (Q(due_at__lte=soon) | Q(Exists(pressed)))
    own = mine & (Q(state=TaskState.OPEN) | doing)
    judged = within(actor.codes(Role.LEAD, Role.APPROVER)) & Q(state=TaskState.JUDGING) & ~mine
    if actor.user_id:
        judged &= ~Q(asked_by=actor.user_id) & ~timeline.done_by(actor, *TASK_DOINGS)
    rows = Task.objects.filter(own | judged).select_related("place", "unit")
    return Source(
        rows,
        TASK_ORDER,
        lambda found: tasks_listed(found, actor=actor),
        "projects/desk/task_line.html",
        Q(Exists(pressed)),
    )


def _exported(tasks: list[Task], actor: Actor) -> Iterator[tuple[Any, ...]]:
    helping = Helping.objects.filter(task__in=tasks).order_by("unit__name")
    helpers: dict[UUID, list[str]] = {}
    for key, name in helping.values_list("task", "unit__name"):
        helpers.setdefault(key, []).append(name)
    for line in tasks_listed(tasks, actor=actor):
        task, shown = line.task, line.shown
        particulars = (
            task.number or None,
            task.title,
            task.unit.name,
            "；".join(helpers.get(task.pk, [])),
            task.first_due_on,
            task.due_on,
            str(line.label),
        )
        yield (*particulars, shown.label, "；".join(shown.why), shown.reached, shown.steps)


def _likely(project: Project, actor: Actor) -> Move | None:
    name = LIKELY.get(State(project.state))
    if name == "release" and project.released_on:
        return None
    return RULES.lifecycle.moves[name] if name and RULES.could_make(actor, project, name) else None


def _likely_of_task(task: Task, actor: Actor) -> Move | None:
    name = TASK_LIKELY.get(TaskState(task.state))
    may = name and TASK_RULES.could_make(actor, task, name)
    return TASK_RULES.lifecycle.moves[name] if name and may else None

"""What do programs read of projects and key tasks, and which of them do they move?

Judging, spending and signing are left to people at the desk.
"""

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Field, Query, Router, Schema

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere
from jinlin.domains.projects import actions
from jinlin.domains.projects.models import Project, Task
from jinlin.domains.projects.moves import MOVES
from jinlin.domains.projects.permissions import RULES, TASK_RULES
from jinlin.domains.projects.queries import listed
from jinlin.domains.projects.queries.counting import values_of
from jinlin.domains.projects.queries.lights import lights_of
from jinlin.domains.projects.queries.money import sums_of
from jinlin.domains.projects.queries.story import story, task_story
from jinlin.ground.accounts.api import caller
from jinlin.shell.programs import Call, Door, Moving, add_moves
from jinlin.shell.requests import Request

READ, WRITE = "projects:read", "projects:write"
router = Router(tags=["projects"])


class ProjectOut(Schema):
    id: UUID
    title: str
    state: str
    version: int
    kind: str
    place: str
    unit: str
    year: int
    starts_on: date | None = None
    ends_on: date | None = None
    granted: int = Field(description="Whole yuan.")


class Projects(Schema):
    items: list[ProjectOut]
    next: str = Field("", description="Pass as `after` for the next page; empty on the last.")


class IndicatorOut(Schema):
    id: UUID
    name: str
    number: float | None = Field(None, description="Counted today; empty: nothing to measure yet.")
    unit: str
    baseline: int
    target: int
    is_reached: bool


class ProjectDetail(ProjectOut):
    indicators: list[IndicatorOut]
    planned: int
    spent: int
    moves: list[str]
    trail: list[Any]


class TaskOut(Schema):
    id: UUID
    title: str
    state: str
    version: int
    year: int
    number: int
    place: str
    unit: str
    due_on: date
    light: str = Field(description="red, amber, green or grey: worked out, never set.")
    why: list[str]
    milestones: int
    milestones_reached: int


class Tasks(Schema):
    items: list[TaskOut]
    next: str = Field("", description="Pass as `after` for the next page; empty on the last.")


class TaskDetail(TaskOut):
    indicators: list[IndicatorOut]
    moves: list[str]
    trail: list[Any]


class EvidenceIn(Moving):
    evidence: str


class NoteIn(Moving):
    note: str = ""


class ReasonIn(Moving):
    reason: str


class QuestionIn(Moving):
    question: str


class AnswerIn(Moving):
    answer: str


class ResultsIn(Moving):
    results: str = Field(description="Everybody reads it once it is published.")
    lessons: str = ""


class PartOut(Schema):
    name: str
    planned: int | None = Field(None, description="Whole yuan; empty where nothing is planned so.")
    spent: int


class MoneyOut(Schema):
    planned: int
    total: int
    by_line: list[PartOut]
    by_source: list[PartOut]
    by_stage: list[PartOut]
    by_activity: list[PartOut]


@router.get(
    "",
    response=Projects,
    summary="The projects you see at the desk, most urgent first",
)
def projects(
    request: Request, state: str = "open", after: str = "", limit: int = Query(50, ge=1, le=200)
) -> Any:
    actor = caller(request, READ)
    rows = listed.board(actor, listed.Filters(state=state))
    page = paging.page(rows, order=listed.ORDERS["due"], after=after, size=limit)
    return {"items": [_project(row) for row in page.rows], "next": page.next}


@router.get(
    "/tasks",
    response=Tasks,
    summary="The key tasks you see at the desk, each with its light and why",
)
def tasks(
    request: Request, state: str = "open", after: str = "", limit: int = Query(50, ge=1, le=200)
) -> Any:
    actor = caller(request, READ)
    rows = listed.task_board(actor, listed.Filters(state=state))
    page = paging.page(rows, order=listed.TASK_ORDER, after=after, size=limit)
    return {"items": _tasks(list(page.rows)), "next": page.next}


@router.get(
    "/{uuid:pk}",
    response=ProjectDetail,
    summary="One project with its indicators, its money, its trail and the moves open to you",
)
def project(request: Request, pk: UUID) -> Any:
    actor = caller(request, READ)
    return whole(MOVES.in_scope(actor, pk), actor)


@router.get(
    "/{uuid:pk}/money",
    response=MoneyOut,
    summary="What it may cost and what was spent: each of the four ways comes to the total",
)
def money(request: Request, pk: UUID) -> Any:
    sums = sums_of(MOVES.in_scope(caller(request, READ), pk))
    ways = ("by_line", "by_source", "by_stage", "by_activity")
    tables = {
        way: [
            {"name": each.name, "planned": each.planned, "spent": each.spent}
            for each in getattr(sums, way)
        ]
        for way in ways
    }
    return {"planned": sums.planned, "total": sums.total, **tables}


def whole(row: Project, actor: Actor) -> dict[str, Any]:
    sums = sums_of(row)
    return {
        **_project(row),
        "indicators": _indicators(row.indicators.all()),
        "planned": sums.planned,
        "spent": sums.total,
        "moves": [move.name for move in RULES.open_to(actor, row)],
        "trail": story(row, actor=actor),
    }


@router.get(
    "/tasks/{uuid:pk}",
    response=TaskDetail,
    summary="One key task with its indicators, its trail and the moves open to you",
)
def task(request: Request, pk: UUID) -> Any:
    actor = caller(request, READ)
    return shown(in_scope(actor, pk), actor)


def in_scope(actor: Actor, pk: UUID) -> Task:
    """The task, if it is this actor's to see. Raises NotHere."""
    rows = Task.objects.for_desk(actor).select_related("place", "unit")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotHere
    return row


def shown(row: Task, actor: Actor) -> dict[str, Any]:
    return {
        **_tasks([row])[0],
        "indicators": _indicators(row.indicators.all()),
        "moves": [move.name for move in TASK_RULES.open_to(actor, row)],
        "trail": task_story(row, actor=actor),
    }


def _project(row: Project) -> dict[str, Any]:
    plain = ("id", "title", "state", "version", "year", "starts_on", "ends_on", "granted")
    beside = {"kind": row.kind.name, "place": row.place_code, "unit": row.unit.name}
    return {**{name: getattr(row, name) for name in plain}, **beside}


def _tasks(rows: list[Task]) -> list[dict[str, Any]]:
    lights = lights_of(rows) if rows else {}
    plain = ("id", "title", "state", "version", "year", "number", "due_on")
    return [
        {
            **{name: getattr(row, name) for name in plain},
            "place": row.place_code,
            "unit": row.unit.name,
            "light": str(lights[row.pk].colour),
            "why": lights[row.pk].why,
            "milestones": lights[row.pk].steps,
            "milestones_reached": lights[row.pk].reached,
        }
        for row in rows
    ]


def _indicators(rows: Any) -> list[dict[str, Any]]:
    return [
        {
            "id": each.indicator.pk,
            "name": each.indicator.name,
            "number": each.number,
            "unit": str(each.unit),
            "baseline": each.indicator.baseline,
            "target": each.indicator.target,
            "is_reached": each.is_reached,
        }
        for each in values_of(rows)
    ]


CALLS: dict[str, Call[Task]] = {
    "take_on": Call(Moving, actions.take_on),
    "report_done": Call(EvidenceIn, actions.report_done),
    "judge_done": Call(NoteIn, actions.judge_done),
    "judge_open": Call(ReasonIn, actions.judge_open),
    "press": Call(QuestionIn, actions.press),
    "answer": Call(AnswerIn, actions.answer),
}
PROJECT_CALLS: dict[str, Call[Project]] = {
    "apply": Call(Moving, actions.apply),
    "recommend": Call(NoteIn, actions.recommend),
    "send_back": Call(ReasonIn, actions.send_back),
    "approve": Call(NoteIn, actions.approve),
    "turn_down": Call(ReasonIn, actions.turn_down),
    "begin": Call(Moving, actions.begin),
    "finish": Call(ResultsIn, actions.finish),
    "ask_more": Call(ReasonIn, actions.ask_more),
    "release": Call(Moving, actions.release),
    "withhold": Call(ReasonIn, actions.withhold),
    "stop": Call(ReasonIn, actions.stop),
}
add_moves(
    router,
    PROJECT_CALLS,
    Door[Project](
        caller=lambda request: caller(request, WRITE),
        fetch=MOVES.in_scope,
        after=MOVES.in_scope,
        show=whole,
        response=ProjectDetail,
    ),
)
task_moves = Router(tags=["projects"])
DOOR = Door[Task](
    caller=lambda request: caller(request, WRITE),
    fetch=in_scope,
    after=in_scope,
    show=shown,
    response=TaskDetail,
)
add_moves(task_moves, CALLS, DOOR)
router.add_router("/tasks", task_moves)

"""Who hears of which verb of a project and of a key task?"""

from typing import Any
from uuid import UUID

from django.urls import reverse

from jinlin.core.timeline import Entry
from jinlin.domains.projects.lifecycle import LIFECYCLE, TASK_LIFECYCLE
from jinlin.domains.projects.models import Helping, Member, Project, Reply, Task
from jinlin.domains.projects.queries.story import sentence, task_sentence
from jinlin.services.notices.actions import Ear, Recipient, Voice


def _payload(row: Any, entry: Entry) -> dict[str, Any]:
    return {"place": row.place_code, "state": row.state, "year": row.year}


def _unit_and_team(project: Project, entry: Entry) -> list[Recipient]:
    users = Member.objects.filter(project=project, user__isnull=False, ended_on=None)
    to = [Recipient(user_id=key) for key in users.values_list("user", flat=True)]
    return [Recipient(organisation_id=project.unit_id), *to]


def _who_answered(project: Project, entry: Entry) -> list[Recipient]:
    """Whoever said what they need hears what came of it."""
    replies = Reply.objects.filter(survey__project=project, user__isnull=False)
    return [Recipient(user_id=key) for key in replies.values_list("user", flat=True).distinct()]


def _unit(task: Task, entry: Entry) -> list[Recipient]:
    return [Recipient(organisation_id=task.unit_id)]


def _unit_and_helpers(task: Task, entry: Entry) -> list[Recipient]:
    """Coming on the list the task has no rows of who helps yet: the entry names them."""
    rows = Helping.objects.filter(task=task).values_list("unit", flat=True)
    keys = entry.data.get("helpers") or rows
    return [*_unit(task, entry), *(Recipient(organisation_id=UUID(str(key))) for key in keys)]


def _who_supervises(task: Task, entry: Entry) -> list[Recipient]:
    """Whoever asked last how it stands, unless the house did."""
    rows = Entry.objects.filter(subject_id=task.pk, verb="press", user_id__isnull=False)
    last = rows.order_by("-seq").first()
    return [Recipient(user_id=last.user_id)] if last and last.user_id != entry.user_id else []


def _words_of_task(task: Task, entry: Entry) -> str:
    return task_sentence(entry.verb, dict(entry.data))


def _page_of_task(task: Task) -> str:
    return reverse("projects:task", args=[task.pk])


OF_PROJECTS = Voice[Project](
    LIFECYCLE,
    "projects.{verb}",
    _payload,
    (
        Ear(
            verbs=frozenset(
                {
                    *("recommend", "send_back", "approve", "turn_down", "judge_midway"),
                    *(
                        "evaluate",
                        "ask_more",
                        "stop",
                        "approve_beyond",
                        "refuse_beyond",
                        "withhold",
                    ),
                }
            ),
            to=_unit_and_team,
            title=lambda project: project.title,
            body=lambda _project, entry: sentence(entry.verb, dict(entry.data)),
            url=lambda project: reverse("projects:project", args=[project.pk]),
        ),
        Ear(
            verbs=frozenset({"release"}),
            to=_who_answered,
            title=lambda project: project.title,
            body=lambda _project, _entry: sentence("released", {}),
            url=lambda project: reverse("projects:result", args=[project.pk]),
            event="projects.released",
        ),
    ),
)
OF_TASKS = Voice[Task](
    TASK_LIFECYCLE,
    "projects.task.{verb}",
    _payload,
    (
        Ear(
            verbs=frozenset({"judge_open", "press", "unreach", "strike_step", "strike_figure"}),
            to=_unit,
            title=lambda task: task.title,
            body=_words_of_task,
            url=_page_of_task,
        ),
        Ear(
            verbs=frozenset({"list", "judge_done", "postpone", "drop"}),
            to=_unit_and_helpers,
            title=lambda task: task.title,
            body=_words_of_task,
            url=_page_of_task,
        ),
        Ear(
            verbs=frozenset({"hand_over"}),
            to=lambda _task, entry: [
                Recipient(organisation_id=UUID(key)) for key in entry.data["both"]
            ],
            title=lambda task: task.title,
            body=_words_of_task,
            url=_page_of_task,
        ),
        Ear(
            verbs=frozenset({"answer"}),
            to=_who_supervises,
            title=lambda task: task.title,
            body=_words_of_task,
            url=_page_of_task,
        ),
    ),
)

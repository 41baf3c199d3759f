"""Which steps do several verbs share? Each leaves the row for its verb to record."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.files import uploads
from jinlin.core.files.uploads import Upload
from jinlin.core.rows import CountyRow
from jinlin.core.time import clock
from jinlin.core.timeline import Entry
from jinlin.domains.projects.models import Member, Project, ProjectRule, Reply, Task
from jinlin.domains.projects.queries.story import sentence, task_sentence
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient

TELLS_UNIT = frozenset(
    {
        *("recommend", "send_back", "approve", "turn_down", "judge_midway", "evaluate", "ask_more"),
        *("stop", "approve_beyond", "refuse_beyond"),
    }
)
TELLS_TASK_UNIT = frozenset({"list", "judge_done", "judge_open", "press", "postpone", "drop"})


def rule_of(county: str) -> ProjectRule:
    """The county's days as they are today."""
    return ProjectRule.of(county, clock.today())


def start_term(project: Project, days: int) -> None:
    """The next step is due by the county's days."""
    project.due_at = clock.by_end_of(clock.today(), days)


def keep(project: Project, verb: str, *, actor: Actor, note: str = "", **data: Any) -> Entry:
    """The changed project is its next version, the verb is on its timeline, and its unit and its
    team hear what others decided.
    """
    entry = timeline.keep(project, verb, actor=actor, note=note, **data)
    if verb in TELLS_UNIT:
        users = Member.objects.filter(project=project, user__isnull=False, ended_on=None)
        to = [Recipient(user_id=key) for key in users.values_list("user", flat=True)]
        _tell(project, entry, [Recipient(organisation_id=project.unit_id), *to])
    if verb == "release":
        _tell_who_answered(project, entry)
    notices.announce(
        county=project.county,
        event=f"projects.{verb}",
        subject_id=project.pk,
        payload={"place": project.place_code, "state": project.state, "year": project.year},
    )
    return entry


def keep_task(task: Task, verb: str, *, actor: Actor, note: str = "", **data: Any) -> Entry:
    """The changed task is its next version, the verb is on its timeline, and its unit hears what
    others decided.
    """
    entry = timeline.keep(task, verb, actor=actor, note=note, **data)
    if verb in TELLS_TASK_UNIT:
        with override(settings.LANGUAGE_CODE):
            notices.tell(
                county=task.county,
                event=f"projects.task.{verb}",
                title=task.title,
                body=task_sentence(verb, dict(entry.data)),
                about=task,
                url=reverse("projects:task", args=[task.pk]),
                to=[Recipient(organisation_id=task.unit_id)],
            )
    notices.announce(
        county=task.county,
        event=f"projects.task.{verb}",
        subject_id=task.pk,
        payload={"place": task.place_code, "state": task.state, "year": task.year},
    )
    return entry


def attach(files: Sequence[Upload], subject: CountyRow) -> list[str]:
    """The papers and photos belong to it; their keys, for the trail."""
    uploads.attach(files, subject)
    return [str(each.pk) for each in files]


def _tell(project: Project, entry: Entry, to: Sequence[Recipient]) -> None:
    with override(settings.LANGUAGE_CODE):
        notices.tell(
            county=project.county,
            event=f"projects.{entry.verb}",
            title=project.title,
            body=sentence(entry.verb, dict(entry.data)),
            about=project,
            url=reverse("projects:project", args=[project.pk]),
            to=to,
        )


def _tell_who_answered(project: Project, entry: Entry) -> None:
    """Whoever said what they need hears what came of it."""
    replies = Reply.objects.filter(survey__project=project, user__isnull=False)
    keys = list(replies.values_list("user", flat=True).distinct())
    if not keys:
        return
    with override(settings.LANGUAGE_CODE):
        notices.tell(
            county=project.county,
            event="projects.released",
            title=project.title,
            body=sentence("released", {}),
            about=project,
            url=reverse("projects:result", args=[project.pk]),
            to=[Recipient(user_id=key) for key in keys],
        )

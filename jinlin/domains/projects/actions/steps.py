"""Which steps do several verbs share? Each leaves the row for its verb to record."""

from collections.abc import Sequence
from typing import Any

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.files import uploads
from jinlin.core.files.uploads import Upload
from jinlin.core.rows import CountyRow
from jinlin.core.time import clock
from jinlin.core.timeline import Entry
from jinlin.domains.projects.actions.voices import OF_PROJECTS, OF_TASKS
from jinlin.domains.projects.models import Project, ProjectRule, Task


def rule_of(county: str) -> ProjectRule:
    """The county's days as they are today."""
    return ProjectRule.of(county, clock.today())


def start_term(project: Project, days: int) -> None:
    """The next step is due by the county's days."""
    project.due_at = clock.by_end_of(clock.today(), days)


def keep(project: Project, verb: str, *, actor: Actor, note: str = "", **data: Any) -> Entry:
    """The changed project is its next version, the verb is on its timeline, and whoever it concerns
    is told.
    """
    entry = timeline.keep(project, verb, actor=actor, note=note, **data)
    OF_PROJECTS.speak(project, entry)
    return entry


def keep_task(task: Task, verb: str, *, actor: Actor, note: str = "", **data: Any) -> Entry:
    """The same for a key task."""
    entry = timeline.keep(task, verb, actor=actor, note=note, **data)
    OF_TASKS.speak(task, entry)
    return entry


def attach(files: Sequence[Upload], subject: CountyRow) -> list[str]:
    """The papers and photos belong to it; their keys, for the trail."""
    uploads.attach(files, subject)
    return [str(each.pk) for each in files]

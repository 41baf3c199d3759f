"""Which paper is born when a report on a key task is signed?"""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from jinlin.core import spoken
from jinlin.core.actor import Actor
from jinlin.domains.projects.models import Report, Task
from jinlin.services.documents import actions as documents
from jinlin.services.documents.kinds import Kind, register
from jinlin.services.documents.models import Document

REPORT = "projects.report"
KINDS = (
    Kind(
        REPORT,
        gettext_lazy("Progress report on a key task"),
        "progress",
        "督报",
        about="projects.task",
        public_fields={
            "title": gettext_lazy("Key task"),
            "as_of": gettext_lazy("As of the day"),
        },
    ),
)


def register_kinds() -> None:
    """The paper can be issued; called before a kind is first asked for."""
    for kind in KINDS:
        register(kind)


def paper_of(task: Task, report: Report, *, actor: Actor) -> Document:
    """The words and numbers as they were signed, the milestones, and who signed."""
    with override(settings.LANGUAGE_CODE):
        return documents.issue(
            county=task.county,
            kind=REPORT,
            title=_("{name}, report {number}").format(name=task.title, number=report.number),
            about=task,
            data=_content(task, report),
            actor=actor,
        )


def paper_for(report: Report) -> Document | None:
    """The paper of a signed report; none of those signed before there were any."""
    rows = Document.objects.filter(kind=REPORT, about_id=report.task_id)
    return next((row for row in rows if row.data.get("number") == report.number), None)


def _content(task: Task, report: Report) -> dict[str, Any]:
    return {
        "issuer": task.unit.name,
        "title": task.title,
        "place": task.place.name,
        "number": report.number,
        "as_of": spoken.day(report.as_of),
        "due_on": spoken.day(task.due_on),
        "lines": [_line(line) for line in report.lines],
        "text": report.text,
        "milestones": report.milestones,
        "milestones_reached": report.milestones_reached,
        "signed_face": report.signed_face,
        "signed_on": spoken.day(report.signed_on),
    }


def _line(line: dict[str, Any]) -> str:
    number = "—" if line["number"] is None else str(line["number"])
    return f"{line['before']}{number}{line['after']}"

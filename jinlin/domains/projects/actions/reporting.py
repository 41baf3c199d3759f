"""How is a progress report drafted from the records, corrected and signed?

The unit corrects words; numbers are asked of the records when the report is signed, as of its day,
and stand then for good.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Stale, Unusable, require
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.domains.projects.actions.papers import paper_of
from jinlin.domains.projects.actions.steps import keep_task
from jinlin.domains.projects.lifecycle import TaskState
from jinlin.domains.projects.models import Draft, Indicator, Milestone, Report, Task
from jinlin.domains.projects.permissions import can_report
from jinlin.domains.projects.queries.counting import values_of
from jinlin.domains.projects.queries.drafting import lines_for, text_for

LONGEST_WORDS, LONGEST_TEXT = 120, 2000


@dataclass(frozen=True)
class Wording:
    """The words before and after the number of one indicator."""

    indicator: str
    before: str
    after: str


@transaction.atomic
def draft_report(task: Task, *, as_of: date | None = None, actor: Actor) -> Draft:
    """A draft stands, written from the records of the day; one that stood before is written anew.

    Raises NotNow before the task is taken on.
    """
    task = Task.objects.held(task)
    require(can_report(actor, task))
    if task.state not in {TaskState.WORKING, TaskState.JUDGING}:
        raise NotNow(_("A report is written while the task is under way."))
    day = as_of or clock.today()
    if not task.listed_on <= day <= clock.today():
        raise Unusable(_("A report is of a day between the listing and today."), field="as_of")
    Draft.objects.filter(task=task).delete()
    made = Draft.objects.create(
        county=task.county,
        task=task,
        as_of=day,
        lines=lines_for(task),
        text=text_for(task, as_of=day),
        drafted_at=clock.now(),
        written_by=actor.user_id,
    )
    keep_task(task, "draft_report", actor=actor)
    return made


@transaction.atomic
def correct(
    draft: Draft, *, wordings: Sequence[Wording], text: str, edition: int, actor: Actor
) -> Draft:
    """Its words are as the unit wants them. Raises Stale when somebody corrected it meanwhile."""
    task = Task.objects.held(draft.task)
    require(can_report(actor, task))
    draft = _held(draft)
    if draft.edition != edition:
        raise Stale(detail={"version": draft.edition, "yours": edition})
    wording_of = {each.indicator: each for each in wordings}
    draft.lines = [
        {
            **line,
            "before": tidy(wording_of[line["indicator"]].before)[:LONGEST_WORDS],
            "after": tidy(wording_of[line["indicator"]].after)[:LONGEST_WORDS],
        }
        if line["indicator"] in wording_of
        else line
        for line in draft.lines
    ]
    draft.text, draft.edition = tidy(text)[:LONGEST_TEXT], draft.edition + 1
    draft.written_by = actor.user_id
    draft.save(update_fields=["lines", "text", "edition", "written_by"])
    return draft


@transaction.atomic
def sign(draft: Draft, *, edition: int, actor: Actor) -> Report:
    """The report stands for good, on a numbered paper too: its words, and every number as the
    records say it for its day.
    """
    task = Task.objects.held(draft.task)
    require(can_report(actor, task))
    draft = _held(draft)
    if draft.edition != edition:
        raise Stale(detail={"version": draft.edition, "yours": edition})
    milestones = Milestone.objects.filter(task=task)
    number = Report.objects.filter(task=task).count() + 1
    report = Report(
        county=task.county,
        task=task,
        number=number,
        as_of=draft.as_of,
        lines=_frozen(task, draft),
        text=draft.text,
        milestones_reached=milestones.filter(reached_on__lte=draft.as_of).count(),
        milestones=milestones.count(),
        signed_by=actor.user_id,
        signed_face=actor.face[:80],
        signed_at=clock.now(),
        signed_on=clock.today(),
        place_code=task.place_code,
    )
    report.save()
    draft.delete()
    paper_of(task, report, actor=actor)
    keep_task(task, "sign", actor=actor, number=number)
    return report


def _held(draft: Draft) -> Draft:
    found = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if found is None:
        raise NotNow(_("This draft was signed or written anew. Please open the task again."))
    return found


def _frozen(task: Task, draft: Draft) -> list[dict[str, object]]:
    indicators = {str(each.pk): each for each in Indicator.objects.filter(task=task)}
    lines = [line for line in draft.lines if line["indicator"] in indicators]
    values = values_of([indicators[line["indicator"]] for line in lines], as_of=draft.as_of)
    return [
        {**value.kept(), "before": line["before"], "after": line["after"]}
        for line, value in zip(lines, values, strict=True)
    ]

"""Which light does each key task show, and why, in words?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jinlin.core.time import clock
from jinlin.domains.projects.deadlines import (
    Colour,
    Facts,
    Light,
    Limits,
    Reason,
    Step,
    Why,
    light,
)
from jinlin.domains.projects.lifecycle import TaskState
from jinlin.domains.projects.models import Milestone, ProjectRule, Report, Supervision, Task

TONES = {
    Colour.RED: "late",
    Colour.AMBER: "soon",
    Colour.GREEN: "inhand",
    Colour.GREY: "ended",
}


@dataclass(frozen=True)
class Shown:
    """The light of a task as a page shows it: colour, its word, every reason, and how far it came
    in milestones.
    """

    light: Light
    reached: int
    steps: int

    @property
    def colour(self) -> Colour:
        return self.light.colour

    @property
    def tone(self) -> str:
        is_done = self.light.reasons[0].why == Why.DONE
        return "done" if is_done else TONES[self.colour]

    @property
    def label(self) -> str:
        if self.light.reasons[0].why == Why.DONE:
            return _("Complete")
        return {
            Colour.RED: _("Red"),
            Colour.AMBER: _("Amber"),
            Colour.GREEN: _("Green"),
            Colour.GREY: _("Off"),
        }[self.colour]

    @property
    def why(self) -> list[str]:
        return [words_of(reason) for reason in self.light.reasons]


def limits_of(county: str, day: date) -> Limits:
    rule = ProjectRule.of(county, day)
    return Limits(rule.soon_days, rule.silent_days, rule.take_days, rule.judge_days)


def lights_of(tasks: Iterable[Task]) -> dict[UUID, Shown]:
    """The lights of a page of tasks: three statements, and one for each county's days."""
    found = list(tasks)
    steps: dict[UUID, list[Milestone]] = {}
    for step in Milestone.objects.filter(task__in=found):
        steps.setdefault(step.task_id, []).append(step)
    pressed = dict(
        Supervision.objects.filter(task__in=found, answered_on=None).values_list(
            "task", "answer_by"
        )
    )
    reports = Report.objects.filter(task__in=found).order_by()
    reported = dict(reports.values_list("task").annotate(last=Max("signed_on")))
    today = clock.today()
    limits = {county: limits_of(county, today) for county in {task.county for task in found}}
    shown = {}
    for task in found:
        own = steps.get(task.pk, [])
        facts = _facts(task, own, pressed.get(task.pk), reported.get(task.pk), today)
        reached = sum(step.reached_on is not None for step in own)
        shown[task.pk] = Shown(light(facts, limits[task.county]), reached, len(own))
    return shown


def words_of(reason: Reason) -> str:
    """'12 days past its deadline.'"""
    n, blanks = reason.number, {"n": reason.number, "name": reason.name}
    if reason.why in _PLAIN:
        return str(_PLAIN[reason.why]())
    return {
        Why.PAST: ngettext("%(n)d day past its deadline", "%(n)d days past its deadline", n),
        Why.UNANSWERED: ngettext(
            "The supervision should have been answered %(n)d day ago",
            "The supervision should have been answered %(n)d days ago",
            n,
        ),
        Why.NOT_JUDGED: ngettext(
            "Its completion waits for judgement for %(n)d day",
            "Its completion waits for judgement for %(n)d days",
            n,
        ),
        Why.STEP_LATE: ngettext(
            "Milestone “%(name)s” is %(n)d day late", "Milestone “%(name)s” is %(n)d days late", n
        ),
        Why.NOT_TAKEN: ngettext("Not taken on for %(n)d day", "Not taken on for %(n)d days", n),
        Why.SOON: ngettext(
            "%(n)d day left until its deadline", "%(n)d days left until its deadline", n
        ),
        Why.SILENT: ngettext(
            "No signed report for %(n)d day", "No signed report for %(n)d days", n
        ),
        Why.ON_COURSE: ngettext("On course, %(n)d day left", "On course, %(n)d days left", n),
    }[reason.why] % blanks


_PLAIN: dict[Why, Any] = {
    Why.DONE: lambda: _("Judged complete"),
    Why.DROPPED: lambda: _("Taken off the list"),
    Why.PRESSED: lambda: _("A supervision waits for its answer"),
}


def _facts(
    task: Task,
    steps: list[Milestone],
    answer_by: date | None,
    reported_on: date | None,
    today: date,
) -> Facts:
    return Facts(
        today=today,
        due_on=task.due_on,
        since=task.listed_on,
        is_done=task.state == TaskState.DONE,
        is_dropped=task.state == TaskState.DROPPED,
        is_taken=task.state != TaskState.OPEN,
        judging_since=task.asked_on if task.state == TaskState.JUDGING else None,
        steps=[Step(step.title, step.due_on, step.reached_on) for step in steps],
        answer_by=answer_by,
        reported_on=reported_on,
    )

"""What does the house write of a task by itself, from its records?"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from jinlin.core import spoken
from jinlin.domains.projects.models import Indicator, Milestone, Report, Supervision, Task
from jinlin.domains.projects.queries.counting import Value, measure_of, values_of


def lines_for(task: Task) -> list[dict[str, str]]:
    """For each indicator the words before and after its number."""
    return [
        {
            "indicator": str(each.pk),
            "before": _("%(name)s: ") % {"name": each.name},
            "after": _unit(each),
        }
        for each in Indicator.objects.filter(task=task)
    ]


def text_for(task: Task, *, as_of: date) -> str:
    """What was reached, what is still open, and what was answered, in sentences."""
    steps = list(Milestone.objects.filter(task=task))
    reached = [step for step in steps if step.reached_on and step.reached_on <= as_of]
    still = [step for step in steps if step not in reached]
    sentences = []
    if steps:
        words = _("Of %(all)d milestones, %(reached)d are reached.")
        sentences.append(words % {"all": len(steps), "reached": len(reached)})
    sentences += [
        _("Reached on %(day)s: %(name)s.")
        % {"day": spoken.day(step.reached_on), "name": step.title}
        for step in reached
        if step.reached_on
    ]
    sentences += [
        _("Still open: %(name)s, due on %(day)s.")
        % {"name": step.title, "day": spoken.day(step.due_on)}
        for step in still
    ]
    answered = Supervision.objects.filter(task=task, answered_on__lte=as_of).count()
    if answered:
        sentences.append(_("Supervisions answered: %(n)d.") % {"n": answered})
    return "\n".join(sentences)


def shown(draft_lines: list[dict[str, Any]], task: Task, *, as_of: date) -> list[dict[str, Any]]:
    """The lines of a draft with their numbers of the day."""
    known = {str(each.pk): each for each in Indicator.objects.filter(task=task)}
    lines = [line for line in draft_lines if line["indicator"] in known]
    values = values_of([known[line["indicator"]] for line in lines], as_of=as_of)
    return [{**line, "value": value} for line, value in zip(lines, values, strict=True)]


def beside_today(report: Report) -> dict[str, Value]:
    """What the records say today of the report's day, for the lines whose indicator is still
    there: what was recorded late shows as a difference.
    """
    known = {str(each.pk): each for each in Indicator.objects.filter(task=report.task)}
    keys = [line["indicator"] for line in report.lines if line["indicator"] in known]
    values = values_of([known[key] for key in keys], as_of=report.as_of)
    return dict(zip(keys, values, strict=True))


def _unit(indicator: Indicator) -> str:
    if indicator.unit:
        return indicator.unit
    measure = measure_of(indicator)
    if measure is None:
        return ""
    return str(measure.shown.unit if measure.shown else measure.unit)

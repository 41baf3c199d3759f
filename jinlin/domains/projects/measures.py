"""Which figures do projects and key tasks offer?"""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import within
from jinlin.core.figures.measures import Measure, Opening, Shape, Window, between
from jinlin.domains.projects.models import Activity, Evaluation, Project, Spending, Task, Word
from jinlin.domains.projects.models.task import Milestone


def approved(window: Window) -> "QuerySet[Any]":
    return Project.objects.filter(within([window.place_code]), between("approved_on", window))


def evaluated(window: Window) -> "QuerySet[Any]":
    return Project.objects.filter(within([window.place_code]), between("evaluated_on", window))


def with_a_pass(window: Window) -> Q:
    passed = Evaluation.objects.filter(
        project=OuterRef("pk"), is_final=True, grade__in=("excellent", "good", "passed")
    )
    return Q(Exists(passed))


def spent(window: Window) -> "QuerySet[Any]":
    rows = Spending.objects.filter(within([window.place_code]), between("spent_on", window))
    return rows.booked()


def held(window: Window) -> "QuerySet[Any]":
    return Activity.objects.filter(within([window.place_code]), between("on", window))


def opinions(window: Window) -> "QuerySet[Any]":
    return Word.objects.filter(within([window.place_code]), between("said_on", window))


def tasks_due(window: Window) -> "QuerySet[Any]":
    rows = Task.objects.filter(within([window.place_code]), between("due_on", window))
    return rows.exclude(state="dropped")


def steps_due(window: Window) -> "QuerySet[Any]":
    rows = Milestone.objects.filter(within([window.place_code]), between("due_on", window))
    return rows.exclude(task__state="dropped")


MEASURES = [
    Measure(
        key="projects.service_projects",
        name=_("Service projects approved"),
        question=_("How many service projects were approved?"),
        shape=Shape.COUNT,
        unit=_("projects"),
        rows=approved,
        denominator=_("all projects approved in the period"),
        exclusions=_("proposals that were not approved"),
        day_field="approved_on",
        published="service_projects",
        is_public=True,
    ),
    Measure(
        key="projects.funds",
        name=_("Money spent on service projects"),
        question=_("How much was spent on service projects?"),
        shape=Shape.SUM,
        unit=pgettext_lazy("unit", "yuan"),
        rows=spent,
        value_field="amount",
        denominator=_("all spending booked in the period, by the day of its payment"),
        exclusions=_("what waits for approval, was refused or taken back"),
        day_field="spent_on",
        subject_field="project",
        published="services.funds",
        is_public=True,
    ),
    Measure(
        key="projects.activities",
        name=_("Activities of service projects"),
        question=_("How many activities did service projects hold?"),
        shape=Shape.COUNT,
        unit=pgettext_lazy("unit", "activities"),
        rows=held,
        denominator=_("all activities noted with a project, by their day"),
        exclusions=_("none"),
        day_field="on",
        subject_field="project",
        is_public=True,
    ),
    Measure(
        key="projects.passed_rate",
        name=_("Projects that passed their evaluation"),
        question=_("Of the projects evaluated, how many passed?"),
        shape=Shape.RATE,
        unit="%",
        rows=evaluated,
        met=with_a_pass,
        denominator=_("projects evaluated finally in the period"),
        numerator=_("those with the grade excellent, good or passed"),
        exclusions=_("projects that ended early"),
        day_field="evaluated_on",
    ),
    Measure(
        key="projects.fine_rate",
        name=_("Residents whom projects helped"),
        question=_("Of the residents who said what they think, whom did it help?"),
        shape=Shape.RATE,
        unit="%",
        rows=opinions,
        met=lambda _window: Q(is_fine=True),
        denominator=_("residents who said what they think of published results"),
        numerator=_("those who said that it helped"),
        exclusions=_("none"),
        day_field="said_on",
        subject_field="project",
        counts_people=True,
    ),
    Measure(
        key="projects.tasks_done_rate",
        name=_("Key tasks complete by their deadline"),
        question=_("Of the key tasks that were due, how many were complete in time?"),
        shape=Shape.RATE,
        unit="%",
        rows=tasks_due,
        met=lambda window: Q(done_on__lte=F("due_on")) & Q(done_on__lte=window.as_of),
        denominator=_("key tasks whose deadline lies in the period"),
        numerator=_("those reported complete by their deadline and judged so by somebody else"),
        exclusions=_("tasks that were taken off the list"),
        day_field="due_on",
    ),
    Measure(
        key="projects.milestones_rate",
        name=_("Milestones reached in time"),
        question=_("Of the milestones that were due, how many were reached by their day?"),
        shape=Shape.RATE,
        unit="%",
        rows=steps_due,
        met=lambda window: Q(reached_on__lte=F("due_on")) & Q(reached_on__lte=window.as_of),
        denominator=_("milestones of key tasks whose day lies in the period"),
        numerator=_("those reached by their day, with evidence"),
        exclusions=_("milestones of tasks that were taken off the list"),
        day_field="due_on",
        subject_field="task",
    ),
]

OPENINGS = {
    "projects.project": Opening("projects:project", ("place",)),
    "projects.task": Opening("projects:task", ("place",)),
}

"""Who reviews, approves and judges a project, and when does it begin and end?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable
from jinlin.core.text import needed, tidy, why_of
from jinlin.core.time import clock
from jinlin.domains.projects.actions.steps import keep, rule_of, start_term
from jinlin.domains.projects.deadlines import grade_of
from jinlin.domains.projects.models import (
    Evaluation,
    EvaluationPoint,
    Grade,
    Indicator,
    Line,
    Project,
)
from jinlin.domains.projects.permissions import RULES
from jinlin.domains.projects.queries.counting import values_of
from jinlin.domains.projects.queries.money import sums_of

LONGEST_REASON, LONGEST_TEXT = 300, 2000


@dataclass(frozen=True)
class Verdict:
    """A judgement: points for each thing that the county looks at, which give the grade, and words
    on how it was carried out, what it reached, and how the money was used. Without points the
    grade is as it was said (a paper that was judged elsewhere).
    """

    grade: str
    carried_out: str
    reached: str
    money: str
    points: Mapping[str, int] = field(default_factory=dict)


@transaction.atomic
def apply(project: Project, *, actor: Actor) -> Project:
    """The proposal is handed in; its plan is fixed and it waits for review."""
    project = RULES.begin(project, "apply", actor)
    start_term(project, rule_of(project.county).review_days)
    keep(project, "apply", actor=actor, due=project.due_at)
    return project


@transaction.atomic
def recommend(project: Project, *, note: str = "", actor: Actor) -> Project:
    """It was reviewed and waits for approval."""
    project = RULES.begin(project, "recommend", actor)
    start_term(project, rule_of(project.county).decide_days)
    keep(project, "recommend", actor=actor, note=note)
    return project


@transaction.atomic
def send_back(project: Project, *, reason: str, actor: Actor) -> Project:
    """It is being written again, with the reason beside it."""
    project = RULES.begin(project, "send_back", actor)
    start_term(project, rule_of(project.county).draft_days)
    return _with_reason(project, "send_back", reason, actor)


@transaction.atomic
def approve(project: Project, *, note: str = "", actor: Actor) -> Project:
    """It may begin, with the sum of its lines."""
    project = RULES.begin(project, "approve", actor)
    project.granted = sum(line.amount for line in Line.objects.filter(project=project))
    project.approved_on = clock.today()
    first = project.starts_on or clock.today()
    project.due_at = clock.end_of(max(first, clock.today()))
    keep(project, "approve", actor=actor, note=note, amount=project.granted)
    return project


@transaction.atomic
def turn_down(project: Project, *, reason: str, actor: Actor) -> Project:
    """It does not take place, and the reason is on record."""
    return _with_reason(RULES.begin(project, "turn_down", actor), "turn_down", reason, actor)


@transaction.atomic
def begin(project: Project, *, actor: Actor) -> Project:
    """The work goes on; the mid-term judgement is due halfway. Indicators without a day count from
    the first one.
    """
    project = RULES.begin(project, "begin", actor)
    first = project.starts_on or clock.today()
    last = project.ends_on or first
    project.due_at = clock.end_of(max(first + (last - first) // 2, clock.today()))
    Indicator.objects.filter(project=project, since=None).exclude(measure="").update(since=first)
    keep(project, "begin", actor=actor, due=last)
    return project


@transaction.atomic
def judge_midway(project: Project, *, verdict: Verdict, actor: Actor) -> Project:
    """It was judged at mid-term, with what its indicators and money came to that day."""
    project = RULES.begin(project, "judge_midway", actor)
    grade = _judge(project, verdict, is_final=False, actor=actor)
    project.due_at = clock.end_of(max(project.ends_on or clock.today(), clock.today()))
    keep(project, "judge_midway", actor=actor, grade=grade)
    return project


@transaction.atomic
def finish(project: Project, *, results: str, lessons: str = "", actor: Actor) -> Project:
    """The unit said what came of it; the final evaluation is due by the county's days."""
    project = RULES.begin(project, "finish", actor)
    words = _("Please say what the project achieved.")
    project.results = needed(results, field="results", words=words, limit=LONGEST_TEXT)
    project.lessons = tidy(lessons)[:LONGEST_TEXT]
    project.finished_on = clock.today()
    start_term(project, rule_of(project.county).evaluate_days)
    keep(project, "finish", actor=actor)
    return project


@transaction.atomic
def evaluate(project: Project, *, verdict: Verdict, actor: Actor) -> Project:
    """It is judged for good; its numbers of this day are kept with the judgement."""
    project = RULES.begin(project, "evaluate", actor)
    grade = _judge(project, verdict, is_final=True, actor=actor)
    project.evaluated_on = clock.today()
    keep(project, "evaluate", actor=actor, grade=grade)
    return project


@transaction.atomic
def ask_more(project: Project, *, reason: str, actor: Actor) -> Project:
    """It is in work again, and what is missing is on record."""
    project = RULES.begin(project, "ask_more", actor)
    project.finished_on = None
    start_term(project, rule_of(project.county).evaluate_days)
    return _with_reason(project, "ask_more", reason, actor)


@transaction.atomic
def release(project: Project, *, actor: Actor) -> Project:
    """Everybody reads its results, and those who said what they need are told."""
    project = RULES.begin(project, "release", actor)
    project.released_on = clock.today()
    keep(project, "release", actor=actor)
    return project


@transaction.atomic
def withhold(project: Project, *, reason: str, actor: Actor) -> Project:
    """The results page is closed again; the record stays."""
    project = RULES.begin(project, "withhold", actor)
    project.released_on = None
    return _with_reason(project, "withhold", reason, actor)


@transaction.atomic
def stop(project: Project, *, reason: str, actor: Actor) -> Project:
    """It ended early; what was spent and done stays on record."""
    return _with_reason(RULES.begin(project, "stop", actor), "stop", reason, actor)


def _with_reason(project: Project, verb: str, reason: str, actor: Actor) -> Project:
    reason = why_of(reason, limit=LONGEST_REASON)
    keep(project, verb, actor=actor, reason=reason)
    return project


def _judge(project: Project, verdict: Verdict, *, is_final: bool, actor: Actor) -> str:
    """The judgement is on record; its grade."""
    values = values_of(project.indicators.all(), as_of=clock.today())
    if not values and is_final:
        raise Unusable(_("There is nothing to judge by: the plan has no indicator."))
    words = _("Please say what the grade rests on.")
    details = {
        name: needed(getattr(verdict, name), field=name, words=words, limit=500)
        for name in ("carried_out", "reached", "money")
    }
    points = _points(project, verdict.points)
    grade = _grade(project, points) if points else verdict.grade
    if grade not in Grade.values:
        raise Unusable(_("Please choose a grade."), field="grade")
    made = Evaluation.objects.create(
        county=project.county,
        project=project,
        is_final=is_final,
        grade=grade,
        points=points or None,
        **details,
        counted={
            "indicators": [each.kept() for each in values],
            "money": sums_of(project).kept(),
        },
        judged_by=actor.user_id,
        judged_on=clock.today(),
        place_code=project.place_code,
    )
    return made.grade


def _points(project: Project, given: Mapping[str, int]) -> list[dict[str, Any]]:
    """Each thing with its points, as the county's form asks; none when none were given."""
    if not given:
        return []
    form = EvaluationPoint.of(project.county)
    for each in form:
        if not 0 <= given.get(each.code, -1) <= each.most:
            words = _("%(name)s: please give 0 to %(most)d points.")
            blanks = {"name": each.name, "most": each.most}
            raise Unusable(words % blanks, field=f"point-{each.code}")
    return [
        {
            "code": each.code,
            "aspect": each.aspect,
            "name": each.name,
            "most": each.most,
            "given": given[each.code],
        }
        for each in form
    ]


def _grade(project: Project, points: list[dict[str, Any]]) -> str:
    rule = rule_of(project.county)
    return grade_of(
        sum(each["given"] for each in points),
        sum(each["most"] for each in points),
        excellent=rule.excellent_from,
        good=rule.good_from,
        passed=rule.passed_from,
    )

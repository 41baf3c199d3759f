"""How are assessments made and plans written, together with others?"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotAllowed, NotNow, Unusable, require
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.casework.actions.steps import check_agreed, contacted, note_down, user_of
from jinlin.domains.casework.models import Assessment, Case, Of, Plan, Review
from jinlin.domains.casework.permissions import can_review, can_write
from jinlin.domains.casework.queries.scales import SCALES

MOST_GOALS, LONGEST_GOAL = 12, 200


@dataclass(frozen=True)
class Goal:
    """What is to be reached, by which steps, by when."""

    goal: str
    steps: str = ""
    by: date | None = None


@transaction.atomic
def write_plan(case: Case, goals: Sequence[Goal], *, based_on: int, actor: Actor) -> Plan:
    """A further version of the plan stands. Where somebody else wrote one since `based_on`, both
    stand, this one beside it.
    """
    case = Case.objects.held(case)
    require(can_write(actor, case))
    check_agreed(case)
    contents = [_goal(each) for each in goals if tidy(each.goal)]
    if not 1 <= len(contents) <= MOST_GOALS:
        raise Unusable(_("Please write down at least one goal."), field="goals")
    last = Plan.objects.filter(case=case).order_by("-number").first()
    number = last.number if last else 0
    plan = Plan(
        county=case.county,
        case=case,
        number=number + 1,
        based_on=min(based_on, number),
        is_beside=based_on < number,
        words=case.lock(json.dumps(contents, ensure_ascii=False)),
        written_by=user_of(actor),
        written_at=clock.now(),
    )
    plan.save()
    contacted(case)
    note_down(case, "write_plan", actor=actor, number=plan.number, is_beside=plan.is_beside)
    return plan


@transaction.atomic
def review_plan(plan: Plan, *, is_agreed: bool, text: str = "", actor: Actor) -> Review:
    """The supervisor looked this version through. Raises NotAllowed for whoever wrote it, NotNow
    when a later version stands or it was agreed to already.
    """
    case = Case.objects.held(plan.case)
    require(can_review(actor, case))
    if plan.written_by == actor.user_id:
        raise NotAllowed(_("Nobody agrees to their own plan."))
    last = Plan.objects.filter(case=case).order_by("-number").first()
    if last is None or last.pk != plan.pk:
        raise NotNow(_("There is a later version of the plan: please read that one."))
    if Review.objects.filter(case=case, of=Of.PLAN, number=plan.number, is_agreed=True).exists():
        raise NotNow(_("This version was agreed to already."))
    if not is_agreed:
        text = needed(text, field="text", words=_("Please say what is missing."), limit=1000)
    row = Review.objects.create(
        county=case.county,
        case=case,
        of=Of.PLAN,
        number=plan.number,
        is_agreed=is_agreed,
        text=tidy(text)[:1000],
        by=user_of(actor),
        at=clock.now(),
    )
    verb = "agree_to_plan" if is_agreed else "return_plan"
    note_down(case, verb, actor=actor, number=plan.number)
    return row


@transaction.atomic
def assess(
    case: Case,
    scale: str,
    answers: Mapping[str, int],
    *,
    remark: str = "",
    is_final: bool = False,
    actor: Actor,
) -> Assessment:
    """The scale is filled in today; what was filled in on an earlier day is frozen. The same day's
    is put right.
    """
    case = Case.objects.held(case)
    require(can_write(actor, case))
    check_agreed(case)
    try:
        total = SCALES[scale].total(dict(answers))
    except (KeyError, ValueError) as problem:
        raise Unusable(_("Please answer every line of the scale."), field="scale") from problem
    today = clock.today()
    result = {
        "answers": json.dumps(dict(answers)),
        "total": total,
        "remark": tidy(remark)[:1000],
        "is_final": is_final,
        "by": user_of(actor),
    }
    latest = Assessment.objects.filter(case=case, scale=scale, is_frozen=False)
    row = latest.select_for_update().first()
    if row and row.on == today:
        for name, value in result.items():
            setattr(row, name, value)
        row.save()
    else:
        latest.update(is_frozen=True)
        row = Assessment.objects.create(
            county=case.county, case=case, scale=scale, on=today, **result
        )
    note_down(case, "assess", actor=actor, scale=row.pk, total=total)
    return row


def _goal(goal: Goal) -> dict[str, str]:
    return {
        "goal": needed(goal.goal, field="goals", limit=LONGEST_GOAL),
        "steps": tidy(goal.steps)[:500],
        "by": goal.by.isoformat() if goal.by else "",
    }

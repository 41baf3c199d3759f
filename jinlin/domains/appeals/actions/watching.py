"""Who looks after an appeal from outside: the resident who hurries it, the supervisor, the clock,
the county that decides what counts?
"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotNow, Unusable
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.appeals.actions.asking import ask, decide
from jinlin.domains.appeals.actions.steps import keep
from jinlin.domains.appeals.lifecycle import FIRST, SECOND, State
from jinlin.domains.appeals.models import Appeal, Asking, CountyRule, Exclusion, Supervision
from jinlin.domains.appeals.permissions import (
    RULES,
)


@transaction.atomic
def hurry(appeal: Appeal, *, actor: Actor, note: str = "") -> Appeal:
    """The unit sees that the resident waits; open once it is late, once a day."""
    appeal = RULES.begin(appeal, "hurry", actor)
    appeal.hurried_on = clock.today()
    keep(appeal, "hurry", actor=actor, note=tidy(note))
    return appeal


@transaction.atomic
def supervise(appeal: Appeal, *, actor: Actor, order: str, due_on: date) -> Appeal:
    """A supervision order is open until the unit answers it."""
    appeal = RULES.begin(appeal, "supervise", actor)
    order = needed(order, field="order", words=_("Please write what is ordered."))
    if due_on < clock.today():
        raise Unusable(_("This day is over. Please choose a later one."), field="due_on")
    due = clock.end_of(due_on)
    Supervision.objects.create(
        county=appeal.county,
        appeal=appeal,
        order=tidy(order),
        ordered_by=actor.user_id,
        ordered_face=actor.face,
        ordered_at=clock.now(),
        due_at=due,
    )
    appeal.is_supervised = True
    keep(appeal, "supervise", actor=actor, order=tidy(order), due=due.isoformat())
    return appeal


@transaction.atomic
def answer_supervision(appeal: Appeal, *, actor: Actor, answer: str) -> Appeal:
    """The order has its answer on record."""
    appeal = RULES.begin(appeal, "answer_supervision", actor)
    order = Supervision.objects.select_for_update().get(appeal=appeal, answered_at=None)
    answer = needed(answer, field="answer", words=_("Please write the answer."))
    order.answer, order.answered_at = tidy(answer), clock.now()
    order.save(update_fields=["answer", "answered_at"])
    appeal.is_supervised = False
    keep(appeal, "answer_supervision", actor=actor, internal=order.answer)
    return appeal


@transaction.atomic
def escalate(appeal: Appeal) -> Appeal:
    """As late as it is, so high it is seen: first by the lead, then by the supervisor.

    NotNow when it stands high enough already.

    A clock that stands is not late, but its review day may be over: then it rises by the same
    hours, and goes on standing.
    """
    appeal = RULES.begin(appeal, "escalate", SYSTEM)
    rule = CountyRule.of(appeal.county, clock.today())
    hours = (clock.now() - appeal.due_at).total_seconds() / 3600
    level = (
        SECOND
        if hours >= rule.second_escalation_hours
        else FIRST
        if hours >= rule.first_escalation_hours
        else 0
    )
    if hours <= 0 or level <= appeal.lateness:
        raise NotNow
    appeal.lateness = level
    appeal.is_escalated = appeal.is_escalated or level >= SECOND
    keep(appeal, "escalate", actor=SYSTEM, level=level, stands=appeal.state == State.WAITING)
    return appeal


@transaction.atomic
def ask_exclusion(appeal: Appeal, *, actor: Actor, reason: str) -> Appeal:
    """The county decides whether it counts in the rates; until then it does."""
    appeal = RULES.begin(appeal, "ask_exclusion", actor)
    ask(appeal, Asking.Kind.EXCLUSION, actor=actor, reason=reason)
    appeal.exclusion = Exclusion.ASKED
    keep(appeal, "ask_exclusion", actor=actor, reason=tidy(reason))
    return appeal


@transaction.atomic
def grant_exclusion(appeal: Appeal, *, actor: Actor, reason: str) -> Appeal:
    """It no longer counts in the rates from today on, for a reason that everybody who sees it can
    read; it still counts as received.
    """
    return _decide_exclusion(appeal, Asking.State.GRANTED, actor=actor, reason=reason)


@transaction.atomic
def refuse_exclusion(appeal: Appeal, *, actor: Actor, reason: str) -> Appeal:
    """It goes on counting."""
    return _decide_exclusion(appeal, Asking.State.REFUSED, actor=actor, reason=reason)


def _decide_exclusion(appeal: Appeal, decision: str, *, actor: Actor, reason: str) -> Appeal:
    verb = "grant_exclusion" if decision == Asking.State.GRANTED else "refuse_exclusion"
    appeal = RULES.begin(appeal, verb, actor)
    decide(appeal, Asking.Kind.EXCLUSION, decision, actor=actor, reason=reason)
    appeal.exclusion = Exclusion.GRANTED if decision == Asking.State.GRANTED else Exclusion.REFUSED
    appeal.excluded_on = clock.today() if decision == Asking.State.GRANTED else None
    keep(appeal, verb, actor=actor, reason=tidy(reason))
    return appeal

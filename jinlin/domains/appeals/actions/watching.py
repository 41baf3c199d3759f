"""Who looks after an appeal from outside: the resident who hurries it, the supervisor, the clock,
the county that decides what counts?
"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.domains.appeals.actions.asking import ask, decide
from jinlin.domains.appeals.actions.steps import keep
from jinlin.domains.appeals.lifecycle import FIRST, LIFECYCLE, SECOND, State
from jinlin.domains.appeals.models import Appeal, Asking, CountyRule, Exclusion, Supervision
from jinlin.domains.appeals.permissions import (
    can_answer_supervision,
    can_ask_exclusion,
    can_decide_exclusion,
    can_hurry,
    can_supervise,
)


@transaction.atomic
def hurry(appeal: Appeal, *, actor: Actor, note: str = "") -> Appeal:
    """The unit sees that the resident waits; open once it is late, once a day."""
    appeal = Appeal.objects.locked(appeal)
    require(can_hurry(actor, appeal))
    LIFECYCLE.target("hurry", appeal.state)
    if not appeal.is_late:
        raise NotNow(_("It is still within the time that was promised."))
    if appeal.hurried_on == clock.today():
        raise NotNow(_("You asked today already; the unit has been told."))
    appeal.hurried_on = clock.today()
    keep(appeal, "hurry", actor=actor, note=tidy(note))
    return appeal


@transaction.atomic
def supervise(appeal: Appeal, *, actor: Actor, order: str, due_on: date) -> Appeal:
    """A supervision order is open until the unit answers it."""
    appeal = Appeal.objects.locked(appeal)
    require(can_supervise(actor, appeal))
    LIFECYCLE.target("supervise", appeal.state)
    if appeal.is_supervised:
        raise NotNow(_("An earlier order has not been answered yet."))
    if not tidy(order):
        raise Unusable(_("Please write what is ordered."), field="order")
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
    appeal = Appeal.objects.locked(appeal)
    require(can_answer_supervision(actor, appeal))
    LIFECYCLE.target("answer_supervision", appeal.state)
    order = Supervision.objects.select_for_update().filter(appeal=appeal, answered_at=None).first()
    if order is None:
        raise NotNow(_("There is no open order."))
    if not tidy(answer):
        raise Unusable(_("Please write the answer."), field="answer")
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
    appeal = Appeal.objects.locked(appeal)
    LIFECYCLE.target("escalate", appeal.state)
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
    appeal = Appeal.objects.locked(appeal)
    require(can_ask_exclusion(actor, appeal))
    LIFECYCLE.target("ask_exclusion", appeal.state)
    if appeal.exclusion in {Exclusion.ASKED, Exclusion.GRANTED}:
        raise NotNow(_("This was asked for already."))
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
    appeal = Appeal.objects.locked(appeal)
    require(can_decide_exclusion(actor, appeal))
    LIFECYCLE.target(verb, appeal.state)
    decide(appeal, Asking.Kind.EXCLUSION, decision, actor=actor, reason=reason)
    appeal.exclusion = Exclusion.GRANTED if decision == Asking.State.GRANTED else Exclusion.REFUSED
    appeal.excluded_on = clock.today() if decision == Asking.State.GRANTED else None
    keep(appeal, verb, actor=actor, reason=tidy(reason))
    return appeal

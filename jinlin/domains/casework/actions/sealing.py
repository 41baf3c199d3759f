"""How is a case sealed, and who may read it all the same, for how long?

Sealed is absent: who is not on the team never knew of it, and from now on counts, figures and lists
do not either. While it is worked on, its team works on; over, it opens only by an opening.
"""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotAllowed, NotNow, Unusable, require
from jinlin.core.search.rows import forget
from jinlin.core.text import needed, why_of
from jinlin.core.time import clock
from jinlin.domains.casework.actions.steps import keep, note_down, rule_of, tell_team, user_of
from jinlin.domains.casework.lifecycle import State
from jinlin.domains.casework.models import (
    CASE_ROLES,
    Case,
    News,
    Opening,
    Sealing,
    Served,
    Task,
    Why,
)
from jinlin.domains.casework.permissions import RULES, can_ask, can_decide


@transaction.atomic
def seal(case: Case, *, how: str = Sealing.ORDER, actor: Actor) -> Case:
    """It is sealed, for this reason, and found by nothing any more."""
    case = RULES.begin(case, "seal", actor)
    if how not in Sealing.values:
        raise Unusable(_("Please choose why it is sealed."), field="how")
    case.sealed_at, case.sealed_how = clock.now(), how
    Served.objects.filter(service__case=case).update(is_sealed=True)
    Task.objects.filter(what=News.SECOND, about=case.pk).delete()  # nobody was told of it
    keep(case, "seal", actor=actor, how=how)
    forget(case)
    return case


def seal_by_clock(case: Case) -> Case:
    """Sealed because its term is over."""
    return seal(case, how=Sealing.CLOCK, actor=SYSTEM)


@transaction.atomic
def ask_to_read(number: str, *, why: str, reason: str, actor: Actor) -> Opening:
    """It is asked for. Whoever asks hears the same, whether there is such a case or not; whoever
    supervises it decides.
    """
    require(can_ask(actor))
    if why not in Why.values:
        raise Unusable(_("Please choose why you need to read it."), field="why")
    number = needed(
        number, field="number", words=_("Please enter the number of the case."), limit=12
    ).upper()
    counties = actor.counties(*CASE_ROLES)
    case = (
        Case.objects.filter(number=number, county__in=counties)
        .exclude(state=State.DESTROYED)
        .first()
    )
    opening = Opening.objects.create(
        county=counties[0],
        case=case,
        number=number,
        why=why,
        reason=why_of(reason, limit=300),
        asked_by=user_of(actor),
        asked_at=clock.now(),
    )
    timeline.record(opening, "ask_to_read", actor=actor, audience="staff")  # with a case or without
    return opening


@transaction.atomic
def grant(opening: Opening, *, actor: Actor) -> Opening:
    """Whoever asked reads the case for the county's term, and the team sees that in its list."""
    opening, case = _decidable(opening, actor)
    rule, now = rule_of(case.county), clock.now()
    term = (
        timedelta(hours=rule.glass_hours)
        if opening.why == Why.EMERGENCY
        else timedelta(days=rule.consult_days)
    )
    opening.is_granted, opening.ends_at = True, now + term
    opening.decided_by, opening.decided_at = user_of(actor), now
    opening.save()
    news = News.OPENED if opening.why == Why.EMERGENCY else News.CONSULTED
    tell_team(case, news, about=opening.pk)
    note_down(case, "let_in", actor=actor, opening=opening.pk, until=opening.ends_at)
    return opening


@transaction.atomic
def refuse(opening: Opening, *, reason: str, actor: Actor) -> Opening:
    """Whoever asked does not read it, and is not told that there is anything to read."""
    opening, case = _decidable(opening, actor)
    reason = why_of(reason, limit=300)
    opening.decided_by, opening.decided_at = user_of(actor), clock.now()
    opening.save()
    note_down(case, "turn_away", actor=actor, reason=reason, opening=opening.pk)
    return opening


@transaction.atomic
def end_opening(opening: Opening, *, actor: Actor) -> Opening:
    """Nobody reads by it any more: whoever asked, or the supervisor, ended it before its term."""
    if opening.case is None:
        raise NotNow
    case = Case.objects.held(opening.case)
    is_own = opening.asked_by == actor.user_id
    require(is_own or can_decide(actor, opening))
    if not opening.is_granted or opening.ends_at is None or opening.ends_at <= clock.now():
        raise NotNow(_("It has ended already."))
    opening.ends_at = clock.now()
    opening.save(update_fields=["ends_at"])
    note_down(case, "end_opening", actor=actor, opening=opening.pk)
    return opening


def _decidable(opening: Opening, actor: Actor) -> tuple[Opening, Case]:
    if opening.case is None:
        raise NotAllowed
    case = Case.objects.held(opening.case)
    opening = Opening.objects.select_for_update().get(pk=opening.pk)
    opening.case = case
    if opening.asked_by == actor.user_id:
        raise NotAllowed(_("Nobody lets themselves in."))
    require(can_decide(actor, opening))
    if opening.decided_at is not None:
        raise NotNow(_("This was decided already."))
    return opening, case

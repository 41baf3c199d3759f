"""When does the clock get more time, and when does it stand?"""

from datetime import date, datetime, timedelta
from math import ceil

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.core.time.calendar import calendar
from jinlin.domains.appeals import deadlines
from jinlin.domains.appeals.actions.asking import ask, decide
from jinlin.domains.appeals.actions.recounting import recount
from jinlin.domains.appeals.actions.steps import (
    current_round,
    drop_extension,
    keep,
    keep_broken_promises,
    promise_anew,
    share,
)
from jinlin.domains.appeals.deadlines import Due, Term, Unit
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Appeal, Asking, Pause, Round
from jinlin.domains.appeals.permissions import (
    RULES,
)

LONGEST_EXTENSION = 30


@transaction.atomic
def ask_extension(appeal: Appeal, *, actor: Actor, days: int, reason: str) -> Appeal:
    """Somebody else decides whether the unit gets more time;
    it must be asked for before the limit.
    """
    appeal = RULES.begin(appeal, "ask_extension", actor)
    if not 1 <= days <= LONGEST_EXTENSION:
        raise Unusable(_("Please ask for 1 to 30 days."), field="days")
    ask(appeal, Asking.Kind.EXTENSION, actor=actor, reason=reason, days=days)
    appeal.is_extension_asked = True
    keep(appeal, "ask_extension", actor=actor, reason=tidy(reason), days=days)
    return appeal


@transaction.atomic
def grant_extension(
    appeal: Appeal, *, actor: Actor, reason: str, days: int | None = None
) -> Appeal:
    """The promise moves by the days asked for, or by as many as whoever decides says, counted as
    the term is, and the resident is told why. One that was broken before stays broken in the
    figures.
    """
    appeal = RULES.begin(appeal, "grant_extension", actor)
    if days is not None and not 1 <= days <= LONGEST_EXTENSION:
        raise Unusable(_("Please grant 1 to 30 days."), field="days")
    asking = decide(appeal, Asking.Kind.EXTENSION, Asking.State.GRANTED, actor=actor, reason=reason)
    keep_broken_promises([appeal, *appeal.merged.filter(state=State.MERGED)], clock.now())
    promise_anew(appeal, longer(current_round(appeal), days or asking.days))
    share(appeal)
    appeal.is_extension_asked = False
    keep(appeal, "grant_extension", actor=actor, reason=tidy(reason), due=appeal.due_at.isoformat())
    return appeal


@transaction.atomic
def refuse_extension(appeal: Appeal, *, actor: Actor, reason: str) -> Appeal:
    """The promise stands as it was."""
    appeal = RULES.begin(appeal, "refuse_extension", actor)
    decide(appeal, Asking.Kind.EXTENSION, Asking.State.REFUSED, actor=actor, reason=reason)
    appeal.is_extension_asked = False
    keep(appeal, "refuse_extension", actor=actor, reason=tidy(reason))
    return appeal


@transaction.atomic
def pause(appeal: Appeal, *, actor: Actor, whom: str, reason: str, review_on: date) -> Appeal:
    """The clock stands with what is left of the term, because the resident or a body outside has to
    move first. Not once the limit has passed.
    """
    appeal = RULES.begin(appeal, "pause", actor)
    now = clock.now()
    if appeal.due_provisional:
        recount(appeal)
    if not tidy(reason) or whom not in Pause.Whom.values:
        raise Unusable(_("Please say who has to move first, and why."), field="reason")
    if review_on <= clock.today():
        raise Unusable(_("Please choose a later day on which you look again."), field="review_on")
    rest = deadlines.left(
        appeal.due_at, now, Unit(current_round(appeal).term_unit), calendar=calendar()
    )
    amount, unit = (
        (ceil(rest.total_seconds()), Unit.HOURS)
        if isinstance(rest, timedelta)
        else (rest.amount, rest.unit)
    )
    Pause.objects.create(
        county=appeal.county,
        appeal=appeal,
        whom=whom,
        reason=tidy(reason),
        began_at=now,
        review_on=review_on,
        left_amount=amount,
        left_unit=unit,
    )
    drop_extension(appeal, now)
    appeal.due_at, appeal.due_provisional = clock.end_of(review_on), False
    share(appeal)
    keep(appeal, "pause", actor=actor, reason=tidy(reason), until=review_on.isoformat())
    return appeal


@transaction.atomic
def resume(appeal: Appeal, *, actor: Actor, note: str = "") -> Appeal:
    """The clock runs on with exactly what was left."""
    appeal = RULES.begin(appeal, "resume", actor)
    go_on(appeal, actor=actor, note=note)
    return appeal


def go_on(appeal: Appeal, *, actor: Actor, note: str = "") -> None:
    """A step of resuming, and of what the resident adds while the clock stands for them: the clock
    runs, and the trail says so.
    """
    run_on(appeal, clock.now())
    share(appeal)
    keep(appeal, "resume", actor=actor, note=note, due=appeal.due_at.isoformat())


def run_on(appeal: Appeal, now: datetime) -> None:
    """A step of resuming and of withdrawing: the pause is over, and what was left is promised from
    now on.
    """
    stood = Pause.objects.select_for_update().get(appeal=appeal, ended_at=None)
    stood.ended_at = now
    stood.save(update_fields=["ended_at"])
    promise_anew(
        appeal, deadlines.resumed(_rest(stood, current_round(appeal)), now, calendar=calendar())
    )


def _rest(stood: Pause, work: Round) -> Term | timedelta:
    """While the clock stands the round keeps the end that it had, so that hours are exact."""
    if stood.left_unit == Unit.HOURS:
        return work.due_at - stood.began_at
    return Term(stood.left_amount, Unit(stood.left_unit))


def longer(work: Round, days: int) -> Due:
    """The end of a round that gets so many days more."""
    if work.workdays is not None and work.workdays_from is not None:
        return deadlines.due(
            Term(work.workdays + days, Unit.WORKDAYS), work.workdays_from, calendar=calendar()
        )
    return deadlines.extended(work.due_at, Term(days, Unit.DAYS), calendar=calendar())

"""What happens after the reply when the resident does not judge by themselves?"""

from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotNow, Unusable
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.domains.appeals.actions.ending import Verdict, act_on, hear
from jinlin.domains.appeals.actions.steps import current_round, keep, mark_ended
from jinlin.domains.appeals.actions.terms import judge_by
from jinlin.domains.appeals.actions.tickets import ticket_of_closing
from jinlin.domains.appeals.models import Appeal, CallBack, CountyRule, Round
from jinlin.domains.appeals.permissions import RULES


@transaction.atomic
def call_back(
    appeal: Appeal,
    *,
    actor: Actor,
    verdict: Verdict | None,
    answers: dict[str, str] | None = None,
    note: str = "",
) -> Appeal:
    """Somebody other than the handler called.

    Reached, the resident's word counts as a judgement; not reached (verdict None), the try is on
    record, and is asked for again on another day as often as the county's rule says.
    """
    appeal = RULES.begin(appeal, "call_back", actor)
    if verdict is None and not tidy(note):
        raise Unusable(_("Please say why nobody was reached."), field="note")
    now, work = clock.now(), current_round(appeal)
    if verdict is None:
        _count_try(work, clock.local_day(now))
    CallBack.objects.create(
        county=appeal.county,
        appeal=appeal,
        round=work,
        caller=actor.user_id,
        called_at=now,
        called_on=clock.local_day(now),
        is_reached=verdict is not None,
        answers={tidy(question): tidy(answer) for question, answer in (answers or {}).items()},
        note=tidy(note),
    )
    if verdict is None:
        keep(appeal, "call_back", actor=actor, internal=tidy(note))
        return appeal
    hear(appeal, verdict, note)
    keep(appeal, "call_back", actor=actor, note=tidy(note), **asdict(verdict))
    return act_on(appeal, verdict)


@transaction.atomic
def lapse(appeal: Appeal) -> Appeal:
    """Closed by the house after the judging period: the resident's silence is recorded as silence,
    never as agreement.

    Raises NotNow while the period runs; for a round that was drawn to be called back also while
    tries are left and the county's further days run. The trail says of a drawn one on how many days
    it was called, and so whether anybody called at all.
    """
    appeal = RULES.begin(appeal, "lapse", SYSTEM)
    now = clock.now()
    work = current_round(appeal)
    if appeal.due_at >= now or (work.calls_left and _call_until(appeal, work) >= now):
        raise NotNow
    work.is_silent = True
    work.save(update_fields=["is_silent"])
    mark_ended(appeal, now)
    called = work.call_backs.values("called_on").distinct().count() if work.is_sampled else None
    keep(appeal, "lapse", actor=SYSTEM, called=called)
    ticket_of_closing(appeal, work, actor=SYSTEM)
    return appeal


def _count_try(work: Round, day: date) -> None:
    """One more day on which nobody was reached; a second try on the same day counts no further."""
    if work.calls_left and not work.call_backs.filter(called_on=day).exists():
        work.calls_left -= 1
        work.save(update_fields=["calls_left"])


def _call_until(appeal: Appeal, work: Round) -> datetime:
    """The end of the days in which a drawn one is called,
    by the rule under which it was finished.
    """
    rule = CountyRule.of(appeal.county, work.finished_on or clock.today())
    return judge_by(appeal.due_at, rule.call_days)

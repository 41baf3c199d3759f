"""Which steps do several verbs share? None of them decides anything; each leaves the row for its verb to record."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from jinlin.appeals.actions.terms import judge_by, promise
from jinlin.appeals.deadlines import Step
from jinlin.appeals.models import Appeal, Round
from jinlin.core import clock, timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable
from jinlin.core.text import tidy
from jinlin.core.timeline import Entry
from jinlin.places.models import Organisation


def begin_round(appeal: Appeal, unit: Organisation, now: datetime) -> Round:
    """The next term of work starts with `unit`; the appeal's owner and deadline are its owner and deadline."""
    promised = promise(appeal, Step.FINISH, now)
    appeal.unit = unit
    appeal.due_at, appeal.due_provisional = promised.at, promised.provisional
    return Round.objects.create(
        county=appeal.county,
        appeal=appeal,
        place_code=appeal.place_code,
        sequence=appeal.reopened + 1,
        unit=unit,
        started_at=now,
        started_on=clock.local_day(now),
        due_at=promised.at,
        due_on=clock.local_day(promised.at),
    )


def current_round(appeal: Appeal) -> Round:
    """The round in work, or the last one when the appeal has ended."""
    return appeal.rounds.order_by("-sequence")[0]


def mark_responded(appeal: Appeal, now: datetime) -> None:
    """The first sign to the resident that somebody took it up; later ones change nothing."""
    if appeal.responded_at is None:
        appeal.responded_at, appeal.responded_on = now, clock.local_day(now)


def mark_ended(appeal: Appeal, now: datetime) -> None:
    """The appeal has ended now, and with it the round in work."""
    appeal.ended_at, appeal.ended_on = now, clock.local_day(now)
    appeal.rounds.filter(ended_on=None, reopened_on=None).update(ended_on=appeal.ended_on)


def reply_to(appeal: Appeal, reply: str) -> None:
    """The round in work gets its public reply, and the resident JUDGE_DAYS to judge it. Raises Unusable when there are no words for the resident."""
    reply = tidy(reply)
    if not reply:
        raise Unusable(_("Please write the reply that the resident will read."), field="reply")
    now = clock.now()
    work = current_round(appeal)
    work.reply = reply
    work.finished_at, work.finished_on = now, clock.local_day(now)
    work.minutes = int((now - work.started_at).total_seconds() // 60)
    work.save(update_fields=["reply", "finished_at", "finished_on", "minutes"])
    appeal.due_at, appeal.due_provisional = judge_by(now), False


def keep(appeal: Appeal, verb: str, *, actor: Actor, note: str = "", internal: str = "", **data: Any) -> Entry:
    """Save the changed row as its next version and record the verb: one entry, one version."""
    appeal.version += 1
    appeal.save()
    return timeline.record(appeal, verb, actor=actor, note=note, internal=internal, data={"by": actor.face, **data})

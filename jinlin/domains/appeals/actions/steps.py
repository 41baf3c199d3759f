"""Which steps do several verbs share?

None of them decides anything; each leaves the row for its verb to record.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, UUIDField
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.editions import ask_once
from jinlin.core.errors import Unusable
from jinlin.core.making import made
from jinlin.core.prepared import Prepared
from jinlin.core.storing import insert
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.core.timeline import Entry
from jinlin.domains.appeals.actions.telling import VOICE, tell_carers
from jinlin.domains.appeals.actions.terms import judge_by, promise
from jinlin.domains.appeals.conditions import is_of_stranger
from jinlin.domains.appeals.deadlines import Due, Step
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Appeal, Asking, CountyRule, PartState, Pause, Round
from jinlin.ground.places.models import Organisation


def begin_round(appeal: Appeal, unit: Organisation, now: datetime) -> Round:
    """The next term of work starts with `unit`; the appeal's owner and deadline are its owner and
    deadline.
    """
    promised = promise(appeal, Step.FINISH, now)
    appeal.unit, appeal.lateness = unit, 0
    appeal.due_at, appeal.due_provisional = promised.at, promised.provisional
    work = made(
        Round,
        county=appeal.county,
        appeal=appeal,
        place_code=appeal.place_code,
        sequence=appeal.reopened + 1,
        unit=unit,
        started_at=now,
        started_on=clock.local_day(now),
        due_at=promised.at,
        due_on=clock.local_day(promised.at),
        term_unit=promised.unit,
        workdays=promised.workdays,
        workdays_from=promised.since,
    )
    insert(work)
    return work


def is_drawn(pk: UUID, percent: int) -> bool:
    """Whether a round belongs to the sample that is called back: decided by its random bits, so
    nobody chooses it.
    """
    return pk.int % 100 < percent


def current_round(appeal: Appeal) -> Round:
    """The round in work, or the last one when the appeal has ended."""
    work = _LAST_ROUND.first(appeal=appeal.pk)
    if work is None:
        raise Round.DoesNotExist
    return work


_LAST_ROUND = Prepared[Round](
    lambda appeal: Round.objects.filter(appeal=appeal).order_by("-sequence")[:1],
    appeal=UUIDField(),
)


def promise_anew(appeal: Appeal, promised: Due) -> None:
    """The round in work and its appeal are due at another moment now; how late it was before is
    over.
    """
    appeal.due_at, appeal.due_provisional, appeal.lateness = promised.at, promised.provisional, 0
    appeal.rounds.filter(ended_on=None, reopened_on=None).update(
        due_at=promised.at,
        due_on=clock.local_day(promised.at),
        workdays=promised.workdays,
        workdays_from=promised.since,
    )


def keep_broken_promises(appeals: Iterable[Appeal], now: datetime) -> None:
    """A step before another day is promised: of rounds whose promised moment is over without a
    reply, the first such day stays on record.

    Not over is a promise whose moment came while the clock stood.
    """
    whose = Q(appeal=OuterRef("appeal")) | Q(appeal=OuterRef("appeal__merged_into"))
    stood = Pause.objects.filter(
        whose,
        Q(ended_at=None) | Q(ended_at__gte=OuterRef("due_at")),
        began_at__lte=OuterRef("due_at"),
    )
    in_work = Round.objects.filter(
        appeal__in=[each.pk for each in appeals], ended_on=None, reopened_on=None, finished_at=None
    )
    in_work.filter(~Exists(stood), missed_on=None, due_at__lt=now).update(missed_on=F("due_on"))


def give(appeal: Appeal, unit: Organisation) -> None:
    """The unit owns the appeal and its round; nobody of it keeps it yet."""
    appeal.unit, appeal.keeper = unit, None
    work = current_round(appeal)
    work.unit = unit
    work.save(update_fields=["unit"])


def share(main: Appeal) -> None:
    """Whatever is handled together with `main` has its unit and its promise."""
    merged = main.merged.filter(state=State.MERGED)
    if not merged.update(unit=main.unit, due_at=main.due_at, due_provisional=main.due_provisional):
        return
    work = current_round(main)
    Round.objects.filter(appeal__in=merged, ended_on=None, reopened_on=None).update(
        unit=main.unit,
        due_at=main.due_at,
        due_on=clock.local_day(main.due_at),
        term_unit=work.term_unit,
        workdays=work.workdays,
        workdays_from=work.workdays_from,
    )


def mark_responded(appeal: Appeal, now: datetime) -> None:
    """The first sign to the resident that somebody took it up; later ones change nothing."""
    if appeal.responded_at is None:
        appeal.responded_at, appeal.responded_on = now, clock.local_day(now)


def mark_ended(appeal: Appeal, now: datetime) -> None:
    """The appeal and its round in work ended at this moment."""
    appeal.ended_at, appeal.ended_on = now, clock.local_day(now)
    appeal.rounds.filter(ended_on=None, reopened_on=None).update(ended_on=appeal.ended_on)


def reply_to(appeal: Appeal, reply: str) -> None:
    """The round in work gets its public reply, and the resident the county's days to judge it.

    Raises Unusable when there are no words for the resident.
    """
    reply = tidy(reply)
    if not reply:
        raise Unusable(_("Please write the reply that the resident will read."), field="reply")
    now = clock.now()
    work = current_round(appeal)
    work.reply = reply
    work.finished_at, work.finished_on = now, clock.local_day(now)
    work.minutes = int((now - work.started_at).total_seconds() // 60)
    rule = CountyRule.of(appeal.county, work.finished_on)
    work.is_sampled = is_drawn(work.pk, rule.call_back_percent)
    work.calls_left = rule.call_tries if work.is_sampled else 0
    work.save(
        update_fields=["reply", "finished_at", "finished_on", "minutes", "is_sampled", "calls_left"]
    )
    appeal.due_at, appeal.due_provisional = judge_by(now, rule.judge_days), False
    drop_extension(appeal, now)


def drop_extension(appeal: Appeal, now: datetime) -> None:
    """Nobody decides any more about more time: the matter moved on."""
    if appeal.is_extension_asked:
        appeal.is_extension_asked = False
        open_ones = Asking.objects.filter(
            appeal=appeal, kind=Asking.Kind.EXTENSION, state=Asking.State.ASKED
        )
        with override(
            settings.LANGUAGE_CODE
        ):  # it is stored like a person's words, in the county's language whoever moved it on
            decision = gettext("The matter moved on before this was decided.")
        open_ones.update(state=Asking.State.REFUSED, decision=decision, decided_at=now)


def drop_parts(appeal: Appeal) -> None:
    """Nobody helps any more: the matter is over."""
    appeal.parts.filter(state=PartState.ASKED).update(state=PartState.RELEASED)
    appeal.parts_open = 0


def keep(
    appeal: Appeal, verb: str, *, actor: Actor, note: str = "", internal: str = "", **data: Any
) -> Entry:
    """Save the changed row as its next version, record the verb (one entry, one version), and tell
    those whom it concerns.
    """
    entry = timeline.keep(appeal, verb, actor=actor, note=note, internal=internal, **data)
    with ask_once():
        if verb == "report" and not is_of_stranger(appeal):
            tell_carers(appeal, entry)
        VOICE.speak(appeal, entry)
    return entry

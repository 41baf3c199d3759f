"""How does an appeal end, and how does it begin again?"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import Unusable
from jinlin.core.files import uploads
from jinlin.core.files.uploads import Upload
from jinlin.core.hearing import be_read
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.core.whole import verb
from jinlin.domains.appeals.actions.clocks import run_on
from jinlin.domains.appeals.actions.merging import let_go
from jinlin.domains.appeals.actions.steps import (
    begin_round,
    current_round,
    drop_extension,
    drop_parts,
    keep,
    mark_ended,
)
from jinlin.domains.appeals.actions.tickets import ticket_of_closing
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.permissions import RULES


@dataclass(frozen=True)
class Verdict:
    """The resident's three answers; they are asked apart because a solved matter may have been
    badly answered, and the other way round.
    """

    answered: bool
    solved: bool
    satisfied: bool


@verb
def judge(
    appeal: Appeal,
    *,
    actor: Actor,
    verdict: Verdict,
    comment: str = "",
    photos: Sequence[Upload] = (),
) -> Appeal:
    """The resident's word stands on the round, with photos of how it is. Solved: the appeal is
    closed. Not solved: it is open again with a new term, the second time escalated.
    """
    appeal = RULES.begin(appeal, "judge", actor)
    hear(appeal, verdict, comment)
    uploads.attach(photos, appeal)
    keep(
        appeal,
        "judge",
        actor=actor,
        note=tidy(comment),
        photos=[str(photo.pk) for photo in photos],
        **asdict(verdict),
    )
    be_read(appeal, tidy(comment))
    return act_on(appeal, verdict)


def hear(appeal: Appeal, verdict: Verdict, comment: str) -> None:
    """A step of judging and of calling back: the three answers stand on the round in work."""
    now = clock.now()
    work = current_round(appeal)
    work.is_answered, work.is_solved, work.is_satisfied = (
        verdict.answered,
        verdict.solved,
        verdict.satisfied,
    )
    work.comment = tidy(comment)
    work.judged_at, work.judged_on = now, clock.local_day(now)
    work.save(
        update_fields=[
            "is_answered",
            "is_solved",
            "is_satisfied",
            "comment",
            "judged_at",
            "judged_on",
        ]
    )


def act_on(appeal: Appeal, verdict: Verdict) -> Appeal:
    """What follows from a word that was heard."""
    return close(appeal, actor=SYSTEM) if verdict.solved else reopen(appeal, actor=SYSTEM)


@verb
def close(appeal: Appeal, *, actor: Actor, reason: str = "") -> Appeal:
    """Ended.

    By hand (without a judgement) only with a reason, by somebody who did not handle it.
    """
    appeal = RULES.begin(appeal, "close", actor)
    if not actor.is_system and not tidy(reason):
        raise Unusable(
            _("Please say why it is closed without the resident's judgement."), field="reason"
        )
    mark_ended(appeal, clock.now())
    keep(appeal, "close", actor=actor, note=tidy(reason))
    ticket_of_closing(appeal, current_round(appeal), actor=actor)
    return appeal


@verb
def reopen(appeal: Appeal, *, actor: Actor, reason: str = "") -> Appeal:
    """Back in hand at the unit that answered, as a new round with a new term; from the second time
    on it is escalated to the supervisor. By hand only with a reason.
    """
    appeal = RULES.begin(appeal, "reopen", actor)
    if not actor.is_system and not tidy(reason):
        raise Unusable(_("Please say what is not solved yet."), field="reason")
    now = clock.now()
    work = current_round(appeal)
    work.reopened_on = clock.local_day(now)
    work.save(update_fields=["reopened_on"])
    appeal.reopened += 1
    appeal.is_escalated, appeal.is_contested, appeal.is_final = appeal.reopened >= 2, False, False
    appeal.ended_at = appeal.ended_on = None
    begin_round(appeal, appeal.unit, now)
    keep(
        appeal,
        "reopen",
        actor=actor,
        note=tidy(reason),
        unit=appeal.unit.name,
        due=appeal.due_at.isoformat(),
        times=appeal.reopened,
    )
    return appeal


@verb
def withdraw(appeal: Appeal, *, actor: Actor, reason: str) -> Appeal:
    """Ended because the resident no longer wants it, with their reason.

    Nobody is asked for anything any more; what was handled together with it goes on.
    """
    stood = appeal.state == State.WAITING
    appeal = RULES.begin(appeal, "withdraw", actor)
    reason = needed(
        reason, field="reason", words=_("Please say in a few words why you withdraw it.")
    )
    now = clock.now()
    if stood:
        run_on(appeal, now)
    drop_extension(appeal, now)
    drop_parts(appeal)
    mark_ended(appeal, now)
    appeal.merged_into = None
    keep(appeal, "withdraw", actor=actor, reason=tidy(reason))
    let_go(appeal)
    return appeal

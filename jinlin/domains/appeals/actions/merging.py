"""How are repeats handled together, with every reporter informed and heard?"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import Unusable, require
from jinlin.core.time import clock
from jinlin.domains.appeals.actions.steps import (
    begin_round,
    drop_extension,
    give,
    keep,
    keep_broken_promises,
    mark_responded,
    promise_anew,
    reply_to,
    share,
)
from jinlin.domains.appeals.actions.terms import promise
from jinlin.domains.appeals.deadlines import Step
from jinlin.domains.appeals.lifecycle import AT_WORK, LIFECYCLE, State
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.permissions import RULES, can_merge
from jinlin.ground.places import queries as places

MAY_LEAD = AT_WORK | {State.ACCEPTED}


@transaction.atomic
def merge(appeal: Appeal, *, actor: Actor, main: Appeal, note: str = "") -> Appeal:
    """It is handled together with `main`: same unit, same promise.

    Its reporter keeps it, is told what happens, and judges for themselves.
    """
    fresh = appeal.state == State.REPORTED
    appeal, main = _both_locked(appeal, main, actor)
    _require_main(appeal, main)
    now = clock.now()
    mark_responded(appeal, now)
    drop_extension(appeal, now)
    keep_broken_promises([appeal], now)
    if fresh:
        begin_round(appeal, main.unit, now)
    appeal.merged_into, appeal.unit, appeal.keeper = main, main.unit, None
    appeal.category = appeal.category or main.category
    appeal.due_at, appeal.due_provisional, appeal.lateness = main.due_at, main.due_provisional, 0
    keep(appeal, "merge", actor=actor, note=note, number=main.number, unit=main.unit.name)
    share(main)
    return appeal


@transaction.atomic
def unmerge(appeal: Appeal, *, actor: Actor, reason: str = "") -> Appeal:
    """It is handled by itself again, at its place's intake unit, with a promise from today."""
    appeal = RULES.begin(appeal, "unmerge", actor)
    keep_broken_promises([appeal], clock.now())
    appeal.merged_into = None
    give(appeal, places.intake_unit(appeal.place) or appeal.unit)
    due = promise(appeal, Step.FINISH, clock.now())
    promise_anew(appeal, due)
    appeal.rounds.filter(ended_on=None, reopened_on=None).update(term_unit=due.unit)
    keep(appeal, "unmerge", actor=actor, note=reason, due=due.at.isoformat())
    return appeal


def bring_along(main: Appeal, reply: str, *, actor: Actor) -> None:
    """Whoever reported the same gets the same reply, and is asked to judge it."""
    for appeal in _merged(main):
        appeal.state = LIFECYCLE.target("follow", appeal.state)
        reply_to(appeal, reply)
        keep(appeal, "follow", actor=actor, note=reply, unit=main.unit.name)


def let_go(main: Appeal) -> None:
    """The main one ended without a reply: the others go on by themselves."""
    for appeal in _merged(main):
        unmerge(appeal, actor=SYSTEM)


def _merged(main: Appeal) -> list[Appeal]:
    return list(
        main.merged.select_for_update(of=("self",))
        .select_related("place", "unit")
        .filter(state=State.MERGED)
        .order_by("pk")
    )


def _both_locked(appeal: Appeal, main: Appeal, actor: Actor) -> tuple[Appeal, Appeal]:
    """Both rows, the smaller key first, so that two who merge each into the other do not wait for
    each other.

    A first row that is merged already ends the attempt before the second is waited for: whoever
    replies to all holds the main row and waits for this one.
    """
    require(can_merge(actor, appeal))
    if main.pk == appeal.pk or not Appeal.objects.visible_to(actor).filter(pk=main.pk).exists():
        raise Unusable(_("Please choose another appeal of this county."), field="main")
    if main.pk < appeal.pk:
        main = _lock_main(main)
        return RULES.begin(appeal, "merge", actor), main
    appeal = RULES.begin(appeal, "merge", actor)
    return appeal, _lock_main(main)


def _lock_main(main: Appeal) -> Appeal:
    row = (
        Appeal.objects.select_for_update(of=("self",))
        .select_related("unit", "category")
        .get(pk=main.pk)
    )
    if row.state not in MAY_LEAD:
        raise Unusable(
            _("The other appeal is not in work. Accept it first, or choose one that is."),
            field="main",
        )
    return row


def _require_main(appeal: Appeal, main: Appeal) -> None:
    if main.county != appeal.county:
        raise Unusable(_("Please choose another appeal of this county."), field="main")

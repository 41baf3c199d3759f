"""What if the wrong unit got it? It may be returned, but not endlessly."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.appeals.actions.steps import drop_extension, give, keep, share
from jinlin.domains.appeals.actions.tickets import ticket_of_handover
from jinlin.domains.appeals.models import Appeal, CountyRule
from jinlin.domains.appeals.permissions import RULES
from jinlin.ground.places import queries as places
from jinlin.ground.places.models import Organisation


@transaction.atomic
def return_(appeal: Appeal, *, actor: Actor, reason: str) -> Appeal:
    """Back at the intake unit, with the reason; the promise to the resident stands.

    At the county's limit (the third time) it goes to the supervisor.
    """
    appeal = RULES.begin(appeal, "return_", actor)
    if not tidy(reason):
        raise Unusable(
            _("Please say why this is not for your unit, and whose it is."), field="reason"
        )
    now = clock.now()
    drop_extension(appeal, now)
    appeal.returns += 1
    appeal.is_contested = (
        appeal.returns >= CountyRule.of(appeal.county, clock.local_day(now)).returns_limit
    )
    appeal.is_escalated = appeal.is_escalated or appeal.is_contested
    give(appeal, places.intake_unit(appeal.place) or appeal.unit)
    share(appeal)
    keep(appeal, "return_", actor=actor, reason=tidy(reason), times=appeal.returns)
    return appeal


@transaction.atomic
def assign(appeal: Appeal, *, actor: Actor, unit: Organisation, reason: str) -> Appeal:
    """The supervisor has decided which unit it is; that unit cannot return it."""
    appeal = RULES.begin(appeal, "assign", actor)
    if unit.county != appeal.county or not unit.is_open:
        raise Unusable(
            _("This unit does not work in this county. Please choose another."), field="unit"
        )
    reason = needed(reason, field="reason", words=_("Please give the reason for the decision."))
    appeal.is_contested, appeal.is_final = False, True
    before = appeal.unit
    give(appeal, unit)
    share(appeal)
    keep(
        appeal,
        "assign",
        actor=actor,
        internal=tidy(reason),
        unit=unit.name,
        due=appeal.due_at.isoformat(),
    )
    ticket_of_handover(appeal, actor=actor, before=before)
    return appeal

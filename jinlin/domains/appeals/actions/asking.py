"""How is something asked for that somebody else decides?

Steps of the verbs about more time and about the figures.
"""

from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.errors import require
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.appeals.models import Appeal, Asking


def ask(appeal: Appeal, kind: str, *, actor: Actor, reason: str, days: int = 0) -> Asking:
    """It is asked for, with the reason, and waits for somebody else's decision."""
    reason = needed(reason, field="reason", words=_("Please give the reason."))
    return Asking.objects.create(
        county=appeal.county,
        appeal=appeal,
        kind=kind,
        reason=tidy(reason),
        days=days,
        asked_by=actor.user_id,
        asked_face=actor.face,
        asked_at=clock.now(),
    )


def decide(appeal: Appeal, kind: str, state: str, *, actor: Actor, reason: str) -> Asking:
    """The open asking of a kind is decided, by somebody else than who asked, with a reason."""
    asking = Asking.objects.select_for_update().get(
        appeal=appeal, kind=kind, state=Asking.State.ASKED
    )
    require(
        asking.asked_by is None or asking.asked_by != actor.user_id,
        _("Whoever asked cannot decide."),
    )
    reason = needed(reason, field="reason", words=_("Please give the reason for the decision."))
    asking.state, asking.decision, asking.decided_at = state, tidy(reason), clock.now()
    asking.decided_by, asking.decided_face = actor.user_id, actor.face
    asking.save(update_fields=["state", "decision", "decided_at", "decided_by", "decided_face"])
    return asking

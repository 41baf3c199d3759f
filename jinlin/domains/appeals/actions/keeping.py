"""Who of a unit keeps an appeal, and what becomes of it when they leave?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.text import tidy
from jinlin.core.timeline import Audience, Entry
from jinlin.domains.appeals.actions.telling import VOICE, tell_of_desk
from jinlin.domains.appeals.lifecycle import LIFECYCLE
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.permissions import RULES, can_hand_over_desk
from jinlin.domains.appeals.queries.keeping import kept_by, unkept
from jinlin.ground.accounts.models import User
from jinlin.ground.accounts.queries import members_of
from jinlin.ground.places.models import Organisation

MOST_AT_ONCE = 200


@dataclass(frozen=True)
class HandedOver:
    """What one hand-over of a desk did: the appeals that went,
    and how many wait for the next one.
    """

    gone: list[Appeal]
    left: int


@transaction.atomic
def take_on(appeal: Appeal, *, actor: Actor) -> Appeal:
    """The actor keeps it for the unit; colleagues see by whom it is kept, residents do not."""
    appeal = RULES.begin(appeal, "take_on", actor)
    appeal.keeper = actor.user_id
    VOICE.speak(appeal, _note(appeal, "take_on", actor=actor, to=actor.user_id))
    return appeal


@transaction.atomic
def pass_on(appeal: Appeal, *, actor: Actor, to: User, note: str = "") -> Appeal:
    """A colleague of the same unit keeps it."""
    appeal = RULES.begin(appeal, "pass_on", actor)
    _require_colleagues(appeal.unit, [to])
    if to.pk == appeal.keeper:
        raise Unusable(_("This colleague keeps it already."), field="to")
    VOICE.speak(appeal, _pass(appeal, to, actor=actor, note=note))
    return appeal


@transaction.atomic
def hand_over_desk(
    leaver: User, *, unit: Organisation, to: Sequence[User], actor: Actor, note: str = ""
) -> HandedOver:
    """All open appeals that the leaver keeps for the unit are kept by these colleagues in turn, the
    most urgent first; at most MOST_AT_ONCE at a time.

    Safe to run twice, or again after it was cut off: what went is no longer the leaver's, and what
    did not go still is.
    """
    require(can_hand_over_desk(actor, unit))
    colleagues = list({user.pk: user for user in to}.values())
    if not colleagues or leaver in colleagues:
        raise Unusable(
            _("Please choose one or several colleagues, not the one who leaves."), field="to"
        )
    _require_colleagues(unit, colleagues)
    rows = list(
        kept_by(leaver.pk, unit.pk).select_for_update(of=("self",)).order_by("due_at", "id")
    )
    most = MOST_AT_ONCE - MOST_AT_ONCE % len(
        colleagues
    )  # whole turns, so that the next call begins with the first colleague again
    landed: dict[UUID, list[Appeal]] = {}
    for appeal, colleague in zip(rows[:most], cycle(colleagues), strict=False):
        LIFECYCLE.target("pass_on", appeal.state)
        VOICE.announce(appeal, _pass(appeal, colleague, actor=actor, note=note))
        landed.setdefault(colleague.pk, []).append(appeal)
    tell_of_desk(landed)
    return HandedOver(rows[:most], len(rows[most:]))


@transaction.atomic
def fall_back(appeal: Appeal) -> Appeal:
    """It is kept by nobody in particular again, because whoever kept it does not work in the unit
    any more.
    """
    appeal = RULES.begin(appeal, "fall_back", SYSTEM)
    if not unkept().filter(pk=appeal.pk).exists():
        raise NotNow
    left, appeal.keeper = appeal.keeper, None
    VOICE.speak(appeal, _note(appeal, "fall_back", actor=SYSTEM, left=left))
    return appeal


def _pass(appeal: Appeal, to: User, *, actor: Actor, note: str) -> Entry:
    left, appeal.keeper = appeal.keeper, to.pk
    return _note(appeal, "pass_on", actor=actor, internal=tidy(note), left=left, to=to.pk)


def _require_colleagues(unit: Organisation, users: Sequence[User]) -> None:
    working = set(members_of(unit.pk).values_list("pk", flat=True))
    if strangers := [user for user in users if user.pk not in working]:
        raise Unusable(
            _("%(person)s does not work in this unit at present.") % {"person": strangers[0]},
            field="to",
        )


def _note(appeal: Appeal, verb: str, *, actor: Actor, internal: str = "", **data: Any) -> Entry:
    """Who keeps it is the unit's own matter: an entry for staff, and the next version."""
    return timeline.keep(
        appeal, verb, actor=actor, internal=internal, audience=Audience.STAFF, **data
    )

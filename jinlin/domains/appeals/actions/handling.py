"""How does a unit get an appeal, and how does it answer?"""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import Unusable
from jinlin.core.files import uploads
from jinlin.core.files.uploads import Upload
from jinlin.core.hearing import be_read
from jinlin.core.text import tidy
from jinlin.core.whole import verb
from jinlin.domains.appeals.actions.clocks import go_on
from jinlin.domains.appeals.actions.merging import bring_along
from jinlin.domains.appeals.actions.steps import give, keep, reply_to, share
from jinlin.domains.appeals.actions.tickets import ticket_of_handover
from jinlin.domains.appeals.lifecycle import LIFECYCLE, State
from jinlin.domains.appeals.models import Appeal, Pause
from jinlin.domains.appeals.permissions import (
    RULES,
    is_of_unit,
    is_reporter,
)
from jinlin.ground.places.models import Organisation


@verb
def hand_over(
    appeal: Appeal, *, actor: Actor, unit: Organisation, note: str = "", internal: str = ""
) -> Appeal:
    """The unit owns it; the promise to the resident stands as it was given at acceptance."""
    appeal = RULES.begin(appeal, "hand_over", actor)
    if unit.county != appeal.county or not unit.is_open:
        raise Unusable(
            _("This unit does not work in this county. Please choose another."), field="unit"
        )
    before = appeal.unit
    give(appeal, unit)
    share(appeal)
    keep(
        appeal,
        "hand_over",
        actor=actor,
        note=note,
        internal=internal,
        unit=unit.name,
        due=appeal.due_at.isoformat(),
    )
    ticket_of_handover(appeal, actor=actor, before=before, note=internal)
    return appeal


@verb
def finish(
    appeal: Appeal, *, actor: Actor, reply: str, internal: str = "", photos: Sequence[Upload] = ()
) -> Appeal:
    """The unit has done what it could and said so to the resident, who is asked to judge."""
    appeal = RULES.begin(appeal, "finish", actor)
    reply_to(appeal, reply)
    uploads.attach(photos, appeal)
    entry = keep(
        appeal,
        "finish",
        actor=actor,
        note=tidy(reply),
        internal=internal,
        unit=appeal.unit.name,
        photos=[str(photo.pk) for photo in photos],
    )
    bring_along(appeal, entry.note, actor=actor)
    return appeal


@verb
def add_information(
    appeal: Appeal, *, actor: Actor, text: str, photos: Sequence[Upload] = ()
) -> Appeal:
    """What the resident (or who looks after the matter) adds stands on the trail.

    A clock that stood for the resident runs again, in the next entry; else all stays.
    """
    appeal = RULES.begin(appeal, "add_information", actor)
    if not tidy(text) and not photos:
        raise Unusable(_("Please write what you want to add, or choose a photo."), field="text")
    uploads.attach(photos, appeal)
    keep(
        appeal,
        "add_information",
        actor=actor,
        note=tidy(text),
        photos=[str(photo.pk) for photo in photos],
    )
    if not is_of_unit(actor, appeal):
        be_read(appeal, tidy(text))
    if _was_awaited(appeal, actor):
        appeal.state = LIFECYCLE.target("resume", appeal.state)
        go_on(appeal, actor=SYSTEM)
    return appeal


def _was_awaited(appeal: Appeal, actor: Actor) -> bool:
    """Whether the clock stands for just this: the resident's own words.

    What the unit itself adds is not what it waits for.
    """
    if appeal.state != State.WAITING or is_of_unit(actor, appeal) or not is_reporter(actor, appeal):
        return False
    return appeal.pauses.filter(ended_at=None, whom=Pause.Whom.RESIDENT).exists()

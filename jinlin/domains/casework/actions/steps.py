"""Which steps do several verbs share? Nothing of a case is told outside the house: what its team
has to see stands in their list.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotAllowed, NotNow
from jinlin.core.time import clock
from jinlin.core.timeline import Entry
from jinlin.domains.casework.lifecycle import LIFECYCLE
from jinlin.domains.casework.models import Case, CaseRule, Look, News, Task
from jinlin.domains.casework.models.standing import forget_parts, is_withdrawn
from jinlin.domains.casework.permissions import WITHDRAWN
from jinlin.services.notices.actions import Voice

OTHER_CONTENTS = _(
    "This was already sent with other contents. Please open the page again before you send "
    "something new."
)


def rule_of(county: str) -> CaseRule:
    """The county's numbers as they are today."""
    return CaseRule.of(county, clock.today())


def due_in(days: int) -> datetime:
    """The end of the day so many days from now."""
    return clock.by_end_of(clock.today(), days)


def keep(case: Case, verb: str, *, actor: Actor, reason: str = "", **data: Any) -> Entry:
    """The changed case is its next version and the verb is on its timeline; a reason only as the
    case's own key locks it.
    """
    forget_parts(case)
    locked = {"locked": case.lock(reason)} if reason else {}
    entry = timeline.keep(case, verb, actor=actor, **locked, **data)
    VOICE.speak(case, entry)
    return entry


# Nobody hears of a case but its team, in its list (`tell_team`); no program, for that there is one
# is a secret.
VOICE = Voice[Case](LIFECYCLE, "casework.{verb}", None, ())


def note_down(case: Case, verb: str, *, actor: Actor, reason: str = "", **data: Any) -> Entry:
    """Something that is no move is on the timeline of a case that the verb holds locked."""
    return keep(case, verb, actor=actor, reason=reason, **data)


def contacted(case: Case) -> None:
    """Somebody was in touch today: the next time is due by the county's days."""
    if case.state == "working":
        case.due_at = due_in(rule_of(case.county).contact_days)


def look(case: Case, *, actor: Actor, what: str) -> None:
    """It is on record that this person read it."""
    Look.objects.create(
        county=case.county, case=case, user=user_of(actor), what=what, at=clock.now()
    )


def tell_team(case: Case, what: News, *, about: UUID | None = None) -> None:
    """It stands in the list of what waits for the team, once."""
    Task.objects.get_or_create(
        case=case, what=what, about=about, defaults={"county": case.county, "at": clock.now()}
    )


def check_agreed(case: Case) -> None:
    """Whoever took their consent back is written about no more. Raises NotNow."""
    if is_withdrawn(case):
        raise NotNow(str(WITHDRAWN))


def user_of(actor: Actor) -> UUID:
    """Whoever writes is somebody. Raises NotAllowed."""
    if actor.user_id is None:
        raise NotAllowed
    return actor.user_id

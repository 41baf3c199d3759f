"""How does staff get to see who a reporter is?"""

from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, Unusable, require
from jinlin.core.text import tidy
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.permissions import can_see_reporter
from jinlin.ground.people.models import Person

LONGEST_REASON = 200


def see_reporter(appeal: Appeal, *, actor: Actor, why: str) -> Person:
    """The actor sees the reporter's name and phone unmasked, and it is kept who looked, when and
    why. Never for a unit from which the identity is kept.
    """
    require(can_see_reporter(actor, appeal))
    if appeal.reporter is None:
        raise NotHere(_("This was reported anonymously: nobody knows by whom."))
    why = tidy(why)
    if not why or len(why) > LONGEST_REASON:
        raise Unusable(
            _("Please say in at most 200 characters why you need to see this."), field="why"
        )
    timeline.look(appeal, actor=actor, what="reporter", why=why)
    return appeal.reporter

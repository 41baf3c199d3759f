"""How does what somebody wishes for at their door become a wish?

One transaction with the finding that names it (visit_to_appeal). A wish needs somebody to hand it
to: whoever lives there.
"""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jinlin.core.errors import Unusable
from jinlin.domains.visits import actions as visits
from jinlin.domains.visits.models import Finding
from jinlin.domains.wishes import actions as wishes
from jinlin.domains.wishes.actions import Post
from jinlin.domains.wishes.models import Channel, Kind

NO_WISHER = _("A wish needs somebody to hand it to, and nobody is known to live there.")


def make_wish(finding: Finding) -> tuple[UUID, str]:
    """The wish's key and number; it waits to be screened."""
    if finding.person is None:
        raise Unusable(NO_WISHER)
    actor = visits.on_word_of(finding.visit.visitor, face=finding.door.round.unit.name)
    post = Post(
        place=finding.door.household.place,
        kind=Kind(finding.wish_kind),
        text=finding.text,
        for_person=finding.person,
        channel=Channel.DOOR,
    )
    wish = wishes.post(post, actor=actor)
    return wish.pk, wish.number

"""What if a wish is really something to be put right, or an appeal really a wish?

One transaction, two actions: the one ends and says as what it goes on, the other begins and says
where it came from. Nothing has to be typed twice.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable
from jinlin.domains.appeals import actions as appeals
from jinlin.domains.appeals.actions import Report
from jinlin.domains.appeals.models import Appeal, Category
from jinlin.domains.appeals.models import Channel as AppealChannel
from jinlin.domains.wishes import actions as wishes
from jinlin.domains.wishes.actions import Post
from jinlin.domains.wishes.models import Channel, Kind, Wish

CHANNELS = {
    Channel.ONLINE: AppealChannel.ONLINE,
    Channel.STATION: AppealChannel.STATION,
    Channel.DOOR: AppealChannel.DOOR,
    Channel.RECEPTION: AppealChannel.RECEPTION,
    Channel.APPEAL: AppealChannel.STATION,
}
NO_WISHER = gettext_lazy(
    "A wish needs somebody to hand it to; this appeal was reported anonymously."
)


@dataclass(frozen=True)
class Wished:
    """What the wish is told to be."""

    kind: Kind
    text: str
    estimate: int = 0


@transaction.atomic
def transfer(wish: Wish, *, category: Category | None, note: str = "", actor: Actor) -> Wish:
    """The wish has ended as a wish; an appeal of the same person with the same words waits to be
    accepted.
    """
    report = Report(
        place=wish.place,
        text=wish.text,
        title=wish.title,
        channel=CHANNELS[Channel(wish.channel)],
        category=category,
        reporter=wish.for_person,
        origin=_("wish {number}").format(number=wish.number),
    )
    appeal = appeals.report(report, actor=actor)
    return wishes.to_appeal(
        wish, actor=actor, appeal_id=appeal.pk, appeal_number=appeal.number, note=note
    )


@transaction.atomic
def turn_into_wish(appeal: Appeal, matter: Wished, *, actor: Actor) -> Appeal:
    """The appeal is not accepted as an appeal; a wish of the same person waits to be screened.

    Raises Unusable when nobody is known to wish it.
    """
    if appeal.reporter is None:
        raise Unusable(NO_WISHER)
    post = Post(
        place=appeal.place,
        kind=matter.kind,
        text=matter.text,
        title=appeal.title,
        for_person=appeal.reporter,
        estimate=matter.estimate,
    )
    wish = wishes.from_appeal(post, actor=actor, appeal_id=appeal.pk, appeal_number=appeal.number)
    return appeals.reject(
        appeal,
        actor=actor,
        reason=_("this is a wish that neighbours can fulfil"),
        basis=_("It goes on as a wish; nothing has to be said again."),
        instead=_("wish {number}").format(number=wish.number),
    )

"""How does a craftsman of the directory come to a service day with a stall?

The stall is shown by the trade, never by the craftsman's name; it keeps the talent's key, once for
each day. The craftsman's trail names the day, the day's trail the trade, and the craftsman is told.
"""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, Unusable, require
from jinlin.domains.servicedays import actions as days
from jinlin.domains.servicedays.actions import Offer
from jinlin.domains.servicedays.models import Session, Stall, StallKind
from jinlin.domains.servicedays.permissions import is_host
from jinlin.domains.talents import actions as talents
from jinlin.domains.talents.models import Talent
from jinlin.domains.talents.queries.directory import ORDER, Card, cards, near

MOST = 60


def craftsmen_for(session: Session) -> list[Card]:
    """Who in the directory would come to the day's place and has no stall there yet, the nearest
    first.
    """
    taken = session.stalls.exclude(talent_id=None).values("talent_id")
    rows = near(session.place_code).exclude(pk__in=taken)
    return cards(list(rows.order_by(*ORDER)[:MOST]), session.place_code)


@transaction.atomic
def invite(session: Session, *, talent: UUID, skill: str, actor: Actor) -> Stall:
    """The craftsman has a stall on the day, under one of their skills, and hears of it. Asked again
    under the same skill, it is the stall that stands.
    """
    session = Session.objects.held(session)  # two who ask at once wait for each other
    require(is_host(actor, session))
    if known := session.stalls.filter(talent_id=talent, shown_as=skill).first():
        return known
    row = Talent.objects.listed().filter(county=session.county, pk=talent).first()
    if row is None:
        raise NotHere
    if skill not in row.skills.values_list("skill__name", flat=True):
        raise Unusable(_("Please choose one of their skills."), field="skill")
    offer = Offer(StallKind.CRAFTSMAN, skill, skill, talent=talent)
    made = days.add_stall(session, offer, actor=actor)
    talents.stall(row, title=session.title, starts_at=session.starts_at, skill=skill, actor=actor)
    return made

"""How is it kept how many posts for social workers a unit may have?"""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable, require
from jinlin.domains.workforce.models import Establishment, Sector
from jinlin.domains.workforce.permissions import can_keep
from jinlin.ground.places.models import Organisation


@dataclass(frozen=True)
class Posts:
    """So many posts, from a day on, and so many more that the unit wants."""

    approved: int
    since: date
    wanted: int = 0


@transaction.atomic
def approve_posts(
    unit: Organisation, sector: Sector, posts: Posts, *, actor: Actor
) -> Establishment:
    """The unit may have so many posts in the field from this day on; an earlier number stands until
    then. What is filled is counted, never typed.
    """
    require(can_keep(actor, unit.county))
    if posts.approved < 0 or posts.wanted < 0:
        raise Unusable(_("Please enter a number."), field="approved")
    try:
        with transaction.atomic():
            row = Establishment.objects.create(
                county=unit.county,
                organisation=unit,
                place_code=unit.place_code,
                sector=sector,
                approved=posts.approved,
                wanted=posts.wanted,
                since=posts.since,
            )
    except IntegrityError as problem:
        words = _("A number of posts begins on this day already.")
        raise Unusable(words, field="since") from problem
    timeline.record(row, "approved_posts", actor=actor, audience="staff")
    return row

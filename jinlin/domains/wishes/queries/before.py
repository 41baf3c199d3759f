"""Was the same wish said before: for the same person, or in nearly the same words in the same
community?
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Left

from jinlin.core.actor import Actor, within
from jinlin.core.likeness import bigrams, overlap
from jinlin.core.time import clock
from jinlin.domains.wishes.models import Wish
from jinlin.domains.wishes.queries.listed import WishBadge

A_YEAR = timedelta(days=365)
MOST, SHOWN = 300, 5
ALIKE = 0.3  # below this, two wishes of one community share only how people write
COMMUNITY_DIGITS = 12
HEAD = 300  # characters that are compared


@dataclass(frozen=True)
class Before(WishBadge):
    """A wish that may be the same one. `percent`: how much of the two texts is shared."""

    percent: int
    is_same_person: bool


def alike_before(wish: Wish, *, actor: Actor) -> list[Before]:
    """Of the last year, the same person's first, then the most alike: one statement, at most 300
    rows compared.
    """
    near = within([wish.place_code[:COMMUNITY_DIGITS]]) | Q(for_person_id=wish.for_person_id)
    rows = Wish.objects.for_desk(actor).filter(
        near, posted_on__gt=wish.posted_on - A_YEAR, posted_on__lte=clock.today()
    )
    rows = (
        rows.exclude(pk=wish.pk)
        .select_related("place")
        .defer("text")
        .annotate(head=Left("text", HEAD))
        .order_by("-posted_at", "-id")
    )
    grams = bigrams(f"{wish.title} {wish.text[:HEAD]}")
    found = [
        Before(
            row,
            round(100 * overlap(grams, bigrams(f"{row.title} {row.head}"))),  # type: ignore[attr-defined]
            row.for_person_id == wish.for_person_id,
        )
        for row in rows[:MOST]
    ]
    alike = [each for each in found if each.is_same_person or each.percent >= 100 * ALIKE]
    return sorted(alike, key=lambda each: (not each.is_same_person, -each.percent))[:SHOWN]

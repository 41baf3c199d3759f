"""What was learnt from a county's decisions, and what would the next night learn from?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from jinlin.core.actor import COUNTY_DIGITS, Actor, within
from jinlin.domains.appeals.models import Appeal
from jinlin.insight.models import Learning
from jinlin.insight.permissions import KEEPERS


@dataclass(frozen=True)
class Lesson:
    """How many appeals somebody has classed, and how many since the newest learning ends."""

    decided: int
    since: int


def learnings_of(actor: Actor) -> "QuerySet[Learning]":
    """Of the counties for which this reader answers, the newest first."""
    return Learning.objects.filter(_counties(actor)).order_by("-learnt_at", "-number")


def lesson(actor: Actor, rows: Sequence[Learning]) -> Lesson:
    """Two statements."""
    decided = Appeal.objects.filter(
        _counties(actor), category__isnull=False, responded_on__isnull=False
    )
    last = max((row.until for row in rows), default=None)
    fresh = decided.filter(responded_on__gt=last) if last else decided
    return Lesson(decided.count(), fresh.count())


def _counties(actor: Actor) -> Q:
    """Whole counties: what one place decided is too little to learn from."""
    return within((code for code in actor.codes(*KEEPERS) if len(code) <= COUNTY_DIGITS), "county")

"""How does a wish end without being fulfilled?"""

from uuid import UUID

from django.db import transaction

from jinlin.core.actor import Actor
from jinlin.core.hearing import be_read
from jinlin.core.text import tidy, why_of
from jinlin.core.time import clock
from jinlin.domains.wishes.actions.steps import LONGEST_REASON, end_claims, keep, mark_ended
from jinlin.domains.wishes.models import Ending, Wish
from jinlin.domains.wishes.permissions import RULES, is_keeper


@transaction.atomic
def withdraw(wish: Wish, *, actor: Actor, reason: str) -> Wish:
    """Ended because it is no longer wished for; whoever had taken it on is told and free."""
    wish = RULES.begin(wish, "withdraw", actor)
    reason = why_of(reason, limit=LONGEST_REASON)
    ended = end_claims(wish, Ending.DROPPED)
    mark_ended(wish, clock.now())
    keep(wish, "withdraw", actor=actor, reason=reason, to=ended)
    if not is_keeper(actor, wish):
        be_read(wish, reason)
    return wish


@transaction.atomic
def to_appeal(
    wish: Wish, *, actor: Actor, appeal_id: UUID, appeal_number: str, note: str = ""
) -> Wish:
    """Ended as a wish:

    it was something to be put right, and goes on as the appeal with this number.
    """
    wish = RULES.begin(wish, "transfer", actor)
    wish.appeal_id, wish.appeal_number = appeal_id, appeal_number
    mark_ended(wish, clock.now())
    keep(wish, "transfer", actor=actor, note=tidy(note), number=appeal_number)
    return wish

"""How do other systems hear of a move?

Through the county's webhooks, with nothing that says who or what in words.
"""

from jinlin.core.timeline import Entry
from jinlin.domains.wishes.events import payload
from jinlin.domains.wishes.models import Wish
from jinlin.services.notices import actions as notices


def announce_move(wish: Wish, entry: Entry) -> None:
    """Every webhook of the county that hears this move is sent it, once the move's own transaction
    is committed.
    """
    notices.announce(
        county=wish.county,
        event=f"wishes.{entry.verb}",
        subject_id=wish.pk,
        payload=payload(wish, entry),
    )

"""How do other systems hear of a move?

Through the county's webhooks, with nothing that says who or what in words.
"""

from jinlin.core.timeline import Entry
from jinlin.domains.appeals.events import payload
from jinlin.domains.appeals.models import Appeal
from jinlin.services.notices import actions as notices


def announce_move(appeal: Appeal, entry: Entry) -> None:
    """Every webhook of the county that hears this move is sent it, once the move's own transaction
    is committed.
    """
    notices.announce(
        county=appeal.county,
        event=f"appeals.{entry.verb}",
        subject_id=appeal.pk,
        payload=payload(appeal, entry),
    )

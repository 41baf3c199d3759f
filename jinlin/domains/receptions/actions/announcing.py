"""How do other systems hear of a move?

Through the county's webhooks, with nothing that says who or what in words.
"""

from jinlin.core.rows import MovingRow
from jinlin.core.timeline import Entry
from jinlin.domains.receptions.events import payload
from jinlin.services.notices import actions as notices


def announce_move(kind: str, row: MovingRow, entry: Entry) -> None:
    """Every webhook of the county that hears this move is sent it, once the move's own transaction
    is committed.
    """
    notices.announce(
        county=row.county,
        event=f"{kind}.{entry.verb}",
        subject_id=row.pk,
        payload=payload(row, entry),
    )

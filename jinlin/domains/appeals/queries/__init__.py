"""What do pages and the API ask about appeals?"""

from jinlin.domains.appeals.queries.board import Filters, board
from jinlin.domains.appeals.queries.mine import mine, next_sentence, tracked
from jinlin.domains.appeals.queries.reading import board_page, late_at
from jinlin.domains.appeals.queries.story import story
from jinlin.domains.appeals.queries.waiting import waiting_for

__all__ = [
    "Filters",
    "board",
    "board_page",
    "late_at",
    "mine",
    "next_sentence",
    "story",
    "tracked",
    "waiting_for",
]

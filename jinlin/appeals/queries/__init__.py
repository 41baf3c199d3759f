"""What do pages and the API ask about appeals?"""

from jinlin.appeals.queries.board import Filters, board
from jinlin.appeals.queries.mine import mine, next_sentence, tracked
from jinlin.appeals.queries.story import story
from jinlin.appeals.queries.waiting import waiting_for

__all__ = ["Filters", "board", "mine", "next_sentence", "story", "tracked", "waiting_for"]

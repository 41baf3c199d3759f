"""What do pages and the API ask about appeals?"""

from jinlin.appeals.queries.board import Filters, board
from jinlin.appeals.queries.mine import mine, next_sentence, tracked
from jinlin.appeals.queries.story import Line, changed_since, story
from jinlin.appeals.queries.waiting import waiting_for

__all__ = ["Filters", "Line", "board", "changed_since", "mine", "next_sentence", "story", "tracked", "waiting_for"]

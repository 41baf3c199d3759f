"""What do pages ask about wishes?"""

from jinlin.wishes.queries.board import Filters, board
from jinlin.wishes.queries.listed import listed
from jinlin.wishes.queries.mine import mine, my_claims, next_sentence
from jinlin.wishes.queries.story import sentence, story
from jinlin.wishes.queries.waiting import waiting_for

__all__ = ["Filters", "board", "listed", "mine", "my_claims", "next_sentence", "sentence", "story", "waiting_for"]

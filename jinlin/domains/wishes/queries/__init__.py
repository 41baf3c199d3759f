"""What do pages ask about wishes?"""

from jinlin.domains.wishes.queries.board import Filters, board
from jinlin.domains.wishes.queries.listed import listed
from jinlin.domains.wishes.queries.mine import mine, my_claims, next_sentence
from jinlin.domains.wishes.queries.story import sentence, story
from jinlin.domains.wishes.queries.waiting import waiting_for

__all__ = [
    "Filters",
    "board",
    "listed",
    "mine",
    "my_claims",
    "next_sentence",
    "sentence",
    "story",
    "waiting_for",
]

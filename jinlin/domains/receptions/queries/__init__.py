"""What do pages ask about reception days?"""

from jinlin.domains.receptions.queries.last import what_came_of, what_came_of_last
from jinlin.domains.receptions.queries.neighbourhood import (
    ahead,
    called_off,
    last_held,
    next_for,
    with_free_times,
)
from jinlin.domains.receptions.queries.story import story, story_of_booking, story_of_conversation

__all__ = [
    "ahead",
    "called_off",
    "last_held",
    "next_for",
    "story",
    "story_of_booking",
    "story_of_conversation",
    "what_came_of",
    "what_came_of_last",
    "with_free_times",
]

"""What do pages ask about wishes?"""

from jinlin.wishes.queries.story import sentence, story

__all__ = ["sentence", "story"]

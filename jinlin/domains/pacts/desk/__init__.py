"""What does staff see of pacts, and what can they do?"""

from jinlin.domains.pacts.desk.boards import board, draft, export
from jinlin.domains.pacts.desk.matter import desk_pact, move
from jinlin.domains.pacts.desk.writing import answer, comments, talks, text

__all__ = ["answer", "board", "comments", "desk_pact", "draft", "export", "move", "talks", "text"]

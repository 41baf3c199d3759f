"""Which verbs change a pact?

Each does, in this order: lock, may, can, change, record, tell later.
"""

from jinlin.domains.pacts.actions.commenting import Say, answer, comment, comment_once, endorse
from jinlin.domains.pacts.actions.deciding import adopt, repeal, turn_down
from jinlin.domains.pacts.actions.drafting import (
    Change,
    amend,
    consolidate,
    draft,
    draft_anew,
    drop,
    keep_old,
    write,
)
from jinlin.domains.pacts.actions.opening import ask_again, publish, put_to_vote, remind, review
from jinlin.domains.pacts.actions.talking import Minutes, Party, talk_over

__all__ = [
    "Change",
    "Minutes",
    "Party",
    "Say",
    "adopt",
    "amend",
    "answer",
    "ask_again",
    "comment",
    "comment_once",
    "consolidate",
    "draft",
    "draft_anew",
    "drop",
    "endorse",
    "keep_old",
    "publish",
    "put_to_vote",
    "remind",
    "repeal",
    "review",
    "talk_over",
    "turn_down",
    "write",
]

"""What is stored of pacts?"""

from jinlin.domains.pacts.models.comment import Answer, Comment, Endorsement
from jinlin.domains.pacts.models.pact import Clause, Pact, Review, Version
from jinlin.domains.pacts.models.reference import PactRule, Sample
from jinlin.domains.pacts.models.talk import Talk, TalkParty

__all__ = [
    "Answer",
    "Clause",
    "Comment",
    "Endorsement",
    "Pact",
    "PactRule",
    "Review",
    "Sample",
    "Talk",
    "TalkParty",
    "Version",
]

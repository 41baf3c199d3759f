"""What do residents read of consultations, and how do they take part?"""

from jinlin.domains.consultations.portal.feeds import of_meeting, of_neighbourhood
from jinlin.domains.consultations.portal.meetings import check_in, meeting
from jinlin.domains.consultations.portal.topics import (
    all_topics,
    object_,
    raise_one,
    say,
    stance,
    support,
    topic,
    withdraw,
)
from jinlin.domains.consultations.portal.votes import by_code, cast, choice, vote

__all__ = [
    "all_topics",
    "by_code",
    "cast",
    "check_in",
    "choice",
    "meeting",
    "object_",
    "of_meeting",
    "of_neighbourhood",
    "raise_one",
    "say",
    "stance",
    "support",
    "topic",
    "vote",
    "withdraw",
]

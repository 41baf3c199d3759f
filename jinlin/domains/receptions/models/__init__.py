"""What is stored of reception days?

Models stand in the file of their topic; this file gathers them.
"""

from jinlin.domains.receptions.models.bookings import Booking, BookingQuerySet, Topic
from jinlin.domains.receptions.models.conversations import (
    Conversation,
    ConversationQuerySet,
    How,
    Outcome,
    Promise,
)
from jinlin.domains.receptions.models.series import (
    FeedLink,
    Part,
    ReceptionRule,
    ScheduledSeat,
    Series,
    SeriesQuerySet,
)
from jinlin.domains.receptions.models.sessions import (
    Session,
    SessionQuerySet,
    Sitting,
    SittingState,
)

__all__ = [
    "Booking",
    "BookingQuerySet",
    "Conversation",
    "ConversationQuerySet",
    "FeedLink",
    "How",
    "Outcome",
    "Part",
    "Promise",
    "ReceptionRule",
    "ScheduledSeat",
    "Series",
    "SeriesQuerySet",
    "Session",
    "SessionQuerySet",
    "Sitting",
    "SittingState",
    "Topic",
]

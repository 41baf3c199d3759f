"""What is stored of wishes? Models stand in the file of their topic; this file gathers them."""

from jinlin.domains.wishes.models.claim import (
    MOST_YUAN,
    Capacity,
    Claim,
    ClaimRows,
    Ending,
    Handover,
    Receiver,
)
from jinlin.domains.wishes.models.photo import Photo
from jinlin.domains.wishes.models.reference import WishRule
from jinlin.domains.wishes.models.wish import (
    Band,
    Channel,
    Kind,
    Meeting,
    Wish,
    WishRows,
    number_for,
)

__all__ = [
    "MOST_YUAN",
    "Band",
    "Capacity",
    "Channel",
    "Claim",
    "ClaimRows",
    "Ending",
    "Handover",
    "Kind",
    "Meeting",
    "Photo",
    "Receiver",
    "Wish",
    "WishRows",
    "WishRule",
    "number_for",
]

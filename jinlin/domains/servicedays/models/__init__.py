"""What is stored of service days and of help between them?"""

from jinlin.domains.servicedays.models.days import (
    Kind,
    Session,
    Shift,
    Stall,
    StallKind,
    Tally,
)
from jinlin.domains.servicedays.models.feeds import FeedLink
from jinlin.domains.servicedays.models.help import HelpAsk
from jinlin.domains.servicedays.models.photos import Photo
from jinlin.domains.servicedays.models.series import Series, Theme
from jinlin.domains.servicedays.models.vehicles import Stop, Vehicle, VehicleKind

__all__ = [
    "FeedLink",
    "HelpAsk",
    "Kind",
    "Photo",
    "Series",
    "Session",
    "Shift",
    "Stall",
    "StallKind",
    "Stop",
    "Tally",
    "Theme",
    "Vehicle",
    "VehicleKind",
]

"""What is asked about volunteers, their teams and hours?"""

from jinlin.services.volunteers.queries.exceptions import exceptions
from jinlin.services.volunteers.queries.mine import (
    Sums,
    entries_of,
    led_by,
    sums_of,
    teams_led_by,
    with_standing,
)
from jinlin.services.volunteers.queries.story import story

__all__ = [
    "Sums",
    "entries_of",
    "exceptions",
    "led_by",
    "story",
    "sums_of",
    "teams_led_by",
    "with_standing",
]

"""What can be done with seats and with those who come? The calling verb has decided who may."""

from jinlin.services.seats.actions.coming import (
    Sight,
    check_in,
    check_in_list,
    count_walk_in,
    uncount,
)
from jinlin.services.seats.actions.laying import change_unit, close_unit, open_unit
from jinlin.services.seats.actions.seating import (
    accept_offer,
    give_up,
    lapse_offer,
    take,
    take_list,
    take_together,
)

__all__ = [
    "Sight",
    "accept_offer",
    "change_unit",
    "check_in",
    "check_in_list",
    "close_unit",
    "count_walk_in",
    "give_up",
    "lapse_offer",
    "open_unit",
    "take",
    "take_list",
    "take_together",
    "uncount",
]

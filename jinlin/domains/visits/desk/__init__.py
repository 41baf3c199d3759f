"""What does staff see and do about visits?"""

from jinlin.domains.visits.desk.calendar import calendar, own_feed
from jinlin.domains.visits.desk.carrying import phone, phones, shut_out, take_along, word
from jinlin.domains.visits.desk.checklists import checklist, checklists
from jinlin.domains.visits.desk.deciding import asides, clash, leave_aside, see_to, take_in
from jinlin.domains.visits.desk.doors import door, door_move, part, record
from jinlin.domains.visits.desk.rounds import (
    board,
    doors_of,
    export,
    plan,
    report,
    round_,
    round_move,
    split,
)
from jinlin.domains.visits.desk.unhoused import bring_in, without_a_household

__all__ = [
    "asides",
    "board",
    "bring_in",
    "calendar",
    "checklist",
    "checklists",
    "clash",
    "door",
    "door_move",
    "doors_of",
    "export",
    "leave_aside",
    "own_feed",
    "part",
    "phone",
    "phones",
    "plan",
    "record",
    "report",
    "round_",
    "round_move",
    "see_to",
    "shut_out",
    "split",
    "take_along",
    "take_in",
    "without_a_household",
    "word",
]

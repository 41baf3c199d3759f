"""What can be done with volunteers, teams, activities and hours?"""

from jinlin.services.volunteers.actions.activities import Plan, cancel, plan, remind, shift
from jinlin.services.volunteers.actions.certifying import certify
from jinlin.services.volunteers.actions.checking import (
    allow,
    appeal,
    correct,
    dismiss,
    dispute,
    insist,
    keep_,
    strike,
    verify,
)
from jinlin.services.volunteers.actions.people import (
    Details,
    Line,
    TeamTerms,
    ask_to_join,
    enter,
    found,
    leave,
    part,
    refuse,
    register,
    take_in,
)
from jinlin.services.volunteers.actions.rechecking import draw, find
from jinlin.services.volunteers.actions.recording import (
    Helper,
    approve,
    backfill,
    confirm_sheet,
    entered_afterwards,
    grant,
    request,
    turn_down,
)
from jinlin.services.volunteers.actions.recounting import follow_calendar
from jinlin.services.volunteers.actions.writing import Service

__all__ = [
    "Details",
    "Helper",
    "Line",
    "Plan",
    "Service",
    "TeamTerms",
    "allow",
    "appeal",
    "approve",
    "ask_to_join",
    "backfill",
    "cancel",
    "certify",
    "confirm_sheet",
    "correct",
    "dismiss",
    "dispute",
    "draw",
    "enter",
    "entered_afterwards",
    "find",
    "follow_calendar",
    "found",
    "grant",
    "insist",
    "keep_",
    "leave",
    "part",
    "plan",
    "refuse",
    "register",
    "remind",
    "request",
    "shift",
    "strike",
    "take_in",
    "turn_down",
    "verify",
]

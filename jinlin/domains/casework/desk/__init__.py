"""What does the team of a case see, and what can it do? A social worker's desk is a phone."""

from jinlin.domains.casework.desk.calendar import calendar
from jinlin.domains.casework.desk.caseload import board, destroy, new, register
from jinlin.domains.casework.desk.correcting import correct as correct_service
from jinlin.domains.casework.desk.correcting import service
from jinlin.domains.casework.desk.correcting import strike as strike_service
from jinlin.domains.casework.desk.correcting import struck as struck_services
from jinlin.domains.casework.desk.file import case, files, looks, measure, move, printed
from jinlin.domains.casework.desk.people import (
    consents,
    facts,
    family,
    left,
    members,
    taken_out,
    withdraw,
)
from jinlin.domains.casework.desk.reading import decide, offered, openings, seen
from jinlin.domains.casework.desk.serving import (
    close_point,
    export,
    new_service,
    points,
    services,
    sums,
)
from jinlin.domains.casework.desk.teams import offer, refer, referral, relieve, team
from jinlin.domains.casework.desk.writing import addendum, notes, plan, review, scale

__all__ = [
    "addendum",
    "board",
    "calendar",
    "case",
    "close_point",
    "consents",
    "correct_service",
    "decide",
    "destroy",
    "export",
    "facts",
    "family",
    "files",
    "left",
    "looks",
    "measure",
    "members",
    "move",
    "new",
    "new_service",
    "notes",
    "offer",
    "offered",
    "openings",
    "plan",
    "points",
    "printed",
    "refer",
    "referral",
    "register",
    "relieve",
    "review",
    "scale",
    "seen",
    "service",
    "services",
    "strike_service",
    "struck_services",
    "sums",
    "taken_out",
    "team",
    "withdraw",
]

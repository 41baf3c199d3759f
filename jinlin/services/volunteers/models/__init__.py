"""What is stored of volunteers, their teams, what they did, and how far it can be trusted?"""

from jinlin.services.volunteers.models.activities import Activity
from jinlin.services.volunteers.models.people import (
    Entry,
    Group,
    Membership,
    MembershipState,
    Skill,
    Team,
    TeamKind,
    Volunteer,
)
from jinlin.services.volunteers.models.records import (
    BackfillReason,
    Finding,
    Recheck,
    ServiceRecord,
    Trust,
)
from jinlin.services.volunteers.models.reference import (
    Pilot,
    SheetLayout,
    Theme,
    VolunteerRule,
    usual_stars,
)

__all__ = [
    "Activity",
    "BackfillReason",
    "Entry",
    "Finding",
    "Group",
    "Membership",
    "MembershipState",
    "Pilot",
    "Recheck",
    "ServiceRecord",
    "SheetLayout",
    "Skill",
    "Team",
    "TeamKind",
    "Theme",
    "Trust",
    "Volunteer",
    "VolunteerRule",
    "usual_stars",
]

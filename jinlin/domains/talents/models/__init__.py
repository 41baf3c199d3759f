"""What is stored of talents?"""

from jinlin.domains.talents.models.certify import (
    Application,
    Certificate,
    IssuerKey,
    Level,
    Part,
    Seat,
    Verdict,
    YearReview,
)
from jinlin.domains.talents.models.help import Help, Went
from jinlin.domains.talents.models.nurture import CraftFeed, Goal, Meeting, Outcome, Pair
from jinlin.domains.talents.models.reference import Skill, TalentRule
from jinlin.domains.talents.models.talent import (
    Evidence,
    Nomination,
    Reach,
    Source,
    Talent,
    TalentSkill,
    Times,
)

__all__ = [
    "Application",
    "Certificate",
    "CraftFeed",
    "Evidence",
    "Goal",
    "Help",
    "IssuerKey",
    "Level",
    "Meeting",
    "Nomination",
    "Outcome",
    "Pair",
    "Part",
    "Reach",
    "Seat",
    "Skill",
    "Source",
    "Talent",
    "TalentRule",
    "TalentSkill",
    "Times",
    "Verdict",
    "Went",
    "YearReview",
]

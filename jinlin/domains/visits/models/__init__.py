"""What is stored of visits?"""

from jinlin.domains.visits.models.feeds import VisitFeed
from jinlin.domains.visits.models.finding import (
    Called,
    Danger,
    Finding,
    FindingKind,
    FindingState,
)
from jinlin.domains.visits.models.phone import Aside, CountyKey, Pack, Phone, Why
from jinlin.domains.visits.models.reference import (
    Checklist,
    ChecklistVersion,
    TargetGroup,
    VisitRule,
)
from jinlin.domains.visits.models.round import Door, First, Round
from jinlin.domains.visits.models.visit import Clash, FormState, Outcome, Visit, VisitFile

__all__ = [
    "Aside",
    "Called",
    "Checklist",
    "ChecklistVersion",
    "Clash",
    "CountyKey",
    "Danger",
    "Door",
    "Finding",
    "FindingKind",
    "FindingState",
    "First",
    "FormState",
    "Outcome",
    "Pack",
    "Phone",
    "Round",
    "TargetGroup",
    "Visit",
    "VisitFeed",
    "VisitFile",
    "VisitRule",
    "Why",
]

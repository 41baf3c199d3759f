"""What is stored of visits?"""

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
from jinlin.domains.visits.models.round import Door, Round
from jinlin.domains.visits.models.visit import Clash, Outcome, Standing, Visit, VisitFile

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
    "Outcome",
    "Pack",
    "Phone",
    "Round",
    "Standing",
    "TargetGroup",
    "Visit",
    "VisitFile",
    "VisitRule",
    "Why",
]

"""What is stored of consultations?"""

from jinlin.domains.consultations.models.meetings import (
    AgendaLine,
    Invitee,
    LateRecord,
    Meeting,
    Presence,
    Speaker,
)
from jinlin.domains.consultations.models.outcomes import ActionItem, Objection, Resolution
from jinlin.domains.consultations.models.reference import ConsultationRule, QuorumRule
from jinlin.domains.consultations.models.topics import (
    Option,
    Stance,
    Statement,
    Support,
    Topic,
)
from jinlin.domains.consultations.models.votes import (
    BoxRow,
    Door,
    Elector,
    HandedIn,
    NamedBallot,
    PaperCount,
    PrintedCode,
    ReplacedBallot,
    Vote,
)

__all__ = [
    "ActionItem",
    "AgendaLine",
    "BoxRow",
    "ConsultationRule",
    "Door",
    "Elector",
    "HandedIn",
    "Invitee",
    "LateRecord",
    "Meeting",
    "NamedBallot",
    "Objection",
    "Option",
    "PaperCount",
    "Presence",
    "PrintedCode",
    "QuorumRule",
    "ReplacedBallot",
    "Resolution",
    "Speaker",
    "Stance",
    "Statement",
    "Support",
    "Topic",
    "Vote",
]

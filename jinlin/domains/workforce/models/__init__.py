"""What is stored of social workers? Models stand in the file of their topic; this file gathers
them.
"""

from jinlin.domains.workforce.models.calendars import ExamDay, RegisterFeed
from jinlin.domains.workforce.models.exams import Attempt, Candidacy, CandidacyRows
from jinlin.domains.workforce.models.facts import (
    Degree,
    Education,
    Establishment,
    Post,
    Qualification,
    Registration,
)
from jinlin.domains.workforce.models.layouts import ExportLayout
from jinlin.domains.workforce.models.pairs import Pair
from jinlin.domains.workforce.models.payments import (
    Award,
    Batch,
    Booking,
    Line,
    Outcome,
    Payment,
)
from jinlin.domains.workforce.models.professionals import Professional, ProfessionalRows
from jinlin.domains.workforce.models.reference import (
    Degrees,
    ExamRule,
    Level,
    Policy,
    Sector,
    WorkClass,
    WorkforceRule,
)
from jinlin.domains.workforce.models.rosters import Roster, RosterPage
from jinlin.domains.workforce.models.subsidies import Application, ApplicationRows
from jinlin.domains.workforce.models.surveys import Answer, Round, UnitReturn, UnitReturnRows
from jinlin.domains.workforce.models.updates import Update, UpdateKind, UpdateRows, UpdateState

__all__ = [
    "Answer",
    "Application",
    "ApplicationRows",
    "Attempt",
    "Award",
    "Batch",
    "Booking",
    "Candidacy",
    "CandidacyRows",
    "Degree",
    "Degrees",
    "Education",
    "Establishment",
    "ExamDay",
    "ExamRule",
    "ExportLayout",
    "Level",
    "Line",
    "Outcome",
    "Pair",
    "Payment",
    "Policy",
    "Post",
    "Professional",
    "ProfessionalRows",
    "Qualification",
    "RegisterFeed",
    "Registration",
    "Roster",
    "RosterPage",
    "Round",
    "Sector",
    "UnitReturn",
    "UnitReturnRows",
    "Update",
    "UpdateKind",
    "UpdateRows",
    "UpdateState",
    "WorkClass",
    "WorkforceRule",
]

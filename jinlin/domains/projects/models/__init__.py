"""What is stored of service projects and key tasks?"""

from jinlin.domains.projects.models.counted import Indicator, Reading
from jinlin.domains.projects.models.feeds import DeadlineFeed
from jinlin.domains.projects.models.money import (
    Funder,
    Line,
    Part,
    Source,
    Spending,
    SpendingState,
)
from jinlin.domains.projects.models.plan import Aside, Stage
from jinlin.domains.projects.models.project import (
    Activity,
    ActivityKind,
    Evaluation,
    Grade,
    Member,
    Project,
    ProjectRows,
    Serves,
    TeamPart,
)
from jinlin.domains.projects.models.reference import (
    Aspect,
    EvaluationPoint,
    ProjectRule,
    ServiceKind,
)
from jinlin.domains.projects.models.reports import Draft, Report, TaskList
from jinlin.domains.projects.models.surveys import Reply, Survey, Way, Word
from jinlin.domains.projects.models.task import (
    Helping,
    Matter,
    Milestone,
    Supervision,
    Task,
    TaskRows,
)

__all__ = [
    "Activity",
    "ActivityKind",
    "Aside",
    "Aspect",
    "DeadlineFeed",
    "Draft",
    "Evaluation",
    "EvaluationPoint",
    "Funder",
    "Grade",
    "Helping",
    "Indicator",
    "Line",
    "Matter",
    "Member",
    "Milestone",
    "Part",
    "Project",
    "ProjectRows",
    "ProjectRule",
    "Reading",
    "Reply",
    "Report",
    "Serves",
    "ServiceKind",
    "Source",
    "Spending",
    "SpendingState",
    "Stage",
    "Supervision",
    "Survey",
    "Task",
    "TaskList",
    "TaskRows",
    "TeamPart",
    "Way",
    "Word",
]

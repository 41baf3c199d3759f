"""What is stored of appeals? Models stand in the file of their topic; this file gathers them."""

from jinlin.domains.appeals.models.appeal import (
    Appeal,
    AppealQuerySet,
    Round,
)
from jinlin.domains.appeals.models.choices import Channel, Exclusion, Identity
from jinlin.domains.appeals.models.hotline import (
    FOUND_AT_NIGHT,
    Difference,
    Hotline,
    WorkOrder,
    check_mapping,
)
from jinlin.domains.appeals.models.hotline import Kind as DifferenceKind
from jinlin.domains.appeals.models.hotline import Meaning as HotlineMeaning
from jinlin.domains.appeals.models.reference import (
    Category,
    CountyRule,
    DeadlinePolicy,
    ScriptQuestion,
)
from jinlin.domains.appeals.models.second_chances import Asking, CallBack, Pause, Supervision
from jinlin.domains.appeals.models.suggestions import RoutingRule, StandardReply
from jinlin.domains.appeals.models.together import Part, PartState
from jinlin.domains.appeals.models.views import FirstView, SavedView, Sharing

__all__ = [
    "FOUND_AT_NIGHT",
    "Appeal",
    "AppealQuerySet",
    "Asking",
    "CallBack",
    "Category",
    "Channel",
    "CountyRule",
    "DeadlinePolicy",
    "Difference",
    "DifferenceKind",
    "Exclusion",
    "FirstView",
    "Hotline",
    "HotlineMeaning",
    "Identity",
    "Part",
    "PartState",
    "Pause",
    "Round",
    "RoutingRule",
    "SavedView",
    "ScriptQuestion",
    "Sharing",
    "StandardReply",
    "Supervision",
    "WorkOrder",
    "check_mapping",
]

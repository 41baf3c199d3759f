"""Which reference data of projects does a county's system administrator keep?

The kinds of service and the county's days; never a project or a task.
"""

from django.contrib import admin

from jinlin.domains.projects.models import EvaluationPoint, ProjectRule, ServiceKind
from jinlin.ground.accounts.own_county import DatedNumbers, OwnCounty


@admin.register(ProjectRule)
class ProjectRuleAdmin(DatedNumbers):
    list_display = ("valid_from", "review_days", "answer_days", "soon_days", "silent_days")


@admin.register(ServiceKind)
class ServiceKindAdmin(OwnCounty):
    list_display = ("name", "code", "order", "is_offered")


@admin.register(EvaluationPoint)
class EvaluationPointAdmin(OwnCounty):
    list_display = ("name", "aspect", "most", "order", "is_offered")

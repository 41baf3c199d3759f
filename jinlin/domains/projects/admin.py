"""Which reference data of projects does a county's system administrator keep?

The kinds of service and the county's days; never a project or a task.
"""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from jinlin.domains.projects.models import ProjectRule, ServiceKind
from jinlin.ground.accounts.roles import Role


class OwnCounty(admin.ModelAdmin[Any]):
    """Only rows of the administrator's own county."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(county__in=_counties(request))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.county = _counties(request)[0]
        super().save_model(request, obj, form, change)


@admin.register(ProjectRule)
class ProjectRuleAdmin(OwnCounty):
    """Days in force are not rewritten: add a row from a later day on."""

    list_display = ("valid_from", "review_days", "answer_days", "soon_days", "silent_days")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request, obj)


@admin.register(ServiceKind)
class ServiceKindAdmin(OwnCounty):
    list_display = ("name", "code", "order", "is_offered")


def _counties(request: HttpRequest) -> list[str]:
    return [code[:6] for code in request.actor.codes(Role.SYSTEM_ADMIN)]  # type: ignore[attr-defined]
